//! Signatures against Twilio's own package, in both directions. Runs where `RINGFENCE_TEST_NODE_DIR` names a folder
//! with `node_modules/twilio`; `./test` sees to that.

use std::process::Command;

use ringfence_core::secret::Secret;
use ringfence_outbound::carriers::twilio::{sign, verify_signature};
use serde_json::{Value, json};

use crate::harness::real_tool;
use crate::twilio_callback::fields;

fn node(script: &str, input: &Value) -> Option<String> {
    let folder = real_tool("RINGFENCE_TEST_NODE_DIR")?;
    let output = Command::new("node").args(["-e", script, &input.to_string()]).current_dir(folder).output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("text").trim().to_owned())
}

/// Each case: the URL that we know, and the fields of the callback.
fn cases() -> Vec<(&'static str, Vec<(String, String)>)> {
    let text = fields(&[
        ("MessageSid", "SM11112222333344445555666677778888"),
        ("SmsSid", "SM11112222333344445555666677778888"),
        ("MessageStatus", "undelivered"),
        ("ErrorCode", "30003"),
        ("To", "+12025550123"),
        ("From", "+14155550100"),
        ("Body", "Ünïcode & 'quotes' = + %"),
        ("ApiVersion", "2010-04-01"),
    ]);
    let repeated =
        fields(&[("MediaUrl", "https://b"), ("MediaUrl", "https://a"), ("MediaUrl", "https://b"), ("a", ""), ("A", "1"), ("a0", "x")]);
    vec![
        ("https://rf.example/callbacks/twilio/ten_demo/del_one", text.clone()),
        ("https://rf.example/cb?x=1&y=%20b", text.clone()),
        ("https://rf.example:443/cb", repeated.clone()),
        ("https://rf.example:8443/cb", text),
        ("http://rf.example/cb", repeated),
        ("https://rf.example/cb", Vec::new()),
    ]
}

/// The fields as an Express application hands them to the package.
fn as_object(params: &[(String, String)]) -> Value {
    let mut object = serde_json::Map::new();
    for (name, value) in params {
        match object.entry(name).or_insert(Value::Null) {
            slot @ Value::Null => *slot = json!(value),
            Value::Array(values) => values.push(json!(value)),
            slot => *slot = json!([slot.clone(), value]),
        }
    }
    Value::Object(object)
}

const OURS: &str = "const { validateRequest } = require('twilio');
const [token, cases] = JSON.parse(process.argv[1]);
console.log(JSON.stringify(cases.map(([url, params, signature]) => validateRequest(token, signature, url, params))));";

const THEIRS: &str = "const { getExpectedTwilioSignature } = require('twilio/lib/webhooks/webhooks');
const [token, cases] = JSON.parse(process.argv[1]);
console.log(JSON.stringify(cases.map(([url, params]) => getExpectedTwilioSignature(token, url, params))));";

#[test]
fn the_official_package_takes_our_signatures() {
    let token = Secret::new("5ecre7");
    let mut signed: Vec<Value> = cases().iter().map(|(url, params)| json!([url, as_object(params), sign(&token, url, params)])).collect();
    // The last one is a forgery.
    signed.push(json!(["https://rf.example/cb", {"a": "1"}, sign(&token, "https://rf.example/cb", &fields(&[("a", "2")]))]));
    let Some(verdicts) = node(OURS, &json!(["5ecre7", signed])) else { return };
    assert_eq!(verdicts, "[true,true,true,true,true,true,false]");
}

#[test]
fn we_take_the_official_packages_signatures() {
    let token = Secret::new("5ecre7");
    let unsigned: Vec<Value> = cases().iter().map(|(url, params)| json!([url, as_object(params)])).collect();
    let Some(signatures) = node(THEIRS, &json!(["5ecre7", unsigned])) else { return };
    let signatures: Vec<String> = serde_json::from_str(&signatures).expect("a list");
    for ((url, params), signature) in cases().iter().zip(&signatures) {
        assert!(verify_signature(&token, url, params, signature), "{url}");
        assert!(!verify_signature(&token, url, &fields(&[("forged", "1")]), signature), "{url}");
    }
}
