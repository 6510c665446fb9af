# The pages' texts in Polish. The reader is told what to do in the imperative, as banks do, and never in a form that
# would name a gender; the keys are English's (en.ftl).
#
# Waits are in the accusative, so they stand after "za" or "przez"; a day's month is in the genitive. A name that is
# put in is not inflected: "serwis" or "aplikacja" stands before it. Of a count, "other" is for fractions.

common =
    .logoAltText = { $companyName }
    .buttonText = Dalej
    .continueButtonText = Dalej
    .backText = Wstecz
    .cancelText = Anuluj
    .closeText = Zamknij
    .errorPageTitle = Błąd: { $title }
    .alertListTitle = Sprawdź następujące kwestie
    .skipText = Przejdź do formularza
    .languageText = Język
    .supportText = Potrzebujesz pomocy? Napisz na adres { $supportEmail }.
    .supportLinkText = Uzyskaj pomoc
    .pickAuthenticatorText = Wybierz inną metodę
    .rememberMeText = Zapamiętaj tę przeglądarkę na 30 dni
    .rememberMeHint = Nie zaznaczaj tej opcji na komputerze, z którego korzystają inne osoby.
    .smsButtonText = SMS
    .voiceButtonText = Połączenie telefoniczne
    .chooseMessageTypeText = Jak chcesz otrzymać kod?
    .copyCodeButtonText = Kopiuj
    .copiedText = Skopiowano
    .printButtonText = Drukuj
    .showPasswordText = Pokaż hasło
    .hidePasswordText = Ukryj hasło
    .no-code = Wpisz kod.
    .invalid-otp-code-format = Kod składa się z 6 cyfr.
    .invalid-code = Kod jest nieprawidłowy. Sprawdź go i spróbuj ponownie.
    .expired-code = Kod stracił ważność. Poproś o nowy.
    .invalid-expired-code = Kod jest nieprawidłowy lub stracił ważność.
    .used-code = Ten kod został już użyty. Poczekaj na następny.
    .authenticator-error = Nie udało się sprawdzić kodu. Spróbuj ponownie później.
    .no-transaction-in-progress = Kod nie został jeszcze wysłany. Najpierw o niego poproś.
    .too-many-failures = Zbyt wiele nieprawidłowych kodów. Odczekaj kilka minut i spróbuj ponownie.
    .too-many-sms = Zbyt wiele próśb o kod. Odczekaj chwilę i spróbuj ponownie.
    .too-many-voice = Zbyt wiele próśb o kod. Odczekaj chwilę i spróbuj ponownie.
    .tryAgainText = Kolejna próba będzie możliwa za { $wait }.
    .send-sms-failed = Nie udało się wysłać SMS-a.
    .send-voice-failed = Nie udało się nawiązać połączenia.
    .sms-authenticator-error = W tej chwili nie możemy wysyłać SMS-ów. Spróbuj ponownie później.
    .voice-authenticator-error = W tej chwili nie możemy wykonywać połączeń. Spróbuj ponownie później.
    .no-phone = Wpisz swój numer telefonu.
    .no-country = Wybierz kraj albo rozpocznij numer od znaku + i numeru kierunkowego kraju.
    .invalid-phone-format = Numer telefonu może zawierać tylko cyfry i zaczynać się od znaku +.
    .invalid-phone = Ten numer telefonu wygląda na nieprawidłowy. Sprawdź go i spróbuj ponownie.
    .wrong-phone-kind = Na numery tego rodzaju nie możemy wysyłać kodów. Podaj inny numer.
    .no-texts-to-phone = Ten numer nie może odbierać SMS-ów. Użyj innego numeru.
    .no-texts-to-phone-call-instead = Ten numer nie może odbierać SMS-ów. Użyj innego numeru lub połączenia.
    .no-calls-to-phone = Ten numer nie może odbierać połączeń. Użyj innego numeru.
    .no-calls-to-phone-text-instead = Ten numer nie może odbierać połączeń. Użyj innego numeru lub SMS-a.
    .phone-in-use = Ten numer jest już przypisany do Twojego konta.
    .too-many-factors = Twoje konto ma już największą dozwoloną liczbę telefonów i aplikacji uwierzytelniających. Usuń jedną z nich, zanim dodasz następną.
    .too-many-changes = Telefony i aplikacje Twojego konta zmieniano zbyt często. Odczekaj chwilę i spróbuj ponownie.
    .no-channel = Wybierz, jak chcesz otrzymać kod.
    .transaction-not-found = Ta strona wygasła. Zacznij od nowa.
    .invalid-request = Nie udało się wykonać tej czynności. Spróbuj ponownie.
    .seconds = { $count ->
        [one] { $count } sekundę
        [few] { $count } sekundy
        [many] { $count } sekund
       *[other] { $count } sekundy
    }
    .minutes = { $count ->
        [one] { $count } minutę
        [few] { $count } minuty
        [many] { $count } minut
       *[other] { $count } minuty
    }
    .hours = { $count ->
        [one] { $count } godzinę
        [few] { $count } godziny
        [many] { $count } godzin
       *[other] { $count } godziny
    }
    .days = { $count ->
        [one] { $count } dzień
        [few] { $count } dni
        [many] { $count } dni
       *[other] { $count } dnia
    }
    .date = { $day } { $month ->
        [1] stycznia
        [2] lutego
        [3] marca
        [4] kwietnia
        [5] maja
        [6] czerwca
        [7] lipca
        [8] sierpnia
        [9] września
        [10] października
        [11] listopada
       *[12] grudnia
    } { $year }

