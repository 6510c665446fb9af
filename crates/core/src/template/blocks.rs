//! Blocks with a floor under them: [`Nested`] bounds depth, and two of Liquid's own are written anew.
//!
//! Liquid's comment parses what it holds and forgives errors, even one that ran past the end, upon which
//! it panics; Liquid's capture collects without a limit.

use std::cell::Cell;
use std::io::Write;

use liquid_core::model::{KString, Value};
use liquid_core::{
    BlockReflection, Error, Language, ParseBlock, ParseTag, Renderable, Result, Runtime, TagBlock, TagReflection, TagTokenIter, Template,
};

use super::bounds::{MAX_DEPTH, OUTPUT_TOO_LONG, TOO_DEEP};
use super::meter::BoundedText;

thread_local! {
    /// How many blocks the parser is inside of. Parsing is one call on one thread; a block's parser
    /// is given nothing else that it could count in.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// A block that may stand only so deep inside others.
#[derive(Clone)]
pub(super) struct Nested<B>(pub(super) B);

struct Descent;

impl Descent {
    fn start() -> Result<Self> {
        let depth = DEPTH.get();
        if depth >= MAX_DEPTH {
            return Err(Error::with_msg(TOO_DEEP));
        }
        DEPTH.set(depth + 1);
        Ok(Self)
    }
}

impl Drop for Descent {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}

impl<B: ParseBlock + Clone + 'static> ParseBlock for Nested<B> {
    fn parse(&self, arguments: TagTokenIter<'_>, block: TagBlock<'_, '_>, options: &Language) -> Result<Box<dyn Renderable>> {
        let _descent = Descent::start()?;
        self.0.parse(arguments, block, options)
    }

    fn reflection(&self) -> &dyn BlockReflection {
        self.0.reflection()
    }
}

/// The three words that the registry asks of a block.
macro_rules! reflect {
    ($block:ty, $start:literal, $end:literal) => {
        impl BlockReflection for $block {
            fn start_tag(&self) -> &str {
                $start
            }

            fn end_tag(&self) -> &str {
                $end
            }

            fn description(&self) -> &str {
                ""
            }
        }
    };
}
pub(super) use reflect;

#[derive(Clone)]
pub(super) struct Comment;

reflect!(Comment, "comment", "endcomment");

impl ParseBlock for Comment {
    fn parse(&self, mut arguments: TagTokenIter<'_>, mut block: TagBlock<'_, '_>, _: &Language) -> Result<Box<dyn Renderable>> {
        arguments.expect_nothing()?;
        block.escape_liquid(true)?;
        Ok(Box::new(Template::new(Vec::new())))
    }

    fn reflection(&self) -> &dyn BlockReflection {
        self
    }
}

#[derive(Clone)]
pub(super) struct Capture;

reflect!(Capture, "capture", "endcapture");

impl ParseBlock for Capture {
    fn parse(&self, mut arguments: TagTokenIter<'_>, mut block: TagBlock<'_, '_>, options: &Language) -> Result<Box<dyn Renderable>> {
        let name = arguments.expect_next("Identifier expected")?.expect_identifier().into_result()?.to_owned().into();
        arguments.expect_nothing()?;
        Ok(Box::new(Captured { name, body: Template::new(block.parse_all(options)?) }))
    }

    fn reflection(&self) -> &dyn BlockReflection {
        self
    }
}

#[derive(Debug)]
struct Captured {
    name: KString,
    body: Template,
}

impl Renderable for Captured {
    fn render_to(&self, _: &mut dyn Write, runtime: &dyn Runtime) -> Result<()> {
        let mut text = BoundedText::default();
        let rendered = self.body.render_to(&mut text, runtime);
        if text.overflowed() {
            return Err(Error::with_msg(OUTPUT_TOO_LONG));
        }
        rendered?;
        runtime.set_global(self.name.clone(), Value::scalar(text.into_string()));
        Ok(())
    }
}

/// `include` and `layout`: known, and never found. A tenant has no other templates.
#[derive(Clone)]
pub(super) struct Elsewhere(pub(super) &'static str);

impl TagReflection for Elsewhere {
    fn tag(&self) -> &str {
        self.0
    }

    fn description(&self) -> &str {
        ""
    }
}

impl ParseTag for Elsewhere {
    fn parse(&self, arguments: TagTokenIter<'_>, _: &Language) -> Result<Box<dyn Renderable>> {
        let wanted = arguments.map(|token| token.as_str().to_owned()).collect::<Vec<_>>().join(" ");
        Err(Error::with_msg(format!("There is no template to {}: {wanted}", self.0)))
    }

    fn reflection(&self) -> &dyn TagReflection {
        self
    }
}
