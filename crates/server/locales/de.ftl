# The pages' texts in German. The reader is "Sie"; the keys are English's (en.ftl).
#
# Waits are in the dative, so they stand after "in"; a day stands after "am" or "bis". After the greeting of a
# notice a sentence begins with a word that is written with a capital anyway.

common =
    .logoAltText = { $companyName }
    .buttonText = Weiter
    .continueButtonText = Weiter
    .backText = Zurück
    .cancelText = Abbrechen
    .closeText = Schließen
    .errorPageTitle = Fehler: { $title }
    .alertListTitle = Bitte prüfen Sie Folgendes
    .skipText = Direkt zum Formular
    .languageText = Sprache
    .supportText = Brauchen Sie Hilfe? Schreiben Sie an { $supportEmail }.
    .supportLinkText = Hilfe erhalten
    .pickAuthenticatorText = Andere Methode verwenden
    .rememberMeText = Diesem Browser 30 Tage lang vertrauen
    .rememberMeHint = Wählen Sie dies nicht auf einem Computer, den auch andere nutzen.
    .smsButtonText = SMS
    .voiceButtonText = Anruf
    .chooseMessageTypeText = Wie möchten Sie den Code erhalten?
    .copyCodeButtonText = Kopieren
    .copiedText = Kopiert
    .printButtonText = Drucken
    .showPasswordText = Passwort anzeigen
    .hidePasswordText = Passwort verbergen
    .no-code = Geben Sie den Code ein.
    .invalid-otp-code-format = Der Code besteht aus 6 Ziffern.
    .invalid-code = Der Code ist nicht richtig. Prüfen Sie ihn und versuchen Sie es erneut.
    .expired-code = Der Code ist abgelaufen. Fordern Sie einen neuen an.
    .invalid-expired-code = Der Code ist falsch oder abgelaufen.
    .used-code = Dieser Code wurde bereits verwendet. Warten Sie auf den nächsten.
    .authenticator-error = Der Code konnte nicht geprüft werden. Bitte versuchen Sie es später erneut.
    .no-transaction-in-progress = Es wurde noch kein Code gesendet. Fordern Sie zuerst einen an.
    .too-many-failures = Zu viele falsche Codes. Warten Sie einige Minuten und versuchen Sie es dann erneut.
    .too-many-sms = Sie haben zu viele Codes angefordert. Warten Sie eine Weile und versuchen Sie es dann erneut.
    .too-many-voice = Sie haben zu viele Codes angefordert. Warten Sie eine Weile und versuchen Sie es dann erneut.
    .tryAgainText = Sie können es in { $wait } erneut versuchen.
    .send-sms-failed = Die SMS konnte nicht gesendet werden.
    .send-voice-failed = Der Anruf ist nicht zustande gekommen.
    .sms-authenticator-error = Zurzeit können wir keine SMS senden. Bitte versuchen Sie es später erneut.
    .voice-authenticator-error = Zurzeit können wir keine Anrufe tätigen. Bitte versuchen Sie es später erneut.
    .no-phone = Geben Sie Ihre Telefonnummer ein.
    .no-country = Wählen Sie ein Land aus oder beginnen Sie die Nummer mit + und der Ländervorwahl.
    .invalid-phone-format = Eine Telefonnummer besteht nur aus Ziffern und kann mit + beginnen.
    .invalid-phone = Diese Telefonnummer scheint nicht vergeben zu sein. Prüfen Sie sie und versuchen Sie es erneut.
    .wrong-phone-kind = An diese Art von Nummer können wir keine Codes senden. Bitte verwenden Sie eine andere.
    .no-texts-to-phone = Diese Nummer kann keine SMS empfangen. Verwenden Sie eine andere Nummer.
    .no-texts-to-phone-call-instead = Diese Nummer kann keine SMS empfangen. Verwenden Sie eine andere Nummer oder einen Anruf.
    .no-calls-to-phone = Diese Nummer kann keine Anrufe empfangen. Verwenden Sie eine andere Nummer.
    .no-calls-to-phone-text-instead = Diese Nummer kann keine Anrufe empfangen. Verwenden Sie eine andere Nummer oder eine SMS.
    .phone-in-use = Diese Nummer ist in Ihrem Konto bereits hinterlegt.
    .too-many-factors = Ihr Konto hat bereits die höchste zulässige Zahl an Telefonen und Authenticator-Apps. Entfernen Sie eines davon, bevor Sie ein weiteres hinzufügen.
    .too-many-changes = Sie haben die Telefone und Apps Ihres Kontos zu oft geändert. Warten Sie eine Weile und versuchen Sie es dann erneut.
    .no-channel = Wählen Sie aus, wie Sie den Code erhalten möchten.
    .transaction-not-found = Diese Seite ist abgelaufen. Bitte beginnen Sie von vorn.
    .invalid-request = Das hat nicht funktioniert. Bitte versuchen Sie es erneut.
    .seconds = { $count ->
        [one] { $count } Sekunde
       *[other] { $count } Sekunden
    }
    .minutes = { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
    .hours = { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
    .days = { $count ->
        [one] { $count } Tag
       *[other] { $count } Tagen
    }
    .date = { $day }. { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    } { $year }

login =
    .pageTitle = Anmelden | { $clientName }
    .title = Willkommen
    .description = Melden Sie sich bei { $companyName } an, um zu { $clientName } zu gelangen.
    .usernamePlaceholder = Benutzername oder E-Mail-Adresse
    .emailPlaceholder = E-Mail-Adresse
    .passwordPlaceholder = Passwort
    .buttonText = Anmelden
    .signupActionText = Noch kein Konto?
    .signupActionLinkText = Jetzt registrieren
    .wrong-credentials = Benutzername oder Passwort ist falsch.
    .wrong-email-credentials = E-Mail-Adresse oder Passwort ist falsch.
    .no-username = Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein.
    .no-email = Geben Sie Ihre E-Mail-Adresse ein.
    .no-password = Geben Sie Ihr Passwort ein.
    .user-blocked = Ihr Konto wurde nach zu vielen Fehlversuchen gesperrt.
    .ip-blocked = Aus Ihrem Netzwerk gab es zu viele Fehlversuche. Bitte versuchen Sie es später erneut.
    .same-user-login = Zu viele Versuche. Warten Sie eine Weile und versuchen Sie es dann erneut.
    .too-many-attempts = Zu viele Versuche. Warten Sie eine Weile und versuchen Sie es dann erneut.
    .authentication-failure = Bei der Anmeldung ist ein Fehler aufgetreten. Bitte versuchen Sie es erneut.

signup =
    .pageTitle = Registrieren | { $clientName }
    .title = Konto erstellen
    .description = Registrieren Sie sich bei { $companyName }, um zu { $clientName } zu gelangen.
    .emailPlaceholder = E-Mail-Adresse
    .passwordPlaceholder = Passwort
    .buttonText = Registrieren
    .loginActionText = Haben Sie schon ein Konto?
    .loginActionLinkText = Anmelden
    .passwordSecurityText = Ihr Passwort braucht:
    .passwordLengthText = { $min ->
        [one] mindestens { $min } Zeichen
       *[other] mindestens { $min } Zeichen
    }
    .passwordStrengthText = Passwortstärke:
    .passwordWeakText = schwach
    .passwordFairText = mittel
    .passwordStrongText = stark
    .passwordHintText = Einige Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten.
    .accessibilityError = nicht erfüllt
    .accessibilityValid = erfüllt
    .no-email = Geben Sie Ihre E-Mail-Adresse ein.
    .invalid-email-format = Das scheint keine gültige E-Mail-Adresse zu sein.
    .no-password = Wählen Sie ein Passwort.
    .password-too-weak = { $min ->
        [one] Das Passwort ist zu kurz: Es braucht mindestens { $min } Zeichen.
       *[other] Das Passwort ist zu kurz: Es braucht mindestens { $min } Zeichen.
    }
    .password-too-long = { $max ->
        [one] Das Passwort ist zu lang: Es darf höchstens { $max } Byte umfassen.
       *[other] Das Passwort ist zu lang: Es darf höchstens { $max } Byte umfassen.
    }
    .password-too-common = Dieses Passwort wird von vielen Menschen verwendet. Bitte wählen Sie ein anderes.
    .password-policy-not-conformant = Das Passwort ist zu einfach: Mischen Sie Klein- und Großbuchstaben, Ziffern und andere Zeichen.
    .password-contains-user-information = Das Passwort darf Ihre E-Mail-Adresse nicht enthalten.
    .email-in-use = Mit diesen Angaben konnten wir kein Konto erstellen. Falls Sie bereits ein Konto haben, melden Sie sich bitte an.
    .user-exists = Mit diesen Angaben konnten wir kein Konto erstellen. Falls Sie bereits ein Konto haben, melden Sie sich bitte an.
    .signup-disabled = Hier können keine neuen Konten erstellt werden.
    .ip-signup-blocked = Aus Ihrem Netzwerk gab es zu viele Versuche. Bitte versuchen Sie es später erneut.
    .too-many-attempts = Zu viele Versuche. Warten Sie eine Weile und versuchen Sie es dann erneut.

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = Wovor ein Code per Telefon nicht schützt
    .summary = Besser als ein Passwort allein, aber nicht der stärkste Schutz.
    .takeover = Eine Telefonnummer kann in fremde Hände geraten, wenn jemand sie auf eine andere SIM-Karte oder zu einem anderen Anbieter übertragen lässt.
    .phishing = Ein Code kann abgefangen werden, oder eine gefälschte Website oder ein falscher Anrufer entlockt ihn Ihnen. Geben Sie ihn niemals weiter.
    .reachability = Kein Netz, kein Code: Ohne Ihr Telefon oder im Ausland erhalten Sie möglicherweise keinen.
    .alternative = Eine Authenticator-App ist sicherer und funktioniert auch ohne Netz.
    .alternativeLinkText = Stattdessen eine Authenticator-App verwenden

mfa-phone-enrollment =
    .pageTitle = Telefonnummer hinzufügen | { $clientName }
    .title = Sichern Sie Ihr Konto
    .description = Geben Sie Ihre Telefonnummer ein. Wir senden einen 6-stelligen Code an diese Nummer.
    .countryPlaceholder = Land
    .countryHint = Nicht nötig, wenn die Nummer mit + beginnt.
    .pickCountryText = Länderliste durchsuchen
    .placeholder = Telefonnummer
    .termsText = Für SMS und Anrufe können Kosten bei Ihrem Telefonanbieter anfallen.

mfa-phone-challenge =
    .pageTitle = Identität bestätigen | { $clientName }
    .title = Bestätigen Sie Ihre Identität
    .description = Wir senden einen 6-stelligen Code an diese Telefonnummer:
    .changePhoneText = Andere Telefonnummer verwenden
    .placeholder = Telefonnummer

mfa-country-codes =
    .pageTitle = Land auswählen | { $clientName }
    .title = Wählen Sie Ihr Land aus
    .searchPlaceholder = Land oder Vorwahl
    .searchButtonText = Suchen
    .noResultsText = Kein Land passt zu „{ $query }“.
    .resultsText = { $count ->
        [one] { $count } Land
       *[other] { $count } Länder
    }
    .showAllText = Alle Länder anzeigen

mfa-sms-enrollment =
    .pageTitle = Telefonnummer hinzufügen | { $clientName }
    .title = Sichern Sie Ihr Konto
    .description = Geben Sie Ihre Telefonnummer ein. Wir senden einen 6-stelligen Code per SMS an diese Nummer.
    .countryPlaceholder = Land
    .countryHint = Nicht nötig, wenn die Nummer mit + beginnt.
    .pickCountryText = Länderliste durchsuchen
    .placeholder = Telefonnummer
    .termsText = Für SMS können Kosten bei Ihrem Telefonanbieter anfallen.

mfa-voice-enrollment =
    .pageTitle = Telefonnummer hinzufügen | { $clientName }
    .title = Sichern Sie Ihr Konto
    .description = Geben Sie Ihre Telefonnummer ein. Wir rufen dort an und lesen einen 6-stelligen Code vor.
    .countryPlaceholder = Land
    .countryHint = Nicht nötig, wenn die Nummer mit + beginnt.
    .pickCountryText = Länderliste durchsuchen
    .placeholder = Telefonnummer
    .termsText = Für Anrufe können Kosten bei Ihrem Telefonanbieter anfallen.

mfa-sms-challenge =
    .pageTitle = Code eingeben | { $clientName }
    .title = Bestätigen Sie Ihre Identität
    .description = Wir haben eine SMS mit einem Code an { $phoneNumber } gesendet.
    .placeholder = 6-stelliger Code
    .editText = Ändern
    .editLinkScreenReadableText = Telefonnummer ändern
    .changePhoneText = Andere Telefonnummer verwenden
    .resendText = Noch kein Code da?
    .resendActionText = Neuen Code senden
    .resendWaitText = Einen neuen Code können Sie in { $wait } anfordern.
    .resentText = Wir haben einen neuen Code gesendet.
    .resendVoiceActionSeparatorTextBefore = oder
    .resendVoiceActionText = stattdessen anrufen lassen
    .expiryText = Der Code läuft in { $wait } ab.

mfa-voice-challenge =
    .pageTitle = Code eingeben | { $clientName }
    .title = Bestätigen Sie Ihre Identität
    .description = Wir rufen { $phoneNumber } an und lesen einen Code vor.
    .placeholder = 6-stelliger Code
    .editText = Ändern
    .editLinkScreenReadableText = Telefonnummer ändern
    .changePhoneText = Andere Telefonnummer verwenden
    .resendText = Noch kein Anruf?
    .resendActionText = Erneut anrufen
    .resendWaitText = Einen weiteren Anruf können Sie in { $wait } anfordern.
    .resentText = Wir rufen Sie erneut an.
    .resendSmsActionSeparatorTextBefore = oder
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = stattdessen eine SMS senden
    .expiryText = Der Code läuft in { $wait } ab.

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = Zustellung
    .smsSending = Die SMS wird gesendet …
    .smsAccepted = Die SMS ist unterwegs.
    .smsDelivered = Die SMS wurde zugestellt.
    .smsFailed = Die SMS konnte nicht zugestellt werden.
    .smsUnknown = Wir wissen nicht, ob die SMS angekommen ist.
    .smsOfferVoice = Sie können sich den Code stattdessen in einem Anruf vorlesen lassen.
    .voiceSending = Der Anruf wird aufgebaut …
    .voiceAccepted = Ihr Telefon sollte gleich klingeln.
    .voiceRinging = Ihr Telefon klingelt.
    .voiceDelivered = Der Anruf wurde angenommen.
    .voiceFailed = Der Anruf ist nicht zustande gekommen.
    .voiceUnknown = Wir wissen nicht, ob der Anruf zustande gekommen ist.
    .voiceOfferSms = Sie können den Code stattdessen per SMS erhalten.
    .offerOther = Sie können eine andere Nummer oder eine andere Methode verwenden.
    .noWait = Sie müssen nicht warten: Fordern Sie gleich einen neuen Code an.
    .refreshText = Status aktualisieren

mfa-sms-list =
    .pageTitle = Telefonnummer auswählen | { $clientName }
    .title = Wählen Sie eine Telefonnummer aus
    .description = An welche Nummer soll der Code gehen?
    .selectText = { $phoneNumber } verwenden

mfa-login-options =
    .pageTitle = Andere Methode auswählen | { $clientName }
    .title = Andere Methoden
    .description = Wählen Sie aus, wie Sie Ihre Identität bestätigen möchten.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Anruf
    .authenticatorNamesPhone = Telefon
    .authenticatorNamesOTP = Authenticator-App
    .authenticatorNamesRecoveryCode = Wiederherstellungscode
    .smsDescription = Ein Code an { $phoneNumber }
    .voiceDescription = Ein Anruf unter { $phoneNumber }
    .phoneDescription = Eine SMS an oder ein Anruf unter { $phoneNumber }
    .otpDescription = Der Code, den Ihre App anzeigt
    .recoveryCodeDescription = Der Code, den Sie für den Notfall aufbewahren
    .noneText = In Ihrem Konto ist keine andere Methode hinterlegt.

mfa-begin-enroll-options =
    .pageTitle = Methode auswählen | { $clientName }
    .title = Schützen Sie Ihr Konto
    .description = Wählen Sie aus, wie Sie künftig Ihre Identität bestätigen möchten.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Anruf
    .authenticatorNamesPhone = Telefon
    .authenticatorNamesOTP = Authenticator-App
    .authenticatorNamesRecoveryCode = Wiederherstellungscode
    .smsDescription = Wir senden einen Code an Ihr Telefon
    .voiceDescription = Wir rufen Sie an und lesen einen Code vor
    .phoneDescription = Wir senden einen Code an Ihr Telefon oder rufen Sie an
    .otpDescription = Sicherer und auch ohne Netz nutzbar
    .recommendedText = Empfohlen

mfa-otp-enrollment-qr =
    .pageTitle = Authenticator-App einrichten | { $clientName }
    .title = Authenticator-App einrichten
    .description = Scannen Sie diesen QR-Code mit Ihrer Authenticator-App. Geben Sie dann den Code ein, den die App anzeigt.
    .qrAltText = QR-Code für Ihre Authenticator-App
    .codeEnrollmentText = Scannen nicht möglich?
    .codeEnrollmentDescription = Geben Sie diesen Schlüssel von Hand in Ihre App ein, und zwar als zeitbasierten Code:
    .altText = Schlüssel für Ihre Authenticator-App
    .openAppText = In einer App auf diesem Gerät öffnen
    .separatorText = Danach
    .placeholder = 6-stelliger Code aus der App
    .user-already-enrolled = Eine Authenticator-App ist bereits eingerichtet.

mfa-otp-challenge =
    .pageTitle = Code aus der App eingeben | { $clientName }
    .title = Bestätigen Sie Ihre Identität
    .description = Öffnen Sie Ihre Authenticator-App und geben Sie den Code ein, den sie anzeigt.
    .placeholder = 6-stelliger Code

mfa-recovery-code-enrollment =
    .pageTitle = Wiederherstellungscode aufbewahren | { $clientName }
    .title = Fast geschafft
    .description = Kopieren Sie diesen Wiederherstellungscode und bewahren Sie ihn sicher auf. Sie brauchen ihn, falls Sie sich einmal ohne Ihr Telefon oder Ihre App anmelden müssen.
    .altText = Wiederherstellungscode
    .onceText = Er wird nur dieses eine Mal angezeigt.
    .checkboxText = Ich habe diesen Code sicher aufbewahrt
    .buttonText = Weiter
    .no-confirmation = Bitte bestätigen Sie, dass Sie den Code aufbewahrt haben.

mfa-recovery-code-challenge =
    .pageTitle = Wiederherstellungscode eingeben | { $clientName }
    .title = Bestätigen Sie Ihre Identität
    .description = Geben Sie den Wiederherstellungscode ein, den Sie beim Einrichten der Zwei-Faktor-Authentifizierung erhalten haben.
    .placeholder = Wiederherstellungscode
    .hintText = Leerzeichen, Bindestriche und Groß- oder Kleinschreibung spielen keine Rolle. Der Code gilt nur einmal; danach erhalten Sie einen neuen.
    .no-code = Geben Sie Ihren Wiederherstellungscode ein.
    .invalid-code = Der Wiederherstellungscode ist nicht richtig. Prüfen Sie ihn und versuchen Sie es erneut.
    .invalid-code-format = Ein Wiederherstellungscode besteht aus 24 Buchstaben und Ziffern.
    .no-confirmation = Bitte bestätigen Sie, dass Sie den Code aufbewahrt haben.

mfa-recovery-code-challenge-new-code =
    .pageTitle = Neuen Wiederherstellungscode aufbewahren | { $clientName }
    .title = Ihr neuer Wiederherstellungscode
    .description = Der eben verwendete Code ist nicht mehr gültig. Kopieren Sie den neuen und bewahren Sie ihn sicher auf.
    .altText = Wiederherstellungscode
    .onceText = Er wird nur dieses eine Mal angezeigt.
    .checkboxText = Ich habe diesen Code sicher aufbewahrt
    .buttonText = Weiter
    .no-confirmation = Bitte bestätigen Sie, dass Sie den Code aufbewahrt haben.

mfa-enroll-result =
    .pageTitle = Zwei-Faktor-Authentifizierung | { $tenantName }
    .enrolledTitle = Alles eingerichtet
    .enrolledDescription = Ihr Konto ist jetzt durch einen zweiten Faktor geschützt. Sie können diese Seite schließen.
    .invalidTicketTitle = Ungültiger Link
    .invalidTicketDescription = Dieser Link funktioniert nicht. Prüfen Sie, ob er vollständig ist, oder fordern Sie einen neuen an.
    .expiredTicketTitle = Abgelaufener Link
    .expiredTicketDescription = Dieser Link ist abgelaufen. Bitte fordern Sie einen neuen an.
    .alreadyUsedTitle = Link bereits verwendet
    .alreadyUsedDescription = Dieser Link wurde bereits verwendet. Falls Sie die Zwei-Faktor-Authentifizierung noch einrichten müssen, fordern Sie einen neuen an.
    .alreadyEnrolledTitle = Nichts weiter zu tun
    .alreadyEnrolledDescription = Die Zwei-Faktor-Authentifizierung ist für Ihr Konto bereits eingerichtet.
    .genericError = Ein Fehler ist aufgetreten

status =
    .mfa-required-title = Zwei-Faktor-Authentifizierung erforderlich
    .mfa-required = Diese Anwendung verlangt die Zwei-Faktor-Authentifizierung, für Sie ist aber keine Methode verfügbar. Bitte wenden Sie sich an die Administration.

account =
    .pageTitle = Ihre Sicherheitseinstellungen | { $tenantName }
    .title = Ihre Sicherheitseinstellungen
    .description = Angemeldet als { $email }
    .phonesTitle = Telefonnummern
    .phonesNone = Es ist keine Telefonnummer hinterlegt.
    .addPhoneText = Telefonnummer hinzufügen
    .otpTitle = Authenticator-App
    .otpNone = Es ist keine Authenticator-App eingerichtet.
    .otpOn = Eingerichtet am { $date }
    .addOtpText = Authenticator-App einrichten
    .recoveryTitle = Wiederherstellungscode
    .recoveryNone = Sie haben keinen Wiederherstellungscode.
    .recoveryOn = Ausgestellt am { $date }
    .newRecoveryText = Neuen Code anfordern
    .browsersTitle = Vertrauenswürdige Browser
    .browsersNone = Es sind keine vertrauenswürdigen Browser gespeichert.
    .browsersCount = { $count ->
        [one] In { $count } Browser wird der zweite Faktor nicht abgefragt.
       *[other] In { $count } Browsern wird der zweite Faktor nicht abgefragt.
    }
    .browserThis = Dieser Browser
    .browserUntil = Vertrauenswürdig bis { $date }
    .forgetText = Nicht mehr vertrauen
    .forgetAllText = Keinem Browser mehr vertrauen
    .removeText = Entfernen
    .removePhoneScreenReadableText = { $phoneNumber } entfernen
    .addedText = Hinzugefügt am { $date }
    .lastUsedText = Zuletzt verwendet am { $date }
    .neverUsedText = Noch nie verwendet
    .factorNeeded = Um hier etwas zu ändern, bestätigen Sie zuerst Ihre Identität mit einer Methode, die Sie bereits eingerichtet haben.
    .verifyText = Jetzt bestätigen
    .confirmTitle = Sind Sie sicher?
    .confirmRemovePhone = An { $phoneNumber } werden dann keine Codes mehr gesendet.
    .confirmRemoveOtp = Die Codes Ihrer Authenticator-App werden dann nicht mehr akzeptiert.
    .confirmNewRecovery = Ihr bisheriger Wiederherstellungscode wird dann ungültig.
    .confirmText = Ja, entfernen
    .confirmNewRecoveryText = Ja, neuen Code anfordern
    .lastFactor = Dies ist Ihre letzte Methode. Fügen Sie eine andere hinzu, bevor Sie sie entfernen.
    .doneAdded = Hinzugefügt.
    .doneRemoved = Entfernt.
    .doneForgotten = Erledigt. Der zweite Faktor wird wieder abgefragt.
    .logoutText = Abmelden

reset-password =
    .pageTitle = Neues Passwort wählen | { $clientName }
    .title = Neues Passwort wählen
    .description = Für Ihr Konto { $email }.
    .passwordPlaceholder = Neues Passwort
    .reEnterpasswordPlaceholder = Neues Passwort noch einmal
    .buttonText = Passwort festlegen
    .passwordSecurityText = Ihr Passwort braucht:
    .passwordLengthText = { $min ->
        [one] mindestens { $min } Zeichen
       *[other] mindestens { $min } Zeichen
    }
    .passwordStrengthText = Passwortstärke:
    .passwordWeakText = schwach
    .passwordFairText = mittel
    .passwordStrongText = stark
    .passwordHintText = Einige Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten.
    .no-password = Wählen Sie ein Passwort.
    .password-too-weak = { $min ->
        [one] Das Passwort ist zu kurz: Es braucht mindestens { $min } Zeichen.
       *[other] Das Passwort ist zu kurz: Es braucht mindestens { $min } Zeichen.
    }
    .password-too-long = { $max ->
        [one] Das Passwort ist zu lang: Es darf höchstens { $max } Byte umfassen.
       *[other] Das Passwort ist zu lang: Es darf höchstens { $max } Byte umfassen.
    }
    .password-too-common = Dieses Passwort wird von vielen Menschen verwendet. Bitte wählen Sie ein anderes.
    .password-policy-not-conformant = Das Passwort ist zu einfach: Mischen Sie Klein- und Großbuchstaben, Ziffern und andere Zeichen.
    .no-re-enter-password = Geben Sie das neue Passwort noch einmal ein.
    .password-mismatch = Die beiden Passwörter stimmen nicht überein.

reset-password-success =
    .pageTitle = Passwort geändert | { $clientName }
    .eventTitle = Passwort geändert
    .description = Sie wurden überall abgemeldet. Melden Sie sich von nun an mit Ihrem neuen Passwort an.
    .buttonText = Weiter zu { $clientName }

reset-password-error =
    .pageTitle = Neues Passwort wählen | { $clientName }
    .eventTitleExpired = Abgelaufener Link
    .descriptionExpired = Dieser Link ist abgelaufen. Bitte fordern Sie einen neuen an.
    .eventTitleUsed = Link bereits verwendet
    .descriptionUsed = Dieser Link wurde bereits verwendet. Bitte fordern Sie einen neuen an.
    .eventTitleGeneric = Ungültiger Link
    .descriptionGeneric = Dieser Link funktioniert nicht. Prüfen Sie, ob er vollständig ist, oder fordern Sie einen neuen an.

email-verification-confirm =
    .pageTitle = E-Mail-Adresse bestätigen | { $clientName }
    .title = E-Mail-Adresse bestätigen
    .description = Ist { $email } Ihre Adresse? Dann bestätigen Sie sie hier.
    .buttonText = Ja, das ist meine Adresse

email-verification-result =
    .pageTitle = E-Mail-Adresse bestätigen | { $clientName }
    .verifiedTitle = E-Mail-Adresse bestätigt
    .verifiedDescription = Ihre E-Mail-Adresse wurde bestätigt. Sie können diese Seite schließen.
    .alreadyVerifiedDescription = Ihre E-Mail-Adresse ist bereits bestätigt.
    .errorTitle = Ungültiger Link
    .unknownErrorDescription = Dieser Link funktioniert nicht. Prüfen Sie, ob er vollständig ist, oder fordern Sie einen neuen an.
    .auth0-users-expired-ticket = Dieser Link ist abgelaufen. Bitte fordern Sie einen neuen an.
    .auth0-users-used-ticket = Dieser Link wurde bereits verwendet. Bitte fordern Sie einen neuen an.
    .buttonText = Weiter zu { $clientName }

logout =
    .pageTitle = Abmelden | { $tenantName }
    .title = Abmelden
    .userSalute = Guten Tag, { $userName }!
    .description = Möchten Sie sich von { $clientName } abmelden?
    .acceptButtonText = Abmelden
    .declineButtonText = Angemeldet bleiben

logged-out =
    .pageTitle = Abgemeldet | { $tenantName }
    .title = Sie sind abgemeldet
    .description = Sie können diese Seite schließen.
    .loginText = Erneut anmelden

error =
    .pageTitle = Fehler | { $tenantName }
    .title = Ein Fehler ist aufgetreten
    .description = Wir konnten Ihre Anfrage nicht ausführen.
    .invalidRequestDescription = Die Anwendung, die Sie hierher geführt hat, hat eine fehlerhafte Anfrage gesendet. Bitte informieren Sie deren Anbieter.
    .serverErrorDescription = Auf unserer Seite ist ein Fehler aufgetreten. Bitte versuchen Sie es später erneut.
    .notFoundTitle = Seite nicht gefunden
    .notFoundDescription = Unter dieser Adresse gibt es keine Seite.
    .tooManyTitle = Zu viele Anfragen
    .tooManyDescription = Bitte warten Sie eine Weile und versuchen Sie es dann erneut.
    .cookiesTitle = Cookies werden benötigt
    .cookiesDescription = Ihr Browser hat unser Cookie nicht zurückgesendet. Erlauben Sie Cookies für diese Website und beginnen Sie dann von vorn.
    .otherBrowserDescription = Diese Seite gehört zu einer Anmeldung in einem anderen Browser. Bitte beginnen Sie hier von vorn.
    .detailsText = Details für den Support
    .traceText = Referenz: { $reference }

expired =
    .pageTitle = Abgelaufen | { $tenantName }
    .title = Diese Seite ist abgelaufen
    .description = Die Anmeldung hat zu lange gedauert oder wurde bereits in einem anderen Tab abgeschlossen. Es ist nichts verloren gegangen.
    .buttonText = Von vorn beginnen
    .noWayBackDescription = Bitte kehren Sie zur Anwendung zurück und melden Sie sich dort erneut an.

# Told to the old number and the email address when something about the second step has changed.
notice =
    .greeting = Guten Tag,
    .notYou = Wenn Sie das waren, müssen Sie nichts tun. Wenn nicht, ändern Sie sofort Ihr Passwort und { $supportEmail ->
        [none] wenden Sie sich an den Support von { $tenantName }
       *[given] schreiben Sie an { $supportEmail }
    }.
    .footer = Sie erhalten diese Nachricht, weil sie die Sicherheit Ihres Kontos bei { $tenantName } betrifft.

enrollment-email =
    .subject = Richten Sie Ihren zweiten Faktor bei { $tenantName } ein
    .body = { $tenantName } bittet Sie, einen zweiten Nachweis Ihrer Identität einzurichten, zum Beispiel Ihr Telefon. Öffnen Sie dazu diesen Link:
    .expiry = Der Link kann einmal verwendet werden, bis { $date }. Geben Sie ihn nicht weiter: Wer ihn öffnet, kann einen Faktor für Ihr Konto einrichten.

notice-phone-added =
    .subject = Ihrem Konto wurde eine Telefonnummer hinzugefügt
    .body = Ihrem Konto bei { $tenantName } wurde am { $date } die Telefonnummer { $phoneNumber } hinzugefügt. Mit ihr kann nun Ihre Identität bestätigt werden.
    .sms = { $tenantName }: Ihrem Konto wurde eine weitere Telefonnummer hinzugefügt. Das waren nicht Sie? Ändern Sie Ihr Passwort und wenden Sie sich an den Support.

notice-phone-removed =
    .subject = Aus Ihrem Konto wurde eine Telefonnummer entfernt
    .body = Ihre Telefonnummer { $phoneNumber } wurde am { $date } aus Ihrem Konto bei { $tenantName } entfernt. An diese Nummer werden keine Codes mehr gesendet.
    .sms = { $tenantName }: Diese Nummer wurde aus Ihrem Konto entfernt. Das waren nicht Sie? Ändern Sie Ihr Passwort und wenden Sie sich an den Support.

notice-phone-changed =
    .subject = Die Telefonnummer Ihres Kontos wurde geändert
    .body = Ihre Telefonnummer { $phoneNumber } wurde am { $date } in Ihrem Konto bei { $tenantName } durch eine andere ersetzt. An die alte Nummer werden keine Codes mehr gesendet.
    .sms = { $tenantName }: Ihr Konto verwendet jetzt eine andere Telefonnummer. Das waren nicht Sie? Ändern Sie Ihr Passwort und wenden Sie sich an den Support.

notice-otp-added =
    .subject = Für Ihr Konto wurde eine Authenticator-App eingerichtet
    .body = Ihr Konto bei { $tenantName } hat am { $date } eine Authenticator-App erhalten. Mit den Codes dieser App kann nun Ihre Identität bestätigt werden.
    .sms = { $tenantName }: Für Ihr Konto wurde eine Authenticator-App eingerichtet. Das waren nicht Sie? Ändern Sie Ihr Passwort und wenden Sie sich an den Support.

notice-otp-removed =
    .subject = Die Authenticator-App wurde aus Ihrem Konto entfernt
    .body = Ihre Authenticator-App wurde am { $date } aus Ihrem Konto bei { $tenantName } entfernt. Die Codes dieser App werden nicht mehr akzeptiert.
    .sms = { $tenantName }: Die Authenticator-App wurde aus Ihrem Konto entfernt. Das waren nicht Sie? Ändern Sie Ihr Passwort und wenden Sie sich an den Support.

notice-recovery-code-used =
    .subject = Ihr Wiederherstellungscode wurde verwendet
    .body = Ihr Wiederherstellungscode wurde am { $date } für eine Anmeldung in Ihrem Konto bei { $tenantName } verwendet. Dieser Code ist nicht mehr gültig; ein neuer wurde angezeigt.
    .sms = { $tenantName }: Ihr Wiederherstellungscode wurde zur Anmeldung verwendet. Das waren nicht Sie? Ändern Sie Ihr Passwort und wenden Sie sich an den Support.

notice-recovery-code-replaced =
    .subject = Ihr Wiederherstellungscode wurde ersetzt
    .body = Ihr Konto bei { $tenantName } hat am { $date } einen neuen Wiederherstellungscode erhalten. Der alte ist nicht mehr gültig.
    .sms = { $tenantName }: Ihr Wiederherstellungscode wurde ersetzt. Das waren nicht Sie? Ändern Sie Ihr Passwort und wenden Sie sich an den Support.

notice-password-changed =
    .subject = Das Passwort Ihres Kontos wurde geändert
    .body = Das Passwort Ihres Kontos bei { $tenantName } wurde am { $date } geändert.

notice-email-changed =
    .subject = Die E-Mail-Adresse Ihres Kontos wurde geändert
    .body = Die E-Mail-Adresse Ihres Kontos bei { $tenantName } wurde am { $date } geändert. Nachrichten zu Ihrem Konto gehen nicht mehr an diese Adresse.

notice-email-set =
    .subject = Diese Adresse gehört jetzt zu einem Konto
    .body = Diese Adresse wurde am { $date } die E-Mail-Adresse eines Kontos bei { $tenantName }. Nachrichten zu diesem Konto kommen nun hier an.

notice-username-changed =
    .subject = Der Benutzername Ihres Kontos wurde geändert
    .body = Der Benutzername, mit dem Sie sich bei { $tenantName } anmelden, wurde am { $date } geändert.
