# The pages' texts in Italian: instructions in the infinitive, buttons as Italian pages have them, nobody called tu.
#
# A message is a screen; its attributes are Auth0's text keys, and ours where Auth0 has none. What a screen
# does not say itself, `common` says. Every text may name $clientName, $tenantName, $companyName, $userName,
# $email and $supportEmail; other variables stand where the caller gives them.

common =
    .logoAltText = { $companyName }
    .buttonText = Continua
    .continueButtonText = Continua
    .backText = Indietro
    .cancelText = Annulla
    .closeText = Chiudi
    .errorPageTitle = Errore: { $title }
    .alertListTitle = Verificare quanto segue
    .skipText = Vai al modulo
    .languageText = Lingua
    .supportText = Serve aiuto? Scrivere a { $supportEmail }.
    .supportLinkText = Richiedi assistenza
    .pickAuthenticatorText = Prova un altro metodo
    .rememberMeText = Ricorda questo browser per 30 giorni
    .rememberMeHint = Non selezionare questa opzione su un computer usato anche da altri.
    .smsButtonText = SMS
    .voiceButtonText = Chiamata
    .chooseMessageTypeText = Come desidera ricevere il codice?
    .copyCodeButtonText = Copia
    .copiedText = Copiato
    .printButtonText = Stampa
    .showPasswordText = Mostra la password
    .hidePasswordText = Nascondi la password
    .no-code = Inserire il codice.
    .invalid-otp-code-format = Il codice è composto da 6 cifre.
    .invalid-code = Il codice non è corretto. Controllarlo e riprovare.
    .expired-code = Il codice è scaduto. Richiederne uno nuovo.
    .invalid-expired-code = Il codice non è corretto o è scaduto.
    .used-code = Il codice è già stato utilizzato. Attendere il prossimo.
    .authenticator-error = Non è stato possibile verificare il codice. Riprovare più tardi.
    .no-transaction-in-progress = Non è ancora stato inviato alcun codice. Prima è necessario richiederne uno.
    .too-many-failures = Sono stati inseriti troppi codici errati. Attendere qualche minuto, quindi riprovare.
    .too-many-sms = Sono stati richiesti troppi codici. Attendere un po’, quindi riprovare.
    .too-many-voice = Sono stati richiesti troppi codici. Attendere un po’, quindi riprovare.
    .tryAgainText = Sarà possibile riprovare tra { $wait }.
    .send-sms-failed = Non è stato possibile inviare l’SMS.
    .send-voice-failed = Non è stato possibile effettuare la chiamata.
    .sms-authenticator-error = Al momento non è possibile inviare SMS. Riprovare più tardi.
    .voice-authenticator-error = Al momento non è possibile effettuare chiamate. Riprovare più tardi.
    .no-phone = Inserire il numero di telefono.
    .no-country = Scegliere un Paese oppure far precedere il numero da + e dal prefisso internazionale.
    .invalid-phone-format = Un numero di telefono contiene solo cifre e può iniziare con +.
    .invalid-phone = Il numero di telefono non risulta in uso. Controllarlo e riprovare.
    .wrong-phone-kind = Non è possibile inviare codici a questo tipo di numero. Utilizzarne un altro.
    .no-texts-to-phone = Questo numero non può ricevere SMS. Utilizzare un altro numero.
    .no-texts-to-phone-call-instead = Questo numero non può ricevere SMS. Utilizzare un altro numero o una chiamata.
    .no-calls-to-phone = Questo numero non può ricevere chiamate. Utilizzare un altro numero.
    .no-calls-to-phone-text-instead = Questo numero non può ricevere chiamate. Utilizzare un altro numero o un SMS.
    .phone-in-use = Questo numero è già associato all’account.
    .too-many-factors = L’account ha già il numero massimo di telefoni e app di autenticazione. Rimuoverne uno prima di aggiungerne un altro.
    .too-many-changes = I telefoni e le app dell’account sono stati modificati troppo spesso. Attendere un po’, quindi riprovare.
    .no-channel = Scegliere come ricevere il codice.
    .transaction-not-found = Questa pagina è scaduta. Ricominciare.
    .invalid-request = L’operazione non è riuscita. Riprovare.
    .seconds = { $count ->
        [one] { $count } secondo
       *[other] { $count } secondi
    }
    .minutes = { $count ->
        [one] { $count } minuto
       *[other] { $count } minuti
    }
    .hours = { $count ->
        [one] { $count } ora
       *[other] { $count } ore
    }
    .days = { $count ->
        [one] { $count } giorno
       *[other] { $count } giorni
    }
    .date = { $day ->
        [1] 1º
       *[other] { $day }
    } { $month ->
        [1] gennaio
        [2] febbraio
        [3] marzo
        [4] aprile
        [5] maggio
        [6] giugno
        [7] luglio
        [8] agosto
        [9] settembre
        [10] ottobre
        [11] novembre
       *[12] dicembre
    } { $year }

