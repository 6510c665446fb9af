//! What a browser has asked for, of whom, and how heavy it was: out of the browser's own log, so also without scripts.

use std::collections::HashMap;

use serde_json::Value;

use crate::dev::Dev;
use crate::look::Look;
use crate::person::Person;

/// Everything since the browser opened.
#[derive(Default)]
pub(crate) struct Traffic {
    requests: Vec<Request>,
    bytes: HashMap<String, u64>,
}

struct Request {
    id: String,
    /// Of the document that asked, or that this is.
    document: String,
    url: String,
}

impl Traffic {
    fn note(&mut self, entry: &Value) {
        let Ok(entry) = serde_json::from_str::<Value>(entry["message"].as_str().unwrap_or_default()) else { return };
        let event = &entry["message"];
        let parameters = &event["params"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let id = text(&parameters["requestId"]);
        match event["method"].as_str() {
            Some("Network.requestWillBeSent") => {
                self.requests.push(Request { id, document: text(&parameters["loaderId"]), url: text(&parameters["request"]["url"]) });
            }
            Some("Network.webSocketCreated") => {
                self.requests.push(Request { id, document: String::new(), url: text(&parameters["url"]) });
            }
            Some("Network.loadingFinished") => {
                self.bytes.insert(id, parameters["encodedDataLength"].as_u64().unwrap_or_default());
            }
            _ => {}
        }
    }
}

impl Person<'_> {
    fn read_traffic(&self) {
        let mut traffic = self.traffic.borrow_mut();
        self.session.log("performance").iter().for_each(|entry| traffic.note(entry));
    }

    /// Every address that the browser has asked for, also in vain.
    pub(crate) fn asked_for(&self) -> Vec<String> {
        self.read_traffic();
        let traffic = self.traffic.borrow();
        let urls = traffic.requests.iter().map(|request| request.url.clone());
        urls.filter(|url| !url.starts_with("data:") && !url.starts_with("blob:") && !url.starts_with("about:")).collect()
    }

    /// Nobody but the server, and those whose origins are named, has heard of this person.
    pub(crate) fn asks_nobody_else(&self, origins: &[&str]) {
        let known: Vec<String> = [&*self.dev.url, &*self.dev.tls_url].iter().chain(origins).map(|origin| format!("{origin}/")).collect();
        let foreign: Vec<String> = self.asked_for().into_iter().filter(|url| !known.iter().any(|origin| url.starts_with(origin))).collect();
        assert!(foreign.is_empty(), "the pages ask others: {foreign:#?}");
    }

    /// Bytes over the wire, headings included, for the document that is open and all it has asked for. What the browser still had is not
    /// counted: ask somebody who has just arrived.
    pub(crate) fn weight(&self) -> u64 {
        self.read_traffic();
        let traffic = self.traffic.borrow();
        let Some(document) = traffic.requests.iter().rev().find(|request| request.id == request.document) else { return 0 };
        let its_own = traffic.requests.iter().filter(|request| request.document == document.document);
        let ids: std::collections::HashSet<&str> = its_own.map(|request| &*request.id).collect();
        ids.into_iter().filter_map(|id| traffic.bytes.get(id)).sum()
    }

    /// The browser has found no fault with the pages: nothing that the policy forbids, no script that failed. A status of 400 is none.
    pub(crate) fn browser_does_not_complain(&self) {
        let entries = self.session.log("browser");
        let faults: Vec<&Value> = entries.iter().filter(|entry| entry["level"] == "SEVERE" && entry["source"] != "network").collect();
        assert!(faults.is_empty(), "the browser complains: {faults:#?}");
    }
}

#[test]
fn it_notices_who_is_asked_and_what_the_policy_forbids() {
    let dev = Dev::start();
    let ada = dev.person(Look::DESKTOP);
    ada.visits("data:text/html,<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\"><img src='http://elsewhere.invalid/a.png'><script>1</script>");
    assert!(ada.asked_for().contains(&"http://elsewhere.invalid/a.png".to_owned()), "{:#?}", ada.asked_for());
    let fails = |check: &dyn Fn()| std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).is_err();
    assert!(fails(&|| ada.asks_nobody_else(&[])));
    ada.asks_nobody_else(&["http://elsewhere.invalid"]);
    assert!(fails(&|| ada.browser_does_not_complain()));
}
