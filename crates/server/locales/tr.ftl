# The pages' texts in Turkish. The reader is "siz"; a button or a link that commands the page is in the bare
# imperative, as is customary. The keys are English's (en.ftl).
#
# What is put in takes no ending: a word that can take it stands behind ("hesabı", "numarası", "adresi",
# "tarihinde", "sonra"). After a number the noun stays singular.

common =
    .logoAltText = { $companyName }
    .buttonText = Devam et
    .continueButtonText = Devam et
    .backText = Geri dön
    .cancelText = İptal
    .closeText = Kapat
    .errorPageTitle = Hata: { $title }
    .alertListTitle = Lütfen aşağıdakileri kontrol edin
    .skipText = Forma geç
    .languageText = Dil
    .supportText = Yardıma mı ihtiyacınız var? { $supportEmail } adresine yazın.
    .supportLinkText = Yardım al
    .pickAuthenticatorText = Başka bir yöntem dene
    .rememberMeText = Bu tarayıcıyı 30 gün hatırla
    .rememberMeHint = Başkalarının da kullandığı bir bilgisayarda bunu işaretlemeyin.
    .smsButtonText = SMS
    .voiceButtonText = Telefon araması
    .chooseMessageTypeText = Kodu nasıl almak istersiniz?
    .copyCodeButtonText = Kopyala
    .copiedText = Kopyalandı
    .printButtonText = Yazdır
    .showPasswordText = Şifreyi göster
    .hidePasswordText = Şifreyi gizle
    .no-code = Kodu girin.
    .invalid-otp-code-format = Kod 6 rakamdan oluşur.
    .invalid-code = Kod doğru değil. Kontrol edip tekrar deneyin.
    .expired-code = Kodun süresi doldu. Yeni bir kod isteyin.
    .invalid-expired-code = Kod yanlış veya süresi dolmuş.
    .used-code = Bu kod daha önce kullanıldı. Bir sonraki kodu bekleyin.
    .authenticator-error = Kodu kontrol edemedik. Lütfen daha sonra tekrar deneyin.
    .no-transaction-in-progress = Henüz bir kod gönderilmedi. Önce bir kod isteyin.
    .too-many-failures = Çok fazla yanlış kod girildi. Birkaç dakika bekleyip tekrar deneyin.
    .too-many-sms = Çok fazla kod istediniz. Bir süre bekleyip tekrar deneyin.
    .too-many-voice = Çok fazla kod istediniz. Bir süre bekleyip tekrar deneyin.
    .tryAgainText = { $wait } sonra tekrar deneyebilirsiniz.
    .send-sms-failed = SMS gönderilemedi.
    .send-voice-failed = Arama yapılamadı.
    .sms-authenticator-error = Şu anda SMS gönderemiyoruz. Lütfen daha sonra tekrar deneyin.
    .voice-authenticator-error = Şu anda arama yapamıyoruz. Lütfen daha sonra tekrar deneyin.
    .no-phone = Telefon numaranızı girin.
    .no-country = Bir ülke seçin veya numaraya + işareti ve ülke koduyla başlayın.
    .invalid-phone-format = Telefon numarası yalnızca rakamlardan oluşur ve + işaretiyle başlayabilir.
    .invalid-phone = Bu, kullanımda olan bir telefon numarasına benzemiyor. Kontrol edip tekrar deneyin.
    .wrong-phone-kind = Bu tür numaralara kod gönderemiyoruz. Lütfen başka bir numara kullanın.
    .no-texts-to-phone = Bu numara SMS alamaz. Başka bir numara kullanın.
    .no-texts-to-phone-call-instead = Bu numara SMS alamaz. Başka bir numara veya sesli arama kullanın.
    .no-calls-to-phone = Bu numara arama alamaz. Başka bir numara kullanın.
    .no-calls-to-phone-text-instead = Bu numara arama alamaz. Başka bir numara veya SMS kullanın.
    .phone-in-use = Bu numara hesabınızda zaten kayıtlı.
    .too-many-factors = Hesabınızda izin verilen en fazla sayıda telefon ve kimlik doğrulama uygulaması var. Yenisini eklemeden önce birini kaldırın.
    .too-many-changes = Hesabınızdaki telefonları ve uygulamaları çok sık değiştirdiniz. Bir süre bekleyip tekrar deneyin.
    .no-channel = Kodu nasıl almak istediğinizi seçin.
    .transaction-not-found = Bu sayfanın süresi doldu. Lütfen yeniden başlayın.
    .invalid-request = İşlem gerçekleştirilemedi. Lütfen tekrar deneyin.
    .seconds = { $count ->
        [one] { $count } saniye
       *[other] { $count } saniye
    }
    .minutes = { $count ->
        [one] { $count } dakika
       *[other] { $count } dakika
    }
    .hours = { $count ->
        [one] { $count } saat
       *[other] { $count } saat
    }
    .days = { $count ->
        [one] { $count } gün
       *[other] { $count } gün
    }
    .date = { $day } { $month ->
        [1] Ocak
        [2] Şubat
        [3] Mart
        [4] Nisan
        [5] Mayıs
        [6] Haziran
        [7] Temmuz
        [8] Ağustos
        [9] Eylül
        [10] Ekim
        [11] Kasım
       *[12] Aralık
    } { $year }

