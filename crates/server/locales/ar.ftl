# The pages' texts in Arabic (Modern Standard), measured by the English ones (texts/tests.rs).
#
# A message is a screen; its attributes are Auth0's text keys, and ours where Auth0 has none. What a screen
# does not say itself, `common` says. Every text may name $clientName, $tenantName, $companyName, $userName,
# $email and $supportEmail; other variables stand where the caller gives them.
#
# Readers are asked by verbal nouns, since an imperative would have to know their gender. Waits stand in the oblique case,
# after a preposition. The code isolates numbers and names; no marks of direction are written here. One word each:
# رسالة نصية (text message), مكالمة هاتفية (call), تطبيق المصادقة (authenticator app), رمز الاسترداد (recovery code),
# التحقق بخطوتين (two-step verification).

common =
    .logoAltText = { $companyName }
    .buttonText = متابعة
    .continueButtonText = متابعة
    .backText = رجوع
    .cancelText = إلغاء
    .closeText = إغلاق
    .errorPageTitle = خطأ: { $title }
    .alertListTitle = يُرجى مراجعة ما يلي
    .skipText = الانتقال إلى النموذج
    .languageText = اللغة
    .supportText = بحاجة إلى مساعدة؟ يمكنك مراسلتنا على { $supportEmail }.
    .supportLinkText = الحصول على المساعدة
    .pickAuthenticatorText = تجربة طريقة أخرى
    .rememberMeText = تذكُّر هذا المتصفح لمدة 30 يومًا
    .rememberMeHint = يُرجى عدم تفعيل هذا الخيار على جهاز كمبيوتر يستخدمه آخرون.
    .smsButtonText = رسالة نصية
    .voiceButtonText = مكالمة هاتفية
    .chooseMessageTypeText = كيف يُرسَل إليك الرمز؟
    .copyCodeButtonText = نسخ
    .copiedText = تم النسخ
    .printButtonText = طباعة
    .showPasswordText = إظهار كلمة المرور
    .hidePasswordText = إخفاء كلمة المرور
    .no-code = يُرجى إدخال الرمز.
    .invalid-otp-code-format = يتكوّن الرمز من 6 أرقام.
    .invalid-code = الرمز غير صحيح. يُرجى التحقق منه وإعادة المحاولة.
    .expired-code = انتهت صلاحية الرمز. يُرجى طلب رمز جديد.
    .invalid-expired-code = الرمز غير صحيح أو انتهت صلاحيته.
    .used-code = سبق استخدام هذا الرمز. يُرجى انتظار الرمز التالي.
    .authenticator-error = تعذّر علينا التحقق من الرمز. يُرجى إعادة المحاولة لاحقًا.
    .no-transaction-in-progress = لم يُرسَل أي رمز بعد. يُرجى طلب رمز أولًا.
    .too-many-failures = أُدخلت رموز غير صحيحة مرات كثيرة. يُرجى الانتظار بضع دقائق ثم إعادة المحاولة.
    .too-many-sms = طُلبت رموز كثيرة. يُرجى الانتظار بعض الوقت ثم إعادة المحاولة.
    .too-many-voice = طُلبت رموز كثيرة. يُرجى الانتظار بعض الوقت ثم إعادة المحاولة.
    .tryAgainText = يمكنك إعادة المحاولة بعد { $wait }.
    .send-sms-failed = تعذّر إرسال الرسالة النصية.
    .send-voice-failed = تعذّر إجراء المكالمة الهاتفية.
    .sms-authenticator-error = لا يمكننا إرسال رسائل نصية في الوقت الحالي. يُرجى إعادة المحاولة لاحقًا.
    .voice-authenticator-error = لا يمكننا إجراء مكالمات هاتفية في الوقت الحالي. يُرجى إعادة المحاولة لاحقًا.
    .no-phone = يُرجى إدخال رقم هاتفك.
    .no-country = يُرجى اختيار البلد أو بدء الرقم بعلامة + ورمز البلد.
    .invalid-phone-format = يتكوّن رقم الهاتف من أرقام فقط، ويمكن أن يبدأ بعلامة +.
    .invalid-phone = لا يبدو أن هذا الرقم مستخدَم. يُرجى التحقق منه وإعادة المحاولة.
    .wrong-phone-kind = لا يمكننا إرسال الرموز إلى هذا النوع من الأرقام. يُرجى استخدام رقم آخر.
    .no-texts-to-phone = لا يمكن لهذا الرقم استلام الرسائل النصية. يُرجى استخدام رقم آخر.
    .no-texts-to-phone-call-instead = لا يمكن لهذا الرقم استلام الرسائل النصية. يُرجى استخدام رقم آخر أو مكالمة هاتفية.
    .no-calls-to-phone = لا يمكن لهذا الرقم استلام المكالمات. يُرجى استخدام رقم آخر.
    .no-calls-to-phone-text-instead = لا يمكن لهذا الرقم استلام المكالمات. يُرجى استخدام رقم آخر أو رسالة نصية.
    .phone-in-use = هذا الرقم مُضاف إلى حسابك بالفعل.
    .too-many-factors = يضم حسابك أقصى عدد مسموح به من الهواتف وتطبيقات المصادقة. يُرجى إزالة أحدها قبل إضافة آخر.
    .too-many-changes = تم تغيير الهواتف والتطبيقات في حسابك مرات كثيرة. يُرجى الانتظار بعض الوقت ثم إعادة المحاولة.
    .no-channel = يُرجى اختيار طريقة استلام الرمز.
    .transaction-not-found = انتهت صلاحية هذه الصفحة. يُرجى البدء من جديد.
    .invalid-request = تعذّر إتمام العملية. يُرجى إعادة المحاولة.
    .seconds = { $count ->
        [zero] { $count } ثانية
        [one] ثانية واحدة
        [two] ثانيتين
        [few] { $count } ثوانٍ
        [many] { $count } ثانية
       *[other] { $count } ثانية
    }
    .minutes = { $count ->
        [zero] { $count } دقيقة
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
    .hours = { $count ->
        [zero] { $count } ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $count } ساعات
        [many] { $count } ساعة
       *[other] { $count } ساعة
    }
    .days = { $count ->
        [zero] { $count } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }
    .date = { $day } { $month ->
        [1] يناير
        [2] فبراير
        [3] مارس
        [4] أبريل
        [5] مايو
        [6] يونيو
        [7] يوليو
        [8] أغسطس
        [9] سبتمبر
        [10] أكتوبر
        [11] نوفمبر
       *[12] ديسمبر
    } { $year }

