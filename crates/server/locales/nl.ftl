# The pages' texts in Dutch. The reader is "u"; the keys are English's (en.ftl).
#
# Waits stand after "over" or "nog", a day after "op" or "tot". A text message has no letter that would cost it its
# alphabet, such as ë.

common =
    .logoAltText = { $companyName }
    .buttonText = Doorgaan
    .continueButtonText = Doorgaan
    .backText = Terug
    .cancelText = Annuleren
    .closeText = Sluiten
    .errorPageTitle = Fout: { $title }
    .alertListTitle = Controleer het volgende
    .skipText = Direct naar het formulier
    .languageText = Taal
    .supportText = Hulp nodig? Mail naar { $supportEmail }.
    .supportLinkText = Hulp krijgen
    .pickAuthenticatorText = Een andere methode gebruiken
    .rememberMeText = Deze browser 30 dagen onthouden
    .rememberMeHint = Kies dit niet op een computer die anderen ook gebruiken.
    .smsButtonText = Sms
    .voiceButtonText = Oproep
    .chooseMessageTypeText = Hoe wilt u de code ontvangen?
    .copyCodeButtonText = Kopiëren
    .copiedText = Gekopieerd
    .printButtonText = Afdrukken
    .showPasswordText = Wachtwoord tonen
    .hidePasswordText = Wachtwoord verbergen
    .no-code = Vul de code in.
    .invalid-otp-code-format = De code bestaat uit 6 cijfers.
    .invalid-code = De code klopt niet. Controleer de code en probeer het opnieuw.
    .expired-code = De code is verlopen. Vraag een nieuwe aan.
    .invalid-expired-code = De code is onjuist of verlopen.
    .used-code = Deze code is al gebruikt. Wacht op de volgende.
    .authenticator-error = We konden de code niet controleren. Probeer het later opnieuw.
    .no-transaction-in-progress = Er is nog geen code verstuurd. Vraag er eerst een aan.
    .too-many-failures = Te veel onjuiste codes. Wacht een paar minuten en probeer het dan opnieuw.
    .too-many-sms = U hebt te veel codes aangevraagd. Wacht even en probeer het dan opnieuw.
    .too-many-voice = U hebt te veel codes aangevraagd. Wacht even en probeer het dan opnieuw.
    .tryAgainText = Over { $wait } kunt u het opnieuw proberen.
    .send-sms-failed = De sms kon niet worden verstuurd.
    .send-voice-failed = De oproep is niet gelukt.
    .sms-authenticator-error = We kunnen op dit moment geen sms versturen. Probeer het later opnieuw.
    .voice-authenticator-error = We kunnen op dit moment niet bellen. Probeer het later opnieuw.
    .no-phone = Vul uw telefoonnummer in.
    .no-country = Kies een land, of begin het nummer met + en de landcode.
    .invalid-phone-format = Een telefoonnummer bestaat alleen uit cijfers en mag met + beginnen.
    .invalid-phone = Dit lijkt geen bestaand telefoonnummer. Controleer het nummer en probeer het opnieuw.
    .wrong-phone-kind = Naar dit soort nummers kunnen we geen codes versturen. Gebruik een ander nummer.
    .no-texts-to-phone = Dit nummer kan geen sms-berichten ontvangen. Gebruik een ander nummer.
    .no-texts-to-phone-call-instead = Dit nummer kan geen sms-berichten ontvangen. Gebruik een ander nummer of een oproep.
    .no-calls-to-phone = Dit nummer kan geen oproepen ontvangen. Gebruik een ander nummer.
    .no-calls-to-phone-text-instead = Dit nummer kan geen oproepen ontvangen. Gebruik een ander nummer of een sms.
    .phone-in-use = Dit nummer is al aan uw account gekoppeld.
    .too-many-factors = Uw account heeft al het maximale aantal telefoons en authenticator-apps. Verwijder er een voordat u een andere toevoegt.
    .too-many-changes = U hebt de telefoons en apps van uw account te vaak gewijzigd. Wacht even en probeer het dan opnieuw.
    .no-channel = Kies hoe u de code wilt ontvangen.
    .transaction-not-found = Deze pagina is verlopen. Begin opnieuw.
    .invalid-request = Dat is niet gelukt. Probeer het opnieuw.
    .seconds = { $count ->
        [one] { $count } seconde
       *[other] { $count } seconden
    }
    .minutes = { $count ->
        [one] { $count } minuut
       *[other] { $count } minuten
    }
    .hours = { $count ->
        [one] { $count } uur
       *[other] { $count } uur
    }
    .days = { $count ->
        [one] { $count } dag
       *[other] { $count } dagen
    }
    .date = { $day } { $month ->
        [1] januari
        [2] februari
        [3] maart
        [4] april
        [5] mei
        [6] juni
        [7] juli
        [8] augustus
        [9] september
        [10] oktober
        [11] november
       *[12] december
    } { $year }

