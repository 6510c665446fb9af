# The pages' texts in Japanese, measured by the English ones (texts/tests.rs).
#
# A message is a screen; its attributes are Auth0's text keys, and ours where Auth0 has none. What a screen
# does not say itself, `common` says. Every text may name $clientName, $tenantName, $companyName, $userName,
# $email and $supportEmail; other variables stand where the caller gives them.
#
# One word each: SMS (text message), 音声通話 (call), 認証アプリ (authenticator app), リカバリーコード (recovery code),
# 2段階認証 (two-step verification), 認証コード (the 6-digit code).

common =
    .logoAltText = { $companyName }
    .buttonText = 続ける
    .continueButtonText = 続ける
    .backText = 戻る
    .cancelText = キャンセル
    .closeText = 閉じる
    .errorPageTitle = エラー：{ $title }
    .alertListTitle = 次の点をご確認ください
    .skipText = フォームへ移動
    .languageText = 言語
    .supportText = お困りの場合は { $supportEmail } までご連絡ください。
    .supportLinkText = ヘルプ
    .pickAuthenticatorText = 別の方法を試す
    .rememberMeText = このブラウザを30日間記憶する
    .rememberMeHint = 共用のパソコンでは、オンにしないでください。
    .smsButtonText = SMS
    .voiceButtonText = 音声通話
    .chooseMessageTypeText = 認証コードの受け取り方法を選択してください
    .copyCodeButtonText = コピー
    .copiedText = コピーしました
    .printButtonText = 印刷
    .showPasswordText = パスワードを表示
    .hidePasswordText = パスワードを非表示
    .no-code = 認証コードを入力してください。
    .invalid-otp-code-format = 認証コードは6桁の数字です。
    .invalid-code = 認証コードが正しくありません。ご確認のうえ、もう一度入力してください。
    .expired-code = 認証コードの有効期限が切れています。新しいコードを取得してください。
    .invalid-expired-code = 認証コードが正しくないか、有効期限が切れています。
    .used-code = この認証コードはすでに使用されています。次のコードが表示されるまでお待ちください。
    .authenticator-error = 認証コードを確認できませんでした。しばらくしてからもう一度お試しください。
    .no-transaction-in-progress = 認証コードはまだ送信されていません。先にコードの送信を行ってください。
    .too-many-failures = 認証コードの入力に続けて失敗しました。数分おいてからもう一度お試しください。
    .too-many-sms = 認証コードの送信回数が上限に達しました。しばらくしてからもう一度お試しください。
    .too-many-voice = 認証コードの送信回数が上限に達しました。しばらくしてからもう一度お試しください。
    .tryAgainText = { $wait }後に再度お試しいただけます。
    .send-sms-failed = SMSを送信できませんでした。
    .send-voice-failed = 音声通話を発信できませんでした。
    .sms-authenticator-error = 現在、SMSを送信できません。しばらくしてからもう一度お試しください。
    .voice-authenticator-error = 現在、音声通話を発信できません。しばらくしてからもう一度お試しください。
    .no-phone = 電話番号を入力してください。
    .no-country = 国・地域を選択するか、「+」と国番号から始まる電話番号を入力してください。
    .invalid-phone-format = 電話番号は数字のみで入力してください。先頭に「+」を付けることもできます。
    .invalid-phone = この電話番号は使用されていないようです。ご確認のうえ、もう一度入力してください。
    .wrong-phone-kind = この種類の電話番号には認証コードを送信できません。別の番号をお使いください。
    .no-texts-to-phone = この電話番号ではSMSを受信できません。別の番号をお使いください。
    .no-texts-to-phone-call-instead = この電話番号ではSMSを受信できません。別の番号または音声通話をお使いください。
    .no-calls-to-phone = この電話番号では通話を受けられません。別の番号をお使いください。
    .no-calls-to-phone-text-instead = この電話番号では通話を受けられません。別の番号またはSMSをお使いください。
    .phone-in-use = この電話番号は、すでにこのアカウントに登録されています。
    .too-many-factors = 登録できる電話番号と認証アプリの数が上限に達しています。追加する前に、いずれかを削除してください。
    .too-many-changes = 電話番号や認証アプリの変更回数が上限に達しました。しばらくしてからもう一度お試しください。
    .no-channel = 認証コードの受け取り方法を選択してください。
    .transaction-not-found = このページの有効期限が切れました。最初からやり直してください。
    .invalid-request = 処理できませんでした。もう一度お試しください。
    .seconds = { $count ->
       *[other] { $count }秒
    }
    .minutes = { $count ->
       *[other] { $count }分
    }
    .hours = { $count ->
       *[other] { $count }時間
    }
    .days = { $count ->
       *[other] { $count }日
    }
    .date = { $year }年{ $month }月{ $day }日