login =
    .pageTitle = تسجيل الدخول | { $clientName }
    .title = مرحبًا بك
    .description = يُرجى تسجيل الدخول إلى { $companyName } للمتابعة إلى { $clientName }.
    .usernamePlaceholder = اسم المستخدم أو عنوان البريد الإلكتروني
    .emailPlaceholder = عنوان البريد الإلكتروني
    .passwordPlaceholder = كلمة المرور
    .buttonText = تسجيل الدخول
    .signupActionText = ليس لديك حساب بعد؟
    .signupActionLinkText = إنشاء حساب
    .wrong-credentials = اسم المستخدم أو كلمة المرور غير صحيحة.
    .wrong-email-credentials = عنوان البريد الإلكتروني أو كلمة المرور غير صحيحة.
    .no-username = يُرجى إدخال اسم المستخدم أو عنوان البريد الإلكتروني.
    .no-email = يُرجى إدخال عنوان البريد الإلكتروني.
    .no-password = يُرجى إدخال كلمة المرور.
    .user-blocked = تم حظر حسابك بعد محاولات فاشلة كثيرة.
    .ip-blocked = جرت محاولات فاشلة كثيرة من شبكتك. يُرجى إعادة المحاولة لاحقًا.
    .same-user-login = عدد المحاولات كبير جدًا. يُرجى الانتظار بعض الوقت ثم إعادة المحاولة.
    .too-many-attempts = عدد المحاولات كبير جدًا. يُرجى الانتظار بعض الوقت ثم إعادة المحاولة.
    .authentication-failure = حدث خطأ أثناء تسجيل الدخول. يُرجى إعادة المحاولة.

