//! Which page a login stands at, and which others belong to the same step.

use super::{Login, Purpose};
use crate::authenticator::{Authenticator, Kind};
use crate::challenge::Action;
use crate::delivery::Channel;
use crate::id::DeviceId;
use crate::policy;
use crate::tenant::TenantSettings;
use crate::ticket::Factor;

macro_rules! screens {
    ($($name:ident = $path:literal;)*) => {
        /// A page under `/u/`, by Auth0's name where Auth0 has it ("Customize New Universal Login text prompts").
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Screen {
            $($name,)*
        }

        impl Screen {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }
        }
    };
}

screens! {
    Login = "login";
    Signup = "signup";
    PhoneEnrollment = "mfa-phone-enrollment";
    SmsEnrollment = "mfa-sms-enrollment";
    VoiceEnrollment = "mfa-voice-enrollment";
    CountryCodes = "mfa-country-codes";
    BeginEnrollOptions = "mfa-begin-enroll-options";
    OtpEnrollment = "mfa-otp-enrollment-qr";
    PhoneChallenge = "mfa-phone-challenge";
    SmsChallenge = "mfa-sms-challenge";
    VoiceChallenge = "mfa-voice-challenge";
    SmsList = "mfa-sms-list";
    LoginOptions = "mfa-login-options";
    OtpChallenge = "mfa-otp-challenge";
    RecoveryChallenge = "mfa-recovery-code-challenge";
    RecoveryEnrollment = "mfa-recovery-code-enrollment";
    RecoveryNewCode = "mfa-recovery-code-challenge-new-code";
}

impl Screen {
    pub fn parse(path: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|screen| screen.path() == path)
    }

    /// Where a code that went out this way is typed.
    pub fn of_code(channel: Channel) -> Self {
        match channel {
            Channel::Sms => Self::SmsChallenge,
            Channel::Voice => Self::VoiceChallenge,
        }
    }
}

/// What a login waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    FirstFactor,
    Enroll,
    Challenge,
    /// A recovery code is to be written down.
    ShowRecovery,
    /// Nothing further.
    Finish,
}

/// The ways that are open to one user at this moment.
#[derive(Clone, Debug)]
pub struct Methods {
    /// Those that pages may offer, in the tenant's order.
    pub channels: Vec<Channel>,
    pub otp: bool,
    /// Bound, the one used last first.
    pub phones: Vec<Authenticator>,
    pub apps: Vec<Authenticator>,
    pub has_recovery_code: bool,
    /// Something is bound, whether or not its factor is still switched on.
    pub is_enrolled: bool,
    /// All that is bound, the recovery code too.
    pub bound: Vec<DeviceId>,
}

impl Methods {
    pub fn of(settings: &TenantSettings, authenticators: &[Authenticator]) -> Self {
        let active = || authenticators.iter().filter(|one| one.is_active());
        let mut phones: Vec<Authenticator> = active().filter(|one| one.is_phone()).cloned().collect();
        phones.sort_by_key(|one| std::cmp::Reverse((one.last_used_at, one.confirmed_at)));
        let apps: Vec<Authenticator> = active().filter(|one| one.kind == Kind::Totp).cloned().collect();
        Self {
            channels: policy::channels_on_pages(settings),
            otp: settings.otp_enabled,
            is_enrolled: !phones.is_empty() || !apps.is_empty(),
            bound: active().map(|one| one.id.clone()).collect(),
            phones,
            apps,
            has_recovery_code: active().any(|one| one.kind == Kind::RecoveryCode),
        }
    }

    fn can_challenge_phone(&self) -> bool {
        !self.phones.is_empty() && !self.channels.is_empty()
    }

    fn can_challenge_app(&self) -> bool {
        !self.apps.is_empty() && self.otp
    }

    pub fn can_enroll(&self, factor: Factor) -> bool {
        match factor {
            Factor::Phone => !self.channels.is_empty(),
            Factor::Otp => self.otp && self.apps.is_empty(),
        }
    }

    /// The phone in question: the picked one, else the one used last.
    pub fn phone(&self, chosen: Option<&DeviceId>) -> Option<&Authenticator> {
        let picked = chosen.and_then(|device| self.phones.iter().find(|one| one.id == *device));
        picked.or(self.phones.first())
    }

    /// The app was used later than any phone.
    fn prefers_app(&self) -> bool {
        let latest = |of: &[Authenticator]| of.iter().map(|one| (one.last_used_at, one.confirmed_at)).max();
        self.can_challenge_app() && (!self.can_challenge_phone() || latest(&self.apps) > latest(&self.phones))
    }

    fn challenge_home(&self, picked_phone: bool) -> Option<Screen> {
        match () {
            () if self.can_challenge_phone() && (picked_phone || !self.prefers_app()) => Some(Screen::PhoneChallenge),
            () if self.can_challenge_app() => Some(Screen::OtpChallenge),
            () if self.has_recovery_code => Some(Screen::RecoveryChallenge),
            () => None,
        }
    }

    fn enrollment_home(&self, only: Option<Factor>) -> Option<Screen> {
        let allows = |factor| only.is_none_or(|only| only == factor) && self.can_enroll(factor);
        match self.channels.as_slice() {
            _ if !allows(Factor::Phone) => allows(Factor::Otp).then_some(Screen::OtpEnrollment),
            [Channel::Sms] => Some(Screen::SmsEnrollment),
            [Channel::Voice] => Some(Screen::VoiceEnrollment),
            _ => Some(Screen::PhoneEnrollment),
        }
    }
}