login =
    .pageTitle = ログイン | { $clientName }
    .title = ようこそ
    .description = { $clientName }を利用するには、{ $companyName }にログインしてください。
    .usernamePlaceholder = ユーザー名またはメールアドレス
    .emailPlaceholder = メールアドレス
    .passwordPlaceholder = パスワード
    .buttonText = ログイン
    .signupActionText = アカウントをお持ちでない場合は
    .signupActionLinkText = 新規登録
    .wrong-credentials = ユーザー名またはパスワードが正しくありません。
    .wrong-email-credentials = メールアドレスまたはパスワードが正しくありません。
    .no-username = ユーザー名またはメールアドレスを入力してください。
    .no-email = メールアドレスを入力してください。
    .no-password = パスワードを入力してください。
    .user-blocked = ログインに何度も失敗したため、アカウントがロックされています。
    .ip-blocked = お使いのネットワークからのログイン失敗が続いています。しばらくしてからもう一度お試しください。
    .same-user-login = 試行回数が上限に達しました。しばらくしてからもう一度お試しください。
    .too-many-attempts = 試行回数が上限に達しました。しばらくしてからもう一度お試しください。
    .authentication-failure = ログイン中に問題が発生しました。もう一度お試しください。

signup =
    .pageTitle = 新規登録 | { $clientName }
    .title = アカウントの作成
    .description = { $clientName }を利用するには、{ $companyName }にご登録ください。
    .emailPlaceholder = メールアドレス
    .passwordPlaceholder = パスワード
    .buttonText = 登録する
    .loginActionText = すでにアカウントをお持ちの場合は
    .loginActionLinkText = ログイン
    .passwordSecurityText = パスワードの条件：
    .passwordLengthText = { $min ->
       *[other] { $min }文字以上
    }
    .passwordStrengthText = 強度：
    .passwordWeakText = 弱い
    .passwordFairText = 普通
    .passwordStrongText = 強い
    .passwordHintText = 互いに関連のない単語をいくつか組み合わせると、覚えやすく、推測されにくくなります。
    .accessibilityError = 条件を満たしていません
    .accessibilityValid = 条件を満たしています
    .no-email = メールアドレスを入力してください。
    .invalid-email-format = メールアドレスの形式が正しくありません。
    .no-password = パスワードを設定してください。
    .password-too-weak = { $min ->
       *[other] パスワードが短すぎます。{ $min }文字以上で入力してください。
    }
    .password-too-long = { $max ->
       *[other] パスワードが長すぎます。{ $max }バイト以内で入力してください。
    }
    .password-too-common = このパスワードは多くの人に使われています。別のパスワードを設定してください。
    .password-policy-not-conformant = パスワードが単純すぎます。小文字、大文字、数字、その他の文字を組み合わせてください。
    .password-contains-user-information = パスワードにメールアドレスを含めることはできません。
    .email-in-use = この内容ではアカウントを作成できませんでした。すでにアカウントをお持ちの場合は、ログインしてください。
    .user-exists = この内容ではアカウントを作成できませんでした。すでにアカウントをお持ちの場合は、ログインしてください。
    .signup-disabled = こちらでは新しいアカウントを作成できません。
    .ip-signup-blocked = お使いのネットワークからの試行回数が上限に達しました。しばらくしてからもう一度お試しください。
    .too-many-attempts = 試行回数が上限に達しました。しばらくしてからもう一度お試しください。

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = 電話番号で受け取る認証コードの注意点
    .summary = パスワードのみの場合よりも安全ですが、最も強固な保護ではありません。
    .takeover = 第三者が別のSIMカードや別の通信会社に番号を移し、電話番号を乗っ取るおそれがあります。
    .phishing = 認証コードは途中で盗み見られたり、偽のサイトや電話でだまし取られたりするおそれがあります。誰にも教えないでください。
    .reachability = 圏外のときや、電話が手元にないとき、海外にいるときは、認証コードを受け取れないことがあります。
    .alternative = 認証アプリの方が安全で、通信できない場所でも使えます。
    .alternativeLinkText = 認証アプリを使う