login =
    .pageTitle = Inloggen | { $clientName }
    .title = Welkom
    .description = Log in bij { $companyName } om verder te gaan naar { $clientName }.
    .usernamePlaceholder = Gebruikersnaam of e-mailadres
    .emailPlaceholder = E-mailadres
    .passwordPlaceholder = Wachtwoord
    .buttonText = Inloggen
    .signupActionText = Nog geen account?
    .signupActionLinkText = Registreren
    .wrong-credentials = Onjuiste gebruikersnaam of onjuist wachtwoord.
    .wrong-email-credentials = Onjuist e-mailadres of wachtwoord.
    .no-username = Vul uw gebruikersnaam of e-mailadres in.
    .no-email = Vul uw e-mailadres in.
    .no-password = Vul uw wachtwoord in.
    .user-blocked = Uw account is geblokkeerd na te veel mislukte pogingen.
    .ip-blocked = Er zijn te veel mislukte pogingen gedaan vanaf uw netwerk. Probeer het later opnieuw.
    .same-user-login = Te veel pogingen. Wacht even en probeer het dan opnieuw.
    .too-many-attempts = Te veel pogingen. Wacht even en probeer het dan opnieuw.
    .authentication-failure = Er ging iets mis bij het inloggen. Probeer het opnieuw.

signup =
    .pageTitle = Registreren | { $clientName }
    .title = Maak uw account aan
    .description = Registreer u bij { $companyName } om verder te gaan naar { $clientName }.
    .emailPlaceholder = E-mailadres
    .passwordPlaceholder = Wachtwoord
    .buttonText = Registreren
    .loginActionText = Hebt u al een account?
    .loginActionLinkText = Inloggen
    .passwordSecurityText = Uw wachtwoord moet bevatten:
    .passwordLengthText = { $min ->
        [one] minstens { $min } teken
       *[other] minstens { $min } tekens
    }
    .passwordStrengthText = Sterkte:
    .passwordWeakText = zwak
    .passwordFairText = redelijk
    .passwordStrongText = sterk
    .passwordHintText = Een paar willekeurige woorden zijn makkelijk te onthouden en moeilijk te raden.
    .accessibilityError = niet voldaan
    .accessibilityValid = voldaan
    .no-email = Vul uw e-mailadres in.
    .invalid-email-format = Dit lijkt geen geldig e-mailadres.
    .no-password = Kies een wachtwoord.
    .password-too-weak = { $min ->
        [one] Het wachtwoord is te kort: gebruik minstens { $min } teken.
       *[other] Het wachtwoord is te kort: gebruik minstens { $min } tekens.
    }
    .password-too-long = { $max ->
        [one] Het wachtwoord is te lang: gebruik hoogstens { $max } byte.
       *[other] Het wachtwoord is te lang: gebruik hoogstens { $max } bytes.
    }
    .password-too-common = Dit wachtwoord wordt door veel mensen gebruikt. Kies een ander wachtwoord.
    .password-policy-not-conformant = Het wachtwoord is te eenvoudig: gebruik kleine letters, hoofdletters, cijfers en andere tekens door elkaar.
    .password-contains-user-information = Het wachtwoord mag uw e-mailadres niet bevatten.
    .email-in-use = We konden met deze gegevens geen account aanmaken. Hebt u al een account? Log dan in.
    .user-exists = We konden met deze gegevens geen account aanmaken. Hebt u al een account? Log dan in.
    .signup-disabled = Hier kunnen geen nieuwe accounts worden aangemaakt.
    .ip-signup-blocked = Er zijn te veel pogingen gedaan vanaf uw netwerk. Probeer het later opnieuw.
    .too-many-attempts = Te veel pogingen. Wacht even en probeer het dan opnieuw.

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = Waar een code via de telefoon niet tegen beschermt
    .summary = Beter dan alleen een wachtwoord, maar niet de sterkste bescherming.
    .takeover = Een telefoonnummer kan in verkeerde handen vallen als iemand het laat overzetten op een andere simkaart of naar een andere aanbieder.
    .phishing = Een code kan worden onderschept, of een nepwebsite of oplichter aan de telefoon kan u de code ontfutselen. Geef de code aan niemand.
    .reachability = Geen bereik, geen code: zonder uw telefoon of in het buitenland ontvangt u er misschien geen.
    .alternative = Een authenticator-app is veiliger en werkt ook zonder netwerk.
    .alternativeLinkText = In plaats daarvan een authenticator-app gebruiken

