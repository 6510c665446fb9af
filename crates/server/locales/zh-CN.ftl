# The pages' texts in Simplified Chinese, measured by the English ones (texts/tests.rs).
#
# A message is a screen; its attributes are Auth0's text keys, and ours where Auth0 has none. What a screen
# does not say itself, `common` says. Every text may name $clientName, $tenantName, $companyName, $userName,
# $email and $supportEmail; other variables stand where the caller gives them.
#
# One word each: 短信 (text message), 语音电话 (call), 身份验证器应用 (authenticator app), 恢复代码 (recovery code),
# 两步验证 (two-step verification), 验证码 (the 6-digit code).

common =
    .logoAltText = { $companyName }
    .buttonText = 继续
    .continueButtonText = 继续
    .backText = 返回
    .cancelText = 取消
    .closeText = 关闭
    .errorPageTitle = 错误：{ $title }
    .alertListTitle = 请检查以下内容
    .skipText = 跳转到表单
    .languageText = 语言
    .supportText = 需要帮助？请发送邮件至 { $supportEmail }。
    .supportLinkText = 获取帮助
    .pickAuthenticatorText = 尝试其他方式
    .rememberMeText = 30 天内记住此浏览器
    .rememberMeHint = 如果您使用的是公用电脑，请勿勾选。
    .smsButtonText = 短信
    .voiceButtonText = 语音电话
    .chooseMessageTypeText = 您希望如何接收验证码？
    .copyCodeButtonText = 复制
    .copiedText = 已复制
    .printButtonText = 打印
    .showPasswordText = 显示密码
    .hidePasswordText = 隐藏密码
    .no-code = 请输入验证码。
    .invalid-otp-code-format = 验证码为 6 位数字。
    .invalid-code = 验证码不正确。请核对后重试。
    .expired-code = 验证码已过期。请获取新的验证码。
    .invalid-expired-code = 验证码不正确或已过期。
    .used-code = 此验证码已被使用。请等待下一个验证码。
    .authenticator-error = 我们无法核对验证码。请稍后重试。
    .no-transaction-in-progress = 尚未发送验证码。请先获取验证码。
    .too-many-failures = 验证码输错次数过多。请等待几分钟后重试。
    .too-many-sms = 您获取验证码的次数过多。请稍后重试。
    .too-many-voice = 您获取验证码的次数过多。请稍后重试。
    .tryAgainText = 您可以在 { $wait }后重试。
    .send-sms-failed = 短信发送失败。
    .send-voice-failed = 语音电话拨打失败。
    .sms-authenticator-error = 我们暂时无法发送短信。请稍后重试。
    .voice-authenticator-error = 我们暂时无法拨打语音电话。请稍后重试。
    .no-phone = 请输入电话号码。
    .no-country = 请选择国家/地区，或输入以 + 和国家/地区代码开头的号码。
    .invalid-phone-format = 电话号码只能包含数字，开头可以加上 +。
    .invalid-phone = 此号码似乎不是有效的电话号码。请核对后重试。
    .wrong-phone-kind = 我们无法向此类号码发送验证码。请使用其他号码。
    .no-texts-to-phone = 此号码无法接收短信。请使用其他号码。
    .no-texts-to-phone-call-instead = 此号码无法接收短信。请使用其他号码，或选择语音电话。
    .no-calls-to-phone = 此号码无法接听电话。请使用其他号码。
    .no-calls-to-phone-text-instead = 此号码无法接听电话。请使用其他号码，或选择短信。
    .phone-in-use = 您的账号已添加此号码。
    .too-many-factors = 您的账号已达到电话号码和身份验证器应用的数量上限。请先删除一个，再添加新的。
    .too-many-changes = 您更改电话号码和应用的次数过多。请稍后重试。
    .no-channel = 请选择接收验证码的方式。
    .transaction-not-found = 此页面已过期。请重新开始。
    .invalid-request = 操作未成功。请重试。
    .seconds = { $count ->
       *[other] { $count } 秒
    }
    .minutes = { $count ->
       *[other] { $count } 分钟
    }
    .hours = { $count ->
       *[other] { $count } 小时
    }
    .days = { $count ->
       *[other] { $count } 天
    }
    .date = { $year }年{ $month }月{ $day }日