mfa-phone-enrollment =
    .pageTitle = 電話番号の追加 | { $clientName }
    .title = アカウントの保護
    .description = 電話番号を入力してください。6桁の認証コードをお送りします。
    .countryPlaceholder = 国・地域
    .countryHint = 「+」から始まる番号の場合は不要です。
    .pickCountryText = 国・地域の一覧から探す
    .placeholder = 電話番号
    .termsText = SMSや音声通話には、ご契約の通信会社の料金がかかる場合があります。

mfa-phone-challenge =
    .pageTitle = 本人確認 | { $clientName }
    .title = 本人確認
    .description = 次の電話番号に6桁の認証コードをお送りします。
    .changePhoneText = 別の電話番号を使う
    .placeholder = 電話番号

mfa-country-codes =
    .pageTitle = 国・地域の選択 | { $clientName }
    .title = 国・地域の選択
    .searchPlaceholder = 国・地域名または国番号
    .searchButtonText = 検索
    .noResultsText = 「{ $query }」に一致する国・地域はありません。
    .resultsText = { $count ->
       *[other] { $count }件の国・地域
    }
    .showAllText = すべての国・地域を表示

mfa-sms-enrollment =
    .pageTitle = 電話番号の追加 | { $clientName }
    .title = アカウントの保護
    .description = 電話番号を入力してください。SMSで6桁の認証コードをお送りします。
    .countryPlaceholder = 国・地域
    .countryHint = 「+」から始まる番号の場合は不要です。
    .pickCountryText = 国・地域の一覧から探す
    .placeholder = 電話番号
    .termsText = SMSには、ご契約の通信会社の料金がかかる場合があります。

mfa-voice-enrollment =
    .pageTitle = 電話番号の追加 | { $clientName }
    .title = アカウントの保護
    .description = 電話番号を入力してください。音声通話で6桁の認証コードをお伝えします。
    .countryPlaceholder = 国・地域
    .countryHint = 「+」から始まる番号の場合は不要です。
    .pickCountryText = 国・地域の一覧から探す
    .placeholder = 電話番号
    .termsText = 音声通話には、ご契約の通信会社の料金がかかる場合があります。

mfa-sms-challenge =
    .pageTitle = 認証コードの入力 | { $clientName }
    .title = 本人確認
    .description = { $phoneNumber } にSMSで認証コードをお送りしました。
    .placeholder = 6桁の認証コード
    .editText = 変更
    .editLinkScreenReadableText = 電話番号を変更
    .changePhoneText = 別の電話番号を使う
    .resendText = 届かない場合は
    .resendActionText = 新しいコードを送信
    .resendWaitText = { $wait }後に新しいコードを送信できます。
    .resentText = 新しい認証コードをお送りしました。
    .resendVoiceActionSeparatorTextBefore = または
    .resendVoiceActionText = 音声通話で受け取る
    .expiryText = 認証コードの有効時間は{ $wait }です。

mfa-voice-challenge =
    .pageTitle = 認証コードの入力 | { $clientName }
    .title = 本人確認
    .description = { $phoneNumber } に発信しています。音声通話で認証コードをお伝えします。
    .placeholder = 6桁の認証コード
    .editText = 変更
    .editLinkScreenReadableText = 電話番号を変更
    .changePhoneText = 別の電話番号を使う
    .resendText = 着信がない場合は
    .resendActionText = もう一度発信
    .resendWaitText = { $wait }後にもう一度発信できます。
    .resentText = もう一度発信しています。
    .resendSmsActionSeparatorTextBefore = または
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = SMSで受け取る
    .expiryText = 認証コードの有効時間は{ $wait }です。

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = 送信状況
    .smsSending = SMSを送信しています…
    .smsAccepted = SMSはまもなく届きます。
    .smsDelivered = SMSが届きました。
    .smsFailed = SMSを届けることができませんでした。
    .smsUnknown = SMSが届いたかどうかを確認できません。
    .smsOfferVoice = 代わりに、音声通話で認証コードを受け取ることもできます。
    .voiceSending = 音声通話を発信しています…
    .voiceAccepted = まもなく着信があります。
    .voiceRinging = 呼び出しています。
    .voiceDelivered = 音声通話がつながりました。
    .voiceFailed = 音声通話がつながりませんでした。
    .voiceUnknown = 音声通話がつながったかどうかを確認できません。
    .voiceOfferSms = 代わりに、SMSで認証コードを受け取ることもできます。
    .offerOther = 別の電話番号や別の方法もお試しいただけます。
    .noWait = お待ちいただかなくても、すぐに新しいコードを送信できます。
    .refreshText = 状況を更新

