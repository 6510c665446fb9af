# The pages' texts in Brazilian Portuguese: você, polite and plain.
#
# A message is a screen; its attributes are Auth0's text keys, and ours where Auth0 has none. What a screen
# does not say itself, `common` says. Every text may name $clientName, $tenantName, $companyName, $userName,
# $email and $supportEmail; other variables stand where the caller gives them.

common =
    .logoAltText = { $companyName }
    .buttonText = Continuar
    .continueButtonText = Continuar
    .backText = Voltar
    .cancelText = Cancelar
    .closeText = Fechar
    .errorPageTitle = Erro: { $title }
    .alertListTitle = Verifique o seguinte
    .skipText = Ir para o formulário
    .languageText = Idioma
    .supportText = Precisa de ajuda? Escreva para { $supportEmail }.
    .supportLinkText = Obter ajuda
    .pickAuthenticatorText = Tentar outro método
    .rememberMeText = Lembrar deste navegador por 30 dias
    .rememberMeHint = Não marque esta opção em um computador usado por outras pessoas.
    .smsButtonText = SMS
    .voiceButtonText = Ligação telefônica
    .chooseMessageTypeText = Como você quer receber o código?
    .copyCodeButtonText = Copiar
    .copiedText = Copiado
    .printButtonText = Imprimir
    .showPasswordText = Mostrar a senha
    .hidePasswordText = Ocultar a senha
    .no-code = Digite o código.
    .invalid-otp-code-format = O código tem 6 dígitos.
    .invalid-code = O código está incorreto. Confira e tente novamente.
    .expired-code = O código expirou. Solicite um novo.
    .invalid-expired-code = O código está incorreto ou expirou.
    .used-code = Este código já foi usado. Aguarde o próximo.
    .authenticator-error = Não foi possível verificar o código. Tente novamente mais tarde.
    .no-transaction-in-progress = Nenhum código foi enviado ainda. Solicite um primeiro.
    .too-many-failures = Muitos códigos incorretos. Aguarde alguns minutos e tente novamente.
    .too-many-sms = Você solicitou códigos demais. Aguarde um pouco e tente novamente.
    .too-many-voice = Você solicitou códigos demais. Aguarde um pouco e tente novamente.
    .tryAgainText = Você poderá tentar novamente em { $wait }.
    .send-sms-failed = Não foi possível enviar o SMS.
    .send-voice-failed = Não foi possível fazer a ligação.
    .sms-authenticator-error = No momento, não conseguimos enviar SMS. Tente novamente mais tarde.
    .voice-authenticator-error = No momento, não conseguimos fazer ligações. Tente novamente mais tarde.
    .no-phone = Digite seu número de telefone.
    .no-country = Escolha um país ou comece o número com + e o código do país.
    .invalid-phone-format = Um número de telefone tem apenas dígitos e pode começar com +.
    .invalid-phone = Este número de telefone não parece estar em uso. Confira e tente novamente.
    .wrong-phone-kind = Não podemos enviar códigos para esse tipo de número. Use outro.
    .no-texts-to-phone = Este número não pode receber SMS. Use outro número.
    .no-texts-to-phone-call-instead = Este número não pode receber SMS. Use outro número ou uma ligação.
    .no-calls-to-phone = Este número não pode receber ligações. Use outro número.
    .no-calls-to-phone-text-instead = Este número não pode receber ligações. Use outro número ou um SMS.
    .phone-in-use = Este número já está na sua conta.
    .too-many-factors = Sua conta já tem o máximo de telefones e aplicativos autenticadores. Remova um antes de adicionar outro.
    .too-many-changes = Você alterou os telefones e aplicativos da sua conta vezes demais. Aguarde um pouco e tente novamente.
    .no-channel = Escolha como você quer receber o código.
    .transaction-not-found = Esta página expirou. Comece novamente.
    .invalid-request = Não foi possível concluir a operação. Tente novamente.
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
        [one] { $count } dia
       *[other] { $count } dias
    }
    .date = { $day ->
        [1] 1º
       *[other] { $day }
    } de { $month ->
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    } de { $year }