signup =
    .pageTitle = إنشاء حساب | { $clientName }
    .title = إنشاء حسابك
    .description = يُرجى إنشاء حساب لدى { $companyName } للمتابعة إلى { $clientName }.
    .emailPlaceholder = عنوان البريد الإلكتروني
    .passwordPlaceholder = كلمة المرور
    .buttonText = إنشاء حساب
    .loginActionText = هل لديك حساب بالفعل؟
    .loginActionLinkText = تسجيل الدخول
    .passwordSecurityText = يجب أن تتكوّن كلمة المرور من:
    .passwordLengthText = { $min ->
        [zero] { $min } حرف على الأقل
        [one] حرف واحد على الأقل
        [two] حرفين على الأقل
        [few] { $min } أحرف على الأقل
        [many] { $min } حرفًا على الأقل
       *[other] { $min } حرف على الأقل
    }
    .passwordStrengthText = مستوى القوة:
    .passwordWeakText = ضعيف
    .passwordFairText = متوسط
    .passwordStrongText = قوي
    .passwordHintText = بضع كلمات لا رابط بينها يسهل تذكُّرها ويصعب تخمينها.
    .accessibilityError = غير مستوفى
    .accessibilityValid = مستوفى
    .no-email = يُرجى إدخال عنوان البريد الإلكتروني.
    .invalid-email-format = لا يبدو أن هذا عنوان بريد إلكتروني صحيح.
    .no-password = يُرجى اختيار كلمة مرور.
    .password-too-weak = { $min ->
        [zero] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من { $min } حرف على الأقل.
        [one] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من حرف واحد على الأقل.
        [two] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من حرفين على الأقل.
        [few] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من { $min } أحرف على الأقل.
        [many] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من { $min } حرفًا على الأقل.
       *[other] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من { $min } حرف على الأقل.
    }
    .password-too-long = { $max ->
        [zero] كلمة المرور طويلة جدًا: يجب ألا تتجاوز { $max } بايت.
        [one] كلمة المرور طويلة جدًا: يجب ألا تتجاوز بايتًا واحدًا.
        [two] كلمة المرور طويلة جدًا: يجب ألا تتجاوز { $max } بايت.
        [few] كلمة المرور طويلة جدًا: يجب ألا تتجاوز { $max } بايت.
        [many] كلمة المرور طويلة جدًا: يجب ألا تتجاوز { $max } بايت.
       *[other] كلمة المرور طويلة جدًا: يجب ألا تتجاوز { $max } بايت.
    }
    .password-too-common = كلمة المرور هذه يستخدمها كثيرون. يُرجى اختيار كلمة أخرى.
    .password-policy-not-conformant = كلمة المرور بسيطة للغاية: امزج بين الأحرف الصغيرة والكبيرة والأرقام ورموز أخرى.
    .password-contains-user-information = يجب ألا تحتوي كلمة المرور على عنوان بريدك الإلكتروني.
    .email-in-use = تعذّر علينا إنشاء حساب بهذه البيانات. إذا كان لديك حساب بالفعل، فيُرجى تسجيل الدخول.
    .user-exists = تعذّر علينا إنشاء حساب بهذه البيانات. إذا كان لديك حساب بالفعل، فيُرجى تسجيل الدخول.
    .signup-disabled = لا يمكن إنشاء حسابات جديدة هنا.
    .ip-signup-blocked = جرت محاولات كثيرة من شبكتك. يُرجى إعادة المحاولة لاحقًا.
    .too-many-attempts = عدد المحاولات كبير جدًا. يُرجى الانتظار بعض الوقت ثم إعادة المحاولة.

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = حدود الحماية بالرموز المُرسَلة إلى الهاتف
    .summary = أفضل من كلمة المرور وحدها، لكنها ليست أقوى وسائل الحماية.
    .takeover = قد يُستولى على رقم الهاتف إذا نقله شخص آخر إلى شريحة SIM أخرى أو إلى شركة اتصالات أخرى.
    .phishing = قد يُعترَض الرمز أو يُنتزَع منك بالخداع عبر موقع إلكتروني أو متصل مزيّف. يُرجى عدم إطلاع أي شخص عليه.
    .reachability = لا رمز من دون تغطية: قد لا يصلك الرمز إذا لم يكن هاتفك معك أو أثناء وجودك في الخارج.
    .alternative = تطبيق المصادقة أكثر أمانًا ويعمل من دون اتصال بالشبكة.
    .alternativeLinkText = استخدام تطبيق المصادقة بدلًا من ذلك

mfa-phone-enrollment =
    .pageTitle = إضافة رقم هاتفك | { $clientName }
    .title = تأمين حسابك
    .description = يُرجى إدخال رقم هاتفك. سنرسل إليه رمزًا مكوّنًا من 6 أرقام.
    .countryPlaceholder = البلد
    .countryHint = غير مطلوب إذا كان الرقم يبدأ بعلامة +.
    .pickCountryText = البحث في قائمة البلدان
    .placeholder = رقم الهاتف
    .termsText = قد تفرض شركة الاتصالات رسومًا على الرسائل النصية والمكالمات الهاتفية.

mfa-phone-challenge =
    .pageTitle = التحقق من هويتك | { $clientName }
    .title = التحقق من هويتك
    .description = سنرسل رمزًا مكوّنًا من 6 أرقام إلى رقم الهاتف هذا:
    .changePhoneText = استخدام رقم هاتف آخر
    .placeholder = رقم الهاتف

mfa-country-codes =
    .pageTitle = اختيار بلدك | { $clientName }
    .title = اختيار بلدك
    .searchPlaceholder = اسم البلد أو رمزه
    .searchButtonText = بحث
    .noResultsText = لا يوجد بلد يطابق «{ $query }».
    .resultsText = { $count ->
        [zero] لا توجد بلدان
        [one] بلد واحد
        [two] بلدان اثنان
        [few] { $count } بلدان
        [many] { $count } بلدًا
       *[other] { $count } بلد
    }
    .showAllText = عرض جميع البلدان

mfa-sms-enrollment =
    .pageTitle = إضافة رقم هاتفك | { $clientName }
    .title = تأمين حسابك
    .description = يُرجى إدخال رقم هاتفك. سنرسل إليه رمزًا مكوّنًا من 6 أرقام في رسالة نصية.
    .countryPlaceholder = البلد
    .countryHint = غير مطلوب إذا كان الرقم يبدأ بعلامة +.
    .pickCountryText = البحث في قائمة البلدان
    .placeholder = رقم الهاتف
    .termsText = قد تفرض شركة الاتصالات رسومًا على الرسائل النصية.

mfa-voice-enrollment =
    .pageTitle = إضافة رقم هاتفك | { $clientName }
    .title = تأمين حسابك
    .description = يُرجى إدخال رقم هاتفك. سنتصل بك ونُملي عليك رمزًا مكوّنًا من 6 أرقام.
    .countryPlaceholder = البلد
    .countryHint = غير مطلوب إذا كان الرقم يبدأ بعلامة +.
    .pickCountryText = البحث في قائمة البلدان
    .placeholder = رقم الهاتف
    .termsText = قد تفرض شركة الاتصالات رسومًا على المكالمات الهاتفية.