login =
    .pageTitle = Logowanie | { $clientName }
    .title = Witamy
    .description = Zaloguj się do serwisu { $companyName }, aby przejść do aplikacji { $clientName }.
    .usernamePlaceholder = Nazwa użytkownika lub adres e-mail
    .emailPlaceholder = Adres e-mail
    .passwordPlaceholder = Hasło
    .buttonText = Zaloguj się
    .signupActionText = Nie masz jeszcze konta?
    .signupActionLinkText = Zarejestruj się
    .wrong-credentials = Nieprawidłowa nazwa użytkownika lub nieprawidłowe hasło.
    .wrong-email-credentials = Nieprawidłowy adres e-mail lub nieprawidłowe hasło.
    .no-username = Wpisz nazwę użytkownika lub adres e-mail.
    .no-email = Wpisz adres e-mail.
    .no-password = Wpisz hasło.
    .user-blocked = Twoje konto zostało zablokowane po zbyt wielu nieudanych próbach.
    .ip-blocked = Zbyt wiele nieudanych prób z Twojej sieci. Spróbuj ponownie później.
    .same-user-login = Zbyt wiele prób. Odczekaj chwilę i spróbuj ponownie.
    .too-many-attempts = Zbyt wiele prób. Odczekaj chwilę i spróbuj ponownie.
    .authentication-failure = Podczas logowania wystąpił błąd. Spróbuj ponownie.

signup =
    .pageTitle = Rejestracja | { $clientName }
    .title = Utwórz konto
    .description = Zarejestruj się w serwisie { $companyName }, aby przejść do aplikacji { $clientName }.
    .emailPlaceholder = Adres e-mail
    .passwordPlaceholder = Hasło
    .buttonText = Zarejestruj się
    .loginActionText = Masz już konto?
    .loginActionLinkText = Zaloguj się
    .passwordSecurityText = Hasło musi zawierać:
    .passwordLengthText = { $min ->
        [one] co najmniej { $min } znak
        [few] co najmniej { $min } znaki
        [many] co najmniej { $min } znaków
       *[other] co najmniej { $min } znaku
    }
    .passwordStrengthText = Siła hasła:
    .passwordWeakText = słabe
    .passwordFairText = średnie
    .passwordStrongText = silne
    .passwordHintText = Kilka niepowiązanych ze sobą słów łatwo zapamiętać, a trudno odgadnąć.
    .accessibilityError = niespełnione
    .accessibilityValid = spełnione
    .no-email = Wpisz adres e-mail.
    .invalid-email-format = To nie wygląda na adres e-mail.
    .no-password = Ustal hasło.
    .password-too-weak = { $min ->
        [one] Hasło jest za krótkie: musi mieć co najmniej { $min } znak.
        [few] Hasło jest za krótkie: musi mieć co najmniej { $min } znaki.
        [many] Hasło jest za krótkie: musi mieć co najmniej { $min } znaków.
       *[other] Hasło jest za krótkie: musi mieć co najmniej { $min } znaku.
    }
    .password-too-long = { $max ->
        [one] Hasło jest za długie: może mieć najwyżej { $max } bajt.
        [few] Hasło jest za długie: może mieć najwyżej { $max } bajty.
        [many] Hasło jest za długie: może mieć najwyżej { $max } bajtów.
       *[other] Hasło jest za długie: może mieć najwyżej { $max } bajta.
    }
    .password-too-common = Tego hasła używa wiele osób. Wybierz inne.
    .password-policy-not-conformant = Hasło jest zbyt proste: użyj małych i wielkich liter, cyfr i innych znaków.
    .password-contains-user-information = Hasło nie może zawierać Twojego adresu e-mail.
    .email-in-use = Nie udało się utworzyć konta z tymi danymi. Jeśli masz już konto, zaloguj się.
    .user-exists = Nie udało się utworzyć konta z tymi danymi. Jeśli masz już konto, zaloguj się.
    .signup-disabled = Tutaj nie można zakładać nowych kont.
    .ip-signup-blocked = Zbyt wiele prób z Twojej sieci. Spróbuj ponownie później.
    .too-many-attempts = Zbyt wiele prób. Odczekaj chwilę i spróbuj ponownie.

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = Przed czym nie ochroni kod przekazany przez telefon
    .summary = To lepsza ochrona niż samo hasło, ale nie najsilniejsza.
    .takeover = Numer telefonu można przejąć, gdy ktoś doprowadzi do przeniesienia go na inną kartę SIM lub do innego operatora.
    .phishing = Kod można przechwycić albo wyłudzić przez fałszywą stronę lub rozmowę telefoniczną. Nigdy nikomu go nie podawaj.
    .reachability = Nie ma zasięgu, nie ma kodu: bez telefonu lub za granicą kod może nie dotrzeć.
    .alternative = Aplikacja uwierzytelniająca jest bezpieczniejsza i działa bez dostępu do sieci.
    .alternativeLinkText = Użyj aplikacji uwierzytelniającej

