//! A browser without scripts: it keeps cookies, follows redirects within the house, and fills the forms it is shown.

use std::collections::BTreeMap;

use super::{Answer, Call, ISSUER, TestApp};

#[derive(Clone)]
pub(crate) struct Browser<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) cookies: BTreeMap<String, String>,
    /// Sent with every request.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) ip: [u8; 4],
}

/// What a browser shows, or where it was sent outside of the house.
#[derive(Debug)]
pub(crate) struct Page {
    /// Path and query.
    pub(crate) at: String,
    pub(crate) status: u16,
    pub(crate) html: String,
    pub(crate) answer: Answer,
    /// The address of the application, with its query.
    pub(crate) left_for: Option<String>,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(app: &'a TestApp) -> Self {
        Self { app, cookies: BTreeMap::new(), headers: BTreeMap::new(), ip: [203, 0, 113, 7] }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    /// What a browser adds to each request.
    pub(crate) fn dressed(&self, mut call: Call) -> Call {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        for (name, value) in &self.headers {
            call = call.header(name, value);
        }
        call.header("cookie", cookies.join("; ")).from(self.ip)
    }

    /// One request, no redirect followed.
    pub(crate) async fn step(&mut self, call: Call) -> Answer {
        let answer = self.app.send(self.dressed(call)).await;
        self.keep(&answer);
        answer
    }

    pub(crate) fn keep(&mut self, answer: &Answer) {
        for line in answer.headers.get_all("set-cookie") {
            let (pair, attributes) = line.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0;") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    pub(crate) async fn open(&mut self, path: &str) -> Page {
        let answer = self.step(Call::get(path)).await;
        self.follow(path.to_owned(), answer).await
    }

    pub(crate) async fn follow(&mut self, mut at: String, mut answer: Answer) -> Page {
        for _ in 0..10 {
            if answer.status != 303 {
                let html = answer.body.as_str().unwrap_or_default().to_owned();
                return Page { at, status: answer.status, html, answer, left_for: None };
            }
            let location = answer.header("location").to_owned();
            at = location.strip_prefix(ISSUER).map_or(location.clone(), |path| format!("/{path}"));
            if !at.starts_with('/') {
                return Page { at, status: 303, html: String::new(), answer, left_for: Some(location) };
            }
            answer = self.step(Call::get(at.as_str())).await;
        }
        panic!("{at} leads in circles");
    }

    /// The page's hidden fields, and what is typed.
    pub(crate) async fn submit(&mut self, page: &Page, typed: &[(&str, &str)]) -> Page {
        let answer = self.step(page.filled(typed)).await;
        self.follow(page.at.clone(), answer).await
    }

    pub(crate) fn session(&self) -> Option<&String> {
        self.cookies.get("__Host-ringfence_session")
    }
}

impl Page {
    /// The form's request, without a browser's own headers.
    pub(crate) fn filled(&self, typed: &[(&str, &str)]) -> Call {
        let mut fields = self.hidden();
        for (name, value) in typed {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Call::post(self.action()).header("origin", ISSUER.trim_end_matches('/')).form(&fields)
    }

    fn action(&self) -> String {
        self.html
            .split_once("<form")
            .and_then(|(_, form)| form.split('>').next()?.split_once("action=\""))
            .map_or_else(|| self.at.clone(), |(_, rest)| unescaped(rest.split('"').next().unwrap()))
    }

    /// Of the first form.
    pub(crate) fn hidden(&self) -> Vec<(String, String)> {
        let form = self.html.split_once("<form").map_or("", |(_, form)| form.split("</form>").next().unwrap());
        let attribute = |tag: &str, name: &str| Some(unescaped(tag.split_once(&format!("{name}=\""))?.1.split('"').next()?));
        let tags = form.split("<input type=\"hidden\"").skip(1).map(|rest| rest.split('>').next().unwrap());
        tags.filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?))).collect()
    }

    pub(crate) fn field(&self, name: &str) -> String {
        self.hidden().into_iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name} in {}", self.html)).1
    }

    /// `mfa-sms-challenge` of `/u/mfa-sms-challenge?state=…`
    pub(crate) fn screen(&self) -> &str {
        self.at.strip_prefix("/u/").unwrap_or(&self.at).split('?').next().unwrap()
    }

    #[track_caller]
    pub(crate) fn is(&self, screen: &str) -> &Self {
        assert_eq!((self.screen(), self.status), (screen, 200), "{}", self.html);
        self
    }

    pub(crate) fn title(&self) -> String {
        self.html.split_once("<h1>").map(|(_, rest)| unescaped(rest.split("</h1>").next().unwrap())).unwrap_or_default()
    }

    /// What `role="alert"` says, without its marks.
    pub(crate) fn alert(&self) -> String {
        let Some((_, rest)) = self.html.split_once("role=\"alert\"") else { return String::new() };
        let inside = rest.split_once('>').unwrap().1.split("</p>").next().unwrap();
        let text: String = inside.split('<').filter_map(|part| part.split_once('>').map_or(Some(part), |(_, text)| Some(text))).collect();
        unescaped(text.trim())
    }

    /// A page drawn again, with a word of what is wrong.
    #[track_caller]
    pub(crate) fn complains(&self, screen: &str, status: u16, words: &str) -> &Self {
        assert_eq!((self.screen(), self.status), (screen, status), "{}", self.html);
        assert!(self.alert().contains(words), "{:?} instead of {words:?}", self.alert());
        self
    }

    /// The parameters that the application was given.
    #[track_caller]
    pub(crate) fn given(&self) -> BTreeMap<String, String> {
        let address = self.left_for.as_ref().unwrap_or_else(|| panic!("still at {}: {}", self.at, self.html));
        let query = address.split_once('?').map_or("", |(_, query)| query);
        form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }

    #[track_caller]
    pub(crate) fn code(&self) -> String {
        self.given().remove("code").unwrap_or_else(|| panic!("no code: {:?}", self.left_for))
    }

    #[track_caller]
    pub(crate) fn error(&self) -> String {
        self.given().remove("error").unwrap_or_else(|| panic!("no error: {:?}", self.left_for))
    }
}

fn unescaped(text: &str) -> String {
    let known = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    known.into_iter().fold(text.to_owned(), |text, (code, letter)| text.replace(code, letter))
}