mfa-sms-challenge =
    .pageTitle = إدخال الرمز | { $clientName }
    .title = التحقق من هويتك
    .description = أرسلنا رسالة نصية تتضمن رمزًا إلى { $phoneNumber }.
    .placeholder = الرمز المكوّن من 6 أرقام
    .editText = تعديل
    .editLinkScreenReadableText = تعديل رقم الهاتف
    .changePhoneText = استخدام رقم هاتف آخر
    .resendText = لم يصلك الرمز بعد؟
    .resendActionText = إرسال رمز جديد
    .resendWaitText = يمكنك طلب رمز جديد بعد { $wait }.
    .resentText = أرسلنا رمزًا جديدًا.
    .resendVoiceActionSeparatorTextBefore = أو
    .resendVoiceActionText = تلقّي مكالمة هاتفية بدلًا من ذلك
    .expiryText = الرمز صالح لمدة { $wait }.

mfa-voice-challenge =
    .pageTitle = إدخال الرمز | { $clientName }
    .title = التحقق من هويتك
    .description = نتصل الآن بالرقم { $phoneNumber } لإملاء الرمز عليك.
    .placeholder = الرمز المكوّن من 6 أرقام
    .editText = تعديل
    .editLinkScreenReadableText = تعديل رقم الهاتف
    .changePhoneText = استخدام رقم هاتف آخر
    .resendText = لم تصلك المكالمة الهاتفية بعد؟
    .resendActionText = إعادة الاتصال
    .resendWaitText = يمكنك طلب مكالمة هاتفية أخرى بعد { $wait }.
    .resentText = نتصل بك مرة أخرى.
    .resendSmsActionSeparatorTextBefore = أو
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = تلقّي رسالة نصية بدلًا من ذلك
    .expiryText = الرمز صالح لمدة { $wait }.

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = حالة الإرسال
    .smsSending = جارٍ إرسال الرسالة النصية…
    .smsAccepted = الرسالة النصية في طريقها إليك.
    .smsDelivered = تم تسليم الرسالة النصية.
    .smsFailed = تعذّر تسليم الرسالة النصية.
    .smsUnknown = لا نعلم ما إذا كانت الرسالة النصية قد وصلت.
    .smsOfferVoice = يمكنك سماع الرمز في مكالمة هاتفية بدلًا من ذلك.
    .voiceSending = جارٍ إجراء المكالمة الهاتفية…
    .voiceAccepted = سيرنّ هاتفك بعد لحظات.
    .voiceRinging = هاتفك يرنّ الآن.
    .voiceDelivered = تم الرد على المكالمة الهاتفية.
    .voiceFailed = لم تصل المكالمة الهاتفية.
    .voiceUnknown = لا نعلم ما إذا كانت المكالمة الهاتفية قد وصلت.
    .voiceOfferSms = يمكنك استلام الرمز في رسالة نصية بدلًا من ذلك.
    .offerOther = يمكنك تجربة رقم آخر أو طريقة أخرى.
    .noWait = لا حاجة إلى الانتظار: يمكنك طلب رمز جديد على الفور.
    .refreshText = تحديث الحالة

mfa-sms-list =
    .pageTitle = اختيار رقم هاتف | { $clientName }
    .title = اختيار رقم هاتف
    .description = إلى أي رقم نرسل الرمز؟
    .selectText = استخدام { $phoneNumber }

mfa-login-options =
    .pageTitle = اختيار طريقة أخرى | { $clientName }
    .title = طرق أخرى
    .description = يُرجى اختيار طريقة التحقق من هويتك.
    .authenticatorNamesSMS = رسالة نصية
    .authenticatorNamesVoice = مكالمة هاتفية
    .authenticatorNamesPhone = الهاتف
    .authenticatorNamesOTP = تطبيق المصادقة
    .authenticatorNamesRecoveryCode = رمز الاسترداد
    .smsDescription = رمز يُرسَل إلى { $phoneNumber }
    .voiceDescription = مكالمة هاتفية إلى { $phoneNumber }
    .phoneDescription = رسالة نصية أو مكالمة هاتفية إلى { $phoneNumber }
    .otpDescription = الرمز الذي يعرضه التطبيق
    .recoveryCodeDescription = الرمز الذي احتفظت به للحالات الطارئة
    .noneText = لا توجد طريقة أخرى في حسابك.

mfa-begin-enroll-options =
    .pageTitle = اختيار طريقة | { $clientName }
    .title = الحفاظ على أمان حسابك
    .description = يُرجى اختيار طريقة التحقق من هويتك من الآن فصاعدًا.
    .authenticatorNamesSMS = رسالة نصية
    .authenticatorNamesVoice = مكالمة هاتفية
    .authenticatorNamesPhone = الهاتف
    .authenticatorNamesOTP = تطبيق المصادقة
    .authenticatorNamesRecoveryCode = رمز الاسترداد
    .smsDescription = نرسل رمزًا إلى هاتفك
    .voiceDescription = نتصل بك ونُملي عليك الرمز
    .phoneDescription = نرسل رمزًا إلى هاتفك أو نتصل بك
    .otpDescription = أكثر أمانًا ويعمل من دون اتصال بالشبكة
    .recommendedText = موصى به