mfa-phone-enrollment =
    .pageTitle = Dodaj numer telefonu | { $clientName }
    .title = Zabezpiecz swoje konto
    .description = Wpisz swój numer telefonu. Wyślemy na niego 6-cyfrowy kod.
    .countryPlaceholder = Kraj
    .countryHint = Niepotrzebny, jeśli numer zaczyna się od znaku +.
    .pickCountryText = Przeszukaj listę krajów
    .placeholder = Numer telefonu
    .termsText = Operator może pobierać opłaty za SMS-y i połączenia.

mfa-phone-challenge =
    .pageTitle = Potwierdź swoją tożsamość | { $clientName }
    .title = Potwierdź swoją tożsamość
    .description = Wyślemy 6-cyfrowy kod na ten numer telefonu:
    .changePhoneText = Użyj innego numeru telefonu
    .placeholder = Numer telefonu

mfa-country-codes =
    .pageTitle = Wybierz kraj | { $clientName }
    .title = Wybierz kraj
    .searchPlaceholder = Kraj lub numer kierunkowy
    .searchButtonText = Szukaj
    .noResultsText = Nie znaleziono kraju pasującego do „{ $query }”.
    .resultsText = { $count ->
        [one] { $count } kraj
        [few] { $count } kraje
        [many] { $count } krajów
       *[other] { $count } kraju
    }
    .showAllText = Pokaż wszystkie kraje

mfa-sms-enrollment =
    .pageTitle = Dodaj numer telefonu | { $clientName }
    .title = Zabezpiecz swoje konto
    .description = Wpisz swój numer telefonu. Wyślemy na niego SMS z 6-cyfrowym kodem.
    .countryPlaceholder = Kraj
    .countryHint = Niepotrzebny, jeśli numer zaczyna się od znaku +.
    .pickCountryText = Przeszukaj listę krajów
    .placeholder = Numer telefonu
    .termsText = Operator może pobierać opłaty za SMS-y.

mfa-voice-enrollment =
    .pageTitle = Dodaj numer telefonu | { $clientName }
    .title = Zabezpiecz swoje konto
    .description = Wpisz swój numer telefonu. Zadzwonimy na niego i odczytamy 6-cyfrowy kod.
    .countryPlaceholder = Kraj
    .countryHint = Niepotrzebny, jeśli numer zaczyna się od znaku +.
    .pickCountryText = Przeszukaj listę krajów
    .placeholder = Numer telefonu
    .termsText = Operator może pobierać opłaty za połączenia.

