# The pages' texts in Spanish: usted, and words that both Spain and Latin America use.
#
# A message is a screen; its attributes are Auth0's text keys, and ours where Auth0 has none. What a screen
# does not say itself, `common` says. Every text may name $clientName, $tenantName, $companyName, $userName,
# $email and $supportEmail; other variables stand where the caller gives them.

common =
    .logoAltText = { $companyName }
    .buttonText = Continuar
    .continueButtonText = Continuar
    .backText = Volver
    .cancelText = Cancelar
    .closeText = Cerrar
    .errorPageTitle = Error: { $title }
    .alertListTitle = Revise lo siguiente
    .skipText = Ir al formulario
    .languageText = Idioma
    .supportText = ¿Necesita ayuda? Escriba a { $supportEmail }.
    .supportLinkText = Obtener ayuda
    .pickAuthenticatorText = Probar otro método
    .rememberMeText = Recordar este navegador durante 30 días
    .rememberMeHint = No marque esta opción en un equipo que usen otras personas.
    .smsButtonText = Mensaje de texto
    .voiceButtonText = Llamada telefónica
    .chooseMessageTypeText = ¿Cómo desea recibir el código?
    .copyCodeButtonText = Copiar
    .copiedText = Copiado
    .printButtonText = Imprimir
    .showPasswordText = Mostrar la contraseña
    .hidePasswordText = Ocultar la contraseña
    .no-code = Introduzca el código.
    .invalid-otp-code-format = El código tiene 6 dígitos.
    .invalid-code = El código no es correcto. Revíselo e inténtelo de nuevo.
    .expired-code = El código ha expirado. Solicite uno nuevo.
    .invalid-expired-code = El código no es correcto o ha expirado.
    .used-code = Este código ya se ha usado. Espere al siguiente.
    .authenticator-error = No hemos podido comprobar el código. Inténtelo de nuevo más tarde.
    .no-transaction-in-progress = Todavía no se ha enviado ningún código. Solicite uno primero.
    .too-many-failures = Ha introducido demasiados códigos incorrectos. Espere unos minutos e inténtelo de nuevo.
    .too-many-sms = Ha solicitado demasiados códigos. Espere un poco e inténtelo de nuevo.
    .too-many-voice = Ha solicitado demasiados códigos. Espere un poco e inténtelo de nuevo.
    .tryAgainText = Podrá intentarlo de nuevo dentro de { $wait }.
    .send-sms-failed = No se ha podido enviar el mensaje de texto.
    .send-voice-failed = No se ha podido realizar la llamada.
    .sms-authenticator-error = En este momento no podemos enviar mensajes de texto. Inténtelo de nuevo más tarde.
    .voice-authenticator-error = En este momento no podemos realizar llamadas. Inténtelo de nuevo más tarde.
    .no-phone = Introduzca su número de teléfono.
    .no-country = Elija un país o escriba el número empezando por + y el código de país.
    .invalid-phone-format = Un número de teléfono solo contiene dígitos y puede empezar por +.
    .invalid-phone = No parece un número de teléfono en uso. Revíselo e inténtelo de nuevo.
    .wrong-phone-kind = No podemos enviar códigos a este tipo de número. Use otro.
    .no-texts-to-phone = Este número no puede recibir mensajes de texto. Use otro número.
    .no-texts-to-phone-call-instead = Este número no puede recibir mensajes de texto. Use otro número o una llamada.
    .no-calls-to-phone = Este número no puede recibir llamadas. Use otro número.
    .no-calls-to-phone-text-instead = Este número no puede recibir llamadas. Use otro número o un mensaje de texto.
    .phone-in-use = Este número ya está en su cuenta.
    .too-many-factors = Su cuenta ya tiene el máximo de teléfonos y aplicaciones de autenticación. Quite uno antes de agregar otro.
    .too-many-changes = Ha cambiado demasiadas veces los teléfonos y aplicaciones de su cuenta. Espere un poco e inténtelo de nuevo.
    .no-channel = Elija cómo desea recibir el código.
    .transaction-not-found = Esta página ha expirado. Empiece de nuevo.
    .invalid-request = No ha sido posible completar la operación. Inténtelo de nuevo.
    .seconds = { $count ->
        [one] { $count } segundo
       *[other] { $count } segundos
    }
    .minutes = { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
    .hours = { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
    .days = { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
    .date = { $day } de { $month ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    } de { $year }

login =
    .pageTitle = Iniciar sesión | { $clientName }
    .title = Le damos la bienvenida
    .description = Inicie sesión en { $companyName } para continuar en { $clientName }.
    .usernamePlaceholder = Nombre de usuario o correo electrónico
    .emailPlaceholder = Correo electrónico
    .passwordPlaceholder = Contraseña
    .buttonText = Iniciar sesión
    .signupActionText = ¿Aún no tiene una cuenta?
    .signupActionLinkText = Regístrese
    .wrong-credentials = El nombre de usuario o la contraseña no son correctos.
    .wrong-email-credentials = El correo electrónico o la contraseña no son correctos.
    .no-username = Introduzca su nombre de usuario o su correo electrónico.
    .no-email = Introduzca su correo electrónico.
    .no-password = Introduzca su contraseña.
    .user-blocked = Su cuenta se ha bloqueado tras demasiados intentos fallidos.
    .ip-blocked = Ha habido demasiados intentos fallidos desde su red. Inténtelo de nuevo más tarde.
    .same-user-login = Demasiados intentos. Espere un poco e inténtelo de nuevo.
    .too-many-attempts = Demasiados intentos. Espere un poco e inténtelo de nuevo.
    .authentication-failure = Se ha producido un problema al iniciar sesión. Inténtelo de nuevo.

signup =
    .pageTitle = Crear una cuenta | { $clientName }
    .title = Cree su cuenta
    .description = Regístrese en { $companyName } para continuar en { $clientName }.
    .emailPlaceholder = Correo electrónico
    .passwordPlaceholder = Contraseña
    .buttonText = Crear cuenta
    .loginActionText = ¿Ya tiene una cuenta?
    .loginActionLinkText = Inicie sesión
    .passwordSecurityText = La contraseña debe tener:
    .passwordLengthText = { $min ->
        [one] al menos { $min } carácter
       *[other] al menos { $min } caracteres
    }
    .passwordStrengthText = Seguridad:
    .passwordWeakText = baja
    .passwordFairText = media
    .passwordStrongText = alta
    .passwordHintText = Unas cuantas palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar.
    .accessibilityError = no se cumple
    .accessibilityValid = se cumple
    .no-email = Introduzca su correo electrónico.
    .invalid-email-format = No parece una dirección de correo electrónico.
    .no-password = Elija una contraseña.
    .password-too-weak = { $min ->
        [one] La contraseña es demasiado corta: debe tener al menos { $min } carácter.
       *[other] La contraseña es demasiado corta: debe tener al menos { $min } caracteres.
    }
    .password-too-long = { $max ->
        [one] La contraseña es demasiado larga: puede tener como máximo { $max } byte.
       *[other] La contraseña es demasiado larga: puede tener como máximo { $max } bytes.
    }
    .password-too-common = Muchas personas usan esta contraseña. Elija otra.
    .password-policy-not-conformant = La contraseña es demasiado sencilla: combine minúsculas, mayúsculas, cifras y otros caracteres.
    .password-contains-user-information = La contraseña no debe contener su correo electrónico.
    .email-in-use = No hemos podido crear una cuenta con estos datos. Si ya tiene una, inicie sesión.
    .user-exists = No hemos podido crear una cuenta con estos datos. Si ya tiene una, inicie sesión.
    .signup-disabled = Aquí no se pueden crear cuentas nuevas.
    .ip-signup-blocked = Ha habido demasiados intentos desde su red. Inténtelo de nuevo más tarde.
    .too-many-attempts = Demasiados intentos. Espere un poco e inténtelo de nuevo.

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = De qué no protege un código enviado al teléfono
    .summary = Es mejor que una contraseña sola, pero no es la protección más sólida.
    .takeover = Alguien puede apropiarse de un número de teléfono si consigue trasladarlo a otra tarjeta SIM o a otro operador.
    .phishing = Un código puede ser interceptado, o un sitio web o una llamada fraudulentos pueden hacer que usted lo revele. No se lo diga nunca a nadie.
    .reachability = Sin cobertura no hay código: si no tiene su teléfono a mano o está en el extranjero, es posible que no lo reciba.
    .alternative = Una aplicación de autenticación es más segura y funciona sin conexión.
    .alternativeLinkText = Usar una aplicación de autenticación

mfa-phone-enrollment =
    .pageTitle = Agregue su número de teléfono | { $clientName }
    .title = Proteja su cuenta
    .description = Introduzca su número de teléfono. Le enviaremos un código de 6 dígitos.
    .countryPlaceholder = País
    .countryHint = No es necesario si el número empieza por +.
    .pickCountryText = Buscar en la lista de países
    .placeholder = Número de teléfono
    .termsText = Es posible que su operador le cobre los mensajes y las llamadas.

mfa-phone-challenge =
    .pageTitle = Verifique su identidad | { $clientName }
    .title = Verifique su identidad
    .description = Enviaremos un código de 6 dígitos a este número de teléfono:
    .changePhoneText = Usar otro número de teléfono
    .placeholder = Número de teléfono

mfa-country-codes =
    .pageTitle = Elija su país | { $clientName }
    .title = Elija su país
    .searchPlaceholder = País o código
    .searchButtonText = Buscar
    .noResultsText = Ningún país coincide con “{ $query }”.
    .resultsText = { $count ->
        [one] { $count } país
       *[other] { $count } países
    }
    .showAllText = Mostrar todos los países

mfa-sms-enrollment =
    .pageTitle = Agregue su número de teléfono | { $clientName }
    .title = Proteja su cuenta
    .description = Introduzca su número de teléfono. Le enviaremos un código de 6 dígitos por mensaje de texto.
    .countryPlaceholder = País
    .countryHint = No es necesario si el número empieza por +.
    .pickCountryText = Buscar en la lista de países
    .placeholder = Número de teléfono
    .termsText = Es posible que su operador le cobre los mensajes.

mfa-voice-enrollment =
    .pageTitle = Agregue su número de teléfono | { $clientName }
    .title = Proteja su cuenta
    .description = Introduzca su número de teléfono. Le llamaremos y le leeremos un código de 6 dígitos.
    .countryPlaceholder = País
    .countryHint = No es necesario si el número empieza por +.
    .pickCountryText = Buscar en la lista de países
    .placeholder = Número de teléfono
    .termsText = Es posible que su operador le cobre las llamadas.

mfa-sms-challenge =
    .pageTitle = Introduzca el código | { $clientName }
    .title = Verifique su identidad
    .description = Hemos enviado un mensaje de texto con un código al { $phoneNumber }.
    .placeholder = Código de 6 dígitos
    .editText = Editar
    .editLinkScreenReadableText = Editar el número de teléfono
    .changePhoneText = Usar otro número de teléfono
    .resendText = ¿Aún no ha recibido el código?
    .resendActionText = Enviar un código nuevo
    .resendWaitText = Podrá solicitar un código nuevo dentro de { $wait }.
    .resentText = Hemos enviado un código nuevo.
    .resendVoiceActionSeparatorTextBefore = o
    .resendVoiceActionText = recibir una llamada
    .expiryText = El código es válido durante { $wait }.

mfa-voice-challenge =
    .pageTitle = Introduzca el código | { $clientName }
    .title = Verifique su identidad
    .description = Estamos llamando al { $phoneNumber } para leerle un código.
    .placeholder = Código de 6 dígitos
    .editText = Editar
    .editLinkScreenReadableText = Editar el número de teléfono
    .changePhoneText = Usar otro número de teléfono
    .resendText = ¿Aún no ha recibido la llamada?
    .resendActionText = Volver a llamar
    .resendWaitText = Podrá solicitar otra llamada dentro de { $wait }.
    .resentText = Le estamos llamando de nuevo.
    .resendSmsActionSeparatorTextBefore = o
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = recibir un mensaje de texto
    .expiryText = El código es válido durante { $wait }.

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = Entrega
    .smsSending = Estamos enviando el mensaje de texto…
    .smsAccepted = El mensaje de texto está en camino.
    .smsDelivered = El mensaje de texto se ha entregado.
    .smsFailed = No se ha podido entregar el mensaje de texto.
    .smsUnknown = No sabemos si el mensaje de texto ha llegado.
    .smsOfferVoice = Si lo prefiere, podemos leerle el código en una llamada.
    .voiceSending = Estamos realizando la llamada…
    .voiceAccepted = Su teléfono sonará en un momento.
    .voiceRinging = Su teléfono está sonando.
    .voiceDelivered = La llamada se ha respondido.
    .voiceFailed = No se ha podido establecer la llamada.
    .voiceUnknown = No sabemos si la llamada se ha establecido.
    .voiceOfferSms = Si lo prefiere, puede recibir el código por mensaje de texto.
    .offerOther = Puede probar con otro número o con otro método.
    .noWait = No es necesario esperar: solicite un código nuevo ahora mismo.
    .refreshText = Actualizar el estado

mfa-sms-list =
    .pageTitle = Elija un número de teléfono | { $clientName }
    .title = Elija un número de teléfono
    .description = ¿En qué número desea recibir el código?
    .selectText = Usar { $phoneNumber }

mfa-login-options =
    .pageTitle = Elija otro método | { $clientName }
    .title = Otros métodos
    .description = Elija cómo desea verificar su identidad.
    .authenticatorNamesSMS = Mensaje de texto
    .authenticatorNamesVoice = Llamada telefónica
    .authenticatorNamesPhone = Teléfono
    .authenticatorNamesOTP = Aplicación de autenticación
    .authenticatorNamesRecoveryCode = Código de recuperación
    .smsDescription = Un código al { $phoneNumber }
    .voiceDescription = Una llamada al { $phoneNumber }
    .phoneDescription = Un mensaje de texto o una llamada al { $phoneNumber }
    .otpDescription = El código que muestra su aplicación
    .recoveryCodeDescription = El código que guardó para una emergencia
    .noneText = No hay otro método en su cuenta.

mfa-begin-enroll-options =
    .pageTitle = Elija un método | { $clientName }
    .title = Mantenga segura su cuenta
    .description = Elija cómo desea verificar su identidad a partir de ahora.
    .authenticatorNamesSMS = Mensaje de texto
    .authenticatorNamesVoice = Llamada telefónica
    .authenticatorNamesPhone = Teléfono
    .authenticatorNamesOTP = Aplicación de autenticación
    .authenticatorNamesRecoveryCode = Código de recuperación
    .smsDescription = Enviamos un código a su teléfono
    .voiceDescription = Le llamamos y le leemos un código
    .phoneDescription = Enviamos un código a su teléfono o le llamamos
    .otpDescription = Más segura, y funciona sin conexión
    .recommendedText = Recomendado

mfa-otp-enrollment-qr =
    .pageTitle = Configure una aplicación de autenticación | { $clientName }
    .title = Configure una aplicación de autenticación
    .description = Escanee este código QR con su aplicación de autenticación. Después, introduzca el código que muestra la aplicación.
    .qrAltText = Código QR para su aplicación de autenticación
    .codeEnrollmentText = ¿No puede escanearlo?
    .codeEnrollmentDescription = Introduzca esta clave en su aplicación de forma manual, como código basado en el tiempo:
    .altText = Clave para su aplicación de autenticación
    .openAppText = Abrir en una aplicación de este dispositivo
    .separatorText = Después
    .placeholder = Código de 6 dígitos de la aplicación
    .user-already-enrolled = Ya hay una aplicación de autenticación configurada.

mfa-otp-challenge =
    .pageTitle = Introduzca el código de su aplicación | { $clientName }
    .title = Verifique su identidad
    .description = Abra su aplicación de autenticación e introduzca el código que muestra.
    .placeholder = Código de 6 dígitos

mfa-recovery-code-enrollment =
    .pageTitle = Guarde su código de recuperación | { $clientName }
    .title = Ya casi está
    .description = Copie este código de recuperación y guárdelo en un lugar seguro. Lo necesitará si alguna vez tiene que iniciar sesión sin su teléfono o sin su aplicación.
    .altText = Código de recuperación
    .onceText = Solo se muestra esta vez.
    .checkboxText = He guardado este código en un lugar seguro
    .buttonText = Continuar
    .no-confirmation = Confirme que ha guardado el código.

mfa-recovery-code-challenge =
    .pageTitle = Introduzca su código de recuperación | { $clientName }
    .title = Verifique su identidad
    .description = Introduzca el código de recuperación que recibió al configurar la verificación en dos pasos.
    .placeholder = Código de recuperación
    .hintText = No importan los espacios, los guiones ni las minúsculas. El código sirve una sola vez; después recibirá uno nuevo.
    .no-code = Introduzca su código de recuperación.
    .invalid-code = El código de recuperación no es correcto. Revíselo e inténtelo de nuevo.
    .invalid-code-format = Un código de recuperación tiene 24 caracteres, entre letras y dígitos.
    .no-confirmation = Confirme que ha guardado el código.

mfa-recovery-code-challenge-new-code =
    .pageTitle = Guarde su nuevo código de recuperación | { $clientName }
    .title = Su nuevo código de recuperación
    .description = El código que acaba de usar ya no sirve. Copie el nuevo y guárdelo en un lugar seguro.
    .altText = Código de recuperación
    .onceText = Solo se muestra esta vez.
    .checkboxText = He guardado este código en un lugar seguro
    .buttonText = Continuar
    .no-confirmation = Confirme que ha guardado el código.

mfa-enroll-result =
    .pageTitle = Verificación en dos pasos | { $tenantName }
    .enrolledTitle = Todo listo
    .enrolledDescription = Ahora un segundo paso protege su cuenta. Ya puede cerrar esta página.
    .invalidTicketTitle = Enlace no válido
    .invalidTicketDescription = Este enlace no funciona. Compruebe que esté completo o solicite uno nuevo.
    .expiredTicketTitle = Enlace expirado
    .expiredTicketDescription = Este enlace ha expirado. Solicite uno nuevo.
    .alreadyUsedTitle = Enlace ya usado
    .alreadyUsedDescription = Este enlace ya se ha usado. Si todavía necesita configurar la verificación en dos pasos, solicite uno nuevo.
    .alreadyEnrolledTitle = No hay nada que hacer
    .alreadyEnrolledDescription = La verificación en dos pasos ya está configurada en su cuenta.
    .genericError = Algo ha salido mal

status =
    .mfa-required-title = Se necesita la verificación en dos pasos
    .mfa-required = Esta aplicación exige la verificación en dos pasos y usted no tiene ningún método disponible. Póngase en contacto con el administrador.

account =
    .pageTitle = Su configuración de seguridad | { $tenantName }
    .title = Su configuración de seguridad
    .description = Sesión iniciada como { $email }
    .phonesTitle = Números de teléfono
    .phonesNone = No se ha agregado ningún número de teléfono.
    .addPhoneText = Agregar un número de teléfono
    .otpTitle = Aplicación de autenticación
    .otpNone = No se ha configurado ninguna aplicación de autenticación.
    .otpOn = Configurada el { $date }
    .addOtpText = Configurar una aplicación de autenticación
    .recoveryTitle = Código de recuperación
    .recoveryNone = No tiene un código de recuperación.
    .recoveryOn = Generado el { $date }
    .newRecoveryText = Obtener un nuevo código de recuperación
    .browsersTitle = Navegadores recordados
    .browsersNone = No se recuerda ningún navegador.
    .browsersCount = { $count ->
        [one] { $count } navegador omite el segundo paso.
       *[other] { $count } navegadores omiten el segundo paso.
    }
    .browserThis = Este navegador
    .browserUntil = Recordado hasta el { $date }
    .forgetText = Olvidar
    .forgetAllText = Olvidar todos los navegadores
    .removeText = Eliminar
    .removePhoneScreenReadableText = Eliminar { $phoneNumber }
    .addedText = Fecha de registro: { $date }
    .lastUsedText = Último uso: { $date }
    .neverUsedText = Sin usar hasta ahora
    .factorNeeded = Para hacer cambios aquí, primero verifique su identidad con un método que ya tenga.
    .verifyText = Verificar ahora
    .confirmTitle = ¿Confirma esta operación?
    .confirmRemovePhone = Ya no se enviarán códigos al { $phoneNumber }.
    .confirmRemoveOtp = Ya no se aceptarán los códigos de su aplicación de autenticación.
    .confirmNewRecovery = Su código de recuperación actual dejará de funcionar.
    .confirmText = Sí, eliminar
    .confirmNewRecoveryText = Sí, obtener uno nuevo
    .lastFactor = Este es su último método. Agregue otro antes de eliminarlo.
    .doneAdded = Se ha agregado.
    .doneRemoved = Se ha eliminado.
    .doneForgotten = Listo. Se volverá a pedir el segundo paso.
    .logoutText = Cerrar sesión

reset-password =
    .pageTitle = Elija una contraseña nueva | { $clientName }
    .title = Elija una contraseña nueva
    .description = Para su cuenta { $email }.
    .passwordPlaceholder = Contraseña nueva
    .reEnterpasswordPlaceholder = Contraseña nueva otra vez
    .buttonText = Guardar la contraseña
    .passwordSecurityText = La contraseña debe tener:
    .passwordLengthText = { $min ->
        [one] al menos { $min } carácter
       *[other] al menos { $min } caracteres
    }
    .passwordStrengthText = Seguridad:
    .passwordWeakText = baja
    .passwordFairText = media
    .passwordStrongText = alta
    .passwordHintText = Unas cuantas palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar.
    .no-password = Elija una contraseña.
    .password-too-weak = { $min ->
        [one] La contraseña es demasiado corta: debe tener al menos { $min } carácter.
       *[other] La contraseña es demasiado corta: debe tener al menos { $min } caracteres.
    }
    .password-too-long = { $max ->
        [one] La contraseña es demasiado larga: puede tener como máximo { $max } byte.
       *[other] La contraseña es demasiado larga: puede tener como máximo { $max } bytes.
    }
    .password-too-common = Muchas personas usan esta contraseña. Elija otra.
    .password-policy-not-conformant = La contraseña es demasiado sencilla: combine minúsculas, mayúsculas, cifras y otros caracteres.
    .no-re-enter-password = Escriba otra vez la contraseña nueva.
    .password-mismatch = Las dos contraseñas no son iguales.

reset-password-success =
    .pageTitle = Contraseña cambiada | { $clientName }
    .eventTitle = Contraseña cambiada
    .description = Se ha cerrado su sesión en todas partes. A partir de ahora, inicie sesión con la contraseña nueva.
    .buttonText = Continuar a { $clientName }

reset-password-error =
    .pageTitle = Elija una contraseña nueva | { $clientName }
    .eventTitleExpired = Enlace expirado
    .descriptionExpired = Este enlace ha expirado. Solicite uno nuevo.
    .eventTitleUsed = Enlace ya usado
    .descriptionUsed = Este enlace ya se ha utilizado. Solicite uno nuevo.
    .eventTitleGeneric = Enlace no válido
    .descriptionGeneric = Este enlace no funciona. Compruebe que esté completo o solicite uno nuevo.

email-verification-confirm =
    .pageTitle = Confirme su dirección de correo electrónico | { $clientName }
    .title = Confirme su dirección de correo electrónico
    .description = ¿Es { $email } su dirección? Entonces confírmela aquí.
    .buttonText = Sí, es mi dirección

email-verification-result =
    .pageTitle = Confirme su dirección de correo electrónico | { $clientName }
    .verifiedTitle = Dirección de correo electrónico confirmada
    .verifiedDescription = Su dirección de correo electrónico se ha confirmado. Puede cerrar esta página.
    .alreadyVerifiedDescription = Su dirección de correo electrónico ya está confirmada.
    .errorTitle = Enlace no válido
    .unknownErrorDescription = Este enlace no funciona. Compruebe que esté completo o solicite uno nuevo.
    .auth0-users-expired-ticket = Este enlace ha expirado. Solicite uno nuevo.
    .auth0-users-used-ticket = Este enlace ya se ha utilizado. Solicite uno nuevo.
    .buttonText = Continuar a { $clientName }

logout =
    .pageTitle = Cerrar sesión | { $tenantName }
    .title = Cerrar sesión
    .userSalute = Hola, { $userName }:
    .description = ¿Desea cerrar la sesión de { $clientName }?
    .acceptButtonText = Cerrar sesión
    .declineButtonText = Mantener la sesión abierta

logged-out =
    .pageTitle = Sesión cerrada | { $tenantName }
    .title = Ha cerrado la sesión
    .description = Ya puede cerrar esta página.
    .loginText = Volver a iniciar sesión

error =
    .pageTitle = Se ha producido un error | { $tenantName }
    .title = Algo ha salido mal
    .description = No hemos podido completar su solicitud.
    .invalidRequestDescription = La aplicación desde la que ha llegado ha enviado una solicitud incorrecta. Informe a su proveedor.
    .serverErrorDescription = Se ha producido un error en nuestro sistema. Inténtelo de nuevo más tarde.
    .notFoundTitle = Página no encontrada
    .notFoundDescription = No hay nada en esta dirección.
    .tooManyTitle = Demasiadas solicitudes
    .tooManyDescription = Espere un poco e inténtelo de nuevo.
    .cookiesTitle = Se necesitan cookies
    .cookiesDescription = Su navegador no ha devuelto nuestra cookie. Permita las cookies de este sitio y empiece de nuevo.
    .otherBrowserDescription = Esta página corresponde a un inicio de sesión en otro navegador. Empiece de nuevo en este.
    .detailsText = Detalles para el soporte
    .traceText = Referencia: { $reference }

expired =
    .pageTitle = Página expirada | { $tenantName }
    .title = Esta página ha expirado
    .description = El inicio de sesión ha tardado demasiado o ya se ha completado en otra pestaña. No se ha perdido nada.
    .buttonText = Empezar de nuevo
    .noWayBackDescription = Vuelva a la aplicación e inicie sesión de nuevo.

# Told to the old number and the email address when something about the second step has changed.
# A text message keeps to GSM's alphabet (ñ and é, but not á, í, ó, ú) where the words allow it.
notice =
    .greeting = Hola:
    .notYou = Si fue usted, no tiene que hacer nada. De lo contrario, cambie su contraseña de inmediato y { $supportEmail ->
        [none] póngase en contacto con el soporte de { $tenantName }
       *[given] escriba a { $supportEmail }
    }.
    .footer = Recibe este mensaje porque se refiere a la seguridad de su cuenta de { $tenantName }.

enrollment-email =
    .subject = Configure su segundo factor en { $tenantName }
    .body = { $tenantName } le pide que configure una segunda forma de verificar su identidad, por ejemplo su teléfono. Para empezar, abra este enlace:
    .expiry = El enlace puede usarse una sola vez, hasta el { $date }. No lo comparta: quien lo abra puede configurar un factor para su cuenta.

notice-phone-added =
    .subject = Se ha agregado un número de teléfono a su cuenta
    .body = El { $date } se agregó el número de teléfono { $phoneNumber } a su cuenta de { $tenantName }. A partir de ahora puede usarse para verificar su identidad.
    .sms = { $tenantName }: se ha agregado otro teléfono a su cuenta. ¿No fue usted? Cambie su contraseña y contacte con el soporte.

notice-phone-removed =
    .subject = Se ha eliminado un número de teléfono de su cuenta
    .body = El { $date } se eliminó el número de teléfono { $phoneNumber } de su cuenta de { $tenantName }. Ya no se enviarán códigos a ese número.
    .sms = { $tenantName }: se ha eliminado este teléfono de su cuenta. ¿No fue usted? Cambie su contraseña y contacte con el soporte.

notice-phone-changed =
    .subject = Se ha cambiado el número de teléfono de su cuenta
    .body = El { $date } se sustituyó el número de teléfono { $phoneNumber } de su cuenta de { $tenantName } por otro. Ya no se enviarán códigos a ese número.
    .sms = { $tenantName }: su cuenta usa ahora otro teléfono. ¿No fue usted? Cambie su contraseña y contacte con el soporte.

notice-otp-added =
    .subject = Se ha configurado una aplicación de autenticación para su cuenta
    .body = El { $date } se configuró una aplicación de autenticación para su cuenta de { $tenantName }. A partir de ahora sus códigos pueden usarse para verificar su identidad.
    .sms = { $tenantName }: se ha configurado una aplicación de autenticación para su cuenta. ¿No fue usted? Cambie su contraseña y contacte con el soporte.

notice-otp-removed =
    .subject = Se ha eliminado la aplicación de autenticación de su cuenta
    .body = El { $date } se eliminó la aplicación de autenticación de su cuenta de { $tenantName }. Ya no se aceptan sus códigos.
    .sms = { $tenantName }: se ha eliminado la aplicación de autenticación de su cuenta. ¿No fue usted? Cambie su contraseña y contacte con el soporte.

notice-recovery-code-used =
    .subject = Se ha usado su código de recuperación
    .body = El { $date } alguien inició sesión en su cuenta de { $tenantName } con su código de recuperación. Ese código ya no sirve; se mostró uno nuevo.
    .sms = { $tenantName }: se ha usado su código de recuperación para iniciar sesión. ¿No fue usted? Cambie su contraseña y contacte con el soporte.

notice-recovery-code-replaced =
    .subject = Se ha sustituido su código de recuperación
    .body = El { $date } se generó un nuevo código de recuperación para su cuenta de { $tenantName }. El anterior ya no sirve.
    .sms = { $tenantName }: se ha sustituido su código de recuperación. ¿No fue usted? Cambie su contraseña y contacte con el soporte.

notice-password-changed =
    .subject = Se ha cambiado la contraseña de su cuenta
    .body = El { $date } se cambió la contraseña de su cuenta de { $tenantName }.

notice-email-changed =
    .subject = Se ha cambiado el correo electrónico de su cuenta
    .body = El { $date } se cambió la dirección de correo electrónico de su cuenta de { $tenantName }. Los mensajes sobre su cuenta ya no llegan a esta dirección.

notice-email-set =
    .subject = Esta dirección pertenece ahora a una cuenta
    .body = El { $date } esta dirección pasó a ser el correo electrónico de una cuenta de { $tenantName }. Los mensajes sobre esa cuenta llegan ahora aquí.

notice-username-changed =
    .subject = Se ha cambiado el nombre de usuario de su cuenta
    .body = El { $date } se cambió el nombre de usuario con el que inicia sesión en { $tenantName }.