login =
    .pageTitle = Accesso | { $clientName }
    .title = Le diamo il benvenuto
    .description = Accedere a { $companyName } per continuare su { $clientName }.
    .usernamePlaceholder = Nome utente o indirizzo email
    .emailPlaceholder = Indirizzo email
    .passwordPlaceholder = Password
    .buttonText = Accedi
    .signupActionText = Non ha ancora un account?
    .signupActionLinkText = Crea un account
    .wrong-credentials = Nome utente o password non corretti.
    .wrong-email-credentials = Indirizzo email o password non corretti.
    .no-username = Inserire il nome utente o l’indirizzo email.
    .no-email = Inserire l’indirizzo email.
    .no-password = Inserire la password.
    .user-blocked = L’account è stato bloccato dopo troppi tentativi non riusciti.
    .ip-blocked = Dalla rete in uso sono stati effettuati troppi tentativi non riusciti. Riprovare più tardi.
    .same-user-login = Troppi tentativi. Attendere un po’, quindi riprovare.
    .too-many-attempts = Troppi tentativi. Attendere un po’, quindi riprovare.
    .authentication-failure = Si è verificato un problema durante l’accesso. Riprovare.

signup =
    .pageTitle = Creazione account | { $clientName }
    .title = Creare un account
    .description = Registrarsi a { $companyName } per continuare su { $clientName }.
    .emailPlaceholder = Indirizzo email
    .passwordPlaceholder = Password
    .buttonText = Crea account
    .loginActionText = Ha già un account?
    .loginActionLinkText = Accedi
    .passwordSecurityText = La password deve avere:
    .passwordLengthText = { $min ->
        [one] almeno { $min } carattere
       *[other] almeno { $min } caratteri
    }
    .passwordStrengthText = Sicurezza:
    .passwordWeakText = bassa
    .passwordFairText = media
    .passwordStrongText = alta
    .passwordHintText = Alcune parole senza legame tra loro sono facili da ricordare e difficili da indovinare.
    .accessibilityError = non soddisfatto
    .accessibilityValid = soddisfatto
    .no-email = Inserire l’indirizzo email.
    .invalid-email-format = Quanto inserito non sembra un indirizzo email.
    .no-password = Scegliere una password.
    .password-too-weak = { $min ->
        [one] La password è troppo corta: deve avere almeno { $min } carattere.
       *[other] La password è troppo corta: deve avere almeno { $min } caratteri.
    }
    .password-too-long = { $max ->
        [one] La password è troppo lunga: può occupare al massimo { $max } byte.
       *[other] La password è troppo lunga: può occupare al massimo { $max } byte.
    }
    .password-too-common = Questa password è usata da molte persone. Sceglierne un’altra.
    .password-policy-not-conformant = La password è troppo semplice: unisca minuscole, maiuscole, cifre e altri caratteri.
    .password-contains-user-information = La password non deve contenere l’indirizzo email.
    .email-in-use = Non è stato possibile creare un account con questi dati. Se ne esiste già uno, effettuare l’accesso.
    .user-exists = Non è stato possibile creare un account con questi dati. Se ne esiste già uno, effettuare l’accesso.
    .signup-disabled = Qui non è possibile creare nuovi account.
    .ip-signup-blocked = Dalla rete in uso sono stati effettuati troppi tentativi. Riprovare più tardi.
    .too-many-attempts = Troppi tentativi. Attendere un po’, quindi riprovare.

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = I limiti di un codice ricevuto per telefono
    .summary = È meglio della sola password, ma non è la protezione più forte.
    .takeover = Qualcuno può impossessarsi di un numero di telefono facendolo trasferire su un’altra scheda SIM o presso un altro operatore.
    .phishing = Un codice può essere intercettato oppure carpito con un sito o una chiamata fraudolenti. Non comunicarlo mai a nessuno.
    .reachability = Senza segnale non c’è codice: senza il telefono o all’estero potrebbe non arrivare.
    .alternative = Un’app di autenticazione è più sicura e funziona anche senza rete.
    .alternativeLinkText = Usa invece un’app di autenticazione