mfa-otp-enrollment-qr =
    .pageTitle = إعداد تطبيق المصادقة | { $clientName }
    .title = إعداد تطبيق المصادقة
    .description = يُرجى مسح رمز الاستجابة السريعة (QR) هذا باستخدام تطبيق المصادقة، ثم إدخال الرمز الذي يعرضه التطبيق.
    .qrAltText = رمز الاستجابة السريعة (QR) لتطبيق المصادقة
    .codeEnrollmentText = هل يتعذّر المسح؟
    .codeEnrollmentDescription = يُرجى إدخال هذا المفتاح يدويًا في التطبيق، واختيار النوع «مستند إلى الوقت»:
    .altText = مفتاح تطبيق المصادقة
    .openAppText = الفتح في تطبيق على هذا الجهاز
    .separatorText = ثم
    .placeholder = الرمز المكوّن من 6 أرقام من التطبيق
    .user-already-enrolled = تطبيق المصادقة مُعَدّ بالفعل.

mfa-otp-challenge =
    .pageTitle = إدخال الرمز من التطبيق | { $clientName }
    .title = التحقق من هويتك
    .description = يُرجى فتح تطبيق المصادقة وإدخال الرمز الذي يعرضه.
    .placeholder = الرمز المكوّن من 6 أرقام

mfa-recovery-code-enrollment =
    .pageTitle = الاحتفاظ برمز الاسترداد | { $clientName }
    .title = أوشكنا على الانتهاء
    .description = يُرجى نسخ رمز الاسترداد هذا والاحتفاظ به في مكان آمن. سيلزمك عند تسجيل الدخول من دون هاتفك أو تطبيق المصادقة.
    .altText = رمز الاسترداد
    .onceText = لن يُعرض هذا الرمز إلا هذه المرة.
    .checkboxText = احتفظتُ بهذا الرمز في مكان آمن
    .buttonText = متابعة
    .no-confirmation = يُرجى تأكيد احتفاظك بالرمز.

mfa-recovery-code-challenge =
    .pageTitle = إدخال رمز الاسترداد | { $clientName }
    .title = التحقق من هويتك
    .description = يُرجى إدخال رمز الاسترداد الذي حصلت عليه عند إعداد التحقق بخطوتين.
    .placeholder = رمز الاسترداد
    .hintText = لا تؤثر المسافات والشرطات وحالة الأحرف. يُستخدم الرمز مرة واحدة فقط، وسيظهر لك بعدها رمز جديد.
    .no-code = يُرجى إدخال رمز الاسترداد.
    .invalid-code = رمز الاسترداد غير صحيح. يُرجى التحقق منه وإعادة المحاولة.
    .invalid-code-format = يتكوّن رمز الاسترداد من 24 خانة من الأحرف والأرقام.
    .no-confirmation = يُرجى تأكيد احتفاظك بالرمز.

mfa-recovery-code-challenge-new-code =
    .pageTitle = الاحتفاظ برمز الاسترداد الجديد | { $clientName }
    .title = رمز الاسترداد الجديد
    .description = الرمز الذي استخدمته للتوّ لم يعد صالحًا. يُرجى نسخ الرمز الجديد والاحتفاظ به في مكان آمن.
    .altText = رمز الاسترداد
    .onceText = لن يُعرض هذا الرمز إلا هذه المرة.
    .checkboxText = احتفظتُ بهذا الرمز في مكان آمن
    .buttonText = متابعة
    .no-confirmation = يُرجى تأكيد احتفاظك بالرمز.

mfa-enroll-result =
    .pageTitle = التحقق بخطوتين | { $tenantName }
    .enrolledTitle = اكتمل الإعداد
    .enrolledDescription = أصبح حسابك محميًا بخطوة ثانية. يمكنك إغلاق هذه الصفحة.
    .invalidTicketTitle = رابط غير صالح
    .invalidTicketDescription = هذا الرابط لا يعمل. يُرجى التأكد من أنه كامل أو طلب رابط جديد.
    .expiredTicketTitle = رابط منتهي الصلاحية
    .expiredTicketDescription = انتهت صلاحية هذا الرابط. يُرجى طلب رابط جديد.
    .alreadyUsedTitle = رابط مستخدَم من قبل
    .alreadyUsedDescription = سبق استخدام هذا الرابط. إذا كان إعداد التحقق بخطوتين لا يزال مطلوبًا، فيُرجى طلب رابط جديد.
    .alreadyEnrolledTitle = لا حاجة إلى أي إجراء
    .alreadyEnrolledDescription = التحقق بخطوتين مُعَدّ بالفعل في حسابك.
    .genericError = حدث خطأ ما

status =
    .mfa-required-title = التحقق بخطوتين مطلوب
    .mfa-required = يتطلب هذا التطبيق التحقق بخطوتين، ولا تتوفر لك أي طريقة لذلك. يُرجى التواصل مع المسؤول.