mfa-sms-list =
    .pageTitle = 電話番号の選択 | { $clientName }
    .title = 電話番号の選択
    .description = 認証コードを受け取る電話番号を選択してください。
    .selectText = { $phoneNumber } を使う

mfa-login-options =
    .pageTitle = 別の方法の選択 | { $clientName }
    .title = その他の方法
    .description = 本人確認の方法を選択してください。
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = 音声通話
    .authenticatorNamesPhone = 電話番号
    .authenticatorNamesOTP = 認証アプリ
    .authenticatorNamesRecoveryCode = リカバリーコード
    .smsDescription = { $phoneNumber } に認証コードを送信
    .voiceDescription = { $phoneNumber } に音声通話を発信
    .phoneDescription = { $phoneNumber } にSMSまたは音声通話
    .otpDescription = 認証アプリに表示される認証コード
    .recoveryCodeDescription = もしものときのために保管しているコード
    .noneText = このアカウントで利用できる方法は、ほかにありません。

mfa-begin-enroll-options =
    .pageTitle = 方法の選択 | { $clientName }
    .title = アカウントを安全に
    .description = 今後の本人確認に使う方法を選択してください。
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = 音声通話
    .authenticatorNamesPhone = 電話番号
    .authenticatorNamesOTP = 認証アプリ
    .authenticatorNamesRecoveryCode = リカバリーコード
    .smsDescription = SMSで認証コードをお送りします
    .voiceDescription = 音声通話で認証コードをお伝えします
    .phoneDescription = SMSまたは音声通話で認証コードをお送りします
    .otpDescription = より安全で、通信できない場所でも使えます
    .recommendedText = おすすめ

mfa-otp-enrollment-qr =
    .pageTitle = 認証アプリの設定 | { $clientName }
    .title = 認証アプリの設定
    .description = 認証アプリでこのQRコードを読み取り、アプリに表示された認証コードを入力してください。
    .qrAltText = 認証アプリ用のQRコード
    .codeEnrollmentText = 読み取れない場合
    .codeEnrollmentDescription = 次のキーを認証アプリに手動で入力し、キーの種類は「時間ベース」を選択してください。
    .altText = 認証アプリ用のキー
    .openAppText = この端末のアプリで開く
    .separatorText = 次に
    .placeholder = アプリに表示された6桁の認証コード
    .user-already-enrolled = 認証アプリはすでに設定されています。

mfa-otp-challenge =
    .pageTitle = 認証アプリのコードの入力 | { $clientName }
    .title = 本人確認
    .description = 認証アプリを開き、表示された認証コードを入力してください。
    .placeholder = 6桁の認証コード

mfa-recovery-code-enrollment =
    .pageTitle = リカバリーコードの保管 | { $clientName }
    .title = あと少しで完了です
    .description = このリカバリーコードをコピーし、安全な場所に保管してください。電話や認証アプリを使えないときのログインに必要です。
    .altText = リカバリーコード
    .onceText = このコードが表示されるのは今回のみです。
    .checkboxText = このコードを安全な場所に保管しました
    .buttonText = 続ける
    .no-confirmation = コードを保管したことをご確認のうえ、チェックを入れてください。

mfa-recovery-code-challenge =
    .pageTitle = リカバリーコードの入力 | { $clientName }
    .title = 本人確認
    .description = 2段階認証の設定時に発行されたリカバリーコードを入力してください。
    .placeholder = リカバリーコード
    .hintText = スペースやハイフンの有無、大文字・小文字は問いません。このコードは一度しか使えません。使用後に新しいコードが発行されます。
    .no-code = リカバリーコードを入力してください。
    .invalid-code = リカバリーコードが正しくありません。ご確認のうえ、もう一度入力してください。
    .invalid-code-format = リカバリーコードは24文字の英数字です。
    .no-confirmation = コードを保管したことをご確認のうえ、チェックを入れてください。