login =
    .pageTitle = Entrar | { $clientName }
    .title = Boas-vindas
    .description = Entre em { $companyName } para continuar em { $clientName }.
    .usernamePlaceholder = Nome de usuário ou e-mail
    .emailPlaceholder = E-mail
    .passwordPlaceholder = Senha
    .buttonText = Entrar
    .signupActionText = Ainda não tem uma conta?
    .signupActionLinkText = Criar conta
    .wrong-credentials = Nome de usuário ou senha incorretos.
    .wrong-email-credentials = E-mail ou senha incorretos.
    .no-username = Digite seu nome de usuário ou e-mail.
    .no-email = Digite seu e-mail.
    .no-password = Digite sua senha.
    .user-blocked = Sua conta foi bloqueada após muitas tentativas sem sucesso.
    .ip-blocked = Houve muitas tentativas sem sucesso na sua rede. Tente novamente mais tarde.
    .same-user-login = Muitas tentativas. Aguarde um pouco e tente novamente.
    .too-many-attempts = Muitas tentativas. Aguarde um pouco e tente novamente.
    .authentication-failure = Ocorreu um problema ao entrar na sua conta. Tente novamente.

signup =
    .pageTitle = Criar conta | { $clientName }
    .title = Crie sua conta
    .description = Cadastre-se em { $companyName } para continuar em { $clientName }.
    .emailPlaceholder = E-mail
    .passwordPlaceholder = Senha
    .buttonText = Criar conta
    .loginActionText = Já tem uma conta?
    .loginActionLinkText = Entrar
    .passwordSecurityText = A senha deve ter:
    .passwordLengthText = { $min ->
        [one] pelo menos { $min } caractere
       *[other] pelo menos { $min } caracteres
    }
    .passwordStrengthText = Segurança:
    .passwordWeakText = baixa
    .passwordFairText = média
    .passwordStrongText = alta
    .passwordHintText = Algumas palavras sem relação entre si são fáceis de lembrar e difíceis de adivinhar.
    .accessibilityError = não atendido
    .accessibilityValid = atendido
    .no-email = Digite seu e-mail.
    .invalid-email-format = Isso não parece ser um endereço de e-mail.
    .no-password = Escolha uma senha.
    .password-too-weak = { $min ->
        [one] A senha é curta demais: ela precisa ter pelo menos { $min } caractere.
       *[other] A senha é curta demais: ela precisa ter pelo menos { $min } caracteres.
    }
    .password-too-long = { $max ->
        [one] A senha é longa demais: ela pode ter no máximo { $max } byte.
       *[other] A senha é longa demais: ela pode ter no máximo { $max } bytes.
    }
    .password-too-common = Esta senha é usada por muitas pessoas. Escolha outra.
    .password-policy-not-conformant = A senha é simples demais: misture letras minúsculas, maiúsculas, números e outros caracteres.
    .password-contains-user-information = A senha não pode conter seu e-mail.
    .email-in-use = Não foi possível criar uma conta com esses dados. Se você já tem uma, entre nela.
    .user-exists = Não foi possível criar uma conta com esses dados. Se você já tem uma, entre nela.
    .signup-disabled = Não é possível criar novas contas aqui.
    .ip-signup-blocked = Houve muitas tentativas na sua rede. Tente novamente mais tarde.
    .too-many-attempts = Muitas tentativas. Aguarde um pouco e tente novamente.

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = Os limites de um código recebido por telefone
    .summary = É melhor do que só uma senha, mas não é a proteção mais forte.
    .takeover = Alguém pode tomar um número de telefone ao transferi-lo para outro chip ou outra operadora.
    .phishing = Um código pode ser interceptado, ou um site ou uma ligação falsos podem levar você a revelá-lo. Nunca o informe a ninguém.
    .reachability = Sem sinal, não há código: sem o telefone ou no exterior, você pode não recebê-lo.
    .alternative = Um aplicativo de autenticação é mais seguro e funciona sem conexão.
    .alternativeLinkText = Usar um aplicativo de autenticação

mfa-phone-enrollment =
    .pageTitle = Adicione seu número de telefone | { $clientName }
    .title = Proteja sua conta
    .description = Digite seu número de telefone. Enviaremos um código de 6 dígitos para ele.
    .countryPlaceholder = País
    .countryHint = Não é necessário se o número começar com +.
    .pickCountryText = Pesquisar na lista de países
    .placeholder = Número de telefone
    .termsText = Sua operadora pode cobrar pelas mensagens e ligações.