mfa-phone-enrollment =
    .pageTitle = Aggiungere il numero di telefono | { $clientName }
    .title = Proteggere l’account
    .description = Inserire il numero di telefono a cui inviare un codice di 6 cifre.
    .countryPlaceholder = Paese
    .countryHint = Non necessario se il numero inizia con +.
    .pickCountryText = Cerca nell’elenco dei Paesi
    .placeholder = Numero di telefono
    .termsText = L’operatore telefonico potrebbe addebitare i messaggi e le chiamate.

mfa-phone-challenge =
    .pageTitle = Verificare l’identità | { $clientName }
    .title = Verificare l’identità
    .description = Invieremo un codice di 6 cifre a questo numero di telefono:
    .changePhoneText = Usa un altro numero di telefono
    .placeholder = Numero di telefono

mfa-country-codes =
    .pageTitle = Scegliere il Paese | { $clientName }
    .title = Scegliere il Paese
    .searchPlaceholder = Paese o prefisso
    .searchButtonText = Cerca
    .noResultsText = Nessun Paese corrisponde a “{ $query }”.
    .resultsText = { $count ->
        [one] { $count } Paese
       *[other] { $count } Paesi
    }
    .showAllText = Mostra tutti i Paesi

mfa-sms-enrollment =
    .pageTitle = Aggiungere il numero di telefono | { $clientName }
    .title = Proteggere l’account
    .description = Inserire il numero di telefono a cui inviare un codice di 6 cifre tramite SMS.
    .countryPlaceholder = Paese
    .countryHint = Non necessario se il numero inizia con +.
    .pickCountryText = Cerca nell’elenco dei Paesi
    .placeholder = Numero di telefono
    .termsText = L’operatore telefonico potrebbe addebitare i messaggi.

mfa-voice-enrollment =
    .pageTitle = Aggiungere il numero di telefono | { $clientName }
    .title = Proteggere l’account
    .description = Inserire il numero di telefono da chiamare per dettare un codice di 6 cifre.
    .countryPlaceholder = Paese
    .countryHint = Non necessario se il numero inizia con +.
    .pickCountryText = Cerca nell’elenco dei Paesi
    .placeholder = Numero di telefono
    .termsText = L’operatore telefonico potrebbe addebitare le chiamate.

mfa-sms-challenge =
    .pageTitle = Inserire il codice | { $clientName }
    .title = Verificare l’identità
    .description = Abbiamo inviato un SMS con un codice al numero { $phoneNumber }.
    .placeholder = Codice di 6 cifre
    .editText = Modifica
    .editLinkScreenReadableText = Modifica il numero di telefono
    .changePhoneText = Usa un altro numero di telefono
    .resendText = Codice non ricevuto?
    .resendActionText = Invia un nuovo codice
    .resendWaitText = Sarà possibile richiedere un nuovo codice tra { $wait }.
    .resentText = Abbiamo inviato un nuovo codice.
    .resendVoiceActionSeparatorTextBefore = oppure
    .resendVoiceActionText = ricevi una chiamata
    .expiryText = Il codice è valido per { $wait }.