login =
    .pageTitle = Giriş yap | { $clientName }
    .title = Hoş geldiniz
    .description = { $clientName } uygulamasına devam etmek için { $companyName } hesabınıza giriş yapın.
    .usernamePlaceholder = Kullanıcı adı veya e-posta adresi
    .emailPlaceholder = E-posta adresi
    .passwordPlaceholder = Şifre
    .buttonText = Giriş yap
    .signupActionText = Hesabınız yok mu?
    .signupActionLinkText = Kaydol
    .wrong-credentials = Kullanıcı adı veya şifre yanlış.
    .wrong-email-credentials = E-posta adresi veya şifre yanlış.
    .no-username = Kullanıcı adınızı veya e-posta adresinizi girin.
    .no-email = E-posta adresinizi girin.
    .no-password = Şifrenizi girin.
    .user-blocked = Çok sayıda başarısız denemeden sonra hesabınız engellendi.
    .ip-blocked = Ağınızdan çok sayıda başarısız deneme yapıldı. Lütfen daha sonra tekrar deneyin.
    .same-user-login = Çok fazla deneme yapıldı. Bir süre bekleyip tekrar deneyin.
    .too-many-attempts = Çok fazla deneme yapıldı. Bir süre bekleyip tekrar deneyin.
    .authentication-failure = Giriş sırasında bir sorun oluştu. Lütfen tekrar deneyin.

signup =
    .pageTitle = Kaydol | { $clientName }
    .title = Hesabınızı oluşturun
    .description = { $clientName } uygulamasına devam etmek için bir { $companyName } hesabı oluşturun.
    .emailPlaceholder = E-posta adresi
    .passwordPlaceholder = Şifre
    .buttonText = Kaydol
    .loginActionText = Zaten hesabınız var mı?
    .loginActionLinkText = Giriş yap
    .passwordSecurityText = Şifreniz şunu içermelidir:
    .passwordLengthText = { $min ->
        [one] en az { $min } karakter
       *[other] en az { $min } karakter
    }
    .passwordStrengthText = Şifre gücü:
    .passwordWeakText = zayıf
    .passwordFairText = orta
    .passwordStrongText = güçlü
    .passwordHintText = Birbiriyle ilgisiz birkaç kelimeyi hatırlamak kolay, tahmin etmek zordur.
    .accessibilityError = karşılanmadı
    .accessibilityValid = karşılandı
    .no-email = E-posta adresinizi girin.
    .invalid-email-format = Bu, geçerli bir e-posta adresine benzemiyor.
    .no-password = Bir şifre belirleyin.
    .password-too-weak = { $min ->
        [one] Şifre çok kısa: en az { $min } karakter olmalıdır.
       *[other] Şifre çok kısa: en az { $min } karakter olmalıdır.
    }
    .password-too-long = { $max ->
        [one] Şifre çok uzun: en fazla { $max } bayt olabilir.
       *[other] Şifre çok uzun: en fazla { $max } bayt olabilir.
    }
    .password-too-common = Bu şifre çok sayıda kişi tarafından kullanılıyor. Lütfen başka bir şifre seçin.
    .password-policy-not-conformant = Şifre çok basit: küçük ve büyük harfleri, rakamları ve diğer karakterleri bir arada kullanın.
    .password-contains-user-information = Şifre, e-posta adresinizi içeremez.
    .email-in-use = Bu bilgilerle hesap oluşturamadık. Zaten bir hesabınız varsa giriş yapın.
    .user-exists = Bu bilgilerle hesap oluşturamadık. Zaten bir hesabınız varsa giriş yapın.
    .signup-disabled = Burada yeni hesap oluşturulamaz.
    .ip-signup-blocked = Ağınızdan çok sayıda deneme yapıldı. Lütfen daha sonra tekrar deneyin.
    .too-many-attempts = Çok fazla deneme yapıldı. Bir süre bekleyip tekrar deneyin.