mfa-phone-challenge =
    .pageTitle = Confirme sua identidade | { $clientName }
    .title = Confirme sua identidade
    .description = Enviaremos um código de 6 dígitos para este número de telefone:
    .changePhoneText = Usar outro número de telefone
    .placeholder = Número de telefone

mfa-country-codes =
    .pageTitle = Escolha seu país | { $clientName }
    .title = Escolha seu país
    .searchPlaceholder = País ou código
    .searchButtonText = Pesquisar
    .noResultsText = Nenhum país corresponde a “{ $query }”.
    .resultsText = { $count ->
        [one] { $count } país
       *[other] { $count } países
    }
    .showAllText = Mostrar todos os países

mfa-sms-enrollment =
    .pageTitle = Adicione seu número de telefone | { $clientName }
    .title = Proteja sua conta
    .description = Digite seu número de telefone. Enviaremos um código de 6 dígitos por SMS.
    .countryPlaceholder = País
    .countryHint = Não é necessário se o número começar com +.
    .pickCountryText = Pesquisar na lista de países
    .placeholder = Número de telefone
    .termsText = Sua operadora pode cobrar pelas mensagens.

mfa-voice-enrollment =
    .pageTitle = Adicione seu número de telefone | { $clientName }
    .title = Proteja sua conta
    .description = Digite seu número de telefone. Vamos ligar para você e ditar um código de 6 dígitos.
    .countryPlaceholder = País
    .countryHint = Não é necessário se o número começar com +.
    .pickCountryText = Pesquisar na lista de países
    .placeholder = Número de telefone
    .termsText = Sua operadora pode cobrar pelas ligações.

mfa-sms-challenge =
    .pageTitle = Digite o código | { $clientName }
    .title = Confirme sua identidade
    .description = Enviamos um SMS com um código para { $phoneNumber }.
    .placeholder = Código de 6 dígitos
    .editText = Editar
    .editLinkScreenReadableText = Editar o número de telefone
    .changePhoneText = Usar outro número de telefone
    .resendText = Ainda não recebeu o código?
    .resendActionText = Enviar um novo código
    .resendWaitText = Você poderá solicitar um novo código em { $wait }.
    .resentText = Enviamos um novo código.
    .resendVoiceActionSeparatorTextBefore = ou
    .resendVoiceActionText = receber uma ligação
    .expiryText = O código é válido por { $wait }.

mfa-voice-challenge =
    .pageTitle = Digite o código | { $clientName }
    .title = Confirme sua identidade
    .description = Estamos ligando para { $phoneNumber } para ditar um código.
    .placeholder = Código de 6 dígitos
    .editText = Editar
    .editLinkScreenReadableText = Editar o número de telefone
    .changePhoneText = Usar outro número de telefone
    .resendText = Ainda não recebeu a ligação?
    .resendActionText = Ligar novamente
    .resendWaitText = Você poderá solicitar outra ligação em { $wait }.
    .resentText = Estamos ligando novamente para você.
    .resendSmsActionSeparatorTextBefore = ou
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = receber um SMS
    .expiryText = O código é válido por { $wait }.

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = Entrega
    .smsSending = Enviando o SMS…
    .smsAccepted = O SMS está a caminho.
    .smsDelivered = O SMS foi entregue.
    .smsFailed = Não foi possível entregar o SMS.
    .smsUnknown = Não sabemos se o SMS chegou.
    .smsOfferVoice = Se preferir, você pode receber o código em uma ligação.
    .voiceSending = Fazendo a ligação…
    .voiceAccepted = Seu telefone vai tocar em instantes.
    .voiceRinging = Seu telefone está tocando.
    .voiceDelivered = A ligação foi atendida.
    .voiceFailed = A ligação não foi completada.
    .voiceUnknown = Não sabemos se a ligação foi completada.
    .voiceOfferSms = Se preferir, você pode receber o código por SMS.
    .offerOther = Você pode tentar outro número ou outro método.
    .noWait = Não é preciso esperar: solicite um novo código agora mesmo.
    .refreshText = Atualizar o status