login =
    .pageTitle = 登录 | { $clientName }
    .title = 欢迎
    .description = 登录 { $companyName } 以继续使用 { $clientName }。
    .usernamePlaceholder = 用户名或邮箱地址
    .emailPlaceholder = 邮箱地址
    .passwordPlaceholder = 密码
    .buttonText = 登录
    .signupActionText = 还没有账号？
    .signupActionLinkText = 注册
    .wrong-credentials = 用户名或密码不正确。
    .wrong-email-credentials = 邮箱地址或密码不正确。
    .no-username = 请输入用户名或邮箱地址。
    .no-email = 请输入邮箱地址。
    .no-password = 请输入密码。
    .user-blocked = 由于登录失败次数过多，您的账号已被锁定。
    .ip-blocked = 您所在网络的登录失败次数过多。请稍后重试。
    .same-user-login = 尝试次数过多。请稍后重试。
    .too-many-attempts = 尝试次数过多。请稍后重试。
    .authentication-failure = 登录时出现问题。请重试。

signup =
    .pageTitle = 注册 | { $clientName }
    .title = 创建账号
    .description = 注册 { $companyName } 以继续使用 { $clientName }。
    .emailPlaceholder = 邮箱地址
    .passwordPlaceholder = 密码
    .buttonText = 注册
    .loginActionText = 已有账号？
    .loginActionLinkText = 登录
    .passwordSecurityText = 密码要求：
    .passwordLengthText = { $min ->
       *[other] 至少 { $min } 个字符
    }
    .passwordStrengthText = 强度：
    .passwordWeakText = 弱
    .passwordFairText = 中
    .passwordStrongText = 强
    .passwordHintText = 将几个互不相关的词组合在一起，既容易记住，又不易被猜到。
    .accessibilityError = 未满足
    .accessibilityValid = 已满足
    .no-email = 请输入邮箱地址。
    .invalid-email-format = 邮箱地址格式不正确。
    .no-password = 请设置密码。
    .password-too-weak = { $min ->
       *[other] 密码过短，至少需要 { $min } 个字符。
    }
    .password-too-long = { $max ->
       *[other] 密码过长，最多 { $max } 个字节。
    }
    .password-too-common = 此密码被许多人使用。请设置其他密码。
    .password-policy-not-conformant = 密码过于简单：请混合使用小写字母、大写字母、数字和其他字符。
    .password-contains-user-information = 密码不能包含您的邮箱地址。
    .email-in-use = 无法使用这些信息创建账号。如果您已有账号，请直接登录。
    .user-exists = 无法使用这些信息创建账号。如果您已有账号，请直接登录。
    .signup-disabled = 此处不支持创建新账号。
    .ip-signup-blocked = 您所在网络的尝试次数过多。请稍后重试。
    .too-many-attempts = 尝试次数过多。请稍后重试。

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = 通过电话号码接收验证码的局限
    .summary = 比仅使用密码更安全，但并非最强的保护方式。
    .takeover = 他人可能将您的电话号码转移到其他 SIM 卡或其他运营商，从而盗用该号码。
    .phishing = 验证码可能被截取，也可能被虚假网站或诈骗电话骗走。切勿将验证码告诉任何人。
    .reachability = 没有信号、手机不在身边或身处国外时，您可能无法收到验证码。
    .alternative = 身份验证器应用更安全，没有网络也能使用。
    .alternativeLinkText = 改用身份验证器应用

