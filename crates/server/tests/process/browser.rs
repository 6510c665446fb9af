//! A browser over TCP: cookies, forms, redirects that stop at the application's door, and the application behind it.

use std::collections::BTreeMap;

use parking_lot::Mutex;
use reqwest::header::{HOST, HeaderMap, LOCATION, SET_COOKIE};
use serde_json::{Value, json};

use crate::people::Application;

/// Where the application waits for its answer; nobody listens there.
pub(crate) const CALLBACK: &str = "https://app.test/callback";
/// RFC 7636 §4.1; what the challenge below is of.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CODE_CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(crate) struct Browser {
    http: reqwest::Client,
    /// What stands in its address bar, whichever node takes the request.
    host: String,
    node: Mutex<u16>,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What a request was answered with; `address` is a path of ours or the application's whole one.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) address: String,
    pub(crate) body: String,
    pub(crate) location: Option<String>,
    pub(crate) content_type: String,
}

impl Browser {
    #[expect(clippy::disallowed_methods, reason = "a client of the server, from outside: boot.rs's own is inside")]
    pub(crate) fn new(port: u16) -> Self {
        ringfence::boot::install_crypto();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let http = client.timeout(std::time::Duration::from_secs(30)).build().unwrap();
        Self { http, host: format!("127.0.0.1:{port}"), node: Mutex::new(port), cookies: Mutex::default() }
    }

    /// Another one with the same cookies, as whoever has copied them.
    pub(crate) fn twin(&self) -> Self {
        let cookies = Mutex::new(self.cookies());
        Self { http: self.http.clone(), host: self.host.clone(), node: Mutex::new(*self.node.lock()), cookies }
    }

    /// The load balancer sends the next requests to the node on this port.
    pub(crate) fn turn_to(&self, port: u16) {
        *self.node.lock() = port;
    }

    pub(crate) fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().clone()
    }

    pub(crate) async fn try_get(&self, path: &str) -> Result<Page, reqwest::Error> {
        let request = self.http.get(format!("http://127.0.0.1:{}{path}", *self.node.lock()));
        self.send(request, path).await
    }

    /// One request, with the page's hidden fields and these; no redirect is followed.
    pub(crate) async fn try_post(&self, page: &Page, fields: &[(&str, &str)]) -> Result<Page, reqwest::Error> {
        let node = *self.node.lock();
        self.try_post_to(node, page, fields).await
    }

    pub(crate) async fn try_post_to(&self, node: u16, page: &Page, fields: &[(&str, &str)]) -> Result<Page, reqwest::Error> {
        let mut form = page.hidden();
        form.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let request = self.http.post(format!("http://127.0.0.1:{node}{}", page.address)).form(&form);
        self.send(request, &page.address).await
    }

    async fn send(&self, request: reqwest::RequestBuilder, path: &str) -> Result<Page, reqwest::Error> {
        let cookies: Vec<String> = self.cookies.lock().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.header(HOST, &self.host);
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        let response = request.send().await?;
        self.keep(response.headers());
        let text = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let (location, content_type) = (text(LOCATION), text(reqwest::header::CONTENT_TYPE).unwrap_or_default());
        let status = response.status().as_u16();
        Ok(Page { status, address: path.to_owned(), body: response.text().await?, location, content_type })
    }

    fn keep(&self, headers: &HeaderMap) {
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            let mut cookies = self.cookies.lock();
            if value.is_empty() {
                cookies.remove(name)
            } else {
                cookies.insert(name.to_owned(), value.to_owned())
            };
        }
    }

    /// On through redirects, to a page of ours or to the application's address.
    pub(crate) async fn followed(&self, mut page: Page) -> Page {
        for _ in 0..10 {
            let Some(location) = page.location.clone() else { return page };
            if !location.starts_with('/') {
                return Page { address: location, ..page };
            }
            page = self.try_get(&location).await.unwrap();
        }
        panic!("redirects without an end, at {}", page.address);
    }

    pub(crate) async fn go(&self, path: &str) -> Page {
        let page = self.try_get(path).await.unwrap();
        self.followed(page).await
    }

    pub(crate) async fn submit(&self, page: &Page, fields: &[(&str, &str)]) -> Page {
        let answer = self.try_post(page, fields).await.unwrap();
        self.followed(answer).await
    }
}