mfa-sms-challenge =
    .pageTitle = Wpisz kod | { $clientName }
    .title = Potwierdź swoją tożsamość
    .description = Wysłaliśmy SMS z kodem na numer { $phoneNumber }.
    .placeholder = 6-cyfrowy kod
    .editText = Zmień
    .editLinkScreenReadableText = Zmień numer telefonu
    .changePhoneText = Użyj innego numeru telefonu
    .resendText = Kod jeszcze nie dotarł?
    .resendActionText = Wyślij nowy kod
    .resendWaitText = O nowy kod można poprosić za { $wait }.
    .resentText = Wysłaliśmy nowy kod.
    .resendVoiceActionSeparatorTextBefore = lub
    .resendVoiceActionText = odbierz kod przez połączenie telefoniczne
    .expiryText = Kod jest ważny przez { $wait }.

mfa-voice-challenge =
    .pageTitle = Wpisz kod | { $clientName }
    .title = Potwierdź swoją tożsamość
    .description = Dzwonimy na numer { $phoneNumber }, aby odczytać kod.
    .placeholder = 6-cyfrowy kod
    .editText = Zmień
    .editLinkScreenReadableText = Zmień numer telefonu
    .changePhoneText = Użyj innego numeru telefonu
    .resendText = Telefon jeszcze nie dzwoni?
    .resendActionText = Zadzwoń ponownie
    .resendWaitText = O kolejne połączenie można poprosić za { $wait }.
    .resentText = Dzwonimy ponownie.
    .resendSmsActionSeparatorTextBefore = lub
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = odbierz kod przez SMS
    .expiryText = Kod jest ważny przez { $wait }.

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = Status dostarczenia
    .smsSending = Wysyłamy SMS…
    .smsAccepted = SMS jest w drodze.
    .smsDelivered = SMS został dostarczony.
    .smsFailed = Nie udało się dostarczyć SMS-a.
    .smsUnknown = Nie wiemy, czy SMS dotarł.
    .smsOfferVoice = Zamiast tego kod można odsłuchać przez połączenie telefoniczne.
    .voiceSending = Nawiązujemy połączenie…
    .voiceAccepted = Telefon powinien za chwilę zadzwonić.
    .voiceRinging = Telefon dzwoni.
    .voiceDelivered = Połączenie zostało odebrane.
    .voiceFailed = Nie udało się nawiązać połączenia.
    .voiceUnknown = Nie wiemy, czy udało się nawiązać połączenie.
    .voiceOfferSms = Zamiast tego kod można otrzymać przez SMS.
    .offerOther = Możesz użyć innego numeru lub innej metody.
    .noWait = Nie trzeba czekać: od razu poproś o nowy kod.
    .refreshText = Odśwież status

mfa-sms-list =
    .pageTitle = Wybierz numer telefonu | { $clientName }
    .title = Wybierz numer telefonu
    .description = Na który numer wysłać kod?
    .selectText = Użyj numeru { $phoneNumber }

mfa-login-options =
    .pageTitle = Wybierz inną metodę | { $clientName }
    .title = Inne metody
    .description = Wybierz, jak chcesz potwierdzić swoją tożsamość.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Połączenie telefoniczne
    .authenticatorNamesPhone = Telefon
    .authenticatorNamesOTP = Aplikacja uwierzytelniająca
    .authenticatorNamesRecoveryCode = Kod odzyskiwania
    .smsDescription = Kod na numer { $phoneNumber }
    .voiceDescription = Połączenie z numerem { $phoneNumber }
    .phoneDescription = SMS lub połączenie na numer { $phoneNumber }
    .otpDescription = Kod wyświetlany w aplikacji
    .recoveryCodeDescription = Kod zachowany na wypadek sytuacji awaryjnej
    .noneText = Do Twojego konta nie przypisano innej metody.

mfa-begin-enroll-options =
    .pageTitle = Wybierz metodę | { $clientName }
    .title = Zadbaj o bezpieczeństwo konta
    .description = Wybierz, jak chcesz od teraz potwierdzać swoją tożsamość.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Połączenie telefoniczne
    .authenticatorNamesPhone = Telefon
    .authenticatorNamesOTP = Aplikacja uwierzytelniająca
    .authenticatorNamesRecoveryCode = Kod odzyskiwania
    .smsDescription = Wyślemy kod na Twój telefon
    .voiceDescription = Zadzwonimy i odczytamy kod
    .phoneDescription = Wyślemy kod na Twój telefon lub zadzwonimy
    .otpDescription = Bezpieczniejsza, działa bez dostępu do sieci
    .recommendedText = Zalecane

