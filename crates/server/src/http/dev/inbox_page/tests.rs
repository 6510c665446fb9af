use super::*;

fn message(id: &str, to: &str, channel: &str, status: &str) -> MessageView {
    MessageView {
        id: id.to_owned(),
        tenant: "demo".to_owned(),
        to: to.to_owned(),
        channel: channel.to_owned(),
        body: if channel == "voice" { "Your code is … 1.2.3.4.5.6 …".to_owned() } else { "123456 is your code".to_owned() },
        code: "123456".to_owned(),
        action: "enrollment".to_owned(),
        status: status.to_owned(),
        created_at: "2026-11-24T13:00:05.123Z".to_owned(),
        locale: "en".to_owned(),
    }
}

fn setting() -> Setting {
    Setting {
        tenant_id: "demo".to_owned(),
        tenant_name: "Demo <&> Co".to_owned(),
        base_url: "http://127.0.0.1:3000".to_owned(),
        dev_json: "ringfence-data/dev.json".to_owned(),
        demo_url: None,
        magic_numbers: &[("+15005550001", "refused")],
    }
}

const ANN: &str = "+447700900123";
const BOB: &str = "+447700900456";

fn three() -> Vec<MessageView> {
    vec![message("1", ANN, "sms", "delivered"), message("2", ANN, "voice", "ringing"), message("3", BOB, "sms", "accepted")]
}

fn page(messages: Vec<MessageView>, to: &str, channel: &str) -> InboxPage {
    let total = messages.len();
    InboxPage::new(setting(), messages, Filter { to: to.to_owned(), channel: channel.to_owned() }, total)
}

fn ids(page: &InboxPage) -> Vec<&str> {
    page.bubbles.iter().map(|bubble| bubble.id.as_str()).collect()
}

#[test]
fn without_a_filter_everything_is_shown_and_the_newest_conversation_leads() {
    let page = page(three(), "", "");
    assert_eq!(ids(&page), ["1", "2", "3"]);
    let lines: Vec<(&str, usize, bool)> = page.conversations.iter().map(|line| (line.to.as_str(), line.count, line.is_open)).collect();
    assert_eq!(lines, [(BOB, 1, false), (ANN, 2, false)]);
    assert_eq!(page.recipient, None);
    assert_eq!(page.bubbles.iter().map(|bubble| bubble.opens_run).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn a_filter_narrows_the_messages_but_not_the_conversations() {
    let page = page(three(), "0123", "voice");
    assert_eq!(ids(&page), ["2"]);
    assert_eq!(page.conversations.len(), 2);
    assert_eq!(page.recipient.as_deref(), Some(ANN));
    assert_eq!(page.everyone_link, "?to=&channel=voice");
}

#[test]
fn a_part_of_a_number_that_fits_two_opens_both() {
    let page = page(three(), "4477", "");
    assert_eq!(page.recipient, None);
    assert!(page.conversations.iter().all(|line| line.is_open));
}

#[test]
fn what_the_page_leaves_out_is_counted() {
    let page = InboxPage::new(setting(), three(), Filter::default(), 1_000);
    assert_eq!(page.left_out(), 997);
    assert!(page.render().expect("renders").contains("997 older messages"));
}

#[test]
fn a_message_cannot_put_markup_or_script_into_the_page() {
    let mut evil = message("1", ANN, "sms", "delivered");
    evil.body = "<script>alert(1)</script> \"123456\"".to_owned();
    evil.tenant = "<b>other".to_owned();
    evil.locale = "\" onload=\"x".to_owned();
    let html = page(vec![evil], "\"><i>", "\"><i>").render().expect("renders");
    assert!(!html.contains("<script>alert"), "{html}");
    assert!(!html.contains("<b>other"));
    assert!(!html.contains("<i>"));
    assert!(!html.contains("\" onload"));
}

#[test]
fn the_page_holds_nothing_that_its_content_security_policy_forbids() {
    for html in [page(three(), "", "").render().expect("renders"), page(Vec::new(), "", "").render().expect("renders")] {
        assert!(!html.contains("<style"));
        assert!(!html.contains(" style="));
        assert!(!html.contains(" onclick="));
        assert_eq!(html.matches("<script").count(), html.matches("<script src=\"/").count());
    }
}

#[test]
fn an_empty_inbox_says_what_to_do_and_an_empty_filter_how_to_leave_it() {
    let empty = page(Vec::new(), "", "").render().expect("renders");
    assert!(empty.contains("No messages yet"));
    assert!(empty.contains("ringfence-data/dev.json"));
    let filtered = page(three(), "999", "").render().expect("renders");
    assert!(filtered.contains("Nothing here matches"));
    assert!(!filtered.contains("No messages yet"));
}

#[test]
fn unknown_words_and_odd_times_still_make_a_page() {
    let mut odd = message("1", "nobody", "sms", "teleported");
    odd.created_at = "soon".to_owned();
    odd.code = String::new();
    let page = page(vec![odd], "", "");
    assert_eq!(page.bubbles[0].status, Status::Accepted);
    assert_eq!(page.bubbles[0].at.clock, "soon");
    assert_eq!(page.conversations[0].last_words, "123456 is your code");
    page.render().expect("renders");
}

#[test]
fn a_mail_is_a_sheet_with_its_subject_on_top() {
    const ADA: &str = "ada2@example.com";
    let mut mail = message("4", ADA, "email", "delivered");
    mail.body = "A <phone> was removed\n\nHello,\n\nSo it is.".to_owned();
    (mail.code, mail.action) = (String::new(), "notice".to_owned());
    let page = page([three(), vec![mail]].concat(), ADA, "");
    assert_eq!((ids(&page), page.recipient.as_deref()), (vec!["4"], Some(ADA)));
    let (bubble, line) = (&page.bubbles[0], &page.conversations[0]);
    assert_eq!((bubble.subject.as_str(), bubble.reason, bubble.kind), ("A <phone> was removed", "Notice", Kind::Mail));
    assert_eq!(bubble.parts, [Part::Say("Hello,\n\nSo it is.".to_owned())]);
    assert_eq!(
        (line.badge().as_str(), line.last_words.as_str(), line.link.as_str()),
        ("A", "A <phone> was removed", "?to=ada2%40example%2Ecom")
    );
    let html = page.render().expect("renders");
    assert!(html.contains("<article class=\"mail\">") && html.contains("A &#60;phone&#62; was removed"), "{html}");
}