mfa-recovery-code-challenge-new-code =
    .pageTitle = 新しいリカバリーコードの保管 | { $clientName }
    .title = 新しいリカバリーコード
    .description = 今回使用したコードは無効になりました。新しいコードをコピーし、安全な場所に保管してください。
    .altText = リカバリーコード
    .onceText = このコードが表示されるのは今回のみです。
    .checkboxText = このコードを安全な場所に保管しました
    .buttonText = 続ける
    .no-confirmation = コードを保管したことをご確認のうえ、チェックを入れてください。

mfa-enroll-result =
    .pageTitle = 2段階認証 | { $tenantName }
    .enrolledTitle = 設定が完了しました
    .enrolledDescription = アカウントは2段階認証で保護されています。このページは閉じていただいて構いません。
    .invalidTicketTitle = 無効なリンク
    .invalidTicketDescription = このリンクは無効です。リンク全体が正しく入力されているかご確認いただくか、新しいリンクの発行をご依頼ください。
    .expiredTicketTitle = リンクの有効期限切れ
    .expiredTicketDescription = このリンクの有効期限が切れています。新しいリンクの発行をご依頼ください。
    .alreadyUsedTitle = 使用済みのリンク
    .alreadyUsedDescription = このリンクはすでに使用されています。2段階認証の設定がまだの場合は、新しいリンクの発行をご依頼ください。
    .alreadyEnrolledTitle = 必要な操作はありません
    .alreadyEnrolledDescription = このアカウントには、すでに2段階認証が設定されています。
    .genericError = 問題が発生しました

status =
    .mfa-required-title = 2段階認証が必要です
    .mfa-required = このアプリケーションの利用には2段階認証が必要ですが、利用できる方法がありません。管理者にお問い合わせください。

account =
    .pageTitle = セキュリティ設定 | { $tenantName }
    .title = セキュリティ設定
    .description = { $email } でログイン中
    .phonesTitle = 電話番号
    .phonesNone = 電話番号は登録されていません。
    .addPhoneText = 電話番号を追加
    .otpTitle = 認証アプリ
    .otpNone = 認証アプリは設定されていません。
    .otpOn = { $date }に設定
    .addOtpText = 認証アプリを設定
    .recoveryTitle = リカバリーコード
    .recoveryNone = リカバリーコードは発行されていません。
    .recoveryOn = { $date }に発行
    .newRecoveryText = 新しいリカバリーコードを発行
    .browsersTitle = 記憶しているブラウザ
    .browsersNone = 記憶しているブラウザはありません。
    .browsersCount = { $count ->
       *[other] { $count }個のブラウザで2段階認証を省略しています。
    }
    .browserThis = このブラウザ
    .browserUntil = { $date }まで記憶
    .forgetText = 記憶を解除
    .forgetAllText = すべてのブラウザの記憶を解除
    .removeText = 削除
    .removePhoneScreenReadableText = { $phoneNumber } を削除
    .addedText = { $date }に追加
    .lastUsedText = 最終使用：{ $date }
    .neverUsedText = 未使用
    .factorNeeded = 設定を変更するには、まず登録済みの方法で本人確認を行ってください。
    .verifyText = 本人確認へ進む
    .confirmTitle = よろしいですか？
    .confirmRemovePhone = 今後、{ $phoneNumber } に認証コードは送信されません。
    .confirmRemoveOtp = 今後、認証アプリの認証コードは使用できなくなります。
    .confirmNewRecovery = 現在のリカバリーコードは使用できなくなります。
    .confirmText = 削除する
    .confirmNewRecoveryText = 新しいコードを発行する
    .lastFactor = 登録されている方法はこれだけです。削除する前に、別の方法を追加してください。
    .doneAdded = 追加しました。
    .doneRemoved = 削除しました。
    .doneForgotten = ブラウザの記憶を解除しました。次回のログインでは2段階認証が必要です。
    .logoutText = ログアウト

reset-password =
    .pageTitle = 新しいパスワードの設定 | { $clientName }
    .title = 新しいパスワードの設定
    .description = { $email } のアカウントのパスワードを設定します。
    .passwordPlaceholder = 新しいパスワード
    .reEnterpasswordPlaceholder = 新しいパスワード（もう一度）
    .buttonText = パスワードを設定
    .passwordSecurityText = パスワードの条件：
    .passwordLengthText = { $min ->
       *[other] { $min }文字以上
    }
    .passwordStrengthText = 強度：
    .passwordWeakText = 弱い
    .passwordFairText = 普通
    .passwordStrongText = 強い
    .passwordHintText = 互いに関連のない単語をいくつか組み合わせると、覚えやすく、推測されにくくなります。
    .no-password = パスワードを設定してください。
    .password-too-weak = { $min ->
       *[other] パスワードが短すぎます。{ $min }文字以上で入力してください。
    }
    .password-too-long = { $max ->
       *[other] パスワードが長すぎます。{ $max }バイト以内で入力してください。
    }
    .password-too-common = このパスワードは多くの人に使われています。別のパスワードを設定してください。
    .password-policy-not-conformant = パスワードが単純すぎます。小文字、大文字、数字、その他の文字を組み合わせてください。
    .no-re-enter-password = 新しいパスワードをもう一度入力してください。
    .password-mismatch = 2 つのパスワードが一致しません。