mfa-sms-list =
    .pageTitle = Escolha um número de telefone | { $clientName }
    .title = Escolha um número de telefone
    .description = Em qual número você quer receber o código?
    .selectText = Usar { $phoneNumber }

mfa-login-options =
    .pageTitle = Escolha outro método | { $clientName }
    .title = Outros métodos
    .description = Escolha como você quer confirmar sua identidade.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Ligação telefônica
    .authenticatorNamesPhone = Telefone
    .authenticatorNamesOTP = Aplicativo de autenticação
    .authenticatorNamesRecoveryCode = Código de recuperação
    .smsDescription = Um código para { $phoneNumber }
    .voiceDescription = Uma ligação para { $phoneNumber }
    .phoneDescription = Um SMS ou uma ligação para { $phoneNumber }
    .otpDescription = O código que seu aplicativo mostra
    .recoveryCodeDescription = O código que você guardou para uma emergência
    .noneText = Não há outro método na sua conta.

mfa-begin-enroll-options =
    .pageTitle = Escolha um método | { $clientName }
    .title = Mantenha sua conta segura
    .description = Escolha como você quer confirmar sua identidade a partir de agora.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Ligação telefônica
    .authenticatorNamesPhone = Telefone
    .authenticatorNamesOTP = Aplicativo de autenticação
    .authenticatorNamesRecoveryCode = Código de recuperação
    .smsDescription = Enviamos um código para o seu telefone
    .voiceDescription = Ligamos para você e ditamos um código
    .phoneDescription = Enviamos um código para o seu telefone ou ligamos para você
    .otpDescription = Mais seguro e funciona sem conexão
    .recommendedText = Recomendado

mfa-otp-enrollment-qr =
    .pageTitle = Configure um aplicativo de autenticação | { $clientName }
    .title = Configure um aplicativo de autenticação
    .description = Leia este código QR com seu aplicativo de autenticação. Depois, digite o código que o aplicativo mostra.
    .qrAltText = Código QR para seu aplicativo de autenticação
    .codeEnrollmentText = Não consegue ler o código QR?
    .codeEnrollmentDescription = Digite esta chave manualmente no seu aplicativo, como código baseado em tempo:
    .altText = Chave para seu aplicativo de autenticação
    .openAppText = Abrir em um aplicativo neste dispositivo
    .separatorText = Depois
    .placeholder = Código de 6 dígitos do aplicativo
    .user-already-enrolled = Um aplicativo de autenticação já está configurado.

mfa-otp-challenge =
    .pageTitle = Digite o código do seu aplicativo | { $clientName }
    .title = Confirme sua identidade
    .description = Abra seu aplicativo de autenticação e digite o código que ele mostra.
    .placeholder = Código de 6 dígitos

mfa-recovery-code-enrollment =
    .pageTitle = Guarde seu código de recuperação | { $clientName }
    .title = Quase pronto
    .description = Copie este código de recuperação e guarde-o em um lugar seguro. Você vai precisar dele se um dia tiver que entrar sem o telefone ou sem o aplicativo.
    .altText = Código de recuperação
    .onceText = Ele só é exibido desta vez.
    .checkboxText = Guardei este código em um lugar seguro
    .buttonText = Continuar
    .no-confirmation = Confirme que você guardou o código.

mfa-recovery-code-challenge =
    .pageTitle = Digite seu código de recuperação | { $clientName }
    .title = Confirme sua identidade
    .description = Digite o código de recuperação que você recebeu ao configurar a verificação em duas etapas.
    .placeholder = Código de recuperação
    .hintText = Espaços, hifens e letras minúsculas não fazem diferença. O código só vale uma vez; você receberá um novo.
    .no-code = Digite seu código de recuperação.
    .invalid-code = O código de recuperação está incorreto. Confira e tente novamente.
    .invalid-code-format = Um código de recuperação tem 24 caracteres, entre letras e dígitos.
    .no-confirmation = Confirme que você guardou o código.

mfa-recovery-code-challenge-new-code =
    .pageTitle = Guarde seu novo código de recuperação | { $clientName }
    .title = Seu novo código de recuperação
    .description = O código que você acabou de usar não vale mais. Copie o novo e guarde-o em um lugar seguro.
    .altText = Código de recuperação
    .onceText = Ele só é exibido desta vez.
    .checkboxText = Guardei este código em um lugar seguro
    .buttonText = Continuar
    .no-confirmation = Confirme que você guardou o código.