mfa-phone-enrollment =
    .pageTitle = Telefoonnummer toevoegen | { $clientName }
    .title = Beveilig uw account
    .description = Vul uw telefoonnummer in. We sturen er een code van 6 cijfers naartoe.
    .countryPlaceholder = Land
    .countryHint = Niet nodig als het nummer met + begint.
    .pickCountryText = Zoeken in de lijst met landen
    .placeholder = Telefoonnummer
    .termsText = Uw telefoonaanbieder kan kosten rekenen voor sms’en en oproepen.

mfa-phone-challenge =
    .pageTitle = Bevestig uw identiteit | { $clientName }
    .title = Bevestig uw identiteit
    .description = We sturen een code van 6 cijfers naar dit telefoonnummer:
    .changePhoneText = Een ander telefoonnummer gebruiken
    .placeholder = Telefoonnummer

mfa-country-codes =
    .pageTitle = Kies uw land | { $clientName }
    .title = Kies uw land
    .searchPlaceholder = Land of landcode
    .searchButtonText = Zoeken
    .noResultsText = Geen land gevonden voor “{ $query }”.
    .resultsText = { $count ->
        [one] { $count } land
       *[other] { $count } landen
    }
    .showAllText = Alle landen tonen

mfa-sms-enrollment =
    .pageTitle = Telefoonnummer toevoegen | { $clientName }
    .title = Beveilig uw account
    .description = Vul uw telefoonnummer in. We sturen er per sms een code van 6 cijfers naartoe.
    .countryPlaceholder = Land
    .countryHint = Niet nodig als het nummer met + begint.
    .pickCountryText = Zoeken in de lijst met landen
    .placeholder = Telefoonnummer
    .termsText = Uw telefoonaanbieder kan kosten rekenen voor sms’en.

mfa-voice-enrollment =
    .pageTitle = Telefoonnummer toevoegen | { $clientName }
    .title = Beveilig uw account
    .description = Vul uw telefoonnummer in. We bellen dit nummer en lezen een code van 6 cijfers voor.
    .countryPlaceholder = Land
    .countryHint = Niet nodig als het nummer met + begint.
    .pickCountryText = Zoeken in de lijst met landen
    .placeholder = Telefoonnummer
    .termsText = Uw telefoonaanbieder kan kosten rekenen voor oproepen.

mfa-sms-challenge =
    .pageTitle = Vul de code in | { $clientName }
    .title = Bevestig uw identiteit
    .description = We hebben een sms met een code gestuurd naar { $phoneNumber }.
    .placeholder = Code van 6 cijfers
    .editText = Wijzigen
    .editLinkScreenReadableText = Het telefoonnummer wijzigen
    .changePhoneText = Een ander telefoonnummer gebruiken
    .resendText = Nog geen code?
    .resendActionText = Nieuwe code versturen
    .resendWaitText = Over { $wait } kunt u een nieuwe code aanvragen.
    .resentText = We hebben een nieuwe code verstuurd.
    .resendVoiceActionSeparatorTextBefore = of
    .resendVoiceActionText = gebeld worden
    .expiryText = De code is nog { $wait } geldig.