mfa-phone-enrollment =
    .pageTitle = 添加电话号码 | { $clientName }
    .title = 保护您的账号
    .description = 请输入您的电话号码。我们将向该号码发送 6 位验证码。
    .countryPlaceholder = 国家/地区
    .countryHint = 如果号码以 + 开头，则无需选择。
    .pickCountryText = 搜索国家/地区列表
    .placeholder = 电话号码
    .termsText = 运营商可能会收取短信和通话费用。

mfa-phone-challenge =
    .pageTitle = 验证您的身份 | { $clientName }
    .title = 验证您的身份
    .description = 我们将向以下电话号码发送 6 位验证码：
    .changePhoneText = 使用其他电话号码
    .placeholder = 电话号码

mfa-country-codes =
    .pageTitle = 选择国家/地区 | { $clientName }
    .title = 选择国家/地区
    .searchPlaceholder = 国家/地区名称或代码
    .searchButtonText = 搜索
    .noResultsText = 没有与“{ $query }”匹配的国家/地区。
    .resultsText = { $count ->
       *[other] { $count } 个国家/地区
    }
    .showAllText = 显示所有国家/地区

mfa-sms-enrollment =
    .pageTitle = 添加电话号码 | { $clientName }
    .title = 保护您的账号
    .description = 请输入您的电话号码。我们将通过短信向该号码发送 6 位验证码。
    .countryPlaceholder = 国家/地区
    .countryHint = 如果号码以 + 开头，则无需选择。
    .pickCountryText = 搜索国家/地区列表
    .placeholder = 电话号码
    .termsText = 运营商可能会收取短信费用。

mfa-voice-enrollment =
    .pageTitle = 添加电话号码 | { $clientName }
    .title = 保护您的账号
    .description = 请输入您的电话号码。我们将拨打语音电话，为您播报 6 位验证码。
    .countryPlaceholder = 国家/地区
    .countryHint = 如果号码以 + 开头，则无需选择。
    .pickCountryText = 搜索国家/地区列表
    .placeholder = 电话号码
    .termsText = 运营商可能会收取通话费用。

mfa-sms-challenge =
    .pageTitle = 输入验证码 | { $clientName }
    .title = 验证您的身份
    .description = 我们已通过短信将验证码发送至 { $phoneNumber }。
    .placeholder = 6 位验证码
    .editText = 修改
    .editLinkScreenReadableText = 修改电话号码
    .changePhoneText = 使用其他电话号码
    .resendText = 没有收到验证码？
    .resendActionText = 重新发送
    .resendWaitText = 您可以在 { $wait }后获取新的验证码。
    .resentText = 我们已发送新的验证码。
    .resendVoiceActionSeparatorTextBefore = 或
    .resendVoiceActionText = 改用语音电话接收
    .expiryText = 验证码的有效时间为 { $wait }。

mfa-voice-challenge =
    .pageTitle = 输入验证码 | { $clientName }
    .title = 验证您的身份
    .description = 我们正在拨打 { $phoneNumber }，为您播报验证码。
    .placeholder = 6 位验证码
    .editText = 修改
    .editLinkScreenReadableText = 修改电话号码
    .changePhoneText = 使用其他电话号码
    .resendText = 没有接到语音电话？
    .resendActionText = 重新拨打
    .resendWaitText = 您可以在 { $wait }后要求重新拨打。
    .resentText = 我们正在重新拨打。
    .resendSmsActionSeparatorTextBefore = 或
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = 改用短信接收
    .expiryText = 验证码的有效时间为 { $wait }。

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = 发送状态
    .smsSending = 正在发送短信…
    .smsAccepted = 短信已发出，即将送达。
    .smsDelivered = 短信已送达。
    .smsFailed = 短信未能送达。
    .smsUnknown = 我们无法确认短信是否已送达。
    .smsOfferVoice = 您可以改用语音电话接收验证码。
    .voiceSending = 正在拨打语音电话…
    .voiceAccepted = 您的电话即将响铃。
    .voiceRinging = 您的电话正在响铃。
    .voiceDelivered = 语音电话已接通。
    .voiceFailed = 语音电话未能接通。
    .voiceUnknown = 我们无法确认语音电话是否已接通。
    .voiceOfferSms = 您可以改用短信接收验证码。
    .offerOther = 您可以尝试其他号码或其他方式。
    .noWait = 您无需等待，可以立即获取新的验证码。
    .refreshText = 刷新状态

