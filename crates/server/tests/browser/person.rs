//! Somebody who reads and uses pages. Each step waits, at most five seconds, until it can be done or seen.
//!
//! A step that fails tells where the person was and what they saw; the picture and the source of the page lie in `target/browser`.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::dev::Dev;
use crate::driver::Session;
use crate::look::Look;
use crate::traffic::Traffic;

const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) struct Person<'a> {
    pub(crate) dev: &'a Dev,
    pub(crate) session: Session,
    pub(crate) traffic: RefCell<Traffic>,
    look: Cell<Look>,
}

impl<'a> Person<'a> {
    pub(crate) fn arrives(dev: &'a Dev, look: Look) -> Self {
        Self { dev, session: look.open(), traffic: RefCell::default(), look: Cell::new(look) }
    }

    /// A path of the server, or a whole URL.
    pub(crate) fn visits(&self, address: &str) {
        let url = if address.starts_with('/') { format!("{}{address}", self.dev.url) } else { address.to_owned() };
        self.session.post("url", &json!({ "url": url })).unwrap_or_else(|refusal| panic!("{url}: {refusal}"));
    }

    pub(crate) fn goes_back(&self) {
        self.session.post("back", &json!({})).unwrap_or_else(|refusal| panic!("there is no way back: {refusal}"));
    }

    pub(crate) fn reloads(&self) {
        self.session.post("refresh", &json!({})).unwrap_or_else(|refusal| panic!("it does not load again: {refusal}"));
    }

    /// Another tab of the same browser, and in it; `switches_to_tab(0)` is the way back.
    pub(crate) fn opens_tab(&self) {
        let opened = self.session.post("window/new", &json!({ "type": "tab" })).unwrap_or_else(|refusal| panic!("no new tab: {refusal}"));
        self.switches_to(&opened["handle"]);
        self.look.get().put_on(&self.session);
    }

    pub(crate) fn switches_to_tab(&self, index: usize) {
        let tabs = self.session.get("window/handles").unwrap_or_else(|refusal| panic!("no tabs: {refusal}"));
        self.switches_to(&tabs[index]);
    }

    fn switches_to(&self, handle: &Value) {
        self.session.post("window", &json!({ "handle": handle })).unwrap_or_else(|refusal| panic!("no such tab: {refusal}"));
    }

    pub(crate) fn look(&self) -> Look {
        self.look.get()
    }

    /// Another window or other colours, on the page that is open.
    pub(crate) fn changes_look(&self, look: Look) {
        look.put_on(&self.session);
        self.look.set(look);
    }