account =
    .pageTitle = إعدادات الأمان | { $tenantName }
    .title = إعدادات الأمان
    .description = تم تسجيل الدخول باسم { $email }
    .phonesTitle = أرقام الهاتف
    .phonesNone = لم تتم إضافة أي رقم هاتف.
    .addPhoneText = إضافة رقم هاتف
    .otpTitle = تطبيق المصادقة
    .otpNone = لم يتم إعداد أي تطبيق مصادقة.
    .otpOn = تم الإعداد في { $date }
    .addOtpText = إعداد تطبيق المصادقة
    .recoveryTitle = رمز الاسترداد
    .recoveryNone = ليس لديك رمز استرداد.
    .recoveryOn = صدر في { $date }
    .newRecoveryText = الحصول على رمز استرداد جديد
    .browsersTitle = المتصفحات المحفوظة
    .browsersNone = لا توجد متصفحات محفوظة.
    .browsersCount = { $count ->
        [zero] لا توجد متصفحات تتخطى الخطوة الثانية.
        [one] متصفح واحد يتخطى الخطوة الثانية.
        [two] متصفحان يتخطيان الخطوة الثانية.
        [few] { $count } متصفحات تتخطى الخطوة الثانية.
        [many] { $count } متصفحًا تتخطى الخطوة الثانية.
       *[other] { $count } متصفح تتخطى الخطوة الثانية.
    }
    .browserThis = هذا المتصفح
    .browserUntil = محفوظ حتى { $date }
    .forgetText = نسيان
    .forgetAllText = نسيان جميع المتصفحات
    .removeText = إزالة
    .removePhoneScreenReadableText = إزالة { $phoneNumber }
    .addedText = تمت الإضافة في { $date }
    .lastUsedText = آخر استخدام في { $date }
    .neverUsedText = لم يُستخدم قط
    .factorNeeded = لإجراء أي تغيير هنا، يُرجى أولًا التحقق من هويتك بطريقة مُعَدّة مسبقًا.
    .verifyText = التحقق الآن
    .confirmTitle = تأكيد الإجراء
    .confirmRemovePhone = لن تُرسَل الرموز بعد الآن إلى { $phoneNumber }.
    .confirmRemoveOtp = لن تُقبل رموز تطبيق المصادقة بعد الآن.
    .confirmNewRecovery = سيتوقف رمز الاسترداد الحالي عن العمل.
    .confirmText = نعم، إزالة
    .confirmNewRecoveryText = نعم، الحصول على رمز جديد
    .lastFactor = هذه آخر طريقة متاحة لك. يُرجى إضافة طريقة أخرى قبل إزالتها.
    .doneAdded = تمت الإضافة.
    .doneRemoved = تمت الإزالة.
    .doneForgotten = تم نسيان المتصفحات. ستُطلب الخطوة الثانية من جديد.
    .logoutText = تسجيل الخروج

reset-password =
    .pageTitle = اختر كلمة مرور جديدة | { $clientName }
    .title = اختر كلمة مرور جديدة
    .description = لحسابك { $email }.
    .passwordPlaceholder = كلمة المرور الجديدة
    .reEnterpasswordPlaceholder = كلمة المرور الجديدة مرة أخرى
    .buttonText = حفظ كلمة المرور
    .passwordSecurityText = يجب أن تتكوّن كلمة المرور من:
    .passwordLengthText = { $min ->
        [zero] { $min } حرف على الأقل
        [one] حرف واحد على الأقل
        [two] حرفين على الأقل
        [few] { $min } أحرف على الأقل
        [many] { $min } حرفًا على الأقل
       *[other] { $min } حرف على الأقل
    }
    .passwordStrengthText = مستوى القوة:
    .passwordWeakText = ضعيف
    .passwordFairText = متوسط
    .passwordStrongText = قوي
    .passwordHintText = بضع كلمات لا رابط بينها يسهل تذكُّرها ويصعب تخمينها.
    .no-password = يُرجى اختيار كلمة مرور.
    .password-too-weak = { $min ->
        [zero] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من { $min } حرف على الأقل.
        [one] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من حرف واحد على الأقل.
        [two] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من حرفين على الأقل.
        [few] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من { $min } أحرف على الأقل.
        [many] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من { $min } حرفًا على الأقل.
       *[other] كلمة المرور قصيرة جدًا: يجب أن تتكوّن من { $min } حرف على الأقل.
    }
    .password-too-long = { $max ->
        [zero] كلمة المرور طويلة جدًا: يجب ألا تتجاوز { $max } بايت.
        [one] كلمة المرور طويلة جدًا: يجب ألا تتجاوز بايتًا واحدًا.
        [two] كلمة المرور طويلة جدًا: يجب ألا تتجاوز { $max } بايت.
        [few] كلمة المرور طويلة جدًا: يجب ألا تتجاوز { $max } بايت.
        [many] كلمة المرور طويلة جدًا: يجب ألا تتجاوز { $max } بايت.
       *[other] كلمة المرور طويلة جدًا: يجب ألا تتجاوز { $max } بايت.
    }
    .password-too-common = كلمة المرور هذه يستخدمها كثيرون. يُرجى اختيار كلمة أخرى.
    .password-policy-not-conformant = كلمة المرور بسيطة للغاية: امزج بين الأحرف الصغيرة والكبيرة والأرقام ورموز أخرى.
    .no-re-enter-password = أدخل كلمة المرور الجديدة مرة أخرى.
    .password-mismatch = كلمتا المرور غير متطابقتين.