mfa-enroll-result =
    .pageTitle = Verificação em duas etapas | { $tenantName }
    .enrolledTitle = Tudo pronto
    .enrolledDescription = Agora sua conta está protegida por uma segunda etapa. Você já pode fechar esta página.
    .invalidTicketTitle = Link inválido
    .invalidTicketDescription = Este link não funciona. Verifique se ele está completo ou solicite um novo.
    .expiredTicketTitle = Link expirado
    .expiredTicketDescription = Este link expirou. Solicite um novo.
    .alreadyUsedTitle = Link já usado
    .alreadyUsedDescription = Este link já foi usado. Se você ainda precisa configurar a verificação em duas etapas, solicite um novo.
    .alreadyEnrolledTitle = Não há nada a fazer
    .alreadyEnrolledDescription = A verificação em duas etapas já está configurada na sua conta.
    .genericError = Ocorreu um problema

status =
    .mfa-required-title = É necessária a verificação em duas etapas
    .mfa-required = Este aplicativo exige a verificação em duas etapas, e nenhum método está disponível para você. Entre em contato com o administrador.

account =
    .pageTitle = Suas configurações de segurança | { $tenantName }
    .title = Suas configurações de segurança
    .description = Sessão iniciada como { $email }
    .phonesTitle = Números de telefone
    .phonesNone = Nenhum número de telefone foi adicionado.
    .addPhoneText = Adicionar um número de telefone
    .otpTitle = Aplicativo de autenticação
    .otpNone = Nenhum aplicativo de autenticação foi configurado.
    .otpOn = Configurado em { $date }
    .addOtpText = Configurar um aplicativo de autenticação
    .recoveryTitle = Código de recuperação
    .recoveryNone = Você não tem um código de recuperação.
    .recoveryOn = Gerado em { $date }
    .newRecoveryText = Obter um novo código de recuperação
    .browsersTitle = Navegadores lembrados
    .browsersNone = Nenhum navegador é lembrado.
    .browsersCount = { $count ->
        [one] { $count } navegador dispensa a segunda etapa.
       *[other] { $count } navegadores dispensam a segunda etapa.
    }
    .browserThis = Este navegador
    .browserUntil = Lembrado até { $date }
    .forgetText = Esquecer
    .forgetAllText = Esquecer todos os navegadores
    .removeText = Remover
    .removePhoneScreenReadableText = Remover { $phoneNumber }
    .addedText = Adicionado em { $date }
    .lastUsedText = Último uso: { $date }
    .neverUsedText = Nunca usado
    .factorNeeded = Para fazer alterações aqui, primeiro confirme sua identidade com um método que você já tem.
    .verifyText = Confirmar agora
    .confirmTitle = Tem certeza?
    .confirmRemovePhone = Os códigos não serão mais enviados para { $phoneNumber }.
    .confirmRemoveOtp = Os códigos do seu aplicativo de autenticação não serão mais aceitos.
    .confirmNewRecovery = Seu código de recuperação atual deixará de funcionar.
    .confirmText = Sim, remover
    .confirmNewRecoveryText = Sim, obter um novo
    .lastFactor = Este é seu último método. Adicione outro antes de removê-lo.
    .doneAdded = Adicionado.
    .doneRemoved = Removido.
    .doneForgotten = Pronto. A segunda etapa será solicitada novamente.
    .logoutText = Sair