mfa-otp-enrollment-qr =
    .pageTitle = Skonfiguruj aplikację uwierzytelniającą | { $clientName }
    .title = Skonfiguruj aplikację uwierzytelniającą
    .description = Zeskanuj ten kod QR w aplikacji uwierzytelniającej. Następnie wpisz kod wyświetlony w aplikacji.
    .qrAltText = Kod QR do aplikacji uwierzytelniającej
    .codeEnrollmentText = Nie możesz zeskanować kodu?
    .codeEnrollmentDescription = Wpisz ten klucz w aplikacji ręcznie, jako kod oparty na czasie:
    .altText = Klucz do aplikacji uwierzytelniającej
    .openAppText = Otwórz w aplikacji na tym urządzeniu
    .separatorText = Następnie
    .placeholder = 6-cyfrowy kod z aplikacji
    .user-already-enrolled = Aplikacja uwierzytelniająca jest już skonfigurowana.

mfa-otp-challenge =
    .pageTitle = Wpisz kod z aplikacji | { $clientName }
    .title = Potwierdź swoją tożsamość
    .description = Otwórz aplikację uwierzytelniającą i wpisz wyświetlony w niej kod.
    .placeholder = 6-cyfrowy kod

mfa-recovery-code-enrollment =
    .pageTitle = Zachowaj kod odzyskiwania | { $clientName }
    .title = Prawie gotowe
    .description = Skopiuj ten kod odzyskiwania i przechowuj go w bezpiecznym miejscu. Będzie potrzebny, jeśli kiedyś trzeba będzie zalogować się bez telefonu lub aplikacji.
    .altText = Kod odzyskiwania
    .onceText = Kod jest wyświetlany tylko ten jeden raz.
    .checkboxText = Mój kod jest zapisany w bezpiecznym miejscu
    .buttonText = Dalej
    .no-confirmation = Potwierdź, że kod jest zapisany w bezpiecznym miejscu.

mfa-recovery-code-challenge =
    .pageTitle = Wpisz kod odzyskiwania | { $clientName }
    .title = Potwierdź swoją tożsamość
    .description = Wpisz kod odzyskiwania otrzymany podczas konfigurowania weryfikacji dwuetapowej.
    .placeholder = Kod odzyskiwania
    .hintText = Spacje, łączniki i wielkość liter nie mają znaczenia. Kod działa tylko raz; po jego użyciu otrzymasz nowy.
    .no-code = Wpisz kod odzyskiwania.
    .invalid-code = Kod odzyskiwania jest nieprawidłowy. Sprawdź go i spróbuj ponownie.
    .invalid-code-format = Kod odzyskiwania składa się z 24 liter i cyfr.
    .no-confirmation = Potwierdź, że kod jest zapisany w bezpiecznym miejscu.

mfa-recovery-code-challenge-new-code =
    .pageTitle = Zachowaj nowy kod odzyskiwania | { $clientName }
    .title = Twój nowy kod odzyskiwania
    .description = Użyty przed chwilą kod już nie działa. Skopiuj nowy i przechowuj go w bezpiecznym miejscu.
    .altText = Kod odzyskiwania
    .onceText = Kod jest wyświetlany tylko ten jeden raz.
    .checkboxText = Mój kod jest zapisany w bezpiecznym miejscu
    .buttonText = Dalej
    .no-confirmation = Potwierdź, że kod jest zapisany w bezpiecznym miejscu.

mfa-enroll-result =
    .pageTitle = Weryfikacja dwuetapowa | { $tenantName }
    .enrolledTitle = Wszystko gotowe
    .enrolledDescription = Twoje konto jest teraz chronione drugim etapem weryfikacji. Możesz zamknąć tę stronę.
    .invalidTicketTitle = Nieprawidłowy link
    .invalidTicketDescription = Ten link nie działa. Sprawdź, czy jest kompletny, albo poproś o nowy.
    .expiredTicketTitle = Link wygasł
    .expiredTicketDescription = Ten link stracił ważność. Poproś o nowy.
    .alreadyUsedTitle = Link już wykorzystany
    .alreadyUsedDescription = Ten link został już wykorzystany. Jeśli weryfikacja dwuetapowa nadal nie jest skonfigurowana, poproś o nowy.
    .alreadyEnrolledTitle = Nie trzeba nic robić
    .alreadyEnrolledDescription = Weryfikacja dwuetapowa jest już skonfigurowana dla Twojego konta.
    .genericError = Coś poszło nie tak

status =
    .mfa-required-title = Wymagana jest weryfikacja dwuetapowa
    .mfa-required = Ta aplikacja wymaga weryfikacji dwuetapowej, ale żadna metoda nie jest dla Ciebie dostępna. Skontaktuj się z administratorem.