mfa-voice-challenge =
    .pageTitle = Inserire il codice | { $clientName }
    .title = Verificare l’identità
    .description = Stiamo chiamando il numero { $phoneNumber } per dettare un codice.
    .placeholder = Codice di 6 cifre
    .editText = Modifica
    .editLinkScreenReadableText = Modifica il numero di telefono
    .changePhoneText = Usa un altro numero di telefono
    .resendText = Chiamata non ricevuta?
    .resendActionText = Richiama
    .resendWaitText = Sarà possibile richiedere un’altra chiamata tra { $wait }.
    .resentText = Stiamo chiamando di nuovo.
    .resendSmsActionSeparatorTextBefore = oppure
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = ricevi un SMS
    .expiryText = Il codice è valido per { $wait }.

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = Consegna
    .smsSending = Invio dell’SMS in corso…
    .smsAccepted = L’SMS è in arrivo.
    .smsDelivered = L’SMS è stato consegnato.
    .smsFailed = Non è stato possibile consegnare l’SMS.
    .smsUnknown = Non sappiamo se l’SMS sia arrivato.
    .smsOfferVoice = In alternativa è possibile farsi dettare il codice con una chiamata.
    .voiceSending = Chiamata in corso…
    .voiceAccepted = Il telefono squillerà tra un istante.
    .voiceRinging = Il telefono sta squillando.
    .voiceDelivered = La chiamata ha ricevuto risposta.
    .voiceFailed = La chiamata non è andata a buon fine.
    .voiceUnknown = Non sappiamo se la chiamata sia andata a buon fine.
    .voiceOfferSms = In alternativa è possibile ricevere il codice tramite SMS.
    .offerOther = È possibile provare con un altro numero o un altro metodo.
    .noWait = Non occorre attendere: è possibile richiedere subito un nuovo codice.
    .refreshText = Aggiorna lo stato

mfa-sms-list =
    .pageTitle = Scegliere un numero di telefono | { $clientName }
    .title = Scegliere un numero di telefono
    .description = A quale numero inviare il codice?
    .selectText = Usa { $phoneNumber }

mfa-login-options =
    .pageTitle = Scegliere un altro metodo | { $clientName }
    .title = Altri metodi
    .description = Scegliere come verificare l’identità.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Chiamata
    .authenticatorNamesPhone = Telefono
    .authenticatorNamesOTP = App di autenticazione
    .authenticatorNamesRecoveryCode = Codice di recupero
    .smsDescription = Un codice al numero { $phoneNumber }
    .voiceDescription = Una chiamata al numero { $phoneNumber }
    .phoneDescription = Un SMS o una chiamata al numero { $phoneNumber }
    .otpDescription = Il codice mostrato dall’app
    .recoveryCodeDescription = Il codice conservato per le emergenze
    .noneText = Non ci sono altri metodi associati all’account.

mfa-begin-enroll-options =
    .pageTitle = Scegliere un metodo | { $clientName }
    .title = Mantenere l’account al sicuro
    .description = Scegliere come verificare l’identità da ora in poi.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Chiamata
    .authenticatorNamesPhone = Telefono
    .authenticatorNamesOTP = App di autenticazione
    .authenticatorNamesRecoveryCode = Codice di recupero
    .smsDescription = Un codice inviato al telefono
    .voiceDescription = Una chiamata in cui viene dettato un codice
    .phoneDescription = Un codice inviato al telefono oppure una chiamata
    .otpDescription = Più sicura, e funziona anche senza rete
    .recommendedText = Consigliato