# Before a number is bound (NIST SP 800-63B-4 §3.2.9): what it cannot protect from, and what is stronger.
phone-notice =
    .title = Telefonla gelen kod nelere karşı korumaz?
    .summary = Yalnızca şifreden daha iyidir, ancak en güçlü koruma değildir.
    .takeover = Birisi numaranızı başka bir SIM karta veya başka bir operatöre taşıtarak ele geçirebilir.
    .phishing = Kod ele geçirilebilir ya da sahte bir site veya arama yoluyla sizden öğrenilebilir. Kodu hiç kimseyle paylaşmayın.
    .reachability = Şebeke yoksa kod da yoktur: telefonunuz yanınızda değilken veya yurt dışındayken kod alamayabilirsiniz.
    .alternative = Kimlik doğrulama uygulaması daha güvenlidir ve şebeke olmadan da çalışır.
    .alternativeLinkText = Bunun yerine kimlik doğrulama uygulaması kullan

mfa-phone-enrollment =
    .pageTitle = Telefon numarası ekle | { $clientName }
    .title = Hesabınızı güvenceye alın
    .description = Telefon numaranızı girin. Bu numaraya 6 haneli bir kod göndereceğiz.
    .countryPlaceholder = Ülke
    .countryHint = Numara + işaretiyle başlıyorsa gerekmez.
    .pickCountryText = Ülke listesinde ara
    .placeholder = Telefon numarası
    .termsText = Operatörünüz SMS ve aramalar için ücret alabilir.

mfa-phone-challenge =
    .pageTitle = Kimliğinizi doğrulayın | { $clientName }
    .title = Kimliğinizi doğrulayın
    .description = Şu telefon numarasına 6 haneli bir kod göndereceğiz:
    .changePhoneText = Başka bir telefon numarası kullan
    .placeholder = Telefon numarası

mfa-country-codes =
    .pageTitle = Ülkenizi seçin | { $clientName }
    .title = Ülkenizi seçin
    .searchPlaceholder = Ülke veya ülke kodu
    .searchButtonText = Ara
    .noResultsText = “{ $query }” ile eşleşen ülke yok.
    .resultsText = { $count ->
        [one] { $count } ülke
       *[other] { $count } ülke
    }
    .showAllText = Tüm ülkeleri göster

mfa-sms-enrollment =
    .pageTitle = Telefon numarası ekle | { $clientName }
    .title = Hesabınızı güvenceye alın
    .description = Telefon numaranızı girin. Bu numaraya SMS ile 6 haneli bir kod göndereceğiz.
    .countryPlaceholder = Ülke
    .countryHint = Numara + işaretiyle başlıyorsa gerekmez.
    .pickCountryText = Ülke listesinde ara
    .placeholder = Telefon numarası
    .termsText = Operatörünüz SMS için ücret alabilir.

mfa-voice-enrollment =
    .pageTitle = Telefon numarası ekle | { $clientName }
    .title = Hesabınızı güvenceye alın
    .description = Telefon numaranızı girin. Bu numarayı arayıp 6 haneli bir kod okuyacağız.
    .countryPlaceholder = Ülke
    .countryHint = Numara + işaretiyle başlıyorsa gerekmez.
    .pickCountryText = Ülke listesinde ara
    .placeholder = Telefon numarası
    .termsText = Operatörünüz aramalar için ücret alabilir.

mfa-sms-challenge =
    .pageTitle = Kodu girin | { $clientName }
    .title = Kimliğinizi doğrulayın
    .description = { $phoneNumber } numarasına SMS ile bir kod gönderdik.
    .placeholder = 6 haneli kod
    .editText = Değiştir
    .editLinkScreenReadableText = Telefon numarasını değiştir
    .changePhoneText = Başka bir telefon numarası kullan
    .resendText = Kod gelmedi mi?
    .resendActionText = Yeni kod gönder
    .resendWaitText = { $wait } sonra yeni bir kod isteyebilirsiniz.
    .resentText = Yeni bir kod gönderdik.
    .resendVoiceActionSeparatorTextBefore = veya
    .resendVoiceActionText = bunun yerine telefonla ara
    .expiryText = Kod { $wait } boyunca geçerlidir.

