use std::fmt::Write;
use std::time::Instant;

use super::*;

mod hostile;

const SMS: TemplateVars<'_> = TemplateVars {
    message_type: Channel::Sms,
    code: "123456",
    locale: "fr-CA",
    request_lang: "fr-CA,fr;q=0.9",
    friendly_name: "Acme <& Co>",
    custom_domain: "id.acme.example",
    application: "Shop",
    support_email: "help@acme.example",
    support_url: "",
};
const VOICE: TemplateVars<'_> = TemplateVars { message_type: Channel::Voice, ..SMS };

fn text(source: &str) -> String {
    render(source, &SMS).unwrap_or_else(|refused| panic!("{source}: {refused}"))
}

fn in_time<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let before = Instant::now();
    let done = work();
    let took = before.elapsed();
    let limit = if cfg!(debug_assertions) { 3_000 } else { 1_000 };
    assert!(took.as_millis() < limit, "{took:?} for {}", &what.chars().take(120).collect::<String>());
    done
}

#[test]
fn variables_are_auth0s() {
    let table = [
        ("{{message_type}} {{ code }} [{{pause}}] {{ locale }}", "sms 123456 [] fr-CA", "voice 1.2.3.4.5.6 [\u{E000}] fr-CA"),
        ("{{ requestInfo.lang }}|{{ custom_domain.domain }}", "fr-CA,fr;q=0.9|id.acme.example", "fr-CA,fr;q=0.9|id.acme.example"),
        ("{{ tenant.friendly_name }}={{ tenant['friendlyName'] }}", "Acme <& Co>=Acme <& Co>", "Acme <& Co>=Acme <& Co>"),
        ("<{{ nobody }}{{ tenant.nothing }}{{ user.name.first | upcase }}{{ nobody[code] }}>", "<>", "<>"),
        ("{% if message_type == \"voice\" %}call{% else %}text{% endif %}", "text", "call"),
    ];
    for (source, sms, voice) in table {
        assert_eq!(render(source, &SMS).as_deref(), Ok(sms), "{source}");
        assert_eq!(render(source, &VOICE).as_deref(), Ok(voice), "{source}");
    }
    let sly = TemplateVars { friendly_name: "a\u{E000}b", ..VOICE };
    assert_eq!(render("{{ tenant.friendly_name }}", &sly).as_deref(), Ok("ab"));
}

#[test]
fn every_documented_tag_works() {
    let table = [
        ("{% if locale contains 'fr' and code %}oui{% elsif locale == 'de' %}ja{% else %}yes{% endif %}", "oui"),
        ("{% unless locale contains 'fr' %}yes{% else %}oui{% endunless %}", "oui"),
        ("{% case locale %}{% when 'fr', 'fr-CA' %}oui{% else %}yes{% endcase %}", "oui"),
        ("{% if nobody %}a{% elsif nobody == 'x' %}b{% else %}c{% endif %}", "c"),
        ("{% for i in (1..3) %}{{ i }}{% unless forloop.last %},{% endunless %}{% endfor %}", "1,2,3"),
        ("{% for i in (1..9) reversed limit: 2 offset: 3 %}{{ forloop.index }}{{ i }}{% endfor %}", "1524"),
        ("{% for i in (3..1) %}x{% else %}none{% endfor %}{% for i in nobody %}x{% else %}none{% endfor %}", "nonenone"),
        ("{% for a in (1..2) %}{% for b in (1..2) %}{{ forloop.parentloop.index }}{{ b }} {% endfor %}{% endfor %}", "11 12 21 22 "),
        ("{% for i in (1..9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i > 3 %}{% break %}{% endif %}{{ i }}{% endfor %}", "13"),
        ("{% for field in tenant limit: 1 %}{{ field[1] }}{% endfor %}", "Acme <& Co>"),
        ("{% for i in (1..4) %}{% cycle 'a', 'b' %}{% endfor %}", "abab"),
        (
            "{% tablerow i in (1..3) cols: 2 %}{{ i }}{% endtablerow %}",
            "<tr class=\"row1\"><td class=\"col1\">1</td><td class=\"col2\">2</td></tr><tr class=\"row2\"><td class=\"col1\">3</td></tr>",
        ),
        (
            "{% tablerow i in (1..2) cols: 0 %}{{ tablerow.col }}{% endtablerow %}",
            "<tr class=\"row1\"><td class=\"col1\">1</td></tr><tr class=\"row2\"><td class=\"col1\">1</td></tr>",
        ),
        ("{% assign a = code | slice: 0, 3 %}{{ a }}-{{ code | slice: 3, 3 }}", "123-456"),
        ("{% capture a %}<{{ code }}>{% endcapture %}{{ a }}{{ a }}", "<123456><123456>"),
        ("{% increment n %}{% increment n %}{% decrement m %}", "01-1"),
        ("{% raw %}{{ code }}{% endraw %}", "{{ code }}"),
        ("a{% comment %} {{ code }} {% if x %} {% comment %} {% endcomment %} {% endcomment %}b", "ab"),
        ("a\n  {%- if true -%}  b  {%- endif -%}\n c", "abc"),
    ];
    for (source, expected) in table {
        assert_eq!(text(source), expected, "{source}");
    }
}