mfa-voice-challenge =
    .pageTitle = Vul de code in | { $clientName }
    .title = Bevestig uw identiteit
    .description = We bellen { $phoneNumber } om een code voor te lezen.
    .placeholder = Code van 6 cijfers
    .editText = Wijzigen
    .editLinkScreenReadableText = Het telefoonnummer wijzigen
    .changePhoneText = Een ander telefoonnummer gebruiken
    .resendText = Nog geen oproep?
    .resendActionText = Opnieuw bellen
    .resendWaitText = Over { $wait } kunt u een nieuwe oproep aanvragen.
    .resentText = We bellen u opnieuw.
    .resendSmsActionSeparatorTextBefore = of
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = een sms ontvangen
    .expiryText = De code is nog { $wait } geldig.

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = Bezorging
    .smsSending = De sms wordt verstuurd…
    .smsAccepted = De sms is onderweg.
    .smsDelivered = De sms is bezorgd.
    .smsFailed = De sms kon niet worden bezorgd.
    .smsUnknown = We weten niet of de sms is aangekomen.
    .smsOfferVoice = U kunt de code ook laten voorlezen in een oproep.
    .voiceSending = De oproep wordt gestart…
    .voiceAccepted = Uw telefoon gaat zo over.
    .voiceRinging = Uw telefoon gaat over.
    .voiceDelivered = De oproep is beantwoord.
    .voiceFailed = De oproep is niet gelukt.
    .voiceUnknown = We weten niet of de oproep is gelukt.
    .voiceOfferSms = U kunt de code ook per sms ontvangen.
    .offerOther = U kunt een ander nummer of een andere methode proberen.
    .noWait = U hoeft niet te wachten: vraag meteen een nieuwe code aan.
    .refreshText = Status vernieuwen

mfa-sms-list =
    .pageTitle = Kies een telefoonnummer | { $clientName }
    .title = Kies een telefoonnummer
    .description = Naar welk nummer moet de code?
    .selectText = { $phoneNumber } gebruiken

mfa-login-options =
    .pageTitle = Kies een andere methode | { $clientName }
    .title = Andere methoden
    .description = Kies hoe u uw identiteit wilt bevestigen.
    .authenticatorNamesSMS = Sms
    .authenticatorNamesVoice = Oproep
    .authenticatorNamesPhone = Telefoon
    .authenticatorNamesOTP = Authenticator-app
    .authenticatorNamesRecoveryCode = Herstelcode
    .smsDescription = Een code naar { $phoneNumber }
    .voiceDescription = Een oproep naar { $phoneNumber }
    .phoneDescription = Een sms of een oproep naar { $phoneNumber }
    .otpDescription = De code die uw app toont
    .recoveryCodeDescription = De code die u voor noodgevallen hebt bewaard
    .noneText = Er is geen andere methode gekoppeld aan uw account.

mfa-begin-enroll-options =
    .pageTitle = Kies een methode | { $clientName }
    .title = Houd uw account veilig
    .description = Kies hoe u voortaan uw identiteit wilt bevestigen.
    .authenticatorNamesSMS = Sms
    .authenticatorNamesVoice = Oproep
    .authenticatorNamesPhone = Telefoon
    .authenticatorNamesOTP = Authenticator-app
    .authenticatorNamesRecoveryCode = Herstelcode
    .smsDescription = We sturen een code naar uw telefoon
    .voiceDescription = We bellen u en lezen een code voor
    .phoneDescription = We sturen een code naar uw telefoon of bellen u
    .otpDescription = Veiliger, en werkt ook zonder netwerk
    .recommendedText = Aanbevolen