mfa-voice-challenge =
    .pageTitle = Kodu girin | { $clientName }
    .title = Kimliğinizi doğrulayın
    .description = Size bir kod okumak için { $phoneNumber } numarasını arıyoruz.
    .placeholder = 6 haneli kod
    .editText = Değiştir
    .editLinkScreenReadableText = Telefon numarasını değiştir
    .changePhoneText = Başka bir telefon numarası kullan
    .resendText = Arama gelmedi mi?
    .resendActionText = Tekrar ara
    .resendWaitText = { $wait } sonra yeni bir arama isteyebilirsiniz.
    .resentText = Sizi tekrar arıyoruz.
    .resendSmsActionSeparatorTextBefore = veya
    .resendSmsActionSeparatorTextAfter = { "" }
    .resendSmsActionText = bunun yerine SMS gönder
    .expiryText = Kod { $wait } boyunca geçerlidir.

# What has become of the message, as far as the carrier has told us.
delivery =
    .title = Teslimat
    .smsSending = SMS gönderiliyor…
    .smsAccepted = SMS yolda.
    .smsDelivered = SMS teslim edildi.
    .smsFailed = SMS teslim edilemedi.
    .smsUnknown = SMS’in ulaşıp ulaşmadığını bilmiyoruz.
    .smsOfferVoice = Bunun yerine kodu bir aramayla dinleyebilirsiniz.
    .voiceSending = Arama başlatılıyor…
    .voiceAccepted = Telefonunuz birazdan çalacak.
    .voiceRinging = Telefonunuz çalıyor.
    .voiceDelivered = Arama yanıtlandı.
    .voiceFailed = Arama bağlanamadı.
    .voiceUnknown = Aramanın bağlanıp bağlanmadığını bilmiyoruz.
    .voiceOfferSms = Bunun yerine kodu SMS ile alabilirsiniz.
    .offerOther = Başka bir numara veya başka bir yöntem deneyebilirsiniz.
    .noWait = Beklemeniz gerekmez: hemen yeni bir kod isteyin.
    .refreshText = Durumu yenile

mfa-sms-list =
    .pageTitle = Telefon numarası seçin | { $clientName }
    .title = Bir telefon numarası seçin
    .description = Kod hangi numaraya gönderilsin?
    .selectText = { $phoneNumber } numarasını kullan

mfa-login-options =
    .pageTitle = Başka bir yöntem seçin | { $clientName }
    .title = Diğer yöntemler
    .description = Kimliğinizi nasıl doğrulamak istediğinizi seçin.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Telefon araması
    .authenticatorNamesPhone = Telefon
    .authenticatorNamesOTP = Kimlik doğrulama uygulaması
    .authenticatorNamesRecoveryCode = Kurtarma kodu
    .smsDescription = { $phoneNumber } numarasına kod gönderilir
    .voiceDescription = { $phoneNumber } numarası aranır
    .phoneDescription = { $phoneNumber } numarasına SMS gönderilir veya arama yapılır
    .otpDescription = Uygulamanızın gösterdiği kod
    .recoveryCodeDescription = Acil durum için sakladığınız kod
    .noneText = Hesabınızda başka bir yöntem yok.

mfa-begin-enroll-options =
    .pageTitle = Yöntem seçin | { $clientName }
    .title = Hesabınızı güvende tutun
    .description = Bundan sonra kimliğinizi nasıl doğrulamak istediğinizi seçin.
    .authenticatorNamesSMS = SMS
    .authenticatorNamesVoice = Telefon araması
    .authenticatorNamesPhone = Telefon
    .authenticatorNamesOTP = Kimlik doğrulama uygulaması
    .authenticatorNamesRecoveryCode = Kurtarma kodu
    .smsDescription = Telefonunuza bir kod göndeririz
    .voiceDescription = Sizi arayıp bir kod okuruz
    .phoneDescription = Telefonunuza bir kod gönderir veya sizi ararız
    .otpDescription = Daha güvenlidir ve şebeke olmadan da çalışır
    .recommendedText = Önerilen

mfa-otp-enrollment-qr =
    .pageTitle = Kimlik doğrulama uygulaması kur | { $clientName }
    .title = Kimlik doğrulama uygulaması kurun
    .description = Bu QR kodunu kimlik doğrulama uygulamanızla tarayın. Ardından uygulamanın gösterdiği kodu girin.
    .qrAltText = Kimlik doğrulama uygulamanız için QR kodu
    .codeEnrollmentText = Kodu tarayamıyor musunuz?
    .codeEnrollmentDescription = Bu anahtarı uygulamanıza zamana dayalı kod olarak elle girin:
    .altText = Kimlik doğrulama uygulamanız için anahtar
    .openAppText = Bu cihazdaki bir uygulamada aç
    .separatorText = Ardından
    .placeholder = Uygulamadaki 6 haneli kod
    .user-already-enrolled = Bir kimlik doğrulama uygulaması zaten kurulu.

