//! The languages that are shipped, each read once, when the first page is shown.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use ringfence_core::locale;

use super::countries::{self, Country};

pub struct Shipped {
    /// BCP 47.
    pub tag: &'static str,
    /// In the language itself.
    pub name: &'static str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}

const SHIPPED: [Shipped; 12] = [
    Shipped { tag: "en", name: "English", direction: "ltr" },
    Shipped { tag: "es", name: "Español", direction: "ltr" },
    Shipped { tag: "fr", name: "Français", direction: "ltr" },
    Shipped { tag: "de", name: "Deutsch", direction: "ltr" },
    Shipped { tag: "pt-BR", name: "Português (Brasil)", direction: "ltr" },
    Shipped { tag: "it", name: "Italiano", direction: "ltr" },
    Shipped { tag: "nl", name: "Nederlands", direction: "ltr" },
    Shipped { tag: "pl", name: "Polski", direction: "ltr" },
    Shipped { tag: "tr", name: "Türkçe", direction: "ltr" },
    Shipped { tag: "ja", name: "日本語", direction: "ltr" },
    Shipped { tag: "zh-CN", name: "简体中文", direction: "ltr" },
    Shipped { tag: "ar", name: "العربية", direction: "rtl" },
];

/// A language's texts, and the names of the countries in its order.
pub(super) fn source(tag: &str) -> (&'static str, &'static str) {
    macro_rules! built_in {
        ($($tag:literal)+) => {
            match tag {
                $($tag => (
                    include_str!(concat!("../../locales/", $tag, ".ftl")),
                    include_str!(concat!("../../locales/countries/", $tag, ".txt")),
                ),)+
                _ => ("", ""),
            }
        };
    }
    built_in!("en" "es" "fr" "de" "pt-BR" "it" "nl" "pl" "tr" "ja" "zh-CN" "ar")
}

pub fn shipped() -> &'static [Shipped] {
    &SHIPPED
}

pub(super) struct Language {
    pub(super) shipped: &'static Shipped,
    pub(super) countries: Vec<Country>,
    bundle: FluentBundle<FluentResource>,
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| SHIPPED.iter().map(Language::read).collect());

pub(super) fn english() -> &'static Language {
    LANGUAGES.first().expect("English is shipped first")
}

/// The shipped language that suits best: `fr-CA` is spoken to in `fr`, `pt` in `pt-BR`, what we do not speak in English.
pub(super) fn find(tag: &str) -> &'static Language {
    static TAGS: LazyLock<Vec<String>> = LazyLock::new(|| SHIPPED.iter().map(|shipped| shipped.tag.to_owned()).collect());
    let exact = LANGUAGES.iter().find(|language| language.shipped.tag == tag);
    exact.unwrap_or_else(|| {
        let nearest = locale::negotiate(Some(tag), None, &TAGS);
        LANGUAGES.iter().find(|language| language.shipped.tag == nearest).unwrap_or_else(|| english())
    })
}

impl Language {
    fn read(shipped: &'static Shipped) -> Self {
        let (texts, names) = source(shipped.tag);
        // What cannot be read is left out and English speaks for it; a test keeps that from being shipped.
        let resource = FluentResource::try_new(texts.to_owned()).unwrap_or_else(|(read, _)| read);
        let mut bundle = FluentBundle::new_concurrent(vec![shipped.tag.parse().expect("a shipped tag is BCP 47")]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { shipped, countries: countries::read(names), bundle }
    }

    pub(super) fn has(&self, screen: &str, key: &str) -> bool {
        self.bundle.get_message(screen).is_some_and(|message| message.get_attribute(key).is_some())
    }

    /// What is wrong with a text (a variable that was not given, say) comes beside it. Empty when there is no such text.
    pub(super) fn format(&self, screen: &str, key: &str, args: &FluentArgs<'_>) -> (String, Vec<FluentError>) {
        let mut errors = Vec::new();
        let attribute = self.bundle.get_message(screen).and_then(|message| message.get_attribute(key));
        let text = attribute.map(|attribute| self.bundle.format_pattern(attribute.value(), Some(args), &mut errors).into_owned());
        (text.unwrap_or_default(), errors)
    }
}