mfa-otp-enrollment-qr =
    .pageTitle = Authenticator-app instellen | { $clientName }
    .title = Stel een authenticator-app in
    .description = Scan deze QR-code met uw authenticator-app. Vul daarna de code in die de app toont.
    .qrAltText = QR-code voor uw authenticator-app
    .codeEnrollmentText = Lukt scannen niet?
    .codeEnrollmentDescription = Voer deze sleutel handmatig in uw app in, als tijdgebonden code:
    .altText = Sleutel voor uw authenticator-app
    .openAppText = Openen in een app op dit apparaat
    .separatorText = Daarna
    .placeholder = Code van 6 cijfers uit de app
    .user-already-enrolled = Er is al een authenticator-app ingesteld.

mfa-otp-challenge =
    .pageTitle = Vul de code uit uw app in | { $clientName }
    .title = Bevestig uw identiteit
    .description = Open uw authenticator-app en vul de code in die de app toont.
    .placeholder = Code van 6 cijfers

mfa-recovery-code-enrollment =
    .pageTitle = Bewaar uw herstelcode | { $clientName }
    .title = Bijna klaar
    .description = Kopieer deze herstelcode en bewaar hem op een veilige plek. U hebt de code nodig als u ooit moet inloggen zonder uw telefoon of uw app.
    .altText = Herstelcode
    .onceText = De code wordt alleen deze keer getoond.
    .checkboxText = Ik heb deze code op een veilige plek bewaard
    .buttonText = Doorgaan
    .no-confirmation = Bevestig dat u de code hebt bewaard.

mfa-recovery-code-challenge =
    .pageTitle = Vul uw herstelcode in | { $clientName }
    .title = Bevestig uw identiteit
    .description = Vul de herstelcode in die u hebt gekregen bij het instellen van tweestapsverificatie.
    .placeholder = Herstelcode
    .hintText = Spaties, streepjes en hoofdletters of kleine letters maken niet uit. De code werkt één keer; daarna krijgt u een nieuwe.
    .no-code = Vul uw herstelcode in.
    .invalid-code = De herstelcode klopt niet. Controleer de code en probeer het opnieuw.
    .invalid-code-format = Een herstelcode bestaat uit 24 letters en cijfers.
    .no-confirmation = Bevestig dat u de code hebt bewaard.

mfa-recovery-code-challenge-new-code =
    .pageTitle = Bewaar uw nieuwe herstelcode | { $clientName }
    .title = Uw nieuwe herstelcode
    .description = De code die u net hebt gebruikt, werkt niet meer. Kopieer de nieuwe en bewaar hem op een veilige plek.
    .altText = Herstelcode
    .onceText = De code wordt alleen deze keer getoond.
    .checkboxText = Ik heb deze code op een veilige plek bewaard
    .buttonText = Doorgaan
    .no-confirmation = Bevestig dat u de code hebt bewaard.

mfa-enroll-result =
    .pageTitle = Tweestapsverificatie | { $tenantName }
    .enrolledTitle = Alles is ingesteld
    .enrolledDescription = Uw account is nu met een tweede stap beveiligd. U kunt deze pagina sluiten.
    .invalidTicketTitle = Ongeldige link
    .invalidTicketDescription = Deze link werkt niet. Controleer of de link volledig is of vraag een nieuwe aan.
    .expiredTicketTitle = Verlopen link
    .expiredTicketDescription = Deze link is verlopen. Vraag een nieuwe aan.
    .alreadyUsedTitle = Link al gebruikt
    .alreadyUsedDescription = Deze link is al gebruikt. Moet u tweestapsverificatie nog instellen? Vraag dan een nieuwe link aan.
    .alreadyEnrolledTitle = U hoeft niets te doen
    .alreadyEnrolledDescription = Tweestapsverificatie is al ingesteld voor uw account.
    .genericError = Er is iets misgegaan

status =
    .mfa-required-title = Tweestapsverificatie is vereist
    .mfa-required = Deze applicatie vereist tweestapsverificatie, maar er is voor u geen methode beschikbaar. Neem contact op met de beheerder.