mfa-otp-challenge =
    .pageTitle = Uygulamadaki kodu girin | { $clientName }
    .title = Kimliğinizi doğrulayın
    .description = Kimlik doğrulama uygulamanızı açın ve gösterdiği kodu girin.
    .placeholder = 6 haneli kod

mfa-recovery-code-enrollment =
    .pageTitle = Kurtarma kodunuzu saklayın | { $clientName }
    .title = Neredeyse tamam
    .description = Bu kurtarma kodunu kopyalayın ve güvenli bir yerde saklayın. Telefonunuz veya uygulamanız olmadan giriş yapmanız gerekirse bu koda ihtiyacınız olacak.
    .altText = Kurtarma kodu
    .onceText = Bu kod yalnızca bir kez gösterilir.
    .checkboxText = Bu kodu güvenli bir yere kaydettim
    .buttonText = Devam et
    .no-confirmation = Lütfen kodu kaydettiğinizi onaylayın.

mfa-recovery-code-challenge =
    .pageTitle = Kurtarma kodunuzu girin | { $clientName }
    .title = Kimliğinizi doğrulayın
    .description = İki adımlı doğrulamayı kurarken size verilen kurtarma kodunu girin.
    .placeholder = Kurtarma kodu
    .hintText = Boşluklar, tireler ve büyük-küçük harf farkı önemli değildir. Kod yalnızca bir kez kullanılabilir; ardından yeni bir kod alırsınız.
    .no-code = Kurtarma kodunuzu girin.
    .invalid-code = Kurtarma kodu doğru değil. Kontrol edip tekrar deneyin.
    .invalid-code-format = Kurtarma kodu 24 harf ve rakamdan oluşur.
    .no-confirmation = Lütfen kodu kaydettiğinizi onaylayın.

mfa-recovery-code-challenge-new-code =
    .pageTitle = Yeni kurtarma kodunuzu saklayın | { $clientName }
    .title = Yeni kurtarma kodunuz
    .description = Az önce kullandığınız kod artık geçerli değil. Yeni kodu kopyalayın ve güvenli bir yerde saklayın.
    .altText = Kurtarma kodu
    .onceText = Bu kod yalnızca bir kez gösterilir.
    .checkboxText = Bu kodu güvenli bir yere kaydettim
    .buttonText = Devam et
    .no-confirmation = Lütfen kodu kaydettiğinizi onaylayın.

mfa-enroll-result =
    .pageTitle = İki adımlı doğrulama | { $tenantName }
    .enrolledTitle = Her şey hazır
    .enrolledDescription = Hesabınız artık ikinci bir adımla korunuyor. Bu sayfayı kapatabilirsiniz.
    .invalidTicketTitle = Geçersiz bağlantı
    .invalidTicketDescription = Bu bağlantı çalışmıyor. Eksiksiz olduğunu kontrol edin veya yeni bir bağlantı isteyin.
    .expiredTicketTitle = Bağlantının süresi doldu
    .expiredTicketDescription = Bu bağlantının süresi doldu. Lütfen yeni bir bağlantı isteyin.
    .alreadyUsedTitle = Bağlantı zaten kullanıldı
    .alreadyUsedDescription = Bu bağlantı daha önce kullanıldı. İki adımlı doğrulamayı hâlâ kurmanız gerekiyorsa yeni bir bağlantı isteyin.
    .alreadyEnrolledTitle = Yapmanız gereken bir şey yok
    .alreadyEnrolledDescription = Hesabınızda iki adımlı doğrulama zaten kurulu.
    .genericError = Bir sorun oluştu

status =
    .mfa-required-title = İki adımlı doğrulama gerekli
    .mfa-required = Bu uygulama iki adımlı doğrulama istiyor, ancak kullanabileceğiniz bir yöntem yok. Lütfen yöneticiyle iletişime geçin.

