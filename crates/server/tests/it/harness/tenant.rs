//! The tenant that every test finds: as `ringfence dev` makes it, with a few more clients.

use ringfence::ctx::App;
use ringfence::flow::administer::{self, NewTenant};
use ringfence_core::client::{ApiSettings, AppType, Client, ClientGrant, ClientSettings, ResourceServer, grant};
use ringfence_core::delivery::Channel;
use ringfence_core::id::{ResourceServerId, TenantId};
use ringfence_core::tenant::{Domain, MfaPolicy, PhoneFactor, Provider, TenantSettings};

use super::secs;

pub(crate) const HOST: &str = "demo.example.test";
pub(crate) const ISSUER: &str = "https://demo.example.test/";
pub(crate) const PUBLIC_URL: &str = "https://ringfence.example.test";

pub(crate) struct Tenancy {
    pub(crate) id: TenantId,
    /// The application whose users sign in.
    pub(crate) demo: Client,
    /// Another one, with the same rights.
    pub(crate) second: Client,
    /// One without a secret.
    pub(crate) public: Client,
    /// A machine that may use the Management API.
    pub(crate) management: Client,
}

impl Tenancy {
    pub(crate) async fn seed(app: &App) -> Self {
        let id = tenant(app, "demo", HOST).await;
        let api = ResourceServer {
            id: ResourceServerId::random(&*app.dice),
            identifier: "https://api.example.test".to_owned(),
            name: "An API".to_owned(),
            scopes: vec!["read:things".to_owned(), "write:things".to_owned()],
            token_lifetime: secs(7200),
            settings: ApiSettings::default(),
        };
        assert!(administer::create_api(&app.store, app.clock.now(), &id, api).await.unwrap());
        let management = client(app, &id, "Management", &[grant::CLIENT_CREDENTIALS], false).await;
        let scopes = administer::management_scopes();
        let granted = ClientGrant { client_id: management.id.clone(), audience: ClientGrant::MANAGEMENT.to_owned(), scopes };
        administer::grant_client(&app.store, &*app.dice, app.clock.now(), &id, granted).await.unwrap();
        Self {
            demo: client(app, &id, "Demo application", &USER_GRANTS, false).await,
            second: client(app, &id, "Second application", &USER_GRANTS, false).await,
            public: client(app, &id, "Public application", &USER_GRANTS, true).await,
            management,
            id,
        }
    }
}

pub(crate) const USER_GRANTS: [&str; 6] =
    [grant::REFRESH_TOKEN, grant::PASSWORD, grant::PASSWORD_REALM, grant::MFA_OOB, grant::MFA_OTP, grant::MFA_RECOVERY_CODE];

pub(crate) async fn tenant(app: &App, name: &str, host: &str) -> TenantId {
    let domains = vec![Domain { host: host.to_owned(), issuer: format!("https://{host}/") }];
    let new = NewTenant { name: name.to_owned(), settings: settings(), domains };
    administer::create_tenant(&app.store, &*app.dice, app.clock.now(), new).await.unwrap()
}

pub(crate) async fn client(app: &App, tenant: &TenantId, name: &str, grants: &[&str], is_public: bool) -> Client {
    let settings = ClientSettings {
        name: name.to_owned(),
        app_type: AppType::RegularWeb,
        grant_types: grants.iter().map(|name| (*name).to_owned()).collect(),
        ..ClientSettings::default()
    };
    administer::create_client(&app.store, &*app.dice, app.clock.now(), tenant, settings, is_public).await.unwrap()
}

fn settings() -> TenantSettings {
    TenantSettings {
        friendly_name: "Demo".to_owned(),
        enabled_locales: ["en", "fr", "de", "pt-BR"].map(str::to_owned).to_vec(),
        phone: PhoneFactor {
            enabled: true,
            message_types: vec![Channel::Sms, Channel::Voice],
            provider: Provider::PhoneMessageHook,
            route: vec!["virtual".to_owned()],
            ..PhoneFactor::default()
        },
        mfa_policies: vec![MfaPolicy::AllApplications],
        ..TenantSettings::default()
    }
}
