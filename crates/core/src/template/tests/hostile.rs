//! Templates that mean harm, and soup that means nothing.

use proptest::prelude::*;

use super::*;

/// Without the safety net and the cache, so that a panic shows.
fn bare(source: &str) -> Result<String, TemplateError> {
    let parsed = parse(source)?;
    run(&parsed, &VOICE)?;
    run(&parsed, &SMS)
}

fn hostile() -> Vec<String> {
    let nest = |open: &str, close: &str, depth: usize| open.repeat(depth) + &close.repeat(depth);
    let looped = |times: &str, body: &str| format!("{{% assign a = 'xxxxxxxx' %}}{{% for i in {times} %}}{body}{{% endfor %}}");
    vec![
        "{% for i in (1..1000000000) %}{% endfor %}".into(),
        "{% for i in (1..1000000000) %}x{% endfor %}".into(),
        "{% for i in (-999999999999999999..999999999999999999) reversed %}{% endfor %}".into(),
        "{% tablerow i in (1..1000000000) cols: 999999999 %}{% endtablerow %}".into(),
        nest("{% for i in (1..1000) %}", "{% endfor %}", 16),
        nest("{% for i in (1..1000) %}", "{% endfor %}", 400),
        nest("{% for i in (1..9) %}{% if code %}", "{% endif %}{% endfor %}", 8),
        nest("{% if code %}", "{% endif %}", 700),
        nest("{% if code %}{% else %}", "{% endif %}", 450),
        nest("{% capture a %}", "{% endcapture %}", 500),
        nest("{% comment %}", "{% endcomment %}", 400),
        "{% if code %}".repeat(1_500),
        "{% comment %}{% if x %}".into(),
        "{% comment %}{% raw %}".into(),
        "{% raw %}{% if".into(),
        looped("(1..100)", "{% assign a = a | append: a %}"),
        looped("(1..100)", "{% assign a = a | prepend: a | replace: 'x', a %}"),
        looped("(1..100)", "{% capture a %}{{ a }}{{ a }}{% endcapture %}"),
        looped("(1..100)", "{% assign a = a | split: '' | join: a %}"),
        looped("(1..9)", "{% assign b = a | split: '' | concat: b %}{% assign b = b | concat: b | concat: b %}"),
        looped("(1..100000)", "{% assign a = a | append: 'yyyyyyyyyyyyyyyy' %}{% assign b = a | upcase | downcase | reverse %}"),
        format!("{{{{ '{}' | replace: '', '{}' }}}}", "x".repeat(9_000), "\u{1F600}".repeat(9_000)),
        format!("{{{{ '{}' | split: '' | sort | uniq | join: '{}' }}}}", "ab".repeat(4_000), "x".repeat(9_000)),
        format!("{{{{ '{}' | strip_html }}}}", "<script".repeat(1_500)),
        format!("{{% assign a = '{}' %}}{}", "<".repeat(9_000), "{{ a | strip_html }}".repeat(400)),
        format!("{{% assign a = '{}' | split: ',' %}}{}", "a,".repeat(900), "{% if a == a or a contains b %}{% endif %}".repeat(400)),
        format!("{{% assign a = '{}' | split: ',' %}}{{% for i in (1..100000) %}}{{{{ a | uniq | sort | last }}}}{{% endfor %}}", "ab,".repeat(500)),
        format!("{{{{ code{} }}}}", "|upcase".repeat(2_800)),
        format!("{{% for i in (1..100000) %}}{{% assign a = code{} %}}{{% endfor %}}", "|upcase".repeat(2_700)),
        format!("{{% for i in (1..100000) %}}{{% if b{} %}}{{% endif %}}{{% endfor %}}", " or b".repeat(990)),
        format!("{{% if b{} %}}{{% endif %}}", " or b".repeat(3_900)),
        format!("{{% if code{} %}}{{% endif %}}", " and code".repeat(990)),
        format!("{{% if b %}}{}{{% endif %}}", "{% elsif b %}".repeat(100)),
        format!("{{% if b %}}{}{{% endif %}}", "{% elsif b %}".repeat(1_500)),
        format!("{{{{ {}code{} }}}}", "code[".repeat(49), "]".repeat(49)),
        format!("{{{{ {}code{} }}}}", "code[".repeat(3_000), "]".repeat(3_000)),
        format!("{{{{ {} }}}}", "a[".repeat(9_000)),
        format!("{{% if {} %}}", "(".repeat(19_980)),
        format!("{{{{ {}{} }}}}", "(".repeat(9_980), ")".repeat(9_980)),
        format!("{{% for i in {}1..2{} %}}x{{% endfor %}}", "(".repeat(5_000), ")".repeat(5_000)),
        format!("{{{{ code{} }}}}", ".a".repeat(9_900)),
        " ".repeat(20_000),
        "\n".repeat(19_000) + "{%- if",
        format!("{}{{%- if x", (" ".repeat(60) + ".").repeat(320)),
        repeated("{{ '{{ ", 2_800),
        repeated("{% a '{% a \" a ' a ", 499),
        repeated("{{'{{a|'|f:\"{{", 300),
        "{{".repeat(500) + &"a|".repeat(9_000),
        "{{ a | b: c, ".repeat(499) + "'",
        "{{{{{%%}}}}%}".repeat(250),
        "{{ 9999999999999999999999999 }}".into(),
        "{{ 999999999999999999 | times: 999999999999999999 }}".into(),
        "{{ 2147483648 | times: 2147483648 | times: 2147483648 }}".into(),
        "{% assign n = 2147483647 %}{% for i in (1..100) %}{% assign n = n | times: n %}{% endfor %}".into(),
        "{{ '9223372036854' | append: '775807' | plus: 1 }}{{ '-9223372036854' | append: '775808' | abs }}".into(),
        "{% assign n = '-9223372036854' | append: '775808' %}{{ 'abc' | slice: n, n }}{{ n | divided_by: -1 }}{{ n | modulo: -1 }}".into(),
        "{% assign n = '9223372036854' | append: '775807' %}{{ 'abc' | slice: 1, n }}".into(),
        "{% assign n = '9223372036854' | append: '775807' %}{{ 'abc' | truncate: n }}{{ 'abc' | truncatewords: n }}{{ 1.5 | round: n }}".into(),
        "{% assign n = '9223372036854' | append: '775807' %}{% for i in (n..n) offset: n limit: n %}{% endfor %}{% tablerow i in (0..n) cols: n %}{% endtablerow %}".into(),
        "{{ 'abc' | slice: -100, 3 }}{{ 'é' | slice: 1, 100 }}{{ 'é' | truncate: 1 }}{{ '' | slice: 5 }}".into(),
        "{{ 1 | modulo: 0 }}".into(),
        "{{ 1 | round: 400 }}{{ 1.5 | times: 9999999.9 | ceil }}".into(),
        "{{ 'now' | date: '%999999999Y' }}".into(),
        format!("{{{{ 'now' | date: '{}' }}}}", "%99Y".repeat(40)),
        "{{ '2016-02-16 10:00:00 +0100' | date: '%' }}{{ 1 | date: '%99999999999999999' }}".into(),
        "{% for i in (1..100000) %}{{ 'now' | date: '%Y' | size | slice: 9 }}{% endfor %}".into(),
        "{% for i in (1..100000) %}{% increment n %}{% cycle 'a', 'b' %}{% endfor %}".into(),
        "{% for i in (1..100) %}{% for j in (1..100) %}{% if forloop.parentloop.parentloop == forloop %}{% endif %}{% endfor %}{% endfor %}".into(),
        "{{ forloop }}{{ tenant }}{{ requestInfo | size }}{{ tenant | map: 'x' }}{{ tenant | sort | join: tenant }}".into(),
        "{{ code | where: 'a', 'b' }}{{ 'a' | split: '' | concat: code }}".into(),
        "{% continue %}{% break %}{{ code }}".into(),
        "{{ code | url_decode }}{{ '%ff%fe' | url_decode }}".into(),
        "{{ '&lt' | escape_once }}{{ '&é' | escape_once }}{{ '&amp;é&#39' | escape_once }}".into(),
        "{{ 'a' | replace: '' , '' | split: '' | first | last | reverse }}".into(),
        "\u{E000}{{ pause }}\0{{ '\0' | upcase }}".into(),
        "{{ empty }}{{ blank }}{{ nil }}{{ empty | first }}{% if empty == blank %}{% endif %}{% for i in empty %}{% endfor %}".into(),
    ]
}