account =
    .pageTitle = Güvenlik ayarlarınız | { $tenantName }
    .title = Güvenlik ayarlarınız
    .description = { $email } olarak giriş yapıldı
    .phonesTitle = Telefon numaraları
    .phonesNone = Eklenmiş telefon numarası yok.
    .addPhoneText = Telefon numarası ekle
    .otpTitle = Kimlik doğrulama uygulaması
    .otpNone = Kurulmuş bir kimlik doğrulama uygulaması yok.
    .otpOn = { $date } tarihinde kuruldu
    .addOtpText = Kimlik doğrulama uygulaması kur
    .recoveryTitle = Kurtarma kodu
    .recoveryNone = Kurtarma kodunuz yok.
    .recoveryOn = { $date } tarihinde verildi
    .newRecoveryText = Yeni kurtarma kodu al
    .browsersTitle = Hatırlanan tarayıcılar
    .browsersNone = Hatırlanan tarayıcı yok.
    .browsersCount = { $count ->
        [one] { $count } tarayıcıda ikinci adım atlanıyor.
       *[other] { $count } tarayıcıda ikinci adım atlanıyor.
    }
    .browserThis = Bu tarayıcı
    .browserUntil = { $date } tarihine kadar hatırlanır
    .forgetText = Unut
    .forgetAllText = Tüm tarayıcıları unut
    .removeText = Kaldır
    .removePhoneScreenReadableText = { $phoneNumber } numarasını kaldır
    .addedText = { $date } tarihinde eklendi
    .lastUsedText = Son kullanım: { $date }
    .neverUsedText = Hiç kullanılmadı
    .factorNeeded = Burada değişiklik yapmak için önce mevcut yöntemlerinizden biriyle kimliğinizi doğrulayın.
    .verifyText = Şimdi doğrula
    .confirmTitle = Emin misiniz?
    .confirmRemovePhone = { $phoneNumber } numarasına artık kod gönderilmeyecek.
    .confirmRemoveOtp = Kimlik doğrulama uygulamanızın kodları artık kabul edilmeyecek.
    .confirmNewRecovery = Mevcut kurtarma kodunuz geçersiz olacak.
    .confirmText = Evet, kaldır
    .confirmNewRecoveryText = Evet, yeni kod al
    .lastFactor = Bu, son yönteminiz. Kaldırmadan önce başka bir yöntem ekleyin.
    .doneAdded = Eklendi.
    .doneRemoved = Kaldırıldı.
    .doneForgotten = Unutuldu. İkinci adım yeniden istenecek.
    .logoutText = Çıkış yap

reset-password =
    .pageTitle = Yeni bir şifre seçin | { $clientName }
    .title = Yeni bir şifre seçin
    .description = { $email } hesabınız için.
    .passwordPlaceholder = Yeni şifre
    .reEnterpasswordPlaceholder = Yeni şifre (tekrar)
    .buttonText = Şifreyi kaydet
    .passwordSecurityText = Şifreniz şunu içermelidir:
    .passwordLengthText = { $min ->
        [one] en az { $min } karakter
       *[other] en az { $min } karakter
    }
    .passwordStrengthText = Şifre gücü:
    .passwordWeakText = zayıf
    .passwordFairText = orta
    .passwordStrongText = güçlü
    .passwordHintText = Birbiriyle ilgisiz birkaç kelimeyi hatırlamak kolay, tahmin etmek zordur.
    .no-password = Bir şifre belirleyin.
    .password-too-weak = { $min ->
        [one] Şifre çok kısa: en az { $min } karakter olmalıdır.
       *[other] Şifre çok kısa: en az { $min } karakter olmalıdır.
    }
    .password-too-long = { $max ->
        [one] Şifre çok uzun: en fazla { $max } bayt olabilir.
       *[other] Şifre çok uzun: en fazla { $max } bayt olabilir.
    }
    .password-too-common = Bu şifre çok sayıda kişi tarafından kullanılıyor. Lütfen başka bir şifre seçin.
    .password-policy-not-conformant = Şifre çok basit: küçük ve büyük harfleri, rakamları ve diğer karakterleri bir arada kullanın.
    .no-re-enter-password = Yeni şifreyi bir kez daha girin.
    .password-mismatch = İki şifre aynı değil.

reset-password-success =
    .pageTitle = Şifre değiştirildi | { $clientName }
    .eventTitle = Şifre değiştirildi
    .description = Her yerde oturumunuz kapatıldı. Bundan sonra yeni şifrenizle oturum açın.
    .buttonText = { $clientName } uygulamasına devam et

