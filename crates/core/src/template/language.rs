//! The dialect: the tags and filters that Auth0's templates know, each behind its fence.

use std::sync::LazyLock;

use liquid_core::{Language, ParseBlock, ParseFilter, ParseTag};
use liquid_lib::stdlib;

use super::blocks::{Capture, Comment, Elsewhere, Nested};
use super::filters::{Fenced, Reach};
use super::loops::{For, TableRow};

pub(super) static LANGUAGE: LazyLock<Language> = LazyLock::new(language);

fn language() -> Language {
    use Reach::{Date, Number, Plain, Product, Square};
    let mut language = Language::empty();

    block(&mut language, Nested(stdlib::IfBlock));
    block(&mut language, Nested(stdlib::UnlessBlock));
    block(&mut language, Nested(stdlib::CaseBlock));
    block(&mut language, Nested(For));
    block(&mut language, Nested(TableRow));
    block(&mut language, Nested(Capture));
    block(&mut language, Comment);
    block(&mut language, stdlib::RawBlock);

    tag(&mut language, stdlib::AssignTag);
    tag(&mut language, stdlib::BreakTag);
    tag(&mut language, stdlib::ContinueTag);
    tag(&mut language, stdlib::CycleTag);
    tag(&mut language, stdlib::IncrementTag);
    tag(&mut language, stdlib::DecrementTag);
    tag(&mut language, Elsewhere("include"));
    tag(&mut language, Elsewhere("layout"));

    macro_rules! filters {
        ($($reach:ident: $($name:ident)*;)*) => {$($(
            filter(&mut language, Fenced { filter: stdlib::$name, reach: $reach });
        )*)*};
    }
    filters! {
        Number: Abs AtLeast AtMost Ceil DividedBy Floor Minus Modulo Plus Round Slice Times Truncate TruncateWords;
        Plain: Append Capitalize Compact Concat Default Downcase Escape EscapeOnce First Last Lstrip Map NewlineToBr Prepend;
        Plain: Remove RemoveFirst ReplaceFirst Reverse Rstrip Size Sort SortNatural Split Strip StripNewlines;
        Plain: Upcase UrlDecode UrlEncode Where;
        Product: Join Replace;
        Square: StripHtml Uniq;
        Date: Date;
    }
    language
}

fn block(language: &mut Language, block: impl ParseBlock + 'static) {
    language.blocks.register(block.reflection().start_tag().to_owned(), Box::new(block));
}

fn tag(language: &mut Language, tag: impl ParseTag + 'static) {
    language.tags.register(tag.reflection().tag().to_owned(), Box::new(tag));
}

fn filter(language: &mut Language, filter: impl ParseFilter + 'static) {
    language.filters.register(filter.reflection().name().to_owned(), Box::new(filter));
}