account =
    .pageTitle = Uw beveiligingsinstellingen | { $tenantName }
    .title = Uw beveiligingsinstellingen
    .description = Ingelogd als { $email }
    .phonesTitle = Telefoonnummers
    .phonesNone = Er is geen telefoonnummer toegevoegd.
    .addPhoneText = Telefoonnummer toevoegen
    .otpTitle = Authenticator-app
    .otpNone = Er is geen authenticator-app ingesteld.
    .otpOn = Ingesteld op { $date }
    .addOtpText = Authenticator-app instellen
    .recoveryTitle = Herstelcode
    .recoveryNone = U hebt geen herstelcode.
    .recoveryOn = Verstrekt op { $date }
    .newRecoveryText = Nieuwe herstelcode aanvragen
    .browsersTitle = Onthouden browsers
    .browsersNone = Er zijn geen onthouden browsers.
    .browsersCount = { $count ->
        [one] In { $count } browser wordt de tweede stap overgeslagen.
       *[other] In { $count } browsers wordt de tweede stap overgeslagen.
    }
    .browserThis = Deze browser
    .browserUntil = Onthouden tot { $date }
    .forgetText = Vergeten
    .forgetAllText = Alle browsers vergeten
    .removeText = Verwijderen
    .removePhoneScreenReadableText = { $phoneNumber } verwijderen
    .addedText = Toegevoegd op { $date }
    .lastUsedText = Laatst gebruikt op { $date }
    .neverUsedText = Nooit gebruikt
    .factorNeeded = Wilt u hier iets wijzigen? Bevestig dan eerst uw identiteit met een methode die u al hebt.
    .verifyText = Nu bevestigen
    .confirmTitle = Weet u het zeker?
    .confirmRemovePhone = Er worden geen codes meer gestuurd naar { $phoneNumber }.
    .confirmRemoveOtp = De codes van uw authenticator-app worden niet meer geaccepteerd.
    .confirmNewRecovery = Uw huidige herstelcode werkt dan niet meer.
    .confirmText = Ja, verwijderen
    .confirmNewRecoveryText = Ja, een nieuwe aanvragen
    .lastFactor = Dit is uw laatste methode. Voeg een andere toe voordat u deze verwijdert.
    .doneAdded = Toegevoegd.
    .doneRemoved = Verwijderd.
    .doneForgotten = Vergeten. De tweede stap wordt weer gevraagd.
    .logoutText = Uitloggen

reset-password =
    .pageTitle = Kies een nieuw wachtwoord | { $clientName }
    .title = Kies een nieuw wachtwoord
    .description = Voor uw account { $email }.
    .passwordPlaceholder = Nieuw wachtwoord
    .reEnterpasswordPlaceholder = Nieuw wachtwoord nogmaals
    .buttonText = Wachtwoord instellen
    .passwordSecurityText = Uw wachtwoord moet bevatten:
    .passwordLengthText = { $min ->
        [one] minstens { $min } teken
       *[other] minstens { $min } tekens
    }
    .passwordStrengthText = Sterkte:
    .passwordWeakText = zwak
    .passwordFairText = redelijk
    .passwordStrongText = sterk
    .passwordHintText = Een paar willekeurige woorden zijn makkelijk te onthouden en moeilijk te raden.
    .no-password = Kies een wachtwoord.
    .password-too-weak = { $min ->
        [one] Het wachtwoord is te kort: gebruik minstens { $min } teken.
       *[other] Het wachtwoord is te kort: gebruik minstens { $min } tekens.
    }
    .password-too-long = { $max ->
        [one] Het wachtwoord is te lang: gebruik hoogstens { $max } byte.
       *[other] Het wachtwoord is te lang: gebruik hoogstens { $max } bytes.
    }
    .password-too-common = Dit wachtwoord wordt door veel mensen gebruikt. Kies een ander wachtwoord.
    .password-policy-not-conformant = Het wachtwoord is te eenvoudig: gebruik kleine letters, hoofdletters, cijfers en andere tekens door elkaar.
    .no-re-enter-password = Voer het nieuwe wachtwoord nogmaals in.
    .password-mismatch = De twee wachtwoorden zijn niet gelijk.

reset-password-success =
    .pageTitle = Wachtwoord gewijzigd | { $clientName }
    .eventTitle = Wachtwoord gewijzigd
    .description = U bent overal uitgelogd. Log voortaan in met uw nieuwe wachtwoord.
    .buttonText = Verder naar { $clientName }