impl Page {
    /// The fields that its first form brings back unseen.
    pub(crate) fn hidden(&self) -> Vec<(String, String)> {
        let form = self.body.split("<form").nth(1).unwrap_or_default().split("</form>").next().unwrap_or_default();
        let tags = form.split("<input type=\"hidden\" name=\"").skip(1);
        let pair = |tag: &str| {
            let (name, rest) = tag.split_once("\" value=\"").unwrap();
            (name.to_owned(), unescaped(rest.split('"').next().unwrap()))
        };
        tags.map(pair).collect()
    }

    /// `mfa-sms-challenge` of `/u/mfa-sms-challenge?state=…`
    pub(crate) fn screen(&self) -> &str {
        self.address.strip_prefix("/u/").unwrap_or(&self.address).split('?').next().unwrap()
    }

    /// The same login at another of its screens.
    pub(crate) fn at(&self, screen: &str) -> String {
        format!("/u/{screen}?{}", self.address.split_once('?').unwrap().1)
    }

    #[track_caller]
    pub(crate) fn is(self, status: u16, screen: &str) -> Self {
        assert_eq!((self.status, self.screen()), (status, screen), "{:?}\n{}", self.location, self.body);
        self
    }

    /// What stands between the two, as a person reads it.
    #[track_caller]
    pub(crate) fn between(&self, before: &str, after: &str) -> String {
        let rest = self.body.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {}", self.body));
        let rest = if before.ends_with('>') || before.ends_with('"') { rest } else { rest.split_once('>').unwrap().1 };
        unescaped(rest.split(after).next().unwrap())
    }

    /// Of a recovery code or an app's secret.
    #[track_caller]
    pub(crate) fn shown_code(&self) -> String {
        self.between("<code", "</code>").split_whitespace().collect()
    }

    /// The authorization code with which the person came back.
    #[track_caller]
    pub(crate) fn authorization_code(&self) -> String {
        let query = self.address.split_once("/callback?").map(|(_, query)| query);
        let query = query.unwrap_or_else(|| panic!("HTTP {} {}\n{}", self.status, self.address, self.body));
        let pair = |pair: &str| pair.strip_prefix("code=").map(str::to_owned);
        query.split('&').find_map(pair).unwrap_or_else(|| panic!("no code in {query}"))
    }

    /// A page in words, for a person to read.
    #[track_caller]
    pub(crate) fn is_told(&self, status: u16, words: &str) {
        assert_eq!((self.status, self.content_type.as_str()), (status, "text/html; charset=utf-8"), "{}", self.body);
        assert!(self.body.contains(words), "{}", self.body);
    }
}

fn unescaped(text: &str) -> String {
    let named = text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"");
    named.replace("&#39;", "'").replace("&#38;", "&")
}

impl Application {
    /// The address to which it sends a browser, with PKCE; `more` are further parameters.
    pub(crate) fn authorize(&self, callback: &str, more: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("client_id", &self.client_id).append_pair("redirect_uri", callback).append_pair("response_type", "code");
        query.append_pair("scope", "openid email offline_access").append_pair("state", "st").append_pair("nonce", "no");
        query.append_pair("code_challenge", CODE_CHALLENGE).append_pair("code_challenge_method", "S256");
        query.extend_pairs(more);
        format!("/authorize?{}", query.finish())
    }

    /// At the node on this port.
    pub(crate) async fn exchange(&self, node: u16, code: &str, callback: &str) -> (u16, Value) {
        let host = self.base.split_once("://").unwrap().1;
        let body = json!({
            "grant_type": "authorization_code", "code": code, "redirect_uri": callback, "code_verifier": VERIFIER,
            "client_id": self.client_id, "client_secret": self.client_secret,
        });
        let request = self.http.post(format!("http://127.0.0.1:{node}/oauth/token")).header(HOST, host).json(&body);
        let response = request.send().await.unwrap();
        (response.status().as_u16(), serde_json::from_slice(&response.bytes().await.unwrap()).unwrap())
    }
}