account =
    .pageTitle = Ustawienia bezpieczeństwa | { $tenantName }
    .title = Ustawienia bezpieczeństwa
    .description = Zalogowano jako { $email }
    .phonesTitle = Numery telefonów
    .phonesNone = Nie dodano numeru telefonu.
    .addPhoneText = Dodaj numer telefonu
    .otpTitle = Aplikacja uwierzytelniająca
    .otpNone = Nie skonfigurowano aplikacji uwierzytelniającej.
    .otpOn = Skonfigurowano { $date }
    .addOtpText = Skonfiguruj aplikację uwierzytelniającą
    .recoveryTitle = Kod odzyskiwania
    .recoveryNone = Nie masz kodu odzyskiwania.
    .recoveryOn = Wygenerowano { $date }
    .newRecoveryText = Uzyskaj nowy kod odzyskiwania
    .browsersTitle = Zapamiętane przeglądarki
    .browsersNone = Nie ma zapamiętanych przeglądarek.
    .browsersCount = { $count ->
        [one] { $count } przeglądarka pomija drugi etap.
        [few] { $count } przeglądarki pomijają drugi etap.
        [many] { $count } przeglądarek pomija drugi etap.
       *[other] { $count } przeglądarki pomija drugi etap.
    }
    .browserThis = Ta przeglądarka
    .browserUntil = Zapamiętana do { $date }
    .forgetText = Usuń z zapamiętanych
    .forgetAllText = Usuń wszystkie zapamiętane
    .removeText = Usuń
    .removePhoneScreenReadableText = Usuń numer { $phoneNumber }
    .addedText = Dodano { $date }
    .lastUsedText = Ostatnio użyto { $date }
    .neverUsedText = Nigdy nie użyto
    .factorNeeded = Aby coś tutaj zmienić, najpierw potwierdź swoją tożsamość jedną z posiadanych metod.
    .verifyText = Potwierdź teraz
    .confirmTitle = Czy na pewno?
    .confirmRemovePhone = Kody nie będą już wysyłane na numer { $phoneNumber }.
    .confirmRemoveOtp = Kody z aplikacji uwierzytelniającej nie będą już przyjmowane.
    .confirmNewRecovery = Obecny kod odzyskiwania przestanie działać.
    .confirmText = Tak, usuń
    .confirmNewRecoveryText = Tak, chcę nowy kod
    .lastFactor = To Twoja ostatnia metoda. Zanim ją usuniesz, dodaj inną.
    .doneAdded = Dodano.
    .doneRemoved = Usunięto.
    .doneForgotten = Gotowe. Drugi etap będzie znowu wymagany.
    .logoutText = Wyloguj się

reset-password =
    .pageTitle = Ustaw nowe hasło | { $clientName }
    .title = Ustaw nowe hasło
    .description = Dla konta { $email }.
    .passwordPlaceholder = Nowe hasło
    .reEnterpasswordPlaceholder = Nowe hasło jeszcze raz
    .buttonText = Ustaw hasło
    .passwordSecurityText = Hasło musi zawierać:
    .passwordLengthText = { $min ->
        [one] co najmniej { $min } znak
        [few] co najmniej { $min } znaki
        [many] co najmniej { $min } znaków
       *[other] co najmniej { $min } znaku
    }
    .passwordStrengthText = Siła hasła:
    .passwordWeakText = słabe
    .passwordFairText = średnie
    .passwordStrongText = silne
    .passwordHintText = Kilka niepowiązanych ze sobą słów łatwo zapamiętać, a trudno odgadnąć.
    .no-password = Ustal hasło.
    .password-too-weak = { $min ->
        [one] Hasło jest za krótkie: musi mieć co najmniej { $min } znak.
        [few] Hasło jest za krótkie: musi mieć co najmniej { $min } znaki.
        [many] Hasło jest za krótkie: musi mieć co najmniej { $min } znaków.
       *[other] Hasło jest za krótkie: musi mieć co najmniej { $min } znaku.
    }
    .password-too-long = { $max ->
        [one] Hasło jest za długie: może mieć najwyżej { $max } bajt.
        [few] Hasło jest za długie: może mieć najwyżej { $max } bajty.
        [many] Hasło jest za długie: może mieć najwyżej { $max } bajtów.
       *[other] Hasło jest za długie: może mieć najwyżej { $max } bajta.
    }
    .password-too-common = Tego hasła używa wiele osób. Wybierz inne.
    .password-policy-not-conformant = Hasło jest zbyt proste: użyj małych i wielkich liter, cyfr i innych znaków.
    .no-re-enter-password = Wpisz nowe hasło jeszcze raz.
    .password-mismatch = Hasła nie są takie same.