reset-password-error =
    .pageTitle = Kies een nieuw wachtwoord | { $clientName }
    .eventTitleExpired = Verlopen link
    .descriptionExpired = Deze link is verlopen. Vraag een nieuwe aan.
    .eventTitleUsed = Link al gebruikt
    .descriptionUsed = Deze link is al gebruikt. Vraag een nieuwe aan.
    .eventTitleGeneric = Ongeldige link
    .descriptionGeneric = Deze link werkt niet. Controleer of de link volledig is of vraag een nieuwe aan.

email-verification-confirm =
    .pageTitle = Bevestig uw e-mailadres | { $clientName }
    .title = Bevestig uw e-mailadres
    .description = Is { $email } uw adres? Bevestig het dan hier.
    .buttonText = Ja, dit is mijn adres

email-verification-result =
    .pageTitle = Bevestig uw e-mailadres | { $clientName }
    .verifiedTitle = E-mailadres bevestigd
    .verifiedDescription = Uw e-mailadres is bevestigd. U kunt deze pagina sluiten.
    .alreadyVerifiedDescription = Uw e-mailadres is al bevestigd.
    .errorTitle = Ongeldige link
    .unknownErrorDescription = Deze link werkt niet. Controleer of de link volledig is of vraag een nieuwe aan.
    .auth0-users-expired-ticket = Deze link is verlopen. Vraag een nieuwe aan.
    .auth0-users-used-ticket = Deze link is al gebruikt. Vraag een nieuwe aan.
    .buttonText = Verder naar { $clientName }

logout =
    .pageTitle = Uitloggen | { $tenantName }
    .title = Uitloggen
    .userSalute = Hallo { $userName },
    .description = Wilt u uitloggen bij { $clientName }?
    .acceptButtonText = Uitloggen
    .declineButtonText = Ingelogd blijven

logged-out =
    .pageTitle = Uitgelogd | { $tenantName }
    .title = U bent uitgelogd
    .description = U kunt deze pagina sluiten.
    .loginText = Opnieuw inloggen

error =
    .pageTitle = Fout | { $tenantName }
    .title = Er is iets misgegaan
    .description = We konden uw verzoek niet uitvoeren.
    .invalidRequestDescription = De applicatie waar u vandaan komt, heeft een onjuist verzoek gestuurd. Meld dit aan de aanbieder ervan.
    .serverErrorDescription = Er is bij ons een fout opgetreden. Probeer het later opnieuw.
    .notFoundTitle = Pagina niet gevonden
    .notFoundDescription = Op dit adres is niets te vinden.
    .tooManyTitle = Te veel verzoeken
    .tooManyDescription = Wacht even en probeer het dan opnieuw.
    .cookiesTitle = Cookies zijn nodig
    .cookiesDescription = Uw browser heeft onze cookie niet teruggestuurd. Sta cookies toe voor deze website en begin dan opnieuw.
    .otherBrowserDescription = Deze pagina hoort bij een inlogpoging in een andere browser. Begin hier opnieuw.
    .detailsText = Gegevens voor de helpdesk
    .traceText = Referentie: { $reference }

expired =
    .pageTitle = Verlopen | { $tenantName }
    .title = Deze pagina is verlopen
    .description = Het inloggen duurde te lang of is al afgerond in een ander tabblad. Er is niets verloren gegaan.
    .buttonText = Opnieuw beginnen
    .noWayBackDescription = Ga terug naar de applicatie en log opnieuw in.

# Told to the old number and the email address when something about the second step has changed.
notice =
    .greeting = Hallo,
    .notYou = Was u dit zelf, dan hoeft u niets te doen. Was u dit niet, wijzig dan meteen uw wachtwoord en { $supportEmail ->
        [none] neem contact op met de helpdesk van { $tenantName }
       *[given] mail naar { $supportEmail }
    }.
    .footer = U ontvangt dit bericht omdat het gaat over de beveiliging van uw account bij { $tenantName }.