mfa-sms-list =
    .pageTitle = 选择电话号码 | { $clientName }
    .title = 选择电话号码
    .description = 您希望用哪个号码接收验证码？
    .selectText = 使用 { $phoneNumber }

mfa-login-options =
    .pageTitle = 选择其他方式 | { $clientName }
    .title = 其他方式
    .description = 请选择验证身份的方式。
    .authenticatorNamesSMS = 短信
    .authenticatorNamesVoice = 语音电话
    .authenticatorNamesPhone = 电话号码
    .authenticatorNamesOTP = 身份验证器应用
    .authenticatorNamesRecoveryCode = 恢复代码
    .smsDescription = 将验证码发送至 { $phoneNumber }
    .voiceDescription = 拨打 { $phoneNumber }
    .phoneDescription = 向 { $phoneNumber } 发送短信或拨打语音电话
    .otpDescription = 应用中显示的验证码
    .recoveryCodeDescription = 您为应急而保存的代码
    .noneText = 您的账号没有其他验证方式。

mfa-begin-enroll-options =
    .pageTitle = 选择验证方式 | { $clientName }
    .title = 保护账号安全
    .description = 请选择今后用于验证身份的方式。
    .authenticatorNamesSMS = 短信
    .authenticatorNamesVoice = 语音电话
    .authenticatorNamesPhone = 电话号码
    .authenticatorNamesOTP = 身份验证器应用
    .authenticatorNamesRecoveryCode = 恢复代码
    .smsDescription = 我们通过短信向您发送验证码
    .voiceDescription = 我们通过语音电话为您播报验证码
    .phoneDescription = 我们通过短信或语音电话向您提供验证码
    .otpDescription = 更安全，没有网络也能使用
    .recommendedText = 推荐

mfa-otp-enrollment-qr =
    .pageTitle = 设置身份验证器应用 | { $clientName }
    .title = 设置身份验证器应用
    .description = 请使用身份验证器应用扫描此二维码，然后输入应用中显示的验证码。
    .qrAltText = 用于身份验证器应用的二维码
    .codeEnrollmentText = 无法扫描？
    .codeEnrollmentDescription = 请在应用中手动输入此密钥，并将密钥类型设为“基于时间”：
    .altText = 用于身份验证器应用的密钥
    .openAppText = 在此设备上的应用中打开
    .separatorText = 然后
    .placeholder = 应用中显示的 6 位验证码
    .user-already-enrolled = 身份验证器应用已设置。

mfa-otp-challenge =
    .pageTitle = 输入应用中的验证码 | { $clientName }
    .title = 验证您的身份
    .description = 请打开身份验证器应用，输入其中显示的验证码。
    .placeholder = 6 位验证码

mfa-recovery-code-enrollment =
    .pageTitle = 保存恢复代码 | { $clientName }
    .title = 即将完成
    .description = 请复制此恢复代码，并保存在安全的地方。当您无法使用手机或身份验证器应用时，需要用它来登录。
    .altText = 恢复代码
    .onceText = 此代码仅显示这一次。
    .checkboxText = 我已将此代码保存在安全的地方
    .buttonText = 继续
    .no-confirmation = 请确认您已保存此代码。

mfa-recovery-code-challenge =
    .pageTitle = 输入恢复代码 | { $clientName }
    .title = 验证您的身份
    .description = 请输入您设置两步验证时获得的恢复代码。
    .placeholder = 恢复代码
    .hintText = 空格、连字符和字母大小写均不影响输入。此代码只能使用一次，使用后您将获得新的代码。
    .no-code = 请输入恢复代码。
    .invalid-code = 恢复代码不正确。请核对后重试。
    .invalid-code-format = 恢复代码由 24 位字母和数字组成。
    .no-confirmation = 请确认您已保存此代码。