reset-password-success =
    .pageTitle = Hasło zmienione | { $clientName }
    .eventTitle = Hasło zmienione
    .description = Nastąpiło wylogowanie ze wszystkich urządzeń. Od teraz loguj się nowym hasłem.
    .buttonText = Przejdź do { $clientName }

reset-password-error =
    .pageTitle = Ustaw nowe hasło | { $clientName }
    .eventTitleExpired = Link wygasł
    .descriptionExpired = Ten link stracił ważność. Poproś o nowy.
    .eventTitleUsed = Link już wykorzystany
    .descriptionUsed = Ten link został już użyty. Poproś o nowy.
    .eventTitleGeneric = Nieprawidłowy link
    .descriptionGeneric = Ten link nie działa. Sprawdź, czy jest kompletny, albo poproś o nowy.

email-verification-confirm =
    .pageTitle = Potwierdź adres e-mail | { $clientName }
    .title = Potwierdź adres e-mail
    .description = Czy { $email } to Twój adres? Potwierdź go tutaj.
    .buttonText = Tak, to mój adres

email-verification-result =
    .pageTitle = Potwierdź adres e-mail | { $clientName }
    .verifiedTitle = Adres e-mail potwierdzony
    .verifiedDescription = Twój adres e-mail został potwierdzony. Możesz zamknąć tę stronę.
    .alreadyVerifiedDescription = Twój adres e-mail jest już potwierdzony.
    .errorTitle = Nieprawidłowy link
    .unknownErrorDescription = Ten link nie działa. Sprawdź, czy jest kompletny, albo poproś o nowy.
    .auth0-users-expired-ticket = Ten link stracił ważność. Poproś o nowy.
    .auth0-users-used-ticket = Ten link został już użyty. Poproś o nowy.
    .buttonText = Przejdź do { $clientName }

logout =
    .pageTitle = Wylogowanie | { $tenantName }
    .title = Wyloguj się
    .userSalute = Dzień dobry, { $userName }!
    .description = Czy chcesz wylogować się z aplikacji { $clientName }?
    .acceptButtonText = Wyloguj się
    .declineButtonText = Nie wylogowuj

logged-out =
    .pageTitle = Wylogowano | { $tenantName }
    .title = Wylogowano
    .description = Możesz zamknąć tę stronę.
    .loginText = Zaloguj się ponownie

error =
    .pageTitle = Błąd | { $tenantName }
    .title = Coś poszło nie tak
    .description = Nie udało się zrealizować żądania.
    .invalidRequestDescription = Aplikacja, z której nastąpiło przekierowanie, wysłała nieprawidłowe żądanie. Powiadom jej dostawcę.
    .serverErrorDescription = Wystąpił błąd po naszej stronie. Spróbuj ponownie później.
    .notFoundTitle = Nie znaleziono strony
    .notFoundDescription = Pod tym adresem nic nie ma.
    .tooManyTitle = Zbyt wiele żądań
    .tooManyDescription = Odczekaj chwilę i spróbuj ponownie.
    .cookiesTitle = Wymagane są pliki cookie
    .cookiesDescription = Przeglądarka nie odesłała naszego pliku cookie. Zezwól tej witrynie na pliki cookie i zacznij od nowa.
    .otherBrowserDescription = Ta strona należy do logowania w innej przeglądarce. Zacznij tutaj od nowa.
    .detailsText = Szczegóły dla pomocy technicznej
    .traceText = Numer zgłoszenia: { $reference }

expired =
    .pageTitle = Strona wygasła | { $tenantName }
    .title = Ta strona wygasła
    .description = Logowanie trwało zbyt długo albo zostało już ukończone w innej karcie. Nic nie zostało utracone.
    .buttonText = Zacznij od nowa
    .noWayBackDescription = Wróć do aplikacji i zaloguj się ponownie.

# Told to the old number and the email address when something about the second step has changed.
notice =
    .greeting = Dzień dobry,
    .notYou = Jeśli to Twoje działanie, nie musisz nic robić. Jeśli nie, natychmiast zmień hasło i { $supportEmail ->
        [none] skontaktuj się z pomocą techniczną serwisu { $tenantName }
       *[given] napisz na adres { $supportEmail }
    }.
    .footer = Otrzymujesz tę wiadomość, ponieważ dotyczy ona bezpieczeństwa Twojego konta w serwisie { $tenantName }.