reset-password-success =
    .pageTitle = تم تغيير كلمة المرور | { $clientName }
    .eventTitle = تم تغيير كلمة المرور
    .description = تم تسجيل خروجك من كل مكان. سجّل الدخول من الآن فصاعدًا بكلمة المرور الجديدة.
    .buttonText = المتابعة إلى { $clientName }

reset-password-error =
    .pageTitle = اختر كلمة مرور جديدة | { $clientName }
    .eventTitleExpired = رابط منتهي الصلاحية
    .descriptionExpired = انتهت صلاحية هذا الرابط. يُرجى طلب رابط جديد.
    .eventTitleUsed = رابط مستخدَم من قبل
    .descriptionUsed = سبق استخدام هذا الرابط. يُرجى طلب رابط جديد.
    .eventTitleGeneric = رابط غير صالح
    .descriptionGeneric = هذا الرابط لا يعمل. يُرجى التأكد من أنه كامل أو طلب رابط جديد.

email-verification-confirm =
    .pageTitle = تأكيد عنوان بريدك الإلكتروني | { $clientName }
    .title = تأكيد عنوان بريدك الإلكتروني
    .description = هل { $email } هو عنوانك؟ إذًا أكّده هنا.
    .buttonText = نعم، هذا عنواني

email-verification-result =
    .pageTitle = تأكيد عنوان بريدك الإلكتروني | { $clientName }
    .verifiedTitle = تم تأكيد عنوان البريد الإلكتروني
    .verifiedDescription = تم تأكيد عنوان بريدك الإلكتروني. يمكنك إغلاق هذه الصفحة.
    .alreadyVerifiedDescription = عنوان بريدك الإلكتروني مؤكَّد بالفعل.
    .errorTitle = رابط غير صالح
    .unknownErrorDescription = هذا الرابط لا يعمل. يُرجى التأكد من أنه كامل أو طلب رابط جديد.
    .auth0-users-expired-ticket = انتهت صلاحية هذا الرابط. يُرجى طلب رابط جديد.
    .auth0-users-used-ticket = سبق استخدام هذا الرابط. يُرجى طلب رابط جديد.
    .buttonText = المتابعة إلى { $clientName }

logout =
    .pageTitle = تسجيل الخروج | { $tenantName }
    .title = تسجيل الخروج
    .userSalute = مرحبًا { $userName }،
    .description = تسجيل الخروج من { $clientName }؟
    .acceptButtonText = تسجيل الخروج
    .declineButtonText = البقاء في الحساب

logged-out =
    .pageTitle = تم تسجيل الخروج | { $tenantName }
    .title = تم تسجيل خروجك
    .description = يمكنك إغلاق هذه الصفحة.
    .loginText = تسجيل الدخول مجددًا

error =
    .pageTitle = خطأ | { $tenantName }
    .title = حدث خطأ ما
    .description = تعذّر علينا إكمال طلبك.
    .invalidRequestDescription = أرسل التطبيق الذي أحالك إلى هنا طلبًا غير صحيح. يُرجى إبلاغ الجهة المقدِّمة له.
    .serverErrorDescription = حدث خطأ من جانبنا. يُرجى إعادة المحاولة لاحقًا.
    .notFoundTitle = الصفحة غير موجودة
    .notFoundDescription = لا يوجد شيء على هذا العنوان.
    .tooManyTitle = عدد الطلبات كبير جدًا
    .tooManyDescription = يُرجى الانتظار بعض الوقت ثم إعادة المحاولة.
    .cookiesTitle = ملفات تعريف الارتباط مطلوبة
    .cookiesDescription = لم يُرجع متصفحك ملف تعريف الارتباط الخاص بنا. يُرجى السماح بملفات تعريف الارتباط لهذا الموقع ثم البدء من جديد.
    .otherBrowserDescription = هذه الصفحة تابعة لعملية تسجيل دخول في متصفح آخر. يُرجى البدء من جديد هنا.
    .detailsText = تفاصيل لفريق الدعم
    .traceText = الرقم المرجعي: { $reference }

expired =
    .pageTitle = انتهت الصلاحية | { $tenantName }
    .title = انتهت صلاحية هذه الصفحة
    .description = استغرق تسجيل الدخول وقتًا طويلًا أو اكتمل في علامة تبويب أخرى. لم تُفقد أي بيانات.
    .buttonText = البدء من جديد
    .noWayBackDescription = يُرجى العودة إلى التطبيق وتسجيل الدخول مجددًا.

# Told to the old number and the email address when something about the second step has changed.
notice =
    .greeting = مرحبًا،
    .notYou = إذا كان هذا الإجراء قد تم بعلمك، فلا يلزم فعل أي شيء. وإن لم يكن بعلمك، فيُرجى تغيير كلمة المرور فورًا و{ $supportEmail ->
        [none] التواصل مع فريق الدعم لدى { $tenantName }
       *[given] مراسلتنا على { $supportEmail }
    }.
    .footer = تصلك هذه الرسالة لأنها تتعلق بأمان حسابك لدى { $tenantName }.