reset-password =
    .pageTitle = Escolha uma nova senha | { $clientName }
    .title = Escolha uma nova senha
    .description = Para a sua conta { $email }.
    .passwordPlaceholder = Nova senha
    .reEnterpasswordPlaceholder = Nova senha outra vez
    .buttonText = Definir a senha
    .passwordSecurityText = A senha deve ter:
    .passwordLengthText = { $min ->
        [one] pelo menos { $min } caractere
       *[other] pelo menos { $min } caracteres
    }
    .passwordStrengthText = Segurança:
    .passwordWeakText = baixa
    .passwordFairText = média
    .passwordStrongText = alta
    .passwordHintText = Algumas palavras sem relação entre si são fáceis de lembrar e difíceis de adivinhar.
    .no-password = Escolha uma senha.
    .password-too-weak = { $min ->
        [one] A senha é curta demais: ela precisa ter pelo menos { $min } caractere.
       *[other] A senha é curta demais: ela precisa ter pelo menos { $min } caracteres.
    }
    .password-too-long = { $max ->
        [one] A senha é longa demais: ela pode ter no máximo { $max } byte.
       *[other] A senha é longa demais: ela pode ter no máximo { $max } bytes.
    }
    .password-too-common = Esta senha é usada por muitas pessoas. Escolha outra.
    .password-policy-not-conformant = A senha é simples demais: misture letras minúsculas, maiúsculas, números e outros caracteres.
    .no-re-enter-password = Digite a nova senha outra vez.
    .password-mismatch = As duas senhas não são iguais.

reset-password-success =
    .pageTitle = Senha alterada | { $clientName }
    .eventTitle = Senha alterada
    .description = Sua sessão foi encerrada em todos os lugares. A partir de agora, entre com a nova senha.
    .buttonText = Continuar para { $clientName }

reset-password-error =
    .pageTitle = Escolha uma nova senha | { $clientName }
    .eventTitleExpired = Link expirado
    .descriptionExpired = Este link expirou. Solicite um novo.
    .eventTitleUsed = Link já usado
    .descriptionUsed = Este link já foi usado. Peça um novo.
    .eventTitleGeneric = Link inválido
    .descriptionGeneric = Este link não funciona. Verifique se ele está completo ou solicite um novo.

email-verification-confirm =
    .pageTitle = Confirme seu endereço de e-mail | { $clientName }
    .title = Confirme seu endereço de e-mail
    .description = { $email } é o seu endereço? Então confirme-o aqui.
    .buttonText = Sim, este é o meu endereço

email-verification-result =
    .pageTitle = Confirme seu endereço de e-mail | { $clientName }
    .verifiedTitle = Endereço de e-mail confirmado
    .verifiedDescription = Seu endereço de e-mail foi confirmado. Você pode fechar esta página.
    .alreadyVerifiedDescription = Seu endereço de e-mail já está confirmado.
    .errorTitle = Link inválido
    .unknownErrorDescription = Este link não funciona. Verifique se ele está completo ou solicite um novo.
    .auth0-users-expired-ticket = Este link expirou. Solicite um novo.
    .auth0-users-used-ticket = Este link já foi usado. Peça um novo.
    .buttonText = Continuar para { $clientName }

logout =
    .pageTitle = Sair | { $tenantName }
    .title = Sair
    .userSalute = Olá, { $userName },
    .description = Deseja sair de { $clientName }?
    .acceptButtonText = Sair
    .declineButtonText = Permanecer na conta

logged-out =
    .pageTitle = Sessão encerrada | { $tenantName }
    .title = Você saiu da sua conta
    .description = Você já pode fechar esta página.
    .loginText = Entrar novamente

error =
    .pageTitle = Erro | { $tenantName }
    .title = Ocorreu um problema
    .description = Não foi possível concluir sua solicitação.
    .invalidRequestDescription = O aplicativo que trouxe você até aqui enviou uma solicitação incorreta. Informe o fornecedor do aplicativo.
    .serverErrorDescription = Ocorreu um erro em nossos sistemas. Tente novamente mais tarde.
    .notFoundTitle = Página não encontrada
    .notFoundDescription = Não há nada neste endereço.
    .tooManyTitle = Muitas solicitações
    .tooManyDescription = Aguarde um pouco e tente novamente.
    .cookiesTitle = É preciso permitir cookies
    .cookiesDescription = Seu navegador não devolveu nosso cookie. Permita os cookies deste site e comece novamente.
    .otherBrowserDescription = Esta página pertence a um acesso iniciado em outro navegador. Comece novamente por aqui.
    .detailsText = Detalhes para o suporte
    .traceText = Referência: { $reference }

expired =
    .pageTitle = Página expirada | { $tenantName }
    .title = Esta página expirou
    .description = O acesso demorou demais ou já foi concluído em outra aba. Nada foi perdido.
    .buttonText = Começar novamente
    .noWayBackDescription = Volte ao aplicativo e entre novamente.