mfa-otp-enrollment-qr =
    .pageTitle = Configurare un’app di autenticazione | { $clientName }
    .title = Configurare un’app di autenticazione
    .description = Scansionare questo codice QR con l’app di autenticazione, quindi inserire il codice mostrato dall’app.
    .qrAltText = Codice QR per l’app di autenticazione
    .codeEnrollmentText = Non è possibile scansionarlo?
    .codeEnrollmentDescription = Inserire manualmente questa chiave nell’app, come codice basato sul tempo:
    .altText = Chiave per l’app di autenticazione
    .openAppText = Apri in un’app su questo dispositivo
    .separatorText = Quindi
    .placeholder = Codice di 6 cifre dell’app
    .user-already-enrolled = Un’app di autenticazione è già configurata.

mfa-otp-challenge =
    .pageTitle = Inserire il codice dell’app | { $clientName }
    .title = Verificare l’identità
    .description = Aprire l’app di autenticazione e inserire il codice mostrato.
    .placeholder = Codice di 6 cifre

mfa-recovery-code-enrollment =
    .pageTitle = Conservare il codice di recupero | { $clientName }
    .title = Ci siamo quasi
    .description = Copiare questo codice di recupero e conservarlo in un luogo sicuro. Servirà se un giorno sarà necessario accedere senza il telefono o senza l’app.
    .altText = Codice di recupero
    .onceText = Viene mostrato solo questa volta.
    .checkboxText = Ho conservato questo codice in un luogo sicuro
    .buttonText = Continua
    .no-confirmation = Confermare di aver conservato il codice.

mfa-recovery-code-challenge =
    .pageTitle = Inserire il codice di recupero | { $clientName }
    .title = Verificare l’identità
    .description = Inserire il codice di recupero ricevuto al momento della configurazione della verifica in due passaggi.
    .placeholder = Codice di recupero
    .hintText = Spazi, trattini e lettere minuscole non fanno differenza. Il codice vale una sola volta; al suo posto ne verrà fornito uno nuovo.
    .no-code = Inserire il codice di recupero.
    .invalid-code = Il codice di recupero non è corretto. Controllarlo e riprovare.
    .invalid-code-format = Un codice di recupero è composto da 24 caratteri tra lettere e cifre.
    .no-confirmation = Confermare di aver conservato il codice.

mfa-recovery-code-challenge-new-code =
    .pageTitle = Conservare il nuovo codice di recupero | { $clientName }
    .title = Nuovo codice di recupero
    .description = Il codice appena utilizzato non è più valido. Copiare il nuovo codice e conservarlo in un luogo sicuro.
    .altText = Codice di recupero
    .onceText = Viene mostrato solo questa volta.
    .checkboxText = Ho conservato questo codice in un luogo sicuro
    .buttonText = Continua
    .no-confirmation = Confermare di aver conservato il codice.

mfa-enroll-result =
    .pageTitle = Verifica in due passaggi | { $tenantName }
    .enrolledTitle = Configurazione completata
    .enrolledDescription = L’account è ora protetto da un secondo passaggio. È possibile chiudere questa pagina.
    .invalidTicketTitle = Link non valido
    .invalidTicketDescription = Questo link non funziona. Controllare che sia completo o richiederne uno nuovo.
    .expiredTicketTitle = Link scaduto
    .expiredTicketDescription = Questo link è scaduto. Richiederne uno nuovo.
    .alreadyUsedTitle = Link già utilizzato
    .alreadyUsedDescription = Questo link è già stato utilizzato. Se la verifica in due passaggi è ancora da configurare, richiederne uno nuovo.
    .alreadyEnrolledTitle = Nessuna operazione necessaria
    .alreadyEnrolledDescription = La verifica in due passaggi è già configurata per l’account.
    .genericError = Si è verificato un problema

status =
    .mfa-required-title = È necessaria la verifica in due passaggi
    .mfa-required = Questa applicazione richiede la verifica in due passaggi e non è disponibile alcun metodo. Contattare l’amministratore.