/// On the stack that a worker thread has, without a net.
#[test]
fn hostile_templates_end_soon_and_small() {
    for source in hostile() {
        let rendered = in_time(&source, || bare(&source));
        assert!(rendered.is_err() || rendered.is_ok_and(|text| text.chars().count() <= bounds::MAX_OUTPUT));
        in_time(&source, || check(&source)).ok();
    }
}

/// The same, on half of that stack, and built as deep as the fences allow.
#[test]
fn the_deepest_template_fits_a_small_stack() {
    let branches = format!("{{% if b %}}{}{{% endif %}}", "{% elsif b %}".repeat(98));
    let deepest = ["{% if code %}".repeat(15), branches, "{% endif %}".repeat(15)].concat();
    let wide = format!("{{% if b{} %}}{{% endif %}}", " or b".repeat(990));
    let indexed = format!("{{{{ {}message_type{} }}}}", "tenant[".repeat(49), "]".repeat(49));
    for (source, is_rendered) in [(deepest, true), (wide, true), (indexed, false)] {
        // An index that leads nowhere is refused, but only after the parser has climbed down to it.
        let work = move || assert_eq!(bare(&source).is_ok(), is_rendered);
        std::thread::Builder::new().stack_size(1 << 20).spawn(work).expect("a thread").join().expect("it fits");
    }
}

