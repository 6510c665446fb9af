//! Sessions, and the cookies that hold them.

use ringfence::flow::administer;
use ringfence_core::session::Lifetime;
use ringfence_core::tenant::Domain;

use crate::harness::{Browser, Call, RelyingParty, TestApp, hours, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn idleness_ends_one_and_so_does_age() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| {
            (settings.session_lifetime, settings.idle_session_lifetime) = (Lifetime::of_hours(10), Lifetime::of_hours(2))
        })
        .await;
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        browser.logs_in(&party, &ada, &[]).await.code();
        let silent = party.asks(&[("prompt", "none")]);
        for _ in 0..5 {
            app.advance(hours(2) - std::time::Duration::from_secs(60));
            browser.open(&silent).await.code();
        }
        app.advance(hours(1));
        assert_eq!(browser.open(&silent).await.error(), "login_required", "ten hours are over");
        browser.logs_in(&party, &ada, &[]).await.code();
        app.advance(hours(2));
        assert_eq!(browser.open(&silent).await.error(), "login_required", "two hours unused");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planted_one_becomes_nobodys() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut attacker = Browser::new(app);
        app.enrolled("eve@example.com", "+12025550124").await;
        let eve = crate::harness::Enrolled { email: "eve@example.com".into(), phone: "+12025550124".into(), ..app_user() };
        attacker.logs_in(&party, &eve, &[]).await.code();
        let planted = attacker.session().unwrap().clone();
        let mut victim = Browser::new(app);
        victim.cookies.insert("__Host-ringfence_session".to_owned(), planted.clone());
        let page = victim.types_password(&party.asks(&[("prompt", "login")]), &ada.email).await;
        victim.answers_by_text(&page, &ada, &[]).await.code();
        assert_ne!(victim.session(), Some(&planted));
        assert_eq!(attacker.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required");
        // Without its prefix a neighbouring host could have written it.
        let mut tossed = Browser::new(app);
        tossed.cookies.insert("ringfence_session".to_owned(), victim.session().unwrap().clone());
        assert_eq!(tossed.open(&party.asks(&[("prompt", "none")])).await.error(), "login_required");
    })
    .await;
}

fn app_user() -> crate::harness::Enrolled {
    crate::harness::Enrolled { id: String::new(), email: String::new(), phone: String::new(), recovery_code: String::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_and_headers_are_as_strict_as_can_be() {
    on_both(async |app: &TestApp| {
        let (party, ada) = (RelyingParty::new(app).await, app.enrolled_user().await);
        let mut browser = Browser::new(app);
        let answer = browser.step(Call::get(party.asks(&[]))).await;
        let cookie = answer.header("set-cookie").to_owned();
        assert!(cookie.starts_with("__Host-ringfence_browser="), "{cookie}");
        assert!(cookie.contains("; Path=/; ") && cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        let page = browser.follow(String::new(), answer).await;
        let policy = page.answer.header("content-security-policy");
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "script-src 'self';"] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe"));
        let headers = ["cache-control", "x-content-type-options", "x-frame-options"].map(|name| page.answer.header(name));
        assert_eq!(headers, ["no-store", "nosniff", "DENY"]);
        let done = browser.logs_in(&party, &ada, &[]).await;
        let cookie = done.answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-ringfence_session=") && cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        // Plain HTTP is for one's own machine.
        let domain = Domain { host: "localhost:3000".to_owned(), issuer: "http://localhost:3000/".to_owned() };
        assert!(administer::add_domain(&app.app.store, &app.tenancy.id, domain).await.unwrap());
        let answer = app.send(Call::get(party.asks(&[])).host("localhost:3000")).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("ringfence_browser=") && cookie.ends_with("; HttpOnly; SameSite=Lax"), "{cookie}");
    })
    .await;
}