account =
    .pageTitle = Impostazioni di sicurezza | { $tenantName }
    .title = Impostazioni di sicurezza
    .description = Accesso effettuato come { $email }
    .phonesTitle = Numeri di telefono
    .phonesNone = Non è stato aggiunto alcun numero di telefono.
    .addPhoneText = Aggiungi un numero di telefono
    .otpTitle = App di autenticazione
    .otpNone = Non è stata configurata alcuna app di autenticazione.
    .otpOn = Configurata in data { $date }
    .addOtpText = Configura un’app di autenticazione
    .recoveryTitle = Codice di recupero
    .recoveryNone = Non è presente alcun codice di recupero.
    .recoveryOn = Generato in data { $date }
    .newRecoveryText = Ottieni un nuovo codice di recupero
    .browsersTitle = Browser memorizzati
    .browsersNone = Non è memorizzato alcun browser.
    .browsersCount = { $count ->
        [one] { $count } browser è esentato dal secondo passaggio.
       *[other] { $count } browser sono esentati dal secondo passaggio.
    }
    .browserThis = Questo browser
    .browserUntil = Memorizzato, con scadenza in data { $date }
    .forgetText = Dimentica
    .forgetAllText = Dimentica tutti i browser
    .removeText = Rimuovi
    .removePhoneScreenReadableText = Rimuovi { $phoneNumber }
    .addedText = Data di aggiunta: { $date }
    .lastUsedText = Ultimo utilizzo: { $date }
    .neverUsedText = Nessun utilizzo
    .factorNeeded = Per apportare modifiche, verificare prima l’identità con un metodo già configurato.
    .verifyText = Verifica ora
    .confirmTitle = Confermare l’operazione?
    .confirmRemovePhone = I codici non verranno più inviati al numero { $phoneNumber }.
    .confirmRemoveOtp = I codici dell’app di autenticazione non verranno più accettati.
    .confirmNewRecovery = Il codice di recupero attuale non sarà più valido.
    .confirmText = Sì, rimuovi
    .confirmNewRecoveryText = Sì, ottieni un nuovo codice
    .lastFactor = Questo è l’ultimo metodo disponibile. Aggiungerne un altro prima di rimuoverlo.
    .doneAdded = Aggiunta completata.
    .doneRemoved = Rimozione completata.
    .doneForgotten = Operazione completata. Il secondo passaggio verrà richiesto di nuovo.
    .logoutText = Esci

reset-password =
    .pageTitle = Scegliere una nuova password | { $clientName }
    .title = Scegliere una nuova password
    .description = Per l’account { $email }.
    .passwordPlaceholder = Nuova password
    .reEnterpasswordPlaceholder = Nuova password, ancora una volta
    .buttonText = Imposta la password
    .passwordSecurityText = La password deve avere:
    .passwordLengthText = { $min ->
        [one] almeno { $min } carattere
       *[other] almeno { $min } caratteri
    }
    .passwordStrengthText = Sicurezza:
    .passwordWeakText = bassa
    .passwordFairText = media
    .passwordStrongText = alta
    .passwordHintText = Alcune parole senza legame tra loro sono facili da ricordare e difficili da indovinare.
    .no-password = Scegliere una password.
    .password-too-weak = { $min ->
        [one] La password è troppo corta: deve avere almeno { $min } carattere.
       *[other] La password è troppo corta: deve avere almeno { $min } caratteri.
    }
    .password-too-long = { $max ->
        [one] La password è troppo lunga: può occupare al massimo { $max } byte.
       *[other] La password è troppo lunga: può occupare al massimo { $max } byte.
    }
    .password-too-common = Questa password è usata da molte persone. Sceglierne un’altra.
    .password-policy-not-conformant = La password è troppo semplice: unisca minuscole, maiuscole, cifre e altri caratteri.
    .no-re-enter-password = Inserire ancora una volta la nuova password.
    .password-mismatch = Le due password non coincidono.

reset-password-success =
    .pageTitle = Password modificata | { $clientName }
    .eventTitle = Password modificata
    .description = È stato effettuato il logout ovunque. D’ora in poi accedere con la nuova password.
    .buttonText = Continua su { $clientName }