# Told to the old number and the email address when something about the second step has changed.
notice =
    .greeting = Olá,
    .notYou = Se foi você, não é preciso fazer nada. Caso contrário, altere sua senha imediatamente e { $supportEmail ->
        [none] entre em contato com o suporte de { $tenantName }
       *[given] escreva para { $supportEmail }
    }.
    .footer = Você recebeu esta mensagem porque ela trata da segurança da sua conta { $tenantName }.

enrollment-email =
    .subject = Configure seu segundo fator em { $tenantName }
    .body = { $tenantName } pede que você configure uma segunda forma de verificar sua identidade, por exemplo seu telefone. Para começar, abra este link:
    .expiry = O link pode ser usado uma única vez, até { $date }. Não o compartilhe: quem o abrir pode configurar um fator para sua conta.

notice-phone-added =
    .subject = Um número de telefone foi adicionado à sua conta
    .body = Em { $date }, o número de telefone { $phoneNumber } foi adicionado à sua conta { $tenantName }. Agora ele pode ser usado para confirmar sua identidade.
    .sms = { $tenantName }: outro número de telefone foi adicionado à sua conta. Não foi você? Altere sua senha e contate o suporte.

notice-phone-removed =
    .subject = Um número de telefone foi removido da sua conta
    .body = Em { $date }, o número de telefone { $phoneNumber } foi removido da sua conta { $tenantName }. Ele não receberá mais códigos.
    .sms = { $tenantName }: este número foi removido da sua conta. Não foi você? Altere sua senha e contate o suporte.

notice-phone-changed =
    .subject = O número de telefone da sua conta foi alterado
    .body = Em { $date }, o número de telefone { $phoneNumber } da sua conta { $tenantName } foi substituído por outro. Ele não receberá mais códigos.
    .sms = { $tenantName }: sua conta agora usa outro número de telefone. Não foi você? Altere sua senha e contate o suporte.

notice-otp-added =
    .subject = Um aplicativo de autenticação foi configurado para sua conta
    .body = Em { $date }, um aplicativo de autenticação foi configurado para sua conta { $tenantName }. Agora os códigos dele podem ser usados para confirmar sua identidade.
    .sms = { $tenantName }: um aplicativo de autenticação foi configurado para sua conta. Não foi você? Altere sua senha e contate o suporte.

notice-otp-removed =
    .subject = O aplicativo de autenticação foi removido da sua conta
    .body = Em { $date }, o aplicativo de autenticação foi removido da sua conta { $tenantName }. Os códigos dele não são mais aceitos.
    .sms = { $tenantName }: o aplicativo de autenticação foi removido da sua conta. Não foi você? Altere sua senha e contate o suporte.

notice-recovery-code-used =
    .subject = Seu código de recuperação foi usado
    .body = Em { $date }, alguém entrou na sua conta { $tenantName } com seu código de recuperação. Esse código não vale mais; um novo foi exibido.
    .sms = { $tenantName }: seu código de recuperação foi usado para entrar na sua conta. Não foi você? Altere sua senha e contate o suporte.

notice-recovery-code-replaced =
    .subject = Seu código de recuperação foi substituído
    .body = Em { $date }, um novo código de recuperação foi gerado para sua conta { $tenantName }. O anterior não vale mais.
    .sms = { $tenantName }: seu código de recuperação foi substituído. Não foi você? Altere sua senha e contate o suporte.

notice-password-changed =
    .subject = A senha da sua conta foi alterada
    .body = Em { $date }, a senha da sua conta { $tenantName } foi alterada.

notice-email-changed =
    .subject = O e-mail da sua conta foi alterado
    .body = Em { $date }, o endereço de e-mail da sua conta { $tenantName } foi alterado. As mensagens sobre sua conta não chegam mais a este endereço.

notice-email-set =
    .subject = Este endereço agora pertence a uma conta
    .body = Em { $date }, este endereço passou a ser o e-mail de uma conta { $tenantName }. As mensagens sobre essa conta agora chegam aqui.

notice-username-changed =
    .subject = O nome de usuário da sua conta foi alterado
    .body = Em { $date }, o nome de usuário com que você entra em { $tenantName } foi alterado.
