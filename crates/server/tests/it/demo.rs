//! `/demo`: a relying party that signs people in through the pages, and believes nobody else.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use openidconnect::HttpResponse;
use ringfence::demo::{Demo, Registration, Transport};
use ringfence::flow::administer;
use ringfence::http::router::router;
use ringfence_core::client::{ClientSettings, grant};
use ringfence_core::tenant::MfaPolicy;
use tower::ServiceExt;

use crate::harness::{HOST, ISSUER, PASSWORD, TestApp, mins, on_both};

const ADA: (&str, &str) = ("ada@example.com", "+447700900101");
const BOB: (&str, &str) = ("bob@example.com", "+447700900102");

/// The same house with the demo application in it, which asks the house without it.
async fn with_demo(app: &TestApp) -> Router {
    let settings = ClientSettings {
        name: "Demo application".to_owned(),
        grant_types: vec![grant::AUTHORIZATION_CODE.to_owned()],
        callbacks: vec![format!("{ISSUER}{}", Demo::CALLBACK)],
        allowed_logout_urls: vec![format!("{ISSUER}{}", Demo::HOME)],
        ..ClientSettings::default()
    };
    let house = &app.app;
    let made = administer::create_client(&house.store, &*house.dice, house.clock.now(), &app.tenancy.id, settings, false);
    let client = made.await.unwrap();
    let registration = Registration {
        issuers: vec![ISSUER.to_owned()],
        client_id: client.id.to_string(),
        client_secret: client.secret.unwrap().expose().to_owned(),
    };
    let issuer = router(house.clone());
    let transport = Transport::new(move |request| {
        let issuer = issuer.clone();
        Box::pin(async move {
            assert!(request.uri().to_string().starts_with(ISSUER), "the demo asks its issuer and nobody else");
            let (mut parts, body) = request.into_parts();
            parts.headers.insert(header::HOST, HOST.parse().unwrap());
            let response = issuer.oneshot(Request::from_parts(parts, Body::from(body))).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
            Ok(HttpResponse::from_parts(parts, body.to_vec()))
        })
    });
    house.dev.demo.set(Arc::new(Demo::new(registration, transport, house.clock.clone(), house.dice.clone()))).unwrap();
    router(house.clone())
}

/// Cookies, redirects and forms, and no script.
#[derive(Clone)]
struct Browser {
    house: Router,
    cookies: BTreeMap<String, String>,
}

struct Page {
    /// With its query, without its host.
    at: String,
    status: u16,
    html: String,
}

impl Browser {
    fn new(house: &Router) -> Self {
        Self { house: house.clone(), cookies: BTreeMap::new() }
    }

    /// One request; where it leads, if it leads on.
    async fn step(&mut self, request: Request<Body>) -> (Page, Option<String>, axum::http::HeaderMap) {
        let at = request.uri().to_string();
        let (mut parts, body) = request.into_parts();
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        parts.headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        parts.headers.entry(header::HOST).or_insert(HOST.parse().unwrap());
        let response = self.house.clone().oneshot(Request::from_parts(parts, body)).await.unwrap();
        for line in response.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
        let (parts, body) = response.into_parts();
        let html = String::from_utf8(axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
        let to = parts.headers.get(header::LOCATION).map(|to| to.to_str().unwrap().replacen(ISSUER, "/", 1));
        (Page { at, status: parts.status.as_u16(), html }, to, parts.headers)
    }

    /// Where an address leads, without going there.
    async fn led_to(&mut self, at: &str) -> String {
        self.step(Request::get(at).body(Body::empty()).unwrap()).await.1.unwrap_or_else(|| panic!("{at} leads nowhere"))
    }

    async fn open(&mut self, at: &str) -> Page {
        let mut at = at.to_owned();
        for _ in 0..8 {
            let (page, to, _) = self.step(Request::get(&at).body(Body::empty()).unwrap()).await;
            match to {
                Some(to) => at = to,
                None => return page,
            }
        }
        panic!("{at} leads in circles");
    }

    async fn post(&mut self, at: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(at).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (page, to, _) = self.step(request.body(Body::from(body)).unwrap()).await;
        match to {
            Some(to) => self.open(&to).await,
            None => page,
        }
    }

    /// Sends a page's form, its hidden fields among what was filled in.
    async fn submit(&mut self, page: &Page, filled: &[(&str, &str)]) -> Page {
        let hidden = page.html.split("<input type=\"hidden\" name=\"").skip(1).filter_map(|rest| {
            let (name, rest) = rest.split_once("\" value=\"")?;
            Some((name, rest.split('"').next()?))
        });
        let mut fields: BTreeMap<&str, &str> = hidden.collect();
        fields.extend(filled.iter().copied());
        fields.insert("action", "default");
        self.post(&page.at, &fields.into_iter().collect::<Vec<_>>()).await
    }

    /// From the demo's front to its front: a new account with a phone.
    async fn sign_up(&mut self, app: &TestApp, (email, phone): (&str, &str)) -> Page {
        let page = self.open("/demo/login?signup").await;
        assert!(page.at.starts_with("/u/signup"), "{}", page.at);
        let page = self.submit(&page, &[("email", email), ("password", PASSWORD)]).await;
        let page = self.submit(&page, &[("phone", phone), ("channel", "sms")]).await;
        let page = self.submit(&page, &[("code", &code(app, phone, 1).await)]).await;
        let page = self.submit(&page, &[("confirmed", "on")]).await;
        assert_eq!((page.at.as_str(), page.status), ("/demo", 200), "{}", page.html);
        page
    }

    /// The second factor, wherever it is asked for; `nth` counts the messages to the phone.
    async fn confirm(&mut self, app: &TestApp, page: &Page, phone: &str, nth: usize) -> Page {
        let page = self.submit(page, &[("channel", "sms")]).await;
        self.submit(&page, &[("code", &code(app, phone, nth).await)]).await
    }
}

async fn code(app: &TestApp, phone: &str, nth: usize) -> String {
    app.eventually("the message arrives", async || app.messages_to(phone).await.len() >= nth).await;
    app.last_code_to(phone).await
}

impl Page {
    #[track_caller]
    fn says(&self, words: &str) {
        assert!(self.html.contains(words), "{words:?} is not in\n{}", self.html);
    }