enrollment-email =
    .subject = Stel uw tweede factor bij { $tenantName } in
    .body = { $tenantName } vraagt u een tweede manier in te stellen om uw identiteit te bevestigen, bijvoorbeeld uw telefoon. Open deze link om te beginnen:
    .expiry = De link kan één keer worden gebruikt, tot { $date }. Deel hem met niemand: wie hem opent, kan een factor voor uw account instellen.

notice-phone-added =
    .subject = Er is een telefoonnummer aan uw account toegevoegd
    .body = Op { $date } is het telefoonnummer { $phoneNumber } toegevoegd aan uw account bij { $tenantName }. Met dit nummer kan nu uw identiteit worden bevestigd.
    .sms = { $tenantName }: er is nog een telefoonnummer aan uw account toegevoegd. Was u dit niet? Wijzig uw wachtwoord en neem contact op met de helpdesk.

notice-phone-removed =
    .subject = Er is een telefoonnummer uit uw account verwijderd
    .body = Op { $date } is het telefoonnummer { $phoneNumber } verwijderd uit uw account bij { $tenantName }. Er worden geen codes meer naar dit nummer gestuurd.
    .sms = { $tenantName }: dit nummer is uit uw account verwijderd. Was u dit niet? Wijzig uw wachtwoord en neem contact op met de helpdesk.

notice-phone-changed =
    .subject = Het telefoonnummer van uw account is gewijzigd
    .body = Op { $date } is het telefoonnummer { $phoneNumber } van uw account bij { $tenantName } vervangen door een ander nummer. Er worden geen codes meer naar het oude nummer gestuurd.
    .sms = { $tenantName }: uw account gebruikt nu een ander telefoonnummer. Was u dit niet? Wijzig uw wachtwoord en neem contact op met de helpdesk.

notice-otp-added =
    .subject = Er is een authenticator-app ingesteld voor uw account
    .body = Op { $date } is er een authenticator-app ingesteld voor uw account bij { $tenantName }. Met de codes van deze app kan nu uw identiteit worden bevestigd.
    .sms = { $tenantName }: er is een authenticator-app ingesteld voor uw account. Was u dit niet? Wijzig uw wachtwoord en neem contact op met de helpdesk.

notice-otp-removed =
    .subject = De authenticator-app is uit uw account verwijderd
    .body = Op { $date } is de authenticator-app verwijderd uit uw account bij { $tenantName }. De codes van deze app worden niet meer geaccepteerd.
    .sms = { $tenantName }: de authenticator-app is uit uw account verwijderd. Was u dit niet? Wijzig uw wachtwoord en neem contact op met de helpdesk.

notice-recovery-code-used =
    .subject = Uw herstelcode is gebruikt
    .body = Op { $date } is er met uw herstelcode ingelogd op uw account bij { $tenantName }. Die code werkt niet meer; er is een nieuwe getoond.
    .sms = { $tenantName }: uw herstelcode is gebruikt om in te loggen. Was u dit niet? Wijzig uw wachtwoord en neem contact op met de helpdesk.

notice-recovery-code-replaced =
    .subject = Uw herstelcode is vervangen
    .body = Op { $date } is er een nieuwe herstelcode gemaakt voor uw account bij { $tenantName }. De oude werkt niet meer.
    .sms = { $tenantName }: uw herstelcode is vervangen. Was u dit niet? Wijzig uw wachtwoord en neem contact op met de helpdesk.

notice-password-changed =
    .subject = Het wachtwoord van uw account is gewijzigd
    .body = Op { $date } is het wachtwoord van uw account bij { $tenantName } gewijzigd.

notice-email-changed =
    .subject = Het e-mailadres van uw account is gewijzigd
    .body = Op { $date } is het e-mailadres van uw account bij { $tenantName } gewijzigd. Berichten over uw account komen niet meer op dit adres aan.

notice-email-set =
    .subject = Dit adres hoort nu bij een account
    .body = Op { $date } is dit adres het e-mailadres van een account bij { $tenantName } geworden. Berichten over dat account komen nu hier aan.

notice-username-changed =
    .subject = De gebruikersnaam van uw account is gewijzigd
    .body = Op { $date } is de gebruikersnaam gewijzigd waarmee u inlogt bij { $tenantName }.