#[test]
fn every_documented_filter_works() {
    let table = [
        ("{{ 3 | plus: 4 }} {{ 3 | minus: 4 }} {{ 7 | modulo: 4 }} {{ 3 | times: 4 }} {{ 9 | divided_by: 4 }}", "7 -1 3 12 2"),
        ("{{ 1.2 | floor }} {{ 1.2 | ceil }} {{ 1.5 | round }} {{ 1.234 | round: 1 }} {{ -3 | abs }}", "1 2 2 1.2 3"),
        ("{{ 3 | at_least: 5 }} {{ 3 | at_most: 2 }}", "5 2"),
        ("{{ 'b' | append: 'c' | prepend: 'a' }} {{ 'abc' | capitalize }} {{ 'aB' | upcase }} {{ 'aB' | downcase }}", "abc Abc AB ab"),
        ("[{{ ' a ' | strip }}{{ ' a ' | lstrip }}{{ ' a ' | rstrip }}]", "[aa  a]"),
        ("{{ 'a,b' | split: ',' | join: '+' }} {{ 'aXaX' | replace: 'X', 'y' }} {{ 'aXaX' | replace_first: 'X', 'y' }}", "a+b ayay ayaX"),
        ("{{ 'aXaX' | remove: 'X' }} {{ 'aXaX' | remove_first: 'X' }}", "aa aaX"),
        ("{{ 'abcdefgh' | truncate: 5 }} {{ 'a b c d' | truncatewords: 2 }}", "ab... a b..."),
        ("{{ tenant.friendly_name | escape }} {{ '&amp;<' | escape_once }}", "Acme &lt;&amp; Co&gt; &amp;&lt;"),
        ("{{ 'a b&c' | url_encode }} {{ 'a%20b' | url_decode }} {{ '<b>x</b>' | strip_html }}", "a%20b%26c a b x"),
        ("{{ 'b,a,C' | split: ',' | sort | join: '' }} {{ 'b,a,C' | split: ',' | sort_natural | join: '' }}", "Cab abC"),
        ("{{ 'a,b' | split: ',' | first }}{{ 'a,b' | split: ',' | last }}{{ 'a,b' | split: ',' | reverse | join }}", "abb a"),
        ("{{ 'abc' | size }} {{ nobody | default: 'x' }} {{ 'abcdef' | slice: -3, 2 }} {{ 'abc' | slice: 1 }}", "3 x de b"),
        ("{{ '2016-02-16 10:00:00 +0100' | date: '%d %B %Y' }} {{ 'b,b,a' | split: ',' | uniq | join }}", "16 February 2016 b a"),
        ("{{ 'x' | split: ',' | map: 'y' | size }}", "0"),
    ];
    for (source, expected) in table {
        assert_eq!(text(source), expected, "{source}");
    }
    for line in ["{{ 'a\nb' | newline_to_br }}", "{{ 'a\nb' | strip_newlines }}"] {
        assert!(text(line).starts_with('a'), "{line}");
    }
}

#[test]
fn the_defaults_may_be_saved() {
    for default in [DEFAULT_ENROLLMENT, DEFAULT_VERIFICATION, DEFAULT_VOICE, "", "No code at all"] {
        assert_eq!(check(default), Ok(()), "{default}");
    }
}

#[test]
fn a_refusal_says_what_and_where_in_a_line() {
    let table = [
        ("{{ code", "at line 1, column 4: expected"),
        ("Hello\n{% if code %}", "Unclosed block. {% endif %} tag expected."),
        ("{{ code | launder }}", "Unknown filter: launder"),
        ("{% lunch %}", "Unknown tag"),
        ("{% include 'other' %}", "There is no template to include: 'other'"),
        ("{% layout 'other' %}", "There is no template to layout: 'other'"),
        ("{{ 1 | divided_by: 0 }}", "Invalid argument"),
        ("{% if %}{% endif %}", "Value expected"),
    ];
    for (source, expected) in table {
        let refused = check(source).expect_err(source).to_string();
        assert!(refused.contains(expected) && !refused.contains('\n'), "{source}: {refused}");
    }
}

/// `n` times over, with the number in place of `#`.
fn repeated(unit: &str, n: usize) -> String {
    (0..n).fold(String::new(), |mut all, nth| {
        let _ = write!(all, "{}", unit.replace('#', &nth.to_string()));
        all
    })
}

#[test]
fn ordinary_templates_are_inside_the_fences() {
    let languages = repeated("{% elsif locale == 'x#' %}{{ code }} – {{ tenant.friendly_name }}: votre code, your code or another\n", 82);
    let eighty = format!("{{% if false %}}{languages}{{% else %}}{{{{ code }}}}{{% endif %}}");
    assert_eq!(check(&eighty), Ok(()));
    assert_eq!(text(&eighty), "123456");
    assert_eq!(text("{% for i in (1..5000) %}{% endfor %}ok"), "ok");
    assert_eq!(text(&"x".repeat(4_096)).len(), 4_096);
    assert_eq!(text(&"é".repeat(4_096)).chars().count(), 4_096);
    assert_eq!(render(&"x".repeat(4_097), &SMS), Err(TemplateError::Unbounded(bounds::OUTPUT_TOO_LONG)));
    assert_eq!(check(&"x".repeat(20_001)), Err(TemplateError::Unbounded("The template is longer than 20,000 characters.")));
    assert_eq!(check(&format!("{{% comment %}}{}{{% endcomment %}}", "é".repeat(19_969))), Ok(()));
}

#[test]
fn what_is_parsed_once_serves_all_values() {
    for nth in 0..3_000 {
        let code = format!("{nth:06}");
        let vars = TemplateVars { code: &code, ..SMS };
        assert_eq!(render("{% assign seen = seen | append: code %}{{ seen }}", &vars), Ok(code.clone()));
    }
}

/// A rough guard against parsing anew or running the fences twice; release builds take a few microseconds.
#[test]
fn an_ordinary_message_is_cheap() {
    text(DEFAULT_ENROLLMENT);
    in_time("thousands of renderings", || {
        for _ in 0..if cfg!(debug_assertions) { 2_000 } else { 50_000 } {
            text(DEFAULT_ENROLLMENT);
        }
    });
}