reset-password-success =
    .pageTitle = パスワードを変更しました | { $clientName }
    .eventTitle = パスワードを変更しました
    .description = すべての端末からログアウトしました。これからは新しいパスワードでログインしてください。
    .buttonText = { $clientName } に進む

reset-password-error =
    .pageTitle = 新しいパスワードの設定 | { $clientName }
    .eventTitleExpired = リンクの有効期限切れ
    .descriptionExpired = このリンクの有効期限が切れています。新しいリンクの発行をご依頼ください。
    .eventTitleUsed = 使用済みのリンク
    .descriptionUsed = このリンクはすでに使われています。新しいリンクを依頼してください。
    .eventTitleGeneric = 無効なリンク
    .descriptionGeneric = このリンクは無効です。リンク全体が正しく入力されているかご確認いただくか、新しいリンクの発行をご依頼ください。

email-verification-confirm =
    .pageTitle = メールアドレスの確認 | { $clientName }
    .title = メールアドレスの確認
    .description = { $email } はあなたのアドレスですか？ここで確認してください。
    .buttonText = はい、私のアドレスです

email-verification-result =
    .pageTitle = メールアドレスの確認 | { $clientName }
    .verifiedTitle = メールアドレスを確認しました
    .verifiedDescription = メールアドレスが確認されました。このページを閉じてかまいません。
    .alreadyVerifiedDescription = メールアドレスはすでに確認済みです。
    .errorTitle = 無効なリンク
    .unknownErrorDescription = このリンクは無効です。リンク全体が正しく入力されているかご確認いただくか、新しいリンクの発行をご依頼ください。
    .auth0-users-expired-ticket = このリンクの有効期限が切れています。新しいリンクの発行をご依頼ください。
    .auth0-users-used-ticket = このリンクはすでに使われています。新しいリンクを依頼してください。
    .buttonText = { $clientName } に進む

logout =
    .pageTitle = ログアウト | { $tenantName }
    .title = ログアウト
    .userSalute = { $userName } 様
    .description = { $clientName }からログアウトしますか？
    .acceptButtonText = ログアウト
    .declineButtonText = ログインしたままにする

logged-out =
    .pageTitle = ログアウト完了 | { $tenantName }
    .title = ログアウトしました
    .description = このページは閉じていただいて構いません。
    .loginText = もう一度ログイン

error =
    .pageTitle = エラー | { $tenantName }
    .title = 問題が発生しました
    .description = リクエストを完了できませんでした。
    .invalidRequestDescription = ご利用のアプリケーションから誤ったリクエストが送信されました。アプリケーションの提供元にお問い合わせください。
    .serverErrorDescription = システムでエラーが発生しました。しばらくしてからもう一度お試しください。
    .notFoundTitle = ページが見つかりません
    .notFoundDescription = このアドレスにはページがありません。
    .tooManyTitle = リクエストが多すぎます
    .tooManyDescription = しばらくしてからもう一度お試しください。
    .cookiesTitle = Cookieを有効にしてください
    .cookiesDescription = ブラウザからCookieを受け取れませんでした。このサイトのCookieを許可し、最初からやり直してください。
    .otherBrowserDescription = このページは、別のブラウザで開始されたログインのものです。このブラウザで最初からやり直してください。
    .detailsText = サポート用の詳細情報
    .traceText = 照会番号：{ $reference }

expired =
    .pageTitle = 有効期限切れ | { $tenantName }
    .title = このページの有効期限が切れました
    .description = ログインに時間がかかりすぎたか、別のタブですでに完了しています。失われた情報はありません。
    .buttonText = 最初からやり直す
    .noWayBackDescription = アプリケーションに戻り、もう一度ログインしてください。