    pub(crate) fn url(&self) -> String {
        self.session.get("url").ok().and_then(|url| url.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The name of the screen: what follows `/u/` in the address. Empty elsewhere.
    pub(crate) fn screen(&self) -> String {
        let url = self.url();
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let screen = path.rsplit_once("/u/").filter(|_| path.starts_with("http")).map(|(_, screen)| screen);
        screen.unwrap_or_default().to_owned()
    }

    pub(crate) fn reaches(&self, screen: &str) {
        until(|| format!("{} instead of {screen}", self.url()), || (self.screen() == screen && self.is_loaded()).then_some(()));
    }

    /// An address that starts like this: another origin, or a path of the server.
    pub(crate) fn arrives_at(&self, start: &str) {
        let start = if start.starts_with('/') { format!("{}{start}", self.dev.url) } else { start.to_owned() };
        until(|| format!("{} instead of {start}", self.url()), || (self.url().starts_with(&start) && self.is_loaded()).then_some(()));
    }

    fn is_loaded(&self) -> bool {
        self.session.run("return document.readyState === 'complete'", json!([])).is_ok_and(|loaded| loaded == true)
    }

    /// The words of the page, as far as they can be seen, with single spaces.
    pub(crate) fn page(&self) -> String {
        self.words("body").unwrap_or_default()
    }

    pub(crate) fn sees(&self, words: &str) {
        until(|| format!("{words:?} is not to be seen"), || self.page().contains(words).then_some(()));
    }

    pub(crate) fn does_not_see(&self, words: &str) {
        until(|| format!("{words:?} is still to be seen"), || (!self.page().contains(words)).then_some(()));
    }

    /// The page's error; its words.
    pub(crate) fn sees_alert(&self) -> String {
        self.reads("[role=alert]")
    }

    /// The words of the first element that a selector finds, once it has some.
    pub(crate) fn reads(&self, selector: &str) -> String {
        until(|| format!("{selector} says nothing"), || self.words(selector).filter(|words| !words.is_empty()))
    }

    fn words(&self, selector: &str) -> Option<String> {
        let script = "return document.querySelector(arguments[0])?.innerText.replace(/\\s+/g, ' ').trim()";
        self.session.run(script, json!([selector])).ok()?.as_str().map(str::to_owned)
    }

    /// An attribute of the first element that a selector finds.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let script = "return document.querySelector(arguments[0])?.getAttribute(arguments[1])";
        self.session.run(script, json!([selector, name])).ok()?.as_str().map(str::to_owned)
    }

    /// Nothing is wider than the window, and the page knows how wide that is: one never scrolls sideways (WCAG 1.4.10).
    pub(crate) fn need_not_scroll_sideways(&self) {
        let script = "const width = arguments[0];
            return [document.documentElement.scrollWidth - width, ...[...document.body.querySelectorAll('*')]
                .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > width + 1)
                .map(element => element.outerHTML.slice(0, 120))]";
        let width = json!([self.look.get().width()]);
        let found = self.session.run(script, width).unwrap_or_else(|refusal| panic!("the page cannot be measured: {refusal}"));
        assert!(found[0].as_i64() <= Some(0), "the page is too wide for its window: {found:#}");
    }

    pub(crate) fn code_for(&self, phone: &str) -> String {
        self.dev.code_for(phone)
    }

    /// A picture of the whole page, also of what lies below the window: PNG.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let script = "const page = document.documentElement;
            return [page.dir === 'rtl', Math.max(page.scrollHeight, innerHeight)]";
        let found = self.session.run(script, json!([])).unwrap_or_else(|refusal| panic!("the page cannot be measured: {refusal}"));
        let look = self.look.get();
        let height = u32::try_from(found[1].as_u64().expect("a page is not upside down")).unwrap();
        let clip = json!({ "x": 0, "y": 0, "width": look.width(), "height": height, "scale": 1 });
        // Where one reads from right to left, what lies below the window is pictured out of its place: the window grows.
        let is_shifted = found[0] == true;
        if is_shifted {
            look.at_least_as_high_as(height).put_on(&self.session);
        }
        let taken = self.session.devtools("Page.captureScreenshot", &json!({ "captureBeyondViewport": !is_shifted, "clip": clip }));
        look.put_on(&self.session);
        let taken = taken.unwrap_or_else(|refusal| panic!("no picture: {refusal}"));
        BASE64_STANDARD.decode(taken["data"].as_str().expect("a picture is text")).expect("in base64")
    }

    fn leave_evidence(&self) {
        let name = std::thread::current().name().unwrap_or("a thread").replace("::", ".");
        println!("The person of {name} was at {}", self.url());
        println!("and saw: {}", self.page());
        let folder = target("browser");
        let Ok(source) = self.session.get("source") else { return };
        std::fs::write(folder.join(format!("{name}.html")), source.as_str().unwrap_or_default()).unwrap();
        if let Ok(picture) = self.session.get("screenshot") {
            std::fs::write(folder.join(format!("{name}.png")), BASE64_STANDARD.decode(picture.as_str().unwrap_or_default()).unwrap())
                .unwrap();
        }
        println!("See {}/{name}.png and .html", folder.display());
        println!("The server said: {}", self.dev.said());
    }
}

impl Drop for Person<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.leave_evidence();
        }
    }
}

/// A folder beside the build.
pub(crate) fn target(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().expect("it lies in the target folder").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Asks twenty times a second, and gives up after five.
pub(crate) fn until<T>(complaint: impl Fn() -> String, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < deadline, "{}", complaint());
        std::thread::sleep(Duration::from_millis(50));
    }
}