reset-password-error =
    .pageTitle = Scegliere una nuova password | { $clientName }
    .eventTitleExpired = Link scaduto
    .descriptionExpired = Questo link è scaduto. Richiederne uno nuovo.
    .eventTitleUsed = Link già utilizzato
    .descriptionUsed = Questo link è già stato usato. Richiederne uno nuovo.
    .eventTitleGeneric = Link non valido
    .descriptionGeneric = Questo link non funziona. Controllare che sia completo o richiederne uno nuovo.

email-verification-confirm =
    .pageTitle = Confermare l’indirizzo email | { $clientName }
    .title = Confermare l’indirizzo email
    .description = { $email } è l’indirizzo giusto? Confermarlo qui.
    .buttonText = Sì, è il mio indirizzo

email-verification-result =
    .pageTitle = Confermare l’indirizzo email | { $clientName }
    .verifiedTitle = Indirizzo email confermato
    .verifiedDescription = L’indirizzo email è stato confermato. È possibile chiudere questa pagina.
    .alreadyVerifiedDescription = L’indirizzo email è già confermato.
    .errorTitle = Link non valido
    .unknownErrorDescription = Questo link non funziona. Controllare che sia completo o richiederne uno nuovo.
    .auth0-users-expired-ticket = Questo link è scaduto. Richiederne uno nuovo.
    .auth0-users-used-ticket = Questo link è già stato usato. Richiederne uno nuovo.
    .buttonText = Continua su { $clientName }

logout =
    .pageTitle = Uscita | { $tenantName }
    .title = Uscita
    .userSalute = Buongiorno { $userName },
    .description = Uscire da { $clientName }?
    .acceptButtonText = Esci
    .declineButtonText = Mantieni attiva la sessione

logged-out =
    .pageTitle = Sessione chiusa | { $tenantName }
    .title = La sessione è stata chiusa
    .description = È possibile chiudere questa pagina.
    .loginText = Accedi di nuovo

error =
    .pageTitle = Errore | { $tenantName }
    .title = Si è verificato un problema
    .description = Non è stato possibile completare la richiesta.
    .invalidRequestDescription = L’applicazione di provenienza ha inviato una richiesta non corretta. Informarne il fornitore.
    .serverErrorDescription = Si è verificato un errore nei nostri sistemi. Riprovare più tardi.
    .notFoundTitle = Pagina non trovata
    .notFoundDescription = A questo indirizzo non c’è nulla.
    .tooManyTitle = Troppe richieste
    .tooManyDescription = Attendere un po’, quindi riprovare.
    .cookiesTitle = Sono necessari i cookie
    .cookiesDescription = Il browser non ha restituito il nostro cookie. Consentire i cookie per questo sito, quindi ricominciare.
    .otherBrowserDescription = Questa pagina appartiene a un accesso avviato in un altro browser. Ricominciare da qui.
    .detailsText = Dettagli per l’assistenza
    .traceText = Riferimento: { $reference }

expired =
    .pageTitle = Pagina scaduta | { $tenantName }
    .title = Questa pagina è scaduta
    .description = L’accesso ha richiesto troppo tempo oppure è già stato completato in un’altra scheda. Non è andato perso nulla.
    .buttonText = Ricomincia
    .noWayBackDescription = Tornare all’applicazione e accedere di nuovo.

# Told to the old number and the email address when something about the second step has changed.
# A text message keeps to GSM's alphabet: a straight apostrophe.
notice =
    .greeting = Buongiorno,
    .notYou = Se l’operazione è stata effettuata da Lei, non occorre fare nulla. In caso contrario, cambiare subito la password e { $supportEmail ->
        [none] contattare l’assistenza di { $tenantName }
       *[given] scrivere a { $supportEmail }
    }.
    .footer = Questo messaggio è stato inviato perché riguarda la sicurezza dell’account { $tenantName }.

