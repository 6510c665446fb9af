# The pages' texts in French: vous, and no-break spaces before high punctuation and within guillemets.
#
# A message is a screen; its attributes are Auth0's text keys, and ours where Auth0 has none. What a screen
# does not say itself, `common` says. Every text may name $clientName, $tenantName, $companyName, $userName,
# $email and $supportEmail; other variables stand where the caller gives them.

common =
    .logoAltText = { $companyName }
    .buttonText = Continuer
    .continueButtonText = Continuer
    .backText = Retour
    .cancelText = Annuler
    .closeText = Fermer
    .errorPageTitle = Erreur : { $title }
    .alertListTitle = Veuillez vérifier les points suivants
    .skipText = Aller au formulaire
    .languageText = Langue
    .supportText = Besoin d’aide ? Écrivez à { $supportEmail }.
    .supportLinkText = Obtenir de l’aide
    .pickAuthenticatorText = Essayer une autre méthode
    .rememberMeText = Mémoriser ce navigateur pendant 30 jours
    .rememberMeHint = Ne cochez pas cette case sur un ordinateur utilisé par d’autres personnes.
    .smsButtonText = SMS
    .voiceButtonText = Appel téléphonique
    .chooseMessageTypeText = Comment souhaitez-vous recevoir le code ?
    .copyCodeButtonText = Copier
    .copiedText = Copié
    .printButtonText = Imprimer
    .showPasswordText = Afficher le mot de passe
    .hidePasswordText = Masquer le mot de passe
    .no-code = Saisissez le code.
    .invalid-otp-code-format = Le code comporte 6 chiffres.
    .invalid-code = Ce code est incorrect. Vérifiez-le, puis réessayez.
    .expired-code = Ce code a expiré. Demandez-en un nouveau.
    .invalid-expired-code = Ce code est incorrect ou a expiré.
    .used-code = Ce code a déjà été utilisé. Attendez le suivant.
    .authenticator-error = Nous n’avons pas pu vérifier le code. Veuillez réessayer plus tard.
    .no-transaction-in-progress = Aucun code n’a encore été envoyé. Demandez-en d’abord un.
    .too-many-failures = Trop de codes incorrects. Patientez quelques minutes, puis réessayez.
    .too-many-sms = Vous avez demandé trop de codes. Patientez un moment, puis réessayez.
    .too-many-voice = Vous avez demandé trop de codes. Patientez un moment, puis réessayez.
    .tryAgainText = Vous pourrez réessayer dans { $wait }.
    .send-sms-failed = Le SMS n’a pas pu être envoyé.
    .send-voice-failed = L’appel n’a pas pu être effectué.
    .sms-authenticator-error = Nous ne pouvons pas envoyer de SMS pour le moment. Veuillez réessayer plus tard.
    .voice-authenticator-error = Nous ne pouvons pas passer d’appels pour le moment. Veuillez réessayer plus tard.
    .no-phone = Saisissez votre numéro de téléphone.
    .no-country = Choisissez un pays, ou commencez le numéro par + et l’indicatif du pays.
    .invalid-phone-format = Un numéro de téléphone ne comporte que des chiffres et peut commencer par +.
    .invalid-phone = Ce numéro de téléphone ne semble pas attribué. Vérifiez-le, puis réessayez.
    .wrong-phone-kind = Nous ne pouvons pas envoyer de code à ce type de numéro. Veuillez en utiliser un autre.
    .no-texts-to-phone = Ce numéro ne peut pas recevoir de SMS. Utilisez un autre numéro.
    .no-texts-to-phone-call-instead = Ce numéro ne peut pas recevoir de SMS. Utilisez un autre numéro ou un appel.
    .no-calls-to-phone = Ce numéro ne peut pas recevoir d’appels. Utilisez un autre numéro.
    .no-calls-to-phone-text-instead = Ce numéro ne peut pas recevoir d’appels. Utilisez un autre numéro ou un SMS.
    .phone-in-use = Ce numéro est déjà associé à votre compte.
    .too-many-factors = Votre compte a atteint le nombre maximal de téléphones et d’applications d’authentification. Supprimez-en un avant d’en ajouter un autre.
    .too-many-changes = Vous avez modifié trop souvent les téléphones et applications de votre compte. Patientez un moment, puis réessayez.
    .no-channel = Choisissez comment vous souhaitez recevoir le code.
    .transaction-not-found = Cette page a expiré. Veuillez recommencer.
    .invalid-request = L’opération n’a pas abouti. Veuillez réessayer.
    .seconds = { $count ->
        [one] { $count } seconde
       *[other] { $count } secondes
    }
    .minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
    .hours = { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
    .days = { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
    .date = { $day ->
        [1] 1er
       *[other] { $day }
    } { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    } { $year }

login =
    .pageTitle = Connexion | { $clientName }
    .title = Bienvenue
    .description = Connectez-vous à { $companyName } pour accéder à { $clientName }.
    .usernamePlaceholder = Nom d’utilisateur ou adresse e-mail
    .emailPlaceholder = Adresse e-mail
    .passwordPlaceholder = Mot de passe
    .buttonText = Se connecter
    .signupActionText = Pas encore de compte ?
    .signupActionLinkText = Créer un compte
    .wrong-credentials = Nom d’utilisateur ou mot de passe incorrect.
    .wrong-email-credentials = Adresse e-mail ou mot de passe incorrect.
    .no-username = Saisissez votre nom d’utilisateur ou votre adresse e-mail.
    .no-email = Saisissez votre adresse e-mail.
    .no-password = Saisissez votre mot de passe.
    .user-blocked = Votre compte a été bloqué à la suite d’un trop grand nombre de tentatives infructueuses.
    .ip-blocked = Trop de tentatives infructueuses ont été effectuées depuis votre réseau. Veuillez réessayer plus tard.
    .same-user-login = Trop de tentatives. Patientez un moment, puis réessayez.
    .too-many-attempts = Trop de tentatives. Patientez un moment, puis réessayez.
    .authentication-failure = Un problème est survenu lors de la connexion. Veuillez réessayer.

signup =
    .pageTitle = Créer un compte | { $clientName }
    .title = Créez votre compte
    .description = Créez un compte { $companyName } pour accéder à { $clientName }.
    .emailPlaceholder = Adresse e-mail
    .passwordPlaceholder = Mot de passe
    .buttonText = Créer le compte
    .loginActionText = Vous avez déjà un compte ?
    .loginActionLinkText = Se connecter
    .passwordSecurityText = Votre mot de passe doit comporter :
    .passwordLengthText = { $min ->
        [one] au moins { $min } caractère
       *[other] au moins { $min } caractères
    }
    .passwordStrengthText = Niveau de sécurité :
    .passwordWeakText = faible
    .passwordFairText = moyen
    .passwordStrongText = élevé
    .passwordHintText = Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.
    .accessibilityError = non respecté
    .accessibilityValid = respecté
    .no-email = Saisissez votre adresse e-mail.
    .invalid-email-format = Cela ne ressemble pas à une adresse e-mail.
    .no-password = Choisissez un mot de passe.
    .password-too-weak = { $min ->
        [one] Le mot de passe est trop court : il doit comporter au moins { $min } caractère.
       *[other] Le mot de passe est trop court : il doit comporter au moins { $min } caractères.
    }
    .password-too-long = { $max ->
        [one] Le mot de passe est trop long : il peut comporter au maximum { $max } octet.
       *[other] Le mot de passe est trop long : il peut comporter au maximum { $max } octets.
    }
    .password-too-common = Ce mot de passe est utilisé par de nombreuses personnes. Veuillez en choisir un autre.
    .password-policy-not-conformant = Le mot de passe est trop simple : mélangez minuscules, majuscules, chiffres et autres caractères.
    .password-contains-user-information = Le mot de passe ne doit pas contenir votre adresse e-mail.
    .email-in-use = Nous n’avons pas pu créer de compte avec ces informations. Si vous en avez déjà un, connectez-vous.
    .user-exists = Nous n’avons pas pu créer de compte avec ces informations. Si vous en avez déjà un, connectez-vous.
    .signup-disabled = Il n’est pas possible de créer un compte ici.
    .ip-signup-blocked = Trop de tentatives ont été effectuées depuis votre réseau. Veuillez réessayer plus tard.
    .too-many-attempts = Trop de tentatives. Patientez un moment, puis réessayez.

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = Les limites d’un code reçu par téléphone
    .summary = Mieux qu’un mot de passe seul, mais ce n’est pas la protection la plus forte.
    .takeover = Un numéro de téléphone peut être détourné si quelqu’un le fait transférer vers une autre carte SIM ou un autre opérateur.
    .phishing = Un code peut être intercepté, ou vous être soutiré par un faux site ou un faux interlocuteur. Ne le communiquez jamais à personne.
    .reachability = Pas de réseau, pas de code : sans votre téléphone ou à l’étranger, vous risquez de ne pas le recevoir.
    .alternative = Une application d’authentification est plus sûre et fonctionne sans réseau.
    .alternativeLinkText = Utiliser plutôt une application d’authentification

mfa-phone-enrollment =
    .pageTitle = Ajoutez votre numéro de téléphone | { $clientName }
    .title = Sécurisez votre compte
    .description = Saisissez votre numéro de téléphone. Nous y enverrons un code à 6 chiffres.
    .countryPlaceholder = Pays
    .countryHint = Inutile si le numéro commence par +.
    .pickCountryText = Rechercher dans la liste des pays
    .placeholder = Numéro de téléphone
    .termsText = Votre opérateur peut facturer les messages et les appels.

mfa-phone-challenge =
    .pageTitle = Vérifiez votre identité | { $clientName }
    .title = Vérifiez votre identité
    .description = Nous enverrons un code à 6 chiffres à ce numéro de téléphone :
    .changePhoneText = Utiliser un autre numéro de téléphone
    .placeholder = Numéro de téléphone

mfa-country-codes =
    .pageTitle = Choisissez votre pays | { $clientName }
    .title = Choisissez votre pays
    .searchPlaceholder = Pays ou indicatif
    .searchButtonText = Rechercher
    .noResultsText = Aucun pays ne correspond à « { $query } ».
    .resultsText = { $count ->
        [one] { $count } pays
       *[other] { $count } pays
    }
    .showAllText = Afficher tous les pays

mfa-sms-enrollment =
    .pageTitle = Ajoutez votre numéro de téléphone | { $clientName }
    .title = Sécurisez votre compte
    .description = Saisissez votre numéro de téléphone. Nous y enverrons un code à 6 chiffres par SMS.
    .countryPlaceholder = Pays
    .countryHint = Inutile si le numéro commence par +.
    .pickCountryText = Rechercher dans la liste des pays
    .placeholder = Numéro de téléphone
    .termsText = Votre opérateur peut facturer les messages.

mfa-voice-enrollment =
    .pageTitle = Ajoutez votre numéro de téléphone | { $clientName }
    .title = Sécurisez votre compte
    .description = Saisissez votre numéro de téléphone. Nous vous appellerons pour vous dicter un code à 6 chiffres.
    .countryPlaceholder = Pays
    .countryHint = Inutile si le numéro commence par +.
    .pickCountryText = Rechercher dans la liste des pays
    .placeholder = Numéro de téléphone
    .termsText = Votre opérateur peut facturer les appels.

mfa-sms-challenge =
    .pageTitle = Saisissez le code | { $clientName }
    .title = Vérifiez votre identité
    .description = Nous avons envoyé un code par SMS au { $phoneNumber }.
    .placeholder = Code à 6 chiffres
    .editText = Modifier
    .editLinkScreenReadableText = Modifier le numéro de téléphone
    .changePhoneText = Utiliser un autre numéro de téléphone
    .resendText = Vous n’avez pas encore reçu le code ?
    .resendActionText = Envoyer un nouveau code
    .resendWaitText = Vous pourrez demander un nouveau code dans { $wait }.
    .resentText = Nous avons envoyé un nouveau code.
    .resendVoiceActionSeparatorTextBefore = ou
    .resendVoiceActionText = recevoir plutôt un appel
    .expiryText = Le code est valable pendant { $wait }.

mfa-voice-challenge =
    .pageTitle = Saisissez le code | { $clientName }
    .title = Vérifiez votre identité
    .description = Nous appelons le { $phoneNumber } pour vous dicter un code.
    .placeholder = Code à 6 chiffres
    .editText = Modifier
    .editLinkScreenReadableText = Modifier le numéro de téléphone
    .changePhoneText = Utiliser un autre numéro de téléphone
    .resendText = Vous n’avez pas encore reçu l’appel ?
    .resendActionText = Rappeler
    .resendWaitText = Vous pourrez demander un autre appel dans { $wait }.
    .resentText = Nous vous rappelons.
    .resendSmsActionSeparatorTextBefore = ou
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = recevoir plutôt un SMS
    .expiryText = Le code est valable pendant { $wait }.

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = Acheminement
    .smsSending = Envoi du SMS en cours…
    .smsAccepted = Le SMS est en route.
    .smsDelivered = Le SMS a été remis.
    .smsFailed = Le SMS n’a pas pu être remis.
    .smsUnknown = Nous ne savons pas si le SMS est arrivé.
    .smsOfferVoice = Vous pouvez recevoir le code par appel à la place.
    .voiceSending = Appel en cours…
    .voiceAccepted = Votre téléphone devrait sonner dans un instant.
    .voiceRinging = Votre téléphone sonne.
    .voiceDelivered = L’appel a été pris.
    .voiceFailed = L’appel n’a pas abouti.
    .voiceUnknown = Nous ne savons pas si l’appel a abouti.
    .voiceOfferSms = Vous pouvez recevoir le code par SMS à la place.
    .offerOther = Vous pouvez essayer un autre numéro ou une autre méthode.
    .noWait = Inutile d’attendre : demandez un nouveau code dès maintenant.
    .refreshText = Actualiser l’état

mfa-sms-list =
    .pageTitle = Choisissez un numéro de téléphone | { $clientName }
    .title = Choisissez un numéro de téléphone
    .description = À quel numéro souhaitez-vous recevoir le code ?
    .selectText = Utiliser le { $phoneNumber }

mfa-login-options =
    .pageTitle = Choisissez une autre méthode | { $clientName }
    .title = Autres méthodes
    .description = Choisissez comment vous souhaitez vérifier votre identité.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Appel téléphonique
    .authenticatorNamesPhone = Téléphone
    .authenticatorNamesOTP = Application d’authentification
    .authenticatorNamesRecoveryCode = Code de récupération
    .smsDescription = Un code au { $phoneNumber }
    .voiceDescription = Un appel au { $phoneNumber }
    .phoneDescription = Un SMS ou un appel au { $phoneNumber }
    .otpDescription = Le code affiché par votre application
    .recoveryCodeDescription = Le code que vous avez conservé en cas d’urgence
    .noneText = Aucune autre méthode n’est associée à votre compte.

mfa-begin-enroll-options =
    .pageTitle = Choisissez une méthode | { $clientName }
    .title = Protégez votre compte
    .description = Choisissez comment vous souhaitez désormais vérifier votre identité.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Appel téléphonique
    .authenticatorNamesPhone = Téléphone
    .authenticatorNamesOTP = Application d’authentification
    .authenticatorNamesRecoveryCode = Code de récupération
    .smsDescription = Nous envoyons un code sur votre téléphone
    .voiceDescription = Nous vous appelons pour vous dicter un code
    .phoneDescription = Nous envoyons un code sur votre téléphone, ou nous vous appelons
    .otpDescription = Plus sûre, et fonctionne sans réseau
    .recommendedText = Recommandé

mfa-otp-enrollment-qr =
    .pageTitle = Configurez une application d’authentification | { $clientName }
    .title = Configurez une application d’authentification
    .description = Scannez ce code QR avec votre application d’authentification. Saisissez ensuite le code affiché par l’application.
    .qrAltText = Code QR pour votre application d’authentification
    .codeEnrollmentText = Impossible de le scanner ?
    .codeEnrollmentDescription = Saisissez cette clé manuellement dans votre application, en tant que code temporel :
    .altText = Clé pour votre application d’authentification
    .openAppText = Ouvrir dans une application sur cet appareil
    .separatorText = Ensuite
    .placeholder = Code à 6 chiffres de l’application
    .user-already-enrolled = Une application d’authentification est déjà configurée.

mfa-otp-challenge =
    .pageTitle = Saisissez le code de votre application | { $clientName }
    .title = Vérifiez votre identité
    .description = Ouvrez votre application d’authentification et saisissez le code affiché.
    .placeholder = Code à 6 chiffres

mfa-recovery-code-enrollment =
    .pageTitle = Conservez votre code de récupération | { $clientName }
    .title = Vous y êtes presque
    .description = Copiez ce code de récupération et conservez-le en lieu sûr. Vous en aurez besoin si vous devez un jour vous connecter sans votre téléphone ou votre application.
    .altText = Code de récupération
    .onceText = Il ne s’affiche que cette fois.
    .checkboxText = J’ai conservé ce code en lieu sûr
    .buttonText = Continuer
    .no-confirmation = Veuillez confirmer que vous avez conservé le code.

mfa-recovery-code-challenge =
    .pageTitle = Saisissez votre code de récupération | { $clientName }
    .title = Vérifiez votre identité
    .description = Saisissez le code de récupération qui vous a été remis lors de la configuration de la vérification en deux étapes.
    .placeholder = Code de récupération
    .hintText = Les espaces, les tirets et les minuscules sont sans importance. Le code ne sert qu’une fois ; vous en recevrez un nouveau.
    .no-code = Saisissez votre code de récupération.
    .invalid-code = Ce code de récupération est incorrect. Vérifiez-le, puis réessayez.
    .invalid-code-format = Un code de récupération comporte 24 lettres et chiffres.
    .no-confirmation = Veuillez confirmer que vous avez conservé le code.

mfa-recovery-code-challenge-new-code =
    .pageTitle = Conservez votre nouveau code de récupération | { $clientName }
    .title = Votre nouveau code de récupération
    .description = Le code que vous venez d’utiliser n’est plus valable. Copiez le nouveau et conservez-le en lieu sûr.
    .altText = Code de récupération
    .onceText = Il ne s’affiche que cette fois.
    .checkboxText = J’ai conservé ce code en lieu sûr
    .buttonText = Continuer
    .no-confirmation = Veuillez confirmer que vous avez conservé le code.

mfa-enroll-result =
    .pageTitle = Vérification en deux étapes | { $tenantName }
    .enrolledTitle = C’est terminé
    .enrolledDescription = Votre compte est désormais protégé par une deuxième étape. Vous pouvez fermer cette page.
    .invalidTicketTitle = Lien non valide
    .invalidTicketDescription = Ce lien ne fonctionne pas. Vérifiez qu’il est complet, ou demandez-en un nouveau.
    .expiredTicketTitle = Lien expiré
    .expiredTicketDescription = Ce lien a expiré. Veuillez en demander un nouveau.
    .alreadyUsedTitle = Lien déjà utilisé
    .alreadyUsedDescription = Ce lien a déjà été utilisé. Si vous devez encore configurer la vérification en deux étapes, demandez-en un nouveau.
    .alreadyEnrolledTitle = Aucune action requise
    .alreadyEnrolledDescription = La vérification en deux étapes est déjà configurée sur votre compte.
    .genericError = Un problème est survenu

status =
    .mfa-required-title = La vérification en deux étapes est requise
    .mfa-required = Cette application exige la vérification en deux étapes, et aucune méthode n’est disponible pour vous. Veuillez contacter l’administrateur.

account =
    .pageTitle = Vos paramètres de sécurité | { $tenantName }
    .title = Vos paramètres de sécurité
    .description = Session ouverte avec le compte { $email }
    .phonesTitle = Numéros de téléphone
    .phonesNone = Aucun numéro de téléphone n’a été ajouté.
    .addPhoneText = Ajouter un numéro de téléphone
    .otpTitle = Application d’authentification
    .otpNone = Aucune application d’authentification n’a été configurée.
    .otpOn = Configurée le { $date }
    .addOtpText = Configurer une application d’authentification
    .recoveryTitle = Code de récupération
    .recoveryNone = Vous n’avez pas de code de récupération.
    .recoveryOn = Généré le { $date }
    .newRecoveryText = Obtenir un nouveau code de récupération
    .browsersTitle = Navigateurs mémorisés
    .browsersNone = Aucun navigateur n’est mémorisé.
    .browsersCount = { $count ->
        [one] { $count } navigateur est dispensé de la deuxième étape.
       *[other] { $count } navigateurs sont dispensés de la deuxième étape.
    }
    .browserThis = Ce navigateur
    .browserUntil = Mémorisé jusqu’au { $date }
    .forgetText = Oublier
    .forgetAllText = Oublier tous les navigateurs
    .removeText = Supprimer
    .removePhoneScreenReadableText = Supprimer le { $phoneNumber }
    .addedText = Date d’ajout : { $date }
    .lastUsedText = Dernière utilisation : { $date }
    .neverUsedText = Aucune utilisation
    .factorNeeded = Pour apporter des modifications, vérifiez d’abord votre identité avec une méthode que vous avez déjà.
    .verifyText = Vérifier maintenant
    .confirmTitle = Confirmez-vous cette opération ?
    .confirmRemovePhone = Les codes ne seront plus envoyés au { $phoneNumber }.
    .confirmRemoveOtp = Les codes de votre application d’authentification ne seront plus acceptés.
    .confirmNewRecovery = Votre code de récupération actuel ne sera plus valable.
    .confirmText = Oui, supprimer
    .confirmNewRecoveryText = Oui, en obtenir un nouveau
    .lastFactor = C’est votre dernière méthode. Ajoutez-en une autre avant de la supprimer.
    .doneAdded = Ajout effectué.
    .doneRemoved = Suppression effectuée.
    .doneForgotten = C’est fait. La deuxième étape sera de nouveau demandée.
    .logoutText = Se déconnecter

reset-password =
    .pageTitle = Choisissez un nouveau mot de passe | { $clientName }
    .title = Choisissez un nouveau mot de passe
    .description = Pour votre compte { $email }.
    .passwordPlaceholder = Nouveau mot de passe
    .reEnterpasswordPlaceholder = Nouveau mot de passe, encore une fois
    .buttonText = Enregistrer le mot de passe
    .passwordSecurityText = Votre mot de passe doit comporter :
    .passwordLengthText = { $min ->
        [one] au moins { $min } caractère
       *[other] au moins { $min } caractères
    }
    .passwordStrengthText = Niveau de sécurité :
    .passwordWeakText = faible
    .passwordFairText = moyen
    .passwordStrongText = élevé
    .passwordHintText = Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.
    .no-password = Choisissez un mot de passe.
    .password-too-weak = { $min ->
        [one] Le mot de passe est trop court : il doit comporter au moins { $min } caractère.
       *[other] Le mot de passe est trop court : il doit comporter au moins { $min } caractères.
    }
    .password-too-long = { $max ->
        [one] Le mot de passe est trop long : il peut comporter au maximum { $max } octet.
       *[other] Le mot de passe est trop long : il peut comporter au maximum { $max } octets.
    }
    .password-too-common = Ce mot de passe est utilisé par de nombreuses personnes. Veuillez en choisir un autre.
    .password-policy-not-conformant = Le mot de passe est trop simple : mélangez minuscules, majuscules, chiffres et autres caractères.
    .no-re-enter-password = Saisissez le nouveau mot de passe encore une fois.
    .password-mismatch = Les deux mots de passe ne sont pas identiques.

reset-password-success =
    .pageTitle = Mot de passe modifié | { $clientName }
    .eventTitle = Mot de passe modifié
    .description = Vous avez été déconnecté partout. Connectez-vous désormais avec votre nouveau mot de passe.
    .buttonText = Continuer vers { $clientName }

reset-password-error =
    .pageTitle = Choisissez un nouveau mot de passe | { $clientName }
    .eventTitleExpired = Lien expiré
    .descriptionExpired = Ce lien a expiré. Veuillez en demander un nouveau.
    .eventTitleUsed = Lien déjà utilisé
    .descriptionUsed = Ce lien a déjà été utilisé. Veuillez en demander un nouveau.
    .eventTitleGeneric = Lien non valide
    .descriptionGeneric = Ce lien ne fonctionne pas. Vérifiez qu’il est complet, ou demandez-en un nouveau.

email-verification-confirm =
    .pageTitle = Confirmez votre adresse e-mail | { $clientName }
    .title = Confirmez votre adresse e-mail
    .description = { $email } est-elle votre adresse ? Alors confirmez-la ici.
    .buttonText = Oui, c’est mon adresse

email-verification-result =
    .pageTitle = Confirmez votre adresse e-mail | { $clientName }
    .verifiedTitle = Adresse e-mail confirmée
    .verifiedDescription = Votre adresse e-mail a été confirmée. Vous pouvez fermer cette page.
    .alreadyVerifiedDescription = Votre adresse e-mail est déjà confirmée.
    .errorTitle = Lien non valide
    .unknownErrorDescription = Ce lien ne fonctionne pas. Vérifiez qu’il est complet, ou demandez-en un nouveau.
    .auth0-users-expired-ticket = Ce lien a expiré. Veuillez en demander un nouveau.
    .auth0-users-used-ticket = Ce lien a déjà été utilisé. Veuillez en demander un nouveau.
    .buttonText = Continuer vers { $clientName }

logout =
    .pageTitle = Déconnexion | { $tenantName }
    .title = Déconnexion
    .userSalute = Bonjour { $userName },
    .description = Souhaitez-vous fermer votre session { $clientName } ?
    .acceptButtonText = Se déconnecter
    .declineButtonText = Garder la session ouverte

logged-out =
    .pageTitle = Session fermée | { $tenantName }
    .title = Votre session est fermée
    .description = Vous pouvez fermer cette page.
    .loginText = Se reconnecter

error =
    .pageTitle = Erreur | { $tenantName }
    .title = Un problème est survenu
    .description = Nous n’avons pas pu traiter votre demande.
    .invalidRequestDescription = L’application d’où provient cette demande a transmis des données incorrectes. Veuillez en informer son éditeur.
    .serverErrorDescription = Une erreur s’est produite de notre côté. Veuillez réessayer plus tard.
    .notFoundTitle = Page introuvable
    .notFoundDescription = Il n’y a rien à cette adresse.
    .tooManyTitle = Trop de demandes
    .tooManyDescription = Patientez un moment, puis réessayez.
    .cookiesTitle = Les cookies sont nécessaires
    .cookiesDescription = Votre navigateur n’a pas renvoyé notre cookie. Autorisez les cookies pour ce site, puis recommencez.
    .otherBrowserDescription = Cette page correspond à une connexion dans un autre navigateur. Veuillez recommencer ici.
    .detailsText = Détails pour l’assistance
    .traceText = Référence : { $reference }

expired =
    .pageTitle = Page expirée | { $tenantName }
    .title = Cette page a expiré
    .description = La connexion a pris trop de temps, ou elle a déjà abouti dans un autre onglet. Rien n’a été perdu.
    .buttonText = Recommencer
    .noWayBackDescription = Veuillez revenir à l’application et vous connecter de nouveau.

# Told to the old number and the email address when something about the second step has changed.
# A text message keeps to GSM's alphabet: a straight apostrophe, and a plain space before a question mark.
notice =
    .greeting = Bonjour,
    .notYou = Si vous êtes à l’origine de cette opération, vous n’avez rien à faire. Dans le cas contraire, changez immédiatement votre mot de passe et { $supportEmail ->
        [none] contactez l’assistance { $tenantName }
       *[given] écrivez à { $supportEmail }
    }.
    .footer = Vous recevez ce message car il concerne la sécurité de votre compte { $tenantName }.

enrollment-email =
    .subject = Configurez votre second facteur { $tenantName }
    .body = { $tenantName } vous demande de configurer un second moyen de vérifier votre identité, par exemple votre téléphone. Pour commencer, ouvrez ce lien :
    .expiry = Ce lien peut être utilisé une seule fois, jusqu’au { $date }. Ne le communiquez à personne : quiconque l’ouvre peut configurer un facteur pour votre compte.

notice-phone-added =
    .subject = Un numéro de téléphone a été ajouté à votre compte
    .body = Le { $date }, le numéro de téléphone { $phoneNumber } a été ajouté à votre compte { $tenantName }. Il peut désormais servir à vérifier votre identité.
    .sms = { $tenantName } : un autre numéro de téléphone a été ajouté à votre compte. Ce n'est pas vous ? Changez votre mot de passe et contactez l'assistance.

notice-phone-removed =
    .subject = Un numéro de téléphone a été supprimé de votre compte
    .body = Le { $date }, le numéro de téléphone { $phoneNumber } a été supprimé de votre compte { $tenantName }. Plus aucun code n’y sera envoyé.
    .sms = { $tenantName } : ce numéro a été supprimé de votre compte. Ce n'est pas vous ? Changez votre mot de passe et contactez l'assistance.

notice-phone-changed =
    .subject = Le numéro de téléphone de votre compte a été modifié
    .body = Le { $date }, le numéro de téléphone { $phoneNumber } de votre compte { $tenantName } a été remplacé par un autre. Plus aucun code n’y sera envoyé.
    .sms = { $tenantName } : votre compte utilise désormais un autre numéro. Ce n'est pas vous ? Changez votre mot de passe et contactez l'assistance.

notice-otp-added =
    .subject = Une application d’authentification a été configurée pour votre compte
    .body = Le { $date }, une application d’authentification a été configurée pour votre compte { $tenantName }. Ses codes peuvent désormais servir à vérifier votre identité.
    .sms = { $tenantName } : application d'authentification configurée pour votre compte. Ce n'est pas vous ? Changez votre mot de passe et contactez l'assistance.

notice-otp-removed =
    .subject = L’application d’authentification a été supprimée de votre compte
    .body = Le { $date }, l’application d’authentification a été supprimée de votre compte { $tenantName }. Ses codes ne sont plus acceptés.
    .sms = { $tenantName } : application d'authentification supprimée de votre compte. Ce n'est pas vous ? Changez votre mot de passe et contactez l'assistance.

notice-recovery-code-used =
    .subject = Votre code de récupération a été utilisé
    .body = Le { $date }, quelqu’un s’est connecté à votre compte { $tenantName } avec votre code de récupération. Ce code n’est plus valable ; un nouveau a été affiché.
    .sms = { $tenantName } : connexion effectuée avec votre code de récupération. Ce n'est pas vous ? Changez votre mot de passe et contactez l'assistance.

notice-recovery-code-replaced =
    .subject = Votre code de récupération a été remplacé
    .body = Le { $date }, un nouveau code de récupération a été généré pour votre compte { $tenantName }. L’ancien n’est plus valable.
    .sms = { $tenantName } : votre code de récupération a été remplacé. Ce n'est pas vous ? Changez votre mot de passe et contactez l'assistance.

notice-password-changed =
    .subject = Le mot de passe de votre compte a été modifié
    .body = Le { $date }, le mot de passe de votre compte { $tenantName } a été modifié.

notice-email-changed =
    .subject = L’adresse e-mail de votre compte a été modifiée
    .body = Le { $date }, l’adresse e-mail de votre compte { $tenantName } a été modifiée. Les messages concernant votre compte n’arrivent plus à cette adresse.

notice-email-set =
    .subject = Cette adresse appartient désormais à un compte
    .body = Le { $date }, cette adresse est devenue l’adresse e-mail d’un compte { $tenantName }. Les messages concernant ce compte arrivent désormais ici.

notice-username-changed =
    .subject = Le nom d’utilisateur de votre compte a été modifié
    .body = Le { $date }, le nom d’utilisateur avec lequel vous vous connectez à { $tenantName } a été modifié.