impl Login {
    /// A second factor was shown in this login, and it is still bound.
    pub fn is_proven(&self, methods: &Methods) -> bool {
        self.second_factor.as_ref().is_some_and(|second| methods.bound.contains(&second.device))
    }

    /// What comes next. An enrolled user who must show a second factor is never let past it, whatever is switched off.
    pub fn step(&self, methods: &Methods) -> Step {
        let Some(person) = &self.person else { return Step::FirstFactor };
        if self.recovery.is_some() {
            return Step::ShowRecovery;
        }
        // Factors are changed by whoever has shown the one there is, even if it was bound a moment ago in another tab.
        let (wants_enrollment, is_about_factors) = match &self.purpose {
            Purpose::Authorize(_) => (false, false),
            Purpose::Account { add } => (add.is_some(), true),
            Purpose::Ticket { .. } => (true, true),
        };
        if (person.needs_second_factor || is_about_factors && methods.is_enrolled) && !self.is_proven(methods) {
            return if methods.is_enrolled { Step::Challenge } else { Step::Enroll };
        }
        if wants_enrollment && !self.has_enrolled { Step::Enroll } else { Step::Finish }
    }

    /// The only factor that may be enrolled, if there is a choice to be made at all.
    pub fn only_factor(&self) -> Option<Factor> {
        match &self.purpose {
            Purpose::Authorize(_) => None,
            Purpose::Account { add } => *add,
            Purpose::Ticket { factor, .. } => *factor,
        }
    }

    /// The page where the login stands; `None` when it stands nowhere: it is at its end, or there is no way left to go on.
    pub fn home(&self, methods: &Methods) -> Option<Screen> {
        match self.step(methods) {
            Step::FirstFactor => {
                Some(if self.request().is_some_and(|request| request.begins_with_signup) { Screen::Signup } else { Screen::Login })
            }
            Step::Enroll => match (&self.phone, &self.otp) {
                (Some(phone), _) if phone.action == Action::Enrollment => Some(Screen::of_code(phone.channel)),
                (_, Some(_)) => Some(Screen::OtpEnrollment),
                _ => methods.enrollment_home(self.only_factor()),
            },
            Step::Challenge => match &self.phone {
                Some(phone) if phone.action == Action::Verification => Some(Screen::of_code(phone.channel)),
                _ => methods.challenge_home(self.chosen.is_some()),
            },
            Step::ShowRecovery => Some(self.recovery_screen()),
            Step::Finish => None,
        }
    }

    fn recovery_screen(&self) -> Screen {
        let is_replaced = self.recovery.as_ref().is_some_and(|shown| shown.replaces.is_some());
        if is_replaced { Screen::RecoveryNewCode } else { Screen::RecoveryEnrollment }
    }

    /// Whether a page belongs to the step that the login is at; all others lead to [`Login::home`].
    pub fn admits(&self, screen: Screen, methods: &Methods) -> bool {
        let code_is_out =
            |action| self.phone.as_ref().is_some_and(|phone| phone.action == action && Screen::of_code(phone.channel) == screen);
        let allows = |factor| self.only_factor().is_none_or(|only| only == factor) && methods.can_enroll(factor);
        match (self.step(methods), screen) {
            (Step::FirstFactor, Screen::Login | Screen::Signup) => true,
            (Step::Enroll, Screen::PhoneEnrollment | Screen::SmsEnrollment | Screen::VoiceEnrollment) => {
                methods.enrollment_home(Some(Factor::Phone)) == Some(screen) && allows(Factor::Phone)
            }
            (Step::Enroll, Screen::CountryCodes) => allows(Factor::Phone),
            (Step::Enroll, Screen::OtpEnrollment) => allows(Factor::Otp),
            (Step::Enroll, Screen::BeginEnrollOptions) => allows(Factor::Otp) && allows(Factor::Phone),
            (Step::Enroll, Screen::SmsChallenge | Screen::VoiceChallenge) => code_is_out(Action::Enrollment),
            (Step::Challenge, Screen::SmsChallenge | Screen::VoiceChallenge) => code_is_out(Action::Verification),
            (Step::Challenge, Screen::PhoneChallenge) => methods.can_challenge_phone(),
            (Step::Challenge, Screen::SmsList) => methods.can_challenge_phone() && methods.phones.len() > 1,
            (Step::Challenge, Screen::OtpChallenge) => methods.can_challenge_app(),
            (Step::Challenge, Screen::RecoveryChallenge) => methods.has_recovery_code,
            (Step::Challenge, Screen::LoginOptions) => self.challenge_screens(methods).len() > 1,
            (Step::ShowRecovery, screen) => screen == self.recovery_screen(),
            _ => false,
        }
    }

    /// The ways to pass the challenge, each by the page that begins it.
    pub fn challenge_screens(&self, methods: &Methods) -> Vec<Screen> {
        let open = [
            (methods.can_challenge_phone(), Screen::PhoneChallenge),
            (methods.can_challenge_app(), Screen::OtpChallenge),
            (methods.has_recovery_code, Screen::RecoveryChallenge),
        ];
        open.into_iter().filter(|(is_open, _)| *is_open).map(|(_, screen)| screen).collect()
    }

    /// The ways to enroll, each by the page that begins it.
    pub fn enrollment_screens(&self, methods: &Methods) -> Vec<Screen> {
        let only = self.only_factor();
        let of = |factor| only.is_none_or(|only| only == factor).then(|| methods.enrollment_home(Some(factor))).flatten();
        [of(Factor::Phone), of(Factor::Otp)].into_iter().flatten().collect()
    }
}