mfa-recovery-code-challenge-new-code =
    .pageTitle = 保存新的恢复代码 | { $clientName }
    .title = 您的新恢复代码
    .description = 您刚才使用的代码已失效。请复制新的代码，并保存在安全的地方。
    .altText = 恢复代码
    .onceText = 此代码仅显示这一次。
    .checkboxText = 我已将此代码保存在安全的地方
    .buttonText = 继续
    .no-confirmation = 请确认您已保存此代码。

mfa-enroll-result =
    .pageTitle = 两步验证 | { $tenantName }
    .enrolledTitle = 设置完成
    .enrolledDescription = 您的账号现已受到两步验证的保护。您可以关闭此页面。
    .invalidTicketTitle = 链接无效
    .invalidTicketDescription = 此链接无法使用。请检查链接是否完整，或获取新的链接。
    .expiredTicketTitle = 链接已过期
    .expiredTicketDescription = 此链接已过期。请获取新的链接。
    .alreadyUsedTitle = 链接已被使用
    .alreadyUsedDescription = 此链接已被使用。如果您仍需设置两步验证，请获取新的链接。
    .alreadyEnrolledTitle = 无需操作
    .alreadyEnrolledDescription = 您的账号已设置两步验证。
    .genericError = 出现问题

status =
    .mfa-required-title = 需要两步验证
    .mfa-required = 此应用要求进行两步验证，但您没有可用的验证方式。请联系管理员。

account =
    .pageTitle = 安全设置 | { $tenantName }
    .title = 安全设置
    .description = 当前登录账号：{ $email }
    .phonesTitle = 电话号码
    .phonesNone = 尚未添加电话号码。
    .addPhoneText = 添加电话号码
    .otpTitle = 身份验证器应用
    .otpNone = 尚未设置身份验证器应用。
    .otpOn = 设置于 { $date }
    .addOtpText = 设置身份验证器应用
    .recoveryTitle = 恢复代码
    .recoveryNone = 您没有恢复代码。
    .recoveryOn = 生成于 { $date }
    .newRecoveryText = 获取新的恢复代码
    .browsersTitle = 已记住的浏览器
    .browsersNone = 没有已记住的浏览器。
    .browsersCount = { $count ->
       *[other] { $count } 个浏览器登录时无需两步验证。
    }
    .browserThis = 此浏览器
    .browserUntil = 记住至 { $date }
    .forgetText = 不再记住
    .forgetAllText = 不再记住所有浏览器
    .removeText = 移除
    .removePhoneScreenReadableText = 移除 { $phoneNumber }
    .addedText = 添加于 { $date }
    .lastUsedText = 上次使用：{ $date }
    .neverUsedText = 从未使用
    .factorNeeded = 如需更改此处的设置，请先使用您已有的方式验证身份。
    .verifyText = 立即验证
    .confirmTitle = 确定要继续吗？
    .confirmRemovePhone = 验证码将不再发送至 { $phoneNumber }。
    .confirmRemoveOtp = 身份验证器应用生成的验证码将不再有效。
    .confirmNewRecovery = 您当前的恢复代码将失效。
    .confirmText = 确定移除
    .confirmNewRecoveryText = 确定获取新代码
    .lastFactor = 这是您唯一的验证方式。请先添加其他方式，再移除此方式。
    .doneAdded = 已添加。
    .doneRemoved = 已移除。
    .doneForgotten = 已不再记住浏览器。下次登录时需要两步验证。
    .logoutText = 退出登录

