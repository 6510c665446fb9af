# The pages' texts in English, which every other language is measured by (texts/tests.rs).
#
# A message is a screen; its attributes are Auth0's text keys, and ours where Auth0 has none. What a screen
# does not say itself, `common` says. Every text may name $clientName, $tenantName, $companyName, $userName,
# $email and $supportEmail; other variables stand where the caller gives them.

common =
    .logoAltText = { $companyName }
    .buttonText = Continue
    .continueButtonText = Continue
    .backText = Go back
    .cancelText = Cancel
    .closeText = Close
    .errorPageTitle = Error: { $title }
    .alertListTitle = Please check the following
    .skipText = Skip to the form
    .languageText = Language
    .supportText = Need help? Write to { $supportEmail }.
    .supportLinkText = Get help
    .pickAuthenticatorText = Try another method
    .rememberMeText = Remember this browser for 30 days
    .rememberMeHint = Leave this off on a computer that others use.
    .smsButtonText = Text message
    .voiceButtonText = Phone call
    .chooseMessageTypeText = How do you want to get the code?
    .copyCodeButtonText = Copy
    .copiedText = Copied
    .printButtonText = Print
    .showPasswordText = Show password
    .hidePasswordText = Hide password
    .no-code = Enter the code.
    .invalid-otp-code-format = The code has 6 digits.
    .invalid-code = That code is not right. Check it and try again.
    .expired-code = That code has expired. Ask for a new one.
    .invalid-expired-code = That code is wrong or has expired.
    .used-code = That code has already been used. Wait for the next one.
    .authenticator-error = We could not check the code. Please try again later.
    .no-transaction-in-progress = No code has been sent yet. Ask for one first.
    .too-many-failures = Too many wrong codes. Wait a few minutes, then try again.
    .too-many-sms = You have asked for too many codes. Wait a while, then try again.
    .too-many-voice = You have asked for too many codes. Wait a while, then try again.
    .tryAgainText = You can try again in { $wait }.
    .send-sms-failed = The text message could not be sent.
    .send-voice-failed = The call could not be made.
    .sms-authenticator-error = We cannot send text messages at the moment. Please try again later.
    .voice-authenticator-error = We cannot make calls at the moment. Please try again later.
    .no-phone = Enter your phone number.
    .no-country = Choose a country, or begin the number with + and the country code.
    .invalid-phone-format = A phone number has only digits, and may begin with +.
    .invalid-phone = That does not look like a phone number in use. Check it and try again.
    .wrong-phone-kind = We cannot send codes to this kind of number. Please use another one.
    .no-texts-to-phone = This number can’t receive text messages. Use another number.
    .no-texts-to-phone-call-instead = This number can’t receive text messages. Use another number or a call.
    .no-calls-to-phone = This number can’t receive calls. Use another number.
    .no-calls-to-phone-text-instead = This number can’t receive calls. Use another number or a text message.
    .phone-in-use = This number is already on your account.
    .too-many-factors = Your account has as many phones and authenticator apps as it may have. Remove one before you add another.
    .too-many-changes = You have changed the phones and apps of your account too often. Wait a while, then try again.
    .no-channel = Choose how you want to get the code.
    .transaction-not-found = This page has expired. Please start again.
    .invalid-request = That did not work. Please try again.
    .seconds = { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
    .minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
    .hours = { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
    .days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
    .date = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $day }, { $year }

login =
    .pageTitle = Log in | { $clientName }
    .title = Welcome
    .description = Log in to { $companyName } to continue to { $clientName }.
    .usernamePlaceholder = Username or email address
    .emailPlaceholder = Email address
    .passwordPlaceholder = Password
    .buttonText = Log in
    .signupActionText = No account yet?
    .signupActionLinkText = Sign up
    .wrong-credentials = Wrong username or password.
    .wrong-email-credentials = Wrong email address or password.
    .no-username = Enter your username or email address.
    .no-email = Enter your email address.
    .no-password = Enter your password.
    .user-blocked = Your account has been blocked after too many failed attempts.
    .ip-blocked = There have been too many failed attempts from your network. Please try again later.
    .same-user-login = Too many attempts. Wait a while, then try again.
    .too-many-attempts = Too many attempts. Wait a while, then try again.
    .authentication-failure = Something went wrong while logging you in. Please try again.

signup =
    .pageTitle = Sign up | { $clientName }
    .title = Create your account
    .description = Sign up to { $companyName } to continue to { $clientName }.
    .emailPlaceholder = Email address
    .passwordPlaceholder = Password
    .buttonText = Sign up
    .loginActionText = Already have an account?
    .loginActionLinkText = Log in
    .passwordSecurityText = Your password must have:
    .passwordLengthText = { $min ->
        [one] at least { $min } character
       *[other] at least { $min } characters
    }
    .passwordStrengthText = Strength:
    .passwordWeakText = weak
    .passwordFairText = fair
    .passwordStrongText = strong
    .passwordHintText = A few unrelated words are easy to remember and hard to guess.
    .accessibilityError = not met
    .accessibilityValid = met
    .no-email = Enter your email address.
    .invalid-email-format = That does not look like an email address.
    .no-password = Choose a password.
    .password-too-weak = { $min ->
        [one] The password is too short: it needs at least { $min } character.
       *[other] The password is too short: it needs at least { $min } characters.
    }
    .password-too-long = { $max ->
        [one] The password is too long: it may have at most { $max } byte.
       *[other] The password is too long: it may have at most { $max } bytes.
    }
    .password-too-common = This password is used by many people. Please choose another one.
    .password-policy-not-conformant = The password is too simple: mix lower and upper case letters, digits and other characters.
    .password-contains-user-information = The password must not contain your email address.
    .email-in-use = We could not create an account with these details. If you already have one, log in instead.
    .user-exists = We could not create an account with these details. If you already have one, log in instead.
    .signup-disabled = New accounts cannot be created here.
    .ip-signup-blocked = There have been too many attempts from your network. Please try again later.
    .too-many-attempts = Too many attempts. Wait a while, then try again.

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = What a code by phone cannot do
    .summary = Better than a password alone, but not the strongest protection.
    .takeover = A phone number can be taken over, when somebody has it moved to another SIM card or another provider.
    .phishing = A code can be intercepted, or coaxed out of you by a false website or caller. Never tell it to anybody.
    .reachability = No signal, no code: without your phone or abroad you may not get one.
    .alternative = An authenticator app is safer and works without a network.
    .alternativeLinkText = Use an authenticator app instead

mfa-phone-enrollment =
    .pageTitle = Add your phone number | { $clientName }
    .title = Secure your account
    .description = Enter your phone number. We will send a 6-digit code to it.
    .countryPlaceholder = Country
    .countryHint = Not needed if the number begins with +.
    .pickCountryText = Search the list of countries
    .placeholder = Phone number
    .termsText = Your phone provider may charge for messages and calls.

mfa-phone-challenge =
    .pageTitle = Verify your identity | { $clientName }
    .title = Verify your identity
    .description = We will send a 6-digit code to this phone number:
    .changePhoneText = Use another phone number
    .placeholder = Phone number

mfa-country-codes =
    .pageTitle = Choose your country | { $clientName }
    .title = Choose your country
    .searchPlaceholder = Country or code
    .searchButtonText = Search
    .noResultsText = No country matches “{ $query }”.
    .resultsText = { $count ->
        [one] { $count } country
       *[other] { $count } countries
    }
    .showAllText = Show all countries

mfa-sms-enrollment =
    .pageTitle = Add your phone number | { $clientName }
    .title = Secure your account
    .description = Enter your phone number. We will send a 6-digit code to it by text message.
    .countryPlaceholder = Country
    .countryHint = Not needed if the number begins with +.
    .pickCountryText = Search the list of countries
    .placeholder = Phone number
    .termsText = Your phone provider may charge for messages.

mfa-voice-enrollment =
    .pageTitle = Add your phone number | { $clientName }
    .title = Secure your account
    .description = Enter your phone number. We will call it and read out a 6-digit code.
    .countryPlaceholder = Country
    .countryHint = Not needed if the number begins with +.
    .pickCountryText = Search the list of countries
    .placeholder = Phone number
    .termsText = Your phone provider may charge for calls.

mfa-sms-challenge =
    .pageTitle = Enter the code | { $clientName }
    .title = Verify your identity
    .description = We have sent a text message with a code to { $phoneNumber }.
    .placeholder = 6-digit code
    .editText = Edit
    .editLinkScreenReadableText = Edit the phone number
    .changePhoneText = Use another phone number
    .resendText = No code yet?
    .resendActionText = Send a new code
    .resendWaitText = You can ask for a new code in { $wait }.
    .resentText = We have sent a new code.
    .resendVoiceActionSeparatorTextBefore = or
    .resendVoiceActionText = get a call instead
    .expiryText = The code is valid for { $wait }.

mfa-voice-challenge =
    .pageTitle = Enter the code | { $clientName }
    .title = Verify your identity
    .description = We are calling { $phoneNumber } to read out a code.
    .placeholder = 6-digit code
    .editText = Edit
    .editLinkScreenReadableText = Edit the phone number
    .changePhoneText = Use another phone number
    .resendText = No call yet?
    .resendActionText = Call again
    .resendWaitText = You can ask for another call in { $wait }.
    .resentText = We are calling you again.
    .resendSmsActionSeparatorTextBefore = or
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = get a text message instead
    .expiryText = The code is valid for { $wait }.

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = Delivery
    .smsSending = The text message is being sent …
    .smsAccepted = The text message is on its way.
    .smsDelivered = The text message has been delivered.
    .smsFailed = The text message could not be delivered.
    .smsUnknown = We do not know whether the text message has arrived.
    .smsOfferVoice = You can have the code read out in a call instead.
    .voiceSending = The call is being placed …
    .voiceAccepted = Your phone should ring in a moment.
    .voiceRinging = Your phone is ringing.
    .voiceDelivered = The call was answered.
    .voiceFailed = The call did not get through.
    .voiceUnknown = We do not know whether the call got through.
    .voiceOfferSms = You can get the code by text message instead.
    .offerOther = You can try another number or another method.
    .noWait = You need not wait: ask for a new code at once.
    .refreshText = Update the status

mfa-sms-list =
    .pageTitle = Choose a phone number | { $clientName }
    .title = Choose a phone number
    .description = Which number should get the code?
    .selectText = Use { $phoneNumber }

mfa-login-options =
    .pageTitle = Choose another method | { $clientName }
    .title = Other methods
    .description = Choose how you want to verify your identity.
    .authenticatorNamesSMS = Text message
    .authenticatorNamesVoice = Phone call
    .authenticatorNamesPhone = Phone
    .authenticatorNamesOTP = Authenticator app
    .authenticatorNamesRecoveryCode = Recovery code
    .smsDescription = A code to { $phoneNumber }
    .voiceDescription = A call to { $phoneNumber }
    .phoneDescription = A text message or a call to { $phoneNumber }
    .otpDescription = The code that your app shows
    .recoveryCodeDescription = The code that you have kept for an emergency
    .noneText = There is no other method on your account.

mfa-begin-enroll-options =
    .pageTitle = Choose a method | { $clientName }
    .title = Keep your account safe
    .description = Choose how you want to verify your identity from now on.
    .authenticatorNamesSMS = Text message
    .authenticatorNamesVoice = Phone call
    .authenticatorNamesPhone = Phone
    .authenticatorNamesOTP = Authenticator app
    .authenticatorNamesRecoveryCode = Recovery code
    .smsDescription = We send a code to your phone
    .voiceDescription = We call you and read out a code
    .phoneDescription = We send a code to your phone, or call you
    .otpDescription = Safer, and works without a network
    .recommendedText = Recommended

mfa-otp-enrollment-qr =
    .pageTitle = Set up an authenticator app | { $clientName }
    .title = Set up an authenticator app
    .description = Scan this QR code with your authenticator app. Then enter the code that the app shows.
    .qrAltText = QR code for your authenticator app
    .codeEnrollmentText = Cannot scan it?
    .codeEnrollmentDescription = Enter this key in your app by hand, as a time-based code:
    .altText = Key for your authenticator app
    .openAppText = Open in an app on this device
    .separatorText = Then
    .placeholder = 6-digit code from the app
    .user-already-enrolled = An authenticator app is already set up.

mfa-otp-challenge =
    .pageTitle = Enter the code from your app | { $clientName }
    .title = Verify your identity
    .description = Open your authenticator app and enter the code that it shows.
    .placeholder = 6-digit code

mfa-recovery-code-enrollment =
    .pageTitle = Keep your recovery code | { $clientName }
    .title = Almost there
    .description = Copy this recovery code and keep it in a safe place. You will need it if you ever have to log in without your phone or your app.
    .altText = Recovery code
    .onceText = It is shown only this once.
    .checkboxText = I have kept this code in a safe place
    .buttonText = Continue
    .no-confirmation = Please confirm that you have kept the code.

mfa-recovery-code-challenge =
    .pageTitle = Enter your recovery code | { $clientName }
    .title = Verify your identity
    .description = Enter the recovery code that you were given when you set up two-step verification.
    .placeholder = Recovery code
    .hintText = Spaces, dashes and small letters do not matter. The code works once; you will get a new one.
    .no-code = Enter your recovery code.
    .invalid-code = That recovery code is not right. Check it and try again.
    .invalid-code-format = A recovery code has 24 letters and digits.
    .no-confirmation = Please confirm that you have kept the code.

mfa-recovery-code-challenge-new-code =
    .pageTitle = Keep your new recovery code | { $clientName }
    .title = Your new recovery code
    .description = The code that you have just used no longer works. Copy the new one and keep it in a safe place.
    .altText = Recovery code
    .onceText = It is shown only this once.
    .checkboxText = I have kept this code in a safe place
    .buttonText = Continue
    .no-confirmation = Please confirm that you have kept the code.

mfa-enroll-result =
    .pageTitle = Two-step verification | { $tenantName }
    .enrolledTitle = You are all set
    .enrolledDescription = Your account is now protected by a second step. You can close this page.
    .invalidTicketTitle = Invalid link
    .invalidTicketDescription = This link does not work. Check that it is complete, or ask for a new one.
    .expiredTicketTitle = Expired link
    .expiredTicketDescription = This link has expired. Please ask for a new one.
    .alreadyUsedTitle = Link already used
    .alreadyUsedDescription = This link has already been used. If you still need to set up two-step verification, ask for a new one.
    .alreadyEnrolledTitle = Nothing to do
    .alreadyEnrolledDescription = Two-step verification is already set up on your account.
    .genericError = Something went wrong

status =
    .mfa-required-title = Two-step verification is needed
    .mfa-required = This application asks for two-step verification, and no method is available to you. Please contact the administrator.

account =
    .pageTitle = Your security settings | { $tenantName }
    .title = Your security settings
    .description = Logged in as { $email }
    .phonesTitle = Phone numbers
    .phonesNone = No phone number has been added.
    .addPhoneText = Add a phone number
    .otpTitle = Authenticator app
    .otpNone = No authenticator app has been set up.
    .otpOn = Set up on { $date }
    .addOtpText = Set up an authenticator app
    .recoveryTitle = Recovery code
    .recoveryNone = You have no recovery code.
    .recoveryOn = Given out on { $date }
    .newRecoveryText = Get a new recovery code
    .browsersTitle = Remembered browsers
    .browsersNone = No browser is remembered.
    .browsersCount = { $count ->
        [one] { $count } browser skips the second step.
       *[other] { $count } browsers skip the second step.
    }
    .browserThis = This browser
    .browserUntil = Remembered until { $date }
    .forgetText = Forget
    .forgetAllText = Forget all browsers
    .removeText = Remove
    .removePhoneScreenReadableText = Remove { $phoneNumber }
    .addedText = Added on { $date }
    .lastUsedText = Last used on { $date }
    .neverUsedText = Never used
    .factorNeeded = To change anything here, first verify your identity with a method that you already have.
    .verifyText = Verify now
    .confirmTitle = Are you sure?
    .confirmRemovePhone = Codes will no longer be sent to { $phoneNumber }.
    .confirmRemoveOtp = The codes of your authenticator app will no longer be accepted.
    .confirmNewRecovery = Your present recovery code will stop working.
    .confirmText = Yes, remove
    .confirmNewRecoveryText = Yes, get a new one
    .lastFactor = This is your last method. Add another one before you remove it.
    .doneAdded = Added.
    .doneRemoved = Removed.
    .doneForgotten = Forgotten. The second step will be asked for again.
    .logoutText = Log out

reset-password =
    .pageTitle = Choose a new password | { $clientName }
    .title = Choose a new password
    .description = For your account { $email }.
    .passwordPlaceholder = New password
    .reEnterpasswordPlaceholder = New password again
    .buttonText = Set the password
    .passwordSecurityText = Your password must have:
    .passwordLengthText = { $min ->
        [one] at least { $min } character
       *[other] at least { $min } characters
    }
    .passwordStrengthText = Strength:
    .passwordWeakText = weak
    .passwordFairText = fair
    .passwordStrongText = strong
    .passwordHintText = A few unrelated words are easy to remember and hard to guess.
    .no-password = Choose a password.
    .password-too-weak = { $min ->
        [one] The password is too short: it needs at least { $min } character.
       *[other] The password is too short: it needs at least { $min } characters.
    }
    .password-too-long = { $max ->
        [one] The password is too long: it may have at most { $max } byte.
       *[other] The password is too long: it may have at most { $max } bytes.
    }
    .password-too-common = This password is used by many people. Please choose another one.
    .password-policy-not-conformant = The password is too simple: mix lower and upper case letters, digits and other characters.
    .no-re-enter-password = Enter the new password again.
    .password-mismatch = The two passwords are not the same.

reset-password-success =
    .pageTitle = Password changed | { $clientName }
    .eventTitle = Password changed
    .description = You have been logged out everywhere. Log in with your new password from now on.
    .buttonText = Go on to { $clientName }

reset-password-error =
    .pageTitle = Choose a new password | { $clientName }
    .eventTitleExpired = Expired link
    .descriptionExpired = This link has expired. Please ask for a new one.
    .eventTitleUsed = Link already used
    .descriptionUsed = This link has already been used. Please ask for a new one.
    .eventTitleGeneric = Invalid link
    .descriptionGeneric = This link does not work. Check that it is complete, or ask for a new one.

email-verification-confirm =
    .pageTitle = Confirm your email address | { $clientName }
    .title = Confirm your email address
    .description = Is { $email } your address? Then confirm it here.
    .buttonText = Yes, this is my address

email-verification-result =
    .pageTitle = Confirm your email address | { $clientName }
    .verifiedTitle = Email address confirmed
    .verifiedDescription = Your email address has been confirmed. You can close this page.
    .alreadyVerifiedDescription = Your email address is confirmed already.
    .errorTitle = Invalid link
    .unknownErrorDescription = This link does not work. Check that it is complete, or ask for a new one.
    .auth0-users-expired-ticket = This link has expired. Please ask for a new one.
    .auth0-users-used-ticket = This link has already been used. Please ask for a new one.
    .buttonText = Go on to { $clientName }

logout =
    .pageTitle = Log out | { $tenantName }
    .title = Log out
    .userSalute = Hello { $userName },
    .description = Do you want to log out of { $clientName }?
    .acceptButtonText = Log out
    .declineButtonText = Stay logged in

logged-out =
    .pageTitle = Logged out | { $tenantName }
    .title = You are logged out
    .description = You can close this page.
    .loginText = Log in again

error =
    .pageTitle = Error | { $tenantName }
    .title = Something went wrong
    .description = We could not complete your request.
    .invalidRequestDescription = The application that brought you here has sent a faulty request. Please tell its provider.
    .serverErrorDescription = An error has happened on our side. Please try again later.
    .notFoundTitle = Page not found
    .notFoundDescription = There is nothing at this address.
    .tooManyTitle = Too many requests
    .tooManyDescription = Please wait a while, then try again.
    .cookiesTitle = Cookies are needed
    .cookiesDescription = Your browser did not send back our cookie. Allow cookies for this site, then start again.
    .otherBrowserDescription = This page belongs to a login in another browser. Please start again here.
    .detailsText = Details for support
    .traceText = Reference: { $reference }

expired =
    .pageTitle = Expired | { $tenantName }
    .title = This page has expired
    .description = The login took too long, or it was already finished in another tab. Nothing has been lost.
    .buttonText = Start again
    .noWayBackDescription = Please go back to the application and log in again.

# Told to the old number and the email address when something about the second step has changed.
notice =
    .greeting = Hello,
    .notYou = If this was you, there is nothing to do. If it was not, change your password at once and { $supportEmail ->
        [none] contact the support of { $tenantName }
       *[given] write to { $supportEmail }
    }.
    .footer = You get this message because it is about the security of your account at { $tenantName }.

enrollment-email =
    .subject = Set up your second factor at { $tenantName }
    .body = { $tenantName } asks you to set up a second way to verify your identity, such as your phone. Open this link to begin:
    .expiry = The link can be used once, until { $date }. Keep it to yourself: whoever opens it can set up a factor for your account.

notice-phone-added =
    .subject = A phone number was added to your account
    .body = On { $date } the phone number { $phoneNumber } was added to your account at { $tenantName }. It can now be used to verify your identity.
    .sms = { $tenantName }: another phone number was added to your account. Not you? Change your password and contact support.

notice-phone-removed =
    .subject = A phone number was removed from your account
    .body = On { $date } the phone number { $phoneNumber } was removed from your account at { $tenantName }. No more codes will be sent to it.
    .sms = { $tenantName }: this number was removed from your account. Not you? Change your password and contact support.

notice-phone-changed =
    .subject = The phone number of your account was changed
    .body = On { $date } the phone number { $phoneNumber } of your account at { $tenantName } was replaced by another one. No more codes will be sent to it.
    .sms = { $tenantName }: your account now uses another phone number. Not you? Change your password and contact support.

notice-otp-added =
    .subject = An authenticator app was set up for your account
    .body = On { $date } an authenticator app was set up for your account at { $tenantName }. Its codes can now be used to verify your identity.
    .sms = { $tenantName }: an authenticator app was set up for your account. Not you? Change your password and contact support.

notice-otp-removed =
    .subject = The authenticator app was removed from your account
    .body = On { $date } the authenticator app was removed from your account at { $tenantName }. Its codes are no longer accepted.
    .sms = { $tenantName }: the authenticator app was removed from your account. Not you? Change your password and contact support.

notice-recovery-code-used =
    .subject = Your recovery code was used
    .body = On { $date } somebody logged in to your account at { $tenantName } with your recovery code. That code no longer works; a new one was shown.
    .sms = { $tenantName }: your recovery code was used to log in. Not you? Change your password and contact support.

notice-recovery-code-replaced =
    .subject = Your recovery code was replaced
    .body = On { $date } a new recovery code was made for your account at { $tenantName }. The old one no longer works.
    .sms = { $tenantName }: your recovery code was replaced. Not you? Change your password and contact support.

notice-password-changed =
    .subject = The password of your account was changed
    .body = On { $date } the password of your account at { $tenantName } was changed.

notice-email-changed =
    .subject = The email address of your account was changed
    .body = On { $date } the email address of your account at { $tenantName } was changed. Messages about your account no longer come to this address.

notice-email-set =
    .subject = This address now belongs to an account
    .body = On { $date } this address became the email address of an account at { $tenantName }. Messages about that account now come here.

notice-username-changed =
    .subject = The username of your account was changed
    .body = On { $date } the username that you log in with at { $tenantName } was changed.