reset-password-error =
    .pageTitle = Yeni bir şifre seçin | { $clientName }
    .eventTitleExpired = Bağlantının süresi doldu
    .descriptionExpired = Bu bağlantının süresi doldu. Lütfen yeni bir bağlantı isteyin.
    .eventTitleUsed = Bağlantı zaten kullanıldı
    .descriptionUsed = Bu bağlantı daha önce kullanıldı. Lütfen yenisini isteyin.
    .eventTitleGeneric = Geçersiz bağlantı
    .descriptionGeneric = Bu bağlantı çalışmıyor. Eksiksiz olduğunu kontrol edin veya yeni bir bağlantı isteyin.

email-verification-confirm =
    .pageTitle = E-posta adresinizi onaylayın | { $clientName }
    .title = E-posta adresinizi onaylayın
    .description = { $email } sizin adresiniz mi? O halde burada onaylayın.
    .buttonText = Evet, bu benim adresim

email-verification-result =
    .pageTitle = E-posta adresinizi onaylayın | { $clientName }
    .verifiedTitle = E-posta adresi onaylandı
    .verifiedDescription = E-posta adresiniz onaylandı. Bu sayfayı kapatabilirsiniz.
    .alreadyVerifiedDescription = E-posta adresiniz zaten onaylı.
    .errorTitle = Geçersiz bağlantı
    .unknownErrorDescription = Bu bağlantı çalışmıyor. Eksiksiz olduğunu kontrol edin veya yeni bir bağlantı isteyin.
    .auth0-users-expired-ticket = Bu bağlantının süresi doldu. Lütfen yeni bir bağlantı isteyin.
    .auth0-users-used-ticket = Bu bağlantı daha önce kullanıldı. Lütfen yenisini isteyin.
    .buttonText = { $clientName } uygulamasına devam et

logout =
    .pageTitle = Çıkış yap | { $tenantName }
    .title = Çıkış yap
    .userSalute = Merhaba { $userName },
    .description = { $clientName } uygulamasından çıkış yapmak istiyor musunuz?
    .acceptButtonText = Çıkış yap
    .declineButtonText = Oturumu açık tut

logged-out =
    .pageTitle = Çıkış yapıldı | { $tenantName }
    .title = Çıkış yaptınız
    .description = Bu sayfayı kapatabilirsiniz.
    .loginText = Yeniden giriş yap

error =
    .pageTitle = Hata | { $tenantName }
    .title = Bir sorun oluştu
    .description = İsteğinizi tamamlayamadık.
    .invalidRequestDescription = Sizi buraya yönlendiren uygulama hatalı bir istek gönderdi. Lütfen uygulamanın sağlayıcısına bildirin.
    .serverErrorDescription = Bizden kaynaklanan bir hata oluştu. Lütfen daha sonra tekrar deneyin.
    .notFoundTitle = Sayfa bulunamadı
    .notFoundDescription = Bu adreste bir şey yok.
    .tooManyTitle = Çok fazla istek
    .tooManyDescription = Lütfen bir süre bekleyip tekrar deneyin.
    .cookiesTitle = Çerezler gerekli
    .cookiesDescription = Tarayıcınız çerezimizi geri göndermedi. Bu site için çerezlere izin verin, ardından yeniden başlayın.
    .otherBrowserDescription = Bu sayfa, başka bir tarayıcıdaki bir girişe ait. Lütfen burada yeniden başlayın.
    .detailsText = Destek için ayrıntılar
    .traceText = Referans: { $reference }

expired =
    .pageTitle = Süresi doldu | { $tenantName }
    .title = Bu sayfanın süresi doldu
    .description = Giriş çok uzun sürdü veya başka bir sekmede zaten tamamlandı. Hiçbir şey kaybolmadı.
    .buttonText = Yeniden başla
    .noWayBackDescription = Lütfen uygulamaya geri dönüp yeniden giriş yapın.

# Told to the old number and the email address when something about the second step has changed.
notice =
    .greeting = Merhaba,
    .notYou = Bu işlemi siz yaptıysanız başka bir şey yapmanız gerekmez. Siz yapmadıysanız hemen şifrenizi değiştirin ve { $supportEmail ->
        [none] { $tenantName } destek ekibiyle iletişime geçin
       *[given] { $supportEmail } adresine yazın
    }.
    .footer = Bu ileti, { $tenantName } hesabınızın güvenliğiyle ilgili olduğu için size gönderildi.