reset-password =
    .pageTitle = 设置新密码 | { $clientName }
    .title = 设置新密码
    .description = 用于您的账户 { $email }。
    .passwordPlaceholder = 新密码
    .reEnterpasswordPlaceholder = 再次输入新密码
    .buttonText = 设置密码
    .passwordSecurityText = 密码要求：
    .passwordLengthText = { $min ->
       *[other] 至少 { $min } 个字符
    }
    .passwordStrengthText = 强度：
    .passwordWeakText = 弱
    .passwordFairText = 中
    .passwordStrongText = 强
    .passwordHintText = 将几个互不相关的词组合在一起，既容易记住，又不易被猜到。
    .no-password = 请设置密码。
    .password-too-weak = { $min ->
       *[other] 密码过短，至少需要 { $min } 个字符。
    }
    .password-too-long = { $max ->
       *[other] 密码过长，最多 { $max } 个字节。
    }
    .password-too-common = 此密码被许多人使用。请设置其他密码。
    .password-policy-not-conformant = 密码过于简单：请混合使用小写字母、大写字母、数字和其他字符。
    .no-re-enter-password = 请再次输入新密码。
    .password-mismatch = 两次输入的密码不一致。

reset-password-success =
    .pageTitle = 密码已更改 | { $clientName }
    .eventTitle = 密码已更改
    .description = 您已在所有设备上退出登录。今后请使用新密码登录。
    .buttonText = 继续前往 { $clientName }

reset-password-error =
    .pageTitle = 设置新密码 | { $clientName }
    .eventTitleExpired = 链接已过期
    .descriptionExpired = 此链接已过期。请获取新的链接。
    .eventTitleUsed = 链接已被使用
    .descriptionUsed = 此链接已被使用。请索取新的链接。
    .eventTitleGeneric = 链接无效
    .descriptionGeneric = 此链接无法使用。请检查链接是否完整，或获取新的链接。

email-verification-confirm =
    .pageTitle = 确认您的电子邮件地址 | { $clientName }
    .title = 确认您的电子邮件地址
    .description = { $email } 是您的地址吗？请在此确认。
    .buttonText = 是，这是我的地址

email-verification-result =
    .pageTitle = 确认您的电子邮件地址 | { $clientName }
    .verifiedTitle = 电子邮件地址已确认
    .verifiedDescription = 您的电子邮件地址已确认。您可以关闭此页面。
    .alreadyVerifiedDescription = 您的电子邮件地址早已确认。
    .errorTitle = 链接无效
    .unknownErrorDescription = 此链接无法使用。请检查链接是否完整，或获取新的链接。
    .auth0-users-expired-ticket = 此链接已过期。请获取新的链接。
    .auth0-users-used-ticket = 此链接已被使用。请索取新的链接。
    .buttonText = 继续前往 { $clientName }

logout =
    .pageTitle = 退出登录 | { $tenantName }
    .title = 退出登录
    .userSalute = { $userName }，您好：
    .description = 您要退出登录 { $clientName } 吗？
    .acceptButtonText = 退出登录
    .declineButtonText = 保持登录

logged-out =
    .pageTitle = 已退出登录 | { $tenantName }
    .title = 您已退出登录
    .description = 您可以关闭此页面。
    .loginText = 重新登录

error =
    .pageTitle = 错误 | { $tenantName }
    .title = 出现问题
    .description = 我们无法完成您的请求。
    .invalidRequestDescription = 您所使用的应用发送了错误的请求。请告知该应用的提供商。
    .serverErrorDescription = 我们的系统发生错误。请稍后重试。
    .notFoundTitle = 找不到页面
    .notFoundDescription = 此地址没有任何内容。
    .tooManyTitle = 请求过多
    .tooManyDescription = 请稍后重试。
    .cookiesTitle = 需要启用 Cookie
    .cookiesDescription = 您的浏览器未返回我们的 Cookie。请允许此网站使用 Cookie，然后重新开始。
    .otherBrowserDescription = 此页面属于另一个浏览器中的登录。请在此处重新开始。
    .detailsText = 供客服参考的详细信息
    .traceText = 参考编号：{ $reference }