# Told to the old number and the email address when something about the second step has changed.
notice =
    .greeting = いつもご利用いただき、ありがとうございます。
    .notYou = ご本人による操作の場合、お手続きは不要です。お心当たりがない場合は、すぐにパスワードを変更し、{ $supportEmail ->
        [none] { $tenantName }のサポートにお問い合わせください
       *[given] { $supportEmail } までご連絡ください
    }。
    .footer = このメッセージは、{ $tenantName }のアカウントのセキュリティに関する重要なお知らせとしてお送りしています。

enrollment-email =
    .subject = { $tenantName }の2段階認証の設定をお願いします
    .body = { $tenantName }では、電話など、ご本人確認のための2つ目の手段の設定をお願いしています。次のリンクを開いて設定を始めてください。
    .expiry = このリンクは{ $date }まで、1回だけ使用できます。リンクを開いた人は誰でもお客様のアカウントに認証手段を設定できるため、他の人に教えないでください。

notice-phone-added =
    .subject = アカウントに電話番号が追加されました
    .body = { $date }、{ $tenantName }のアカウントに電話番号 { $phoneNumber } が追加されました。今後、この番号を本人確認に使用できます。
    .sms = 【{ $tenantName }】アカウントに別の電話番号が追加されました。お心当たりがない場合は、パスワードを変更し、サポートにご連絡ください。

notice-phone-removed =
    .subject = アカウントから電話番号が削除されました
    .body = { $date }、{ $tenantName }のアカウントから電話番号 { $phoneNumber } が削除されました。今後、この番号に認証コードは送信されません。
    .sms = 【{ $tenantName }】この電話番号がアカウントから削除されました。お心当たりがない場合は、パスワードを変更し、サポートにご連絡ください。

notice-phone-changed =
    .subject = アカウントの電話番号が変更されました
    .body = { $date }、{ $tenantName }のアカウントの電話番号 { $phoneNumber } が別の番号に変更されました。今後、変更前の番号に認証コードは送信されません。
    .sms = 【{ $tenantName }】アカウントの電話番号が別の番号に変更されました。お心当たりがない場合は、パスワードを変更し、サポートにご連絡ください。

notice-otp-added =
    .subject = アカウントに認証アプリが設定されました
    .body = { $date }、{ $tenantName }のアカウントに認証アプリが設定されました。今後、認証アプリの認証コードを本人確認に使用できます。
    .sms = 【{ $tenantName }】アカウントに認証アプリが設定されました。お心当たりがない場合は、パスワードを変更し、サポートにご連絡ください。

notice-otp-removed =
    .subject = アカウントから認証アプリが削除されました
    .body = { $date }、{ $tenantName }のアカウントから認証アプリが削除されました。今後、その認証コードは使用できません。
    .sms = 【{ $tenantName }】アカウントから認証アプリが削除されました。お心当たりがない場合は、パスワードを変更し、サポートにご連絡ください。

notice-recovery-code-used =
    .subject = リカバリーコードが使用されました
    .body = { $date }、リカバリーコードを使用して{ $tenantName }のアカウントへのログインが行われました。使用されたコードは無効になり、新しいコードが表示されました。
    .sms = 【{ $tenantName }】リカバリーコードによるログインがありました。お心当たりがない場合は、パスワードを変更し、サポートにご連絡ください。

notice-recovery-code-replaced =
    .subject = リカバリーコードが変更されました
    .body = { $date }、{ $tenantName }のアカウントの新しいリカバリーコードが発行されました。以前のコードは使用できません。
    .sms = 【{ $tenantName }】リカバリーコードが変更されました。お心当たりがない場合は、パスワードを変更し、サポートにご連絡ください。

notice-password-changed =
    .subject = アカウントのパスワードが変更されました
    .body = { $date }、{ $tenantName }のアカウントのパスワードが変更されました。

notice-email-changed =
    .subject = アカウントのメールアドレスが変更されました
    .body = { $date }、{ $tenantName }のアカウントのメールアドレスが変更されました。今後、アカウントに関するメッセージはこのアドレスには届きません。

notice-email-set =
    .subject = このメールアドレスがアカウントに設定されました
    .body = { $date }、このメールアドレスが{ $tenantName }のアカウントに設定されました。今後、そのアカウントに関するメッセージはこのアドレスに届きます。

notice-username-changed =
    .subject = アカウントのユーザー名が変更されました
    .body = { $date }、{ $tenantName }へのログインに使用するユーザー名が変更されました。