    #[track_caller]
    fn refuses(&self, words: &str) {
        assert_eq!(self.status, 400, "{}", self.at);
        self.says("role=\"alert\"");
        self.says(words);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_logs_in_steps_up_and_logs_out() {
    on_both(async |app: &TestApp| {
        let mut browser = Browser::new(&with_demo(app).await);
        browser.open("/").await.says("/demo/login?signup");
        assert_eq!(browser.open("/dev/inbox").await.status, 200);
        let page = browser.sign_up(app, ADA).await;
        page.says("You are signed in");
        page.says("ada@example.com");
        page.says("passed for this login");
        page.says("&#34;amr&#34;: [");

        app.advance(mins(5));
        let page = browser.open("/demo").await;
        page.says("typed <time datetime=\"2025-11-24T16:00:00.000Z\" title=\"2025-11-24T16:00:00.000Z\">5 minutes ago");
        let page = browser.post("/demo/step-up", &[]).await;
        assert!(page.at.starts_with("/u/mfa-"), "a second factor is wanted, and no password: {}", page.at);
        let before = browser.cookies["ringfence_demo"].clone();
        let page = browser.confirm(app, &page, ADA.1, 2).await;
        assert_eq!(page.at, "/demo");
        page.says("confirmed again");
        assert_ne!(browser.cookies["ringfence_demo"], before, "a session is renewed when somebody arrives");

        let page = browser.post("/demo/logout", &[]).await;
        assert_eq!(page.at, "/demo", "the issuer sends back who has left");
        page.says("/demo/login?signup");
        assert!(browser.open("/demo/login").await.at.starts_with("/u/login"), "the issuer's session has ended too");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_answer_that_was_asked_for_is_believed() {
    on_both(async |app: &TestApp| {
        let house = with_demo(app).await;
        let mut browser = Browser::new(&house);
        browser.sign_up(app, ADA).await;
        browser.cookies.remove("ringfence_demo");
        // The issuer still knows the browser: it answers at once.
        let begun = browser.led_to("/demo/login?lang=de").await;
        assert!(begun.contains("ui_locales=de") && begun.contains("code_challenge_method=S256") && begun.contains("nonce="), "{begun}");
        let unasked = "This answer belongs to no login of this browser";
        let answer = browser.led_to(&begun).await;
        assert!(answer.starts_with("/demo/callback?code="), "{answer}");
        assert_eq!(browser.open(&answer).await.at, "/demo");
        let replayed = browser.open(&answer).await;
        replayed.refuses(unasked);
        replayed.says("ada@example.com");

        browser.open("/demo/callback").await.refuses(unasked);
        browser.open("/demo/callback?code=x&state=x").await.refuses(unasked);
        browser.open("/demo/callback?state=a&state=b").await.refuses(unasked);
        browser.open("/demo/callback?error=access_denied&error_description=Send+money&state=x").await.refuses(unasked);

        let state = |begun: &str| begun.split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned();
        let issuer = "https%3A%2F%2Fdemo.example.test%2F";
        let known = state(&browser.led_to("/demo/login").await);
        let denied = format!("/demo/callback?error=access_denied&error_description=%3Cb%3ENo&state={known}&iss={issuer}");
        let stranger = Browser::new(&house).open(&denied).await;
        stranger.refuses(unasked);
        let page = browser.open(&denied).await;
        page.refuses("&#60;b&#62;No");
        page.says("<code>access_denied</code>");
        browser.open(&denied).await.refuses(unasked);

        for iss in ["", "&iss=https%3A%2F%2Felsewhere.example%2F"] {
            let known = state(&browser.led_to("/demo/login").await);
            browser.open(&format!("/demo/callback?code=x&state={known}{iss}")).await.refuses("another issuer");
        }
        let known = state(&browser.led_to("/demo/login").await);
        browser
            .open(&format!("/demo/callback?code=x&state={known}&iss={issuer}"))
            .await
            .refuses("The code was not exchanged: invalid_grant");
        let known = state(&browser.led_to("/demo/login").await);
        app.advance(mins(60));
        browser.open(&format!("/demo/callback?code=x&state={known}&iss={issuer}")).await.refuses(unasked);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_up_proves_what_it_was_for() {
    on_both(async |app: &TestApp| {
        app.settings(|settings| settings.mfa_policies = vec![]).await;
        app.advance(mins(1));
        let house = with_demo(app).await;
        let mut browser = Browser::new(&house);
        assert_eq!(browser.open("/demo/step-up").await.at, "/demo", "nobody is signed in");
        let page = browser.open("/demo/login?signup").await;
        let page = browser.submit(&page, &[("email", ADA.0), ("password", PASSWORD)]).await;
        assert_eq!(page.at, "/demo", "{}", page.html);
        page.says("not asked for this time");

        // An issuer that overlooks what is asked for.
        let asked = browser.led_to("/demo/step-up").await;
        assert!(asked.contains("acr_values=http%3A%2F%2Fschemas.openid.net%2Fpape%2Fpolicies%2F2007%2F06%2Fmulti-factor"), "{asked}");
        let page = browser.open(&asked.replace("acr_values=", "x=")).await;
        page.refuses("did not ask for a second factor");
        page.says("href=\"/demo/step-up\"");
        page.says("ada@example.com");

        // Somebody else has signed in at the issuer meanwhile.
        app.settings(|settings| settings.mfa_policies = vec![MfaPolicy::AllApplications]).await;
        app.advance(mins(1));
        let mut other = Browser::new(&house);
        other.sign_up(app, BOB).await;
        let own = browser.cookies["ringfence_demo"].clone();
        browser.cookies = other.cookies.clone();
        browser.cookies.insert("ringfence_demo".to_owned(), own);
        let page = browser.open("/demo/step-up").await;
        let page = browser.confirm(app, &page, BOB.1, 2).await;
        page.refuses("Somebody else came back");
        browser.open("/demo").await.says("ada@example.com");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_keeps_to_its_addresses_and_to_itself() {
    on_both(async |app: &TestApp| {
        let absent = app.send(crate::harness::Call::get("/demo")).await;
        absent.refused(404, "not_found", "There is nothing at this address.");
        let mut browser = Browser::new(&with_demo(app).await);
        let elsewhere = Request::get("/demo").header(header::HOST, "elsewhere.example").body(Body::empty()).unwrap();
        assert_eq!(browser.step(elsewhere).await.1.as_deref(), Some("/demo"), "to its own address");

        let (page, _, headers) = browser.step(Request::get("/demo").body(Body::empty()).unwrap()).await;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'self';") && !policy.contains("unsafe"), "{policy}");
        assert!(!page.html.contains("style=") && !page.html.contains("<script"), "{}", page.html);
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");

        browser.led_to("/demo/login").await;
        let foreign = Request::post("/demo/logout").header(header::ORIGIN, "http://127.0.0.1:9").body(Body::empty()).unwrap();
        assert_eq!(browser.step(foreign).await.0.status, 403);
        let own = Request::post("/demo/logout").header(header::ORIGIN, "https://demo.example.test").body(Body::empty()).unwrap();
        assert_eq!(browser.step(own).await.1.as_deref(), Some("/demo"));
    })
    .await;
}