expired =
    .pageTitle = 已过期 | { $tenantName }
    .title = 此页面已过期
    .description = 登录用时过长，或已在另一个标签页中完成。您的数据没有丢失。
    .buttonText = 重新开始
    .noWayBackDescription = 请返回应用并重新登录。

# Told to the old number and the email address when something about the second step has changed.
notice =
    .greeting = 您好！
    .notYou = 如果是您本人操作，则无需采取任何措施。如果不是，请立即修改密码，并{ $supportEmail ->
        [none] 联系 { $tenantName } 的客服
       *[given] 发送邮件至 { $supportEmail }
    }。
    .footer = 您收到此消息，是因为它与您在 { $tenantName } 的账号安全有关。

enrollment-email =
    .subject = 请设置您在 { $tenantName } 的第二重验证
    .body = { $tenantName } 请您设置第二种验证身份的方式，例如您的手机。请打开以下链接开始设置：
    .expiry = 此链接只能使用一次，有效期至 { $date }。请勿告诉他人：任何打开此链接的人都可以为您的账号设置验证方式。

notice-phone-added =
    .subject = 您的账号已添加新的电话号码
    .body = { $date }，您在 { $tenantName } 的账号添加了电话号码 { $phoneNumber }。现在可以使用该号码验证您的身份。
    .sms = { $tenantName }：您的账号已添加另一个电话号码。如非本人操作，请修改密码并联系客服。

notice-phone-removed =
    .subject = 您的账号已移除电话号码
    .body = { $date }，您在 { $tenantName } 的账号移除了电话号码 { $phoneNumber }。验证码将不再发送至该号码。
    .sms = { $tenantName }：此号码已从您的账号中移除。如非本人操作，请修改密码并联系客服。

notice-phone-changed =
    .subject = 您账号的电话号码已更改
    .body = { $date }，您在 { $tenantName } 的账号所用的电话号码 { $phoneNumber } 已更换为其他号码。验证码将不再发送至原号码。
    .sms = { $tenantName }：您的账号已改用其他电话号码。如非本人操作，请修改密码并联系客服。

notice-otp-added =
    .subject = 您的账号已设置身份验证器应用
    .body = { $date }，您在 { $tenantName } 的账号设置了身份验证器应用。现在可以使用其验证码验证您的身份。
    .sms = { $tenantName }：您的账号已设置身份验证器应用。如非本人操作，请修改密码并联系客服。

notice-otp-removed =
    .subject = 您的账号已移除身份验证器应用
    .body = { $date }，您在 { $tenantName } 的账号移除了身份验证器应用。其验证码不再有效。
    .sms = { $tenantName }：您的账号已移除身份验证器应用。如非本人操作，请修改密码并联系客服。

notice-recovery-code-used =
    .subject = 您的恢复代码已被使用
    .body = { $date }，有人使用您的恢复代码登录了您在 { $tenantName } 的账号。该代码已失效，系统已显示新的代码。
    .sms = { $tenantName }：有人使用您的恢复代码登录。如非本人操作，请修改密码并联系客服。

notice-recovery-code-replaced =
    .subject = 您的恢复代码已更换
    .body = { $date }，您在 { $tenantName } 的账号生成了新的恢复代码。原代码已失效。
    .sms = { $tenantName }：您的恢复代码已更换。如非本人操作，请修改密码并联系客服。

notice-password-changed =
    .subject = 您的账号密码已更改
    .body = { $date }，您在 { $tenantName } 的账号密码已更改。

notice-email-changed =
    .subject = 您账号的电子邮箱已更改
    .body = { $date }，您在 { $tenantName } 的账号的电子邮箱已更改。与您的账号有关的消息不再发送到此邮箱。

notice-email-set =
    .subject = 此邮箱现已用于一个账号
    .body = { $date }，此邮箱成为 { $tenantName } 的一个账号的电子邮箱。与该账号有关的消息今后将发送到这里。

notice-username-changed =
    .subject = 您账号的用户名已更改
    .body = { $date }，您用于登录 { $tenantName } 的用户名已更改。
