//! axe-core: what a machine can tell about whether everyone can use a page.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::dev::Dev;
use crate::look::Look;
use crate::person::Person;

static AXE: LazyLock<String> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{} is missing: `npm ci` there, or ./test, brings it", file.display()))
});

/// WCAG 2.2, A and AA, with what it keeps of 2.0 and 2.1, and axe's own advice. The size of targets is a rule that must be asked for.
const RUN: &str = "const done = arguments[0];
    axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { 'target-size': { enabled: true } },
        resultTypes: ['violations'],
    }).then(done, problem => done({ problem: String(problem) }))";

impl Person<'_> {
    /// The page that is open breaks none of axe's rules.
    pub(crate) fn axe(&self) {
        let found = self.axe_findings();
        assert!(found.is_empty(), "axe, at {} ({}):\n{}", self.url(), self.look().name(), found.join("\n"));
    }

    /// A rule a line, with the places that break it. Needs a browser that runs scripts, for axe is one; the page's policy does not bind it.
    pub(crate) fn axe_findings(&self) -> Vec<String> {
        assert!(self.look().has_scripts(), "axe needs scripts: ask somebody who has them");
        let loaded = self.session.run(&format!("if (!window.axe) {{ {} }} return typeof window.axe", *AXE), json!([]));
        assert!(loaded.as_ref().is_ok_and(|kind| kind == "object"), "axe cannot be brought into the page: {loaded:?}");
        let result = self.session.post("execute/async", &json!({ "script": RUN, "args": [] }));
        let result = result.unwrap_or_else(|refusal| panic!("axe does not end: {refusal}"));
        let violations = result["violations"].as_array().unwrap_or_else(|| panic!("axe failed: {}", result["problem"]));
        violations.iter().map(told).collect()
    }
}

fn told(violation: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut told = format!("- {} ({}): {}", text(&violation["id"]), text(&violation["impact"]), text(&violation["help"]));
    for node in violation["nodes"].as_array().into_iter().flatten() {
        told += &format!("\n    {}\n      {}", text(&node["html"]), text(&node["failureSummary"]).replace('\n', "\n      "));
    }
    told
}

#[test]
fn it_finds_what_is_wrong() {
    let dev = Dev::start();
    let ada = dev.person(Look::PHONE);
    ada.visits("data:text/html,<!doctype html><meta name=viewport content='width=device-width'><img src='x'><p style='color:%23aaa'>pale</p><button>a</button><button>b</button><p style='width:500px'>wide");
    let found = ada.axe_findings().join("\n");
    for rule in ["html-has-lang", "document-title", "image-alt", "landmark-one-main", "color-contrast"] {
        assert!(found.contains(&format!("- {rule} (")), "{rule} in {found}");
    }
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ada.need_not_scroll_sideways())).is_err());
}