enrollment-email =
    .subject = { $tenantName } için ikinci doğrulama adımınızı kurun
    .body = { $tenantName }, kimliğinizi doğrulamak için telefonunuz gibi ikinci bir yöntem kurmanızı istiyor. Başlamak için bu bağlantıyı açın:
    .expiry = Bağlantı yalnızca bir kez kullanılabilir; son kullanım tarihi { $date }. Bağlantıyı kimseyle paylaşmayın: açan kişi hesabınız için bir doğrulama yöntemi kurabilir.

notice-phone-added =
    .subject = Hesabınıza bir telefon numarası eklendi
    .body = { $date } tarihinde { $tenantName } hesabınıza { $phoneNumber } telefon numarası eklendi. Bu numara artık kimliğinizi doğrulamak için kullanılabilir.
    .sms = { $tenantName }: Hesabınıza başka bir telefon numarası eklendi. Bunu siz yapmadıysanız şifrenizi değiştirin ve destekle iletişime geçin.

notice-phone-removed =
    .subject = Hesabınızdan bir telefon numarası kaldırıldı
    .body = { $date } tarihinde { $tenantName } hesabınızdan { $phoneNumber } telefon numarası kaldırıldı. Bu numaraya artık kod gönderilmeyecek.
    .sms = { $tenantName }: Bu numara hesabınızdan kaldırıldı. Bunu siz yapmadıysanız şifrenizi değiştirin ve destekle iletişime geçin.

notice-phone-changed =
    .subject = Hesabınızın telefon numarası değiştirildi
    .body = { $date } tarihinde { $tenantName } hesabınızdaki { $phoneNumber } telefon numarası başka bir numarayla değiştirildi. Eski numaraya artık kod gönderilmeyecek.
    .sms = { $tenantName }: Hesabınız artık başka bir telefon numarası kullanıyor. Bunu siz yapmadıysanız şifrenizi değiştirin ve destekle iletişime geçin.

notice-otp-added =
    .subject = Hesabınız için bir kimlik doğrulama uygulaması kuruldu
    .body = { $date } tarihinde { $tenantName } hesabınız için bir kimlik doğrulama uygulaması kuruldu. Uygulamanın kodları artık kimliğinizi doğrulamak için kullanılabilir.
    .sms = { $tenantName }: Hesabınız için bir kimlik doğrulama uygulaması kuruldu. Bunu siz yapmadıysanız şifrenizi değiştirin ve destekle iletişime geçin.

notice-otp-removed =
    .subject = Kimlik doğrulama uygulaması hesabınızdan kaldırıldı
    .body = { $date } tarihinde kimlik doğrulama uygulaması { $tenantName } hesabınızdan kaldırıldı. Uygulamanın kodları artık kabul edilmiyor.
    .sms = { $tenantName }: Kimlik doğrulama uygulaması hesabınızdan kaldırıldı. Bunu siz yapmadıysanız şifrenizi değiştirin ve destekle iletişime geçin.

notice-recovery-code-used =
    .subject = Kurtarma kodunuz kullanıldı
    .body = { $date } tarihinde kurtarma kodunuzla { $tenantName } hesabınıza giriş yapıldı. Bu kod artık geçerli değil; yeni bir kod gösterildi.
    .sms = { $tenantName }: Kurtarma kodunuz giriş yapmak için kullanıldı. Bunu siz yapmadıysanız şifrenizi değiştirin ve destekle iletişime geçin.

notice-recovery-code-replaced =
    .subject = Kurtarma kodunuz yenilendi
    .body = { $date } tarihinde { $tenantName } hesabınız için yeni bir kurtarma kodu oluşturuldu. Eski kod artık geçerli değil.
    .sms = { $tenantName }: Kurtarma kodunuz yenilendi. Bunu siz yapmadıysanız şifrenizi değiştirin ve destekle iletişime geçin.

notice-password-changed =
    .subject = Hesabınızın şifresi değiştirildi
    .body = { $date } tarihinde { $tenantName } hesabınızın şifresi değiştirildi.

notice-email-changed =
    .subject = Hesabınızın e-posta adresi değiştirildi
    .body = { $date } tarihinde { $tenantName } hesabınızın e-posta adresi değiştirildi. Hesabınızla ilgili iletiler artık bu adrese gelmeyecek.

notice-email-set =
    .subject = Bu adres artık bir hesaba ait
    .body = { $date } tarihinde bu adres bir { $tenantName } hesabının e-posta adresi oldu. O hesapla ilgili iletiler artık buraya gelecek.

notice-username-changed =
    .subject = Hesabınızın kullanıcı adı değiştirildi
    .body = { $date } tarihinde { $tenantName } hizmetine giriş yaptığınız kullanıcı adı değiştirildi.
