//! `/branding`: colours and logo.

use serde_json::{Value, json};

use crate::harness::{Browser, TestApp, on_both};

const PICTURE: &str = "data:image/jpeg;base64,/9j/";

#[tokio::test(flavor = "multi_thread")]
async fn looks_are_set_shown_and_taken_away() {
    on_both(async |app: &TestApp| {
        assert_eq!(app.api("GET", "/branding", Value::Null).await.body, json!({}));
        let body = json!({ "colors": { "primary": "#0059D6", "page_background": "#000000" }, "logo_url": PICTURE, "favicon_url": null, "font": null });
        let set = app.api("PATCH", "/branding", body).await;
        let shown = json!({ "colors": { "primary": "#0059d6", "page_background": "#000000" }, "logo_url": PICTURE });
        assert_eq!((set.status, &set.body), (200, &shown));
        assert_eq!(app.api("GET", "/branding", Value::Null).await.body, shown);
        let style = Browser::new(app).open("/u/brand.css").await;
        assert!(style.html.contains("#0059d6"), "{}", style.html);
        let less = app.api("PATCH", "/branding", json!({ "colors": { "page_background": null }, "logo_url": null })).await;
        assert_eq!(less.body, json!({ "colors": { "primary": "#0059d6" } }));
        assert_eq!(app.api("DELETE", "/branding", Value::Null).await.status, 204);
        assert_eq!(app.api("GET", "/branding", Value::Null).await.body, json!({}));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_taken_from_elsewhere() {
    on_both(async |app: &TestApp| {
        let patch = async |body: Value| app.api("PATCH", "/branding", body).await;
        let elsewhere = patch(json!({ "logo_url": "https://example.com/logo.png" })).await;
        let words = "The logo_url must be the picture itself, as in data:image/png;base64,…: no page of Ringfence asks another server for one.";
        elsewhere.declined(400, "invalid_body", words);
        for body in [
            json!({ "favicon_url": "https://example.com/icon.png" }),
            json!({ "font": { "url": "https://example.com/font.woff" } }),
            json!({ "colors": { "page_background": { "type": "linear-gradient", "start": "#FFFFFF", "end": "#000000", "angle_deg": 35 } } }),
        ] {
            assert_eq!(patch(body.clone()).await.status, 403, "{body}");
        }
        for body in [json!({ "colors": { "primary": "red" } }), json!({ "logo_url": "data:image/png;base64,R0lGODlh" }), json!({ "logo": "x" })] {
            assert_eq!(patch(body.clone()).await.status, 400, "{body}");
        }
        assert_eq!(app.api("GET", "/branding", Value::Null).await.body, json!({}));
    })
    .await;
}