enrollment-email =
    .subject = Skonfiguruj drugi składnik logowania w serwisie { $tenantName }
    .body = Serwis { $tenantName } prosi o skonfigurowanie drugiego sposobu potwierdzania tożsamości, na przykład telefonu. Aby zacząć, otwórz ten link:
    .expiry = Linku można użyć tylko raz, do { $date }. Nie udostępniaj go nikomu: kto go otworzy, może skonfigurować drugi składnik dla Twojego konta.

notice-phone-added =
    .subject = Do Twojego konta dodano numer telefonu
    .body = { $date } do Twojego konta w serwisie { $tenantName } dodano numer telefonu { $phoneNumber }. Można go teraz używać do potwierdzania Twojej tożsamości.
    .sms = { $tenantName }: do Twojego konta dodano kolejny numer telefonu. To nie Ty? Zmień hasło i skontaktuj się z pomocą techniczną.

notice-phone-removed =
    .subject = Z Twojego konta usunięto numer telefonu
    .body = { $date } z Twojego konta w serwisie { $tenantName } usunięto numer telefonu { $phoneNumber }. Kody nie będą już na niego wysyłane.
    .sms = { $tenantName }: ten numer usunięto z Twojego konta. To nie Ty? Zmień hasło i skontaktuj się z pomocą techniczną.

notice-phone-changed =
    .subject = Zmieniono numer telefonu Twojego konta
    .body = { $date } numer telefonu { $phoneNumber } przypisany do Twojego konta w serwisie { $tenantName } zastąpiono innym. Kody nie będą już wysyłane na stary numer.
    .sms = { $tenantName }: do Twojego konta przypisano inny numer telefonu. To nie Ty? Zmień hasło i skontaktuj się z pomocą techniczną.

notice-otp-added =
    .subject = Dla Twojego konta skonfigurowano aplikację uwierzytelniającą
    .body = { $date } dla Twojego konta w serwisie { $tenantName } skonfigurowano aplikację uwierzytelniającą. Jej kodów można teraz używać do potwierdzania Twojej tożsamości.
    .sms = { $tenantName }: dla Twojego konta skonfigurowano aplikację uwierzytelniającą. To nie Ty? Zmień hasło i skontaktuj się z pomocą techniczną.

notice-otp-removed =
    .subject = Z Twojego konta usunięto aplikację uwierzytelniającą
    .body = { $date } z Twojego konta w serwisie { $tenantName } usunięto aplikację uwierzytelniającą. Jej kody nie są już przyjmowane.
    .sms = { $tenantName }: z Twojego konta usunięto aplikację uwierzytelniającą. To nie Ty? Zmień hasło i skontaktuj się z pomocą techniczną.

notice-recovery-code-used =
    .subject = Użyto Twojego kodu odzyskiwania
    .body = { $date } zalogowano się na Twoje konto w serwisie { $tenantName } za pomocą kodu odzyskiwania. Ten kod już nie działa; wyświetlono nowy.
    .sms = { $tenantName }: do zalogowania się użyto Twojego kodu odzyskiwania. To nie Ty? Zmień hasło i skontaktuj się z pomocą techniczną.

notice-recovery-code-replaced =
    .subject = Zmieniono Twój kod odzyskiwania
    .body = { $date } utworzono nowy kod odzyskiwania dla Twojego konta w serwisie { $tenantName }. Stary kod już nie działa.
    .sms = { $tenantName }: Twój kod odzyskiwania zastąpiono nowym. To nie Ty? Zmień hasło i skontaktuj się z pomocą techniczną.

notice-password-changed =
    .subject = Zmieniono hasło Twojego konta
    .body = { $date } zmieniono hasło Twojego konta w serwisie { $tenantName }.

notice-email-changed =
    .subject = Zmieniono adres e-mail Twojego konta
    .body = { $date } zmieniono adres e-mail Twojego konta w serwisie { $tenantName }. Wiadomości dotyczące Twojego konta nie będą już przychodzić na ten adres.

notice-email-set =
    .subject = Ten adres należy teraz do konta
    .body = { $date } ten adres stał się adresem e-mail konta w serwisie { $tenantName }. Wiadomości dotyczące tego konta będą teraz przychodzić tutaj.

notice-username-changed =
    .subject = Zmieniono nazwę użytkownika Twojego konta
    .body = { $date } zmieniono nazwę użytkownika, której używasz do logowania w serwisie { $tenantName }.