enrollment-email =
    .subject = إعداد العامل الثاني لحسابك لدى { $tenantName }
    .body = يطلب منك { $tenantName } إعداد طريقة ثانية للتحقق من هويتك، مثل هاتفك. للبدء، يُرجى فتح هذا الرابط:
    .expiry = يمكن استخدام الرابط مرة واحدة فقط، حتى { $date }. لا تشاركه مع أحد: فكل من يفتحه يمكنه إعداد عامل تحقق لحسابك.

notice-phone-added =
    .subject = تمت إضافة رقم هاتف إلى حسابك
    .body = في { $date } تمت إضافة رقم الهاتف { $phoneNumber } إلى حسابك لدى { $tenantName }. ويمكن الآن استخدامه للتحقق من هويتك.
    .sms = { $tenantName }: تمت إضافة رقم هاتف آخر إلى حسابك. إن لم يكن ذلك بعلمك، فيُرجى تغيير كلمة المرور والتواصل مع الدعم.

notice-phone-removed =
    .subject = تمت إزالة رقم هاتف من حسابك
    .body = في { $date } تمت إزالة رقم الهاتف { $phoneNumber } من حسابك لدى { $tenantName }. ولن تُرسَل إليه أي رموز بعد الآن.
    .sms = { $tenantName }: تمت إزالة هذا الرقم من حسابك. إن لم يكن ذلك بعلمك، فيُرجى تغيير كلمة المرور والتواصل مع الدعم.

notice-phone-changed =
    .subject = تم تغيير رقم هاتف حسابك
    .body = في { $date } تم استبدال رقم الهاتف { $phoneNumber } في حسابك لدى { $tenantName } برقم آخر. ولن تُرسَل إليه أي رموز بعد الآن.
    .sms = { $tenantName }: أصبح حسابك يستخدم رقم هاتف آخر. إن لم يكن ذلك بعلمك، فيُرجى تغيير كلمة المرور والتواصل مع الدعم.

notice-otp-added =
    .subject = تم إعداد تطبيق مصادقة لحسابك
    .body = في { $date } تم إعداد تطبيق مصادقة لحسابك لدى { $tenantName }. ويمكن الآن استخدام رموزه للتحقق من هويتك.
    .sms = { $tenantName }: تم إعداد تطبيق مصادقة لحسابك. إن لم يكن ذلك بعلمك، فيُرجى تغيير كلمة المرور والتواصل مع الدعم.

notice-otp-removed =
    .subject = تمت إزالة تطبيق المصادقة من حسابك
    .body = في { $date } تمت إزالة تطبيق المصادقة من حسابك لدى { $tenantName }. ولن تُقبل رموزه بعد الآن.
    .sms = { $tenantName }: تمت إزالة تطبيق المصادقة من حسابك. إن لم يكن ذلك بعلمك، فيُرجى تغيير كلمة المرور والتواصل مع الدعم.

notice-recovery-code-used =
    .subject = تم استخدام رمز الاسترداد الخاص بك
    .body = في { $date } تم تسجيل الدخول إلى حسابك لدى { $tenantName } باستخدام رمز الاسترداد. لم يعد ذلك الرمز صالحًا، وقد عُرض رمز جديد.
    .sms = { $tenantName }: تم استخدام رمز الاسترداد لتسجيل الدخول إلى حسابك. إن لم يكن ذلك بعلمك، فيُرجى تغيير كلمة المرور والتواصل مع الدعم.

notice-recovery-code-replaced =
    .subject = تم استبدال رمز الاسترداد الخاص بك
    .body = في { $date } صدر رمز استرداد جديد لحسابك لدى { $tenantName }. لم يعد الرمز القديم صالحًا.
    .sms = { $tenantName }: تم استبدال رمز الاسترداد في حسابك. إن لم يكن ذلك بعلمك، فيُرجى تغيير كلمة المرور والتواصل مع الدعم.

notice-password-changed =
    .subject = تم تغيير كلمة مرور حسابك
    .body = في { $date } تم تغيير كلمة مرور حسابك لدى { $tenantName }.

notice-email-changed =
    .subject = تم تغيير عنوان البريد الإلكتروني لحسابك
    .body = في { $date } تم تغيير عنوان البريد الإلكتروني لحسابك لدى { $tenantName }. لم تعد الرسائل المتعلقة بحسابك تصل إلى هذا العنوان.

notice-email-set =
    .subject = أصبح هذا العنوان مرتبطًا بحساب
    .body = في { $date } أصبح هذا العنوان عنوان البريد الإلكتروني لحساب لدى { $tenantName }. ستصل الرسائل المتعلقة بذلك الحساب إلى هنا.

notice-username-changed =
    .subject = تم تغيير اسم المستخدم لحسابك
    .body = في { $date } تم تغيير اسم المستخدم الذي تسجل به الدخول لدى { $tenantName }.