fn soup() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "{{",
        "}}",
        "{%",
        "%}",
        "{{-",
        "-}}",
        "{%-",
        "-%}",
        "{{ code }}",
        "'",
        "\"",
        "|",
        ":",
        ",",
        "[",
        "]",
        "(",
        ")",
        "..",
        ".",
        "==",
        "!=",
        "<",
        ">=",
        "=",
        " ",
        "\n",
        "if",
        "elsif",
        "else",
        "endif",
        "unless",
        "endunless",
        "case",
        "when",
        "endcase",
        "for",
        "in",
        "endfor",
        "tablerow",
        "endtablerow",
        "cols",
        "limit",
        "offset",
        "reversed",
        "cycle",
        "assign",
        "capture",
        "endcapture",
        "comment",
        "endcomment",
        "raw",
        "endraw",
        "increment",
        "decrement",
        "break",
        "continue",
        "include",
        "layout",
        "code",
        "locale",
        "tenant",
        "friendly_name",
        "forloop",
        "and",
        "or",
        "contains",
        "append",
        "replace",
        "split",
        "join",
        "times",
        "plus",
        "divided_by",
        "modulo",
        "round",
        "slice",
        "truncate",
        "truncatewords",
        "date",
        "sort",
        "uniq",
        "map",
        "where",
        "first",
        "size",
        "concat",
        "escape_once",
        "strip_html",
        "url_decode",
        "default",
        "nil",
        "empty",
        "blank",
        "true",
        "0",
        "1",
        "-1",
        "9",
        "2147483647",
        "999999999999999999",
        "1.5",
        "x",
        "é",
        "😀",
        "%9",
        "%Y",
        "&",
        "<",
        "now",
        "{% if code %}",
        "{% endif %}",
        "{% for i in (1..99) %}",
        "{% endfor %}",
        "{% assign x = x |",
        "{{ x |",
        "{% comment %}",
        "{% endcomment %}",
        "{% raw %}",
        "{% endraw %}",
        "{% capture x %}",
        "{% endcapture %}",
    ]);
    prop::collection::vec(prop_oneof![9 => words.prop_map(str::to_owned), 1 => any::<String>()], 0..60)
        .prop_flat_map(|words| prop::bool::ANY.prop_map(move |spaced| words.join(if spaced { " " } else { "" })))
}

/// Well-formed throughout, so that it reaches the filters.
fn sensible() -> impl Strategy<Value = String> {
    let value = || {
        prop::sample::select(vec![
            "code",
            "x",
            "locale",
            "tenant",
            "forloop.index",
            "i",
            "nobody",
            "'a b,c'",
            "''",
            "'é&amp;<b>'",
            "0",
            "1",
            "-1",
            "2147483648",
            "-999999999999999999",
            "1.5",
            "-0.0",
            "99999999999.5",
            "nil",
            "empty",
            "blank",
            "true",
            "'now'",
            "'%Y%9m'",
            "'2016-02-16 10:00:00'",
            "y",
        ])
    };
    let filter = prop::sample::select(vec![
        "abs",
        "append",
        "at_least",
        "at_most",
        "capitalize",
        "ceil",
        "compact",
        "concat",
        "date",
        "default",
        "divided_by",
        "downcase",
        "escape",
        "escape_once",
        "first",
        "floor",
        "join",
        "last",
        "lstrip",
        "map",
        "minus",
        "modulo",
        "newline_to_br",
        "plus",
        "prepend",
        "remove",
        "remove_first",
        "replace",
        "replace_first",
        "reverse",
        "round",
        "rstrip",
        "size",
        "slice",
        "sort",
        "sort_natural",
        "split",
        "strip",
        "strip_html",
        "strip_newlines",
        "times",
        "truncate",
        "truncatewords",
        "uniq",
        "upcase",
        "url_decode",
        "url_encode",
        "where",
    ]);
    let call = (filter, prop::collection::vec(value(), 0..3)).prop_map(|(name, arguments)| {
        let colon = if arguments.is_empty() { "" } else { ": " };
        format!(" | {name}{colon}{}", arguments.join(", "))
    });
    let chain = (value(), prop::collection::vec(call, 1..4)).prop_map(|(value, calls)| format!("{value}{}", calls.concat()));
    let step = (chain, prop::sample::select(vec!["x", "y"]), any::<bool>())
        .prop_map(|(chain, name, shown)| if shown { format!("{{{{ {chain} }}}}") } else { format!("{{% assign {name} = {chain} %}}") });
    prop::collection::vec(step, 1..4).prop_map(|steps| format!("{{% for i in (1..9) %}}{}{{% endfor %}}", steps.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 400 } else { 20_000 }))]

    #[test]
    fn soup_never_panics_and_always_ends(source in soup()) {
        let rendered = in_time(&source, || bare(&source));
        prop_assert!(rendered.is_err() || rendered.is_ok_and(|text| text.chars().count() <= bounds::MAX_OUTPUT));
    }

    #[test]
    fn no_chain_of_filters_panics(source in sensible()) {
        let _ = in_time(&source, || bare(&source));
    }

    /// Plain text is itself.
    #[test]
    fn text_without_braces_is_kept(source in "[^{}]{0,200}") {
        prop_assume!(bounds::inspect(&source).is_ok());
        prop_assert_eq!(render(&source, &SMS), Ok(source));
    }
}