enrollment-email =
    .subject = Configurare il secondo fattore per { $tenantName }
    .body = { $tenantName } chiede di configurare un secondo modo per verificare la propria identità, ad esempio il telefono. Per iniziare, aprire questo link:
    .expiry = Il link può essere usato una sola volta, fino al { $date }. Non va condiviso: chi lo apre può configurare un fattore per l’account.

notice-phone-added =
    .subject = È stato aggiunto un numero di telefono all’account
    .body = In data { $date } il numero di telefono { $phoneNumber } è stato aggiunto all’account { $tenantName }. Da ora può essere usato per verificare l’identità.
    .sms = { $tenantName }: un altro numero di telefono è stato aggiunto all'account. Non è stato Lei? Cambiare la password e contattare l'assistenza.

notice-phone-removed =
    .subject = È stato rimosso un numero di telefono dall’account
    .body = In data { $date } il numero di telefono { $phoneNumber } è stato rimosso dall’account { $tenantName }. A questo numero non verranno più inviati codici.
    .sms = { $tenantName }: questo numero è stato rimosso dall'account. Non è stato Lei? Cambiare la password e contattare l'assistenza.

notice-phone-changed =
    .subject = È stato cambiato il numero di telefono dell’account
    .body = In data { $date } il numero di telefono { $phoneNumber } dell’account { $tenantName } è stato sostituito con un altro. A questo numero non verranno più inviati codici.
    .sms = { $tenantName }: l'account usa ora un altro numero di telefono. Non è stato Lei? Cambiare la password e contattare l'assistenza.

notice-otp-added =
    .subject = È stata configurata un’app di autenticazione per l’account
    .body = In data { $date } è stata configurata un’app di autenticazione per l’account { $tenantName }. Da ora i suoi codici possono essere usati per verificare l’identità.
    .sms = { $tenantName }: un'app di autenticazione è stata configurata per l'account. Non è stato Lei? Cambiare la password e contattare l'assistenza.

notice-otp-removed =
    .subject = È stata rimossa l’app di autenticazione dall’account
    .body = In data { $date } l’app di autenticazione è stata rimossa dall’account { $tenantName }. I suoi codici non vengono più accettati.
    .sms = { $tenantName }: l'app di autenticazione è stata rimossa dall'account. Non è stato Lei? Cambiare la password e contattare l'assistenza.

notice-recovery-code-used =
    .subject = È stato utilizzato il codice di recupero
    .body = In data { $date } qualcuno ha effettuato l’accesso all’account { $tenantName } con il codice di recupero. Quel codice non è più valido; ne è stato mostrato uno nuovo.
    .sms = { $tenantName }: accesso effettuato con il codice di recupero. Non è stato Lei? Cambiare la password e contattare l'assistenza.

notice-recovery-code-replaced =
    .subject = È stato sostituito il codice di recupero
    .body = In data { $date } è stato generato un nuovo codice di recupero per l’account { $tenantName }. Quello precedente non è più valido.
    .sms = { $tenantName }: il codice di recupero è stato sostituito. Non è stato Lei? Cambiare la password e contattare l'assistenza.

notice-password-changed =
    .subject = È stata modificata la password dell’account
    .body = In data { $date } è stata modificata la password dell’account { $tenantName }.

notice-email-changed =
    .subject = È stato modificato l’indirizzo e-mail dell’account
    .body = In data { $date } è stato modificato l’indirizzo e-mail dell’account { $tenantName }. I messaggi relativi all’account non arrivano più a questo indirizzo.

notice-email-set =
    .subject = Questo indirizzo appartiene ora a un account
    .body = In data { $date } questo indirizzo è diventato l’indirizzo e-mail di un account { $tenantName }. I messaggi relativi a tale account arrivano ora qui.

notice-username-changed =
    .subject = È stato modificato il nome utente dell’account
    .body = In data { $date } è stato modificato il nome utente usato per accedere a { $tenantName }.
