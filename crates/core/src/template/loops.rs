//! `for` and `tablerow`, counted turn by turn: a range is never laid out in memory, and each turn is paid for.

use std::io::Write;

use liquid_core::error::ResultLiquidReplaceExt;
use liquid_core::model::{KString, Object, Scalar, Value, ValueView};
use liquid_core::parser::{BlockElement, TryMatchToken};
use liquid_core::runtime::{Interrupt, InterruptRegister, StackFrame};
use liquid_core::{
    BlockReflection, Error, Expression, Language, ParseBlock, Renderable, Result, Runtime, TagBlock, TagTokenIter, Template,
};

use super::blocks::reflect;
use super::meter::{Lenient, pay_turn};

#[derive(Clone)]
pub(super) struct For;

reflect!(For, "for", "endfor");

impl ParseBlock for For {
    fn parse(&self, arguments: TagTokenIter<'_>, mut block: TagBlock<'_, '_>, options: &Language) -> Result<Box<dyn Renderable>> {
        let head = Head::parse(arguments, &["limit", "offset", "reversed"])?;
        let mut body = Vec::new();
        let mut otherwise = Vec::new();
        while let Some(element) = block.next()? {
            match element {
                BlockElement::Tag(mut tag) if tag.name() == "else" => {
                    tag.tokens().expect_nothing()?;
                    otherwise = block.parse_all(options)?;
                    break;
                }
                other => body.push(other.parse(&mut block, options)?),
            }
        }
        Ok(Box::new(ForLoop { head, body: Template::new(body), otherwise: Template::new(otherwise) }))
    }

    fn reflection(&self) -> &dyn BlockReflection {
        self
    }
}

#[derive(Clone)]
pub(super) struct TableRow;

reflect!(TableRow, "tablerow", "endtablerow");

impl ParseBlock for TableRow {
    fn parse(&self, arguments: TagTokenIter<'_>, mut block: TagBlock<'_, '_>, options: &Language) -> Result<Box<dyn Renderable>> {
        let head = Head::parse(arguments, &["limit", "offset", "cols"])?;
        Ok(Box::new(Table { head, body: Template::new(block.parse_all(options)?) }))
    }

    fn reflection(&self) -> &dyn BlockReflection {
        self
    }
}

/// `item in (1..3) limit:2 offset:1 reversed`
#[derive(Debug)]
struct Head {
    name: KString,
    source: Source,
    limit: Option<Expression>,
    offset: Option<Expression>,
    cols: Option<Expression>,
    is_reversed: bool,
}

#[derive(Debug)]
enum Source {
    Value(Expression),
    Range(Expression, Expression),
}

impl Head {
    fn parse(mut arguments: TagTokenIter<'_>, known: &[&str]) -> Result<Self> {
        let name = KString::from_ref(arguments.expect_next("Identifier expected.")?.expect_identifier().into_result()?);
        arguments.expect_next("\"in\" expected.")?.expect_str("in").into_result_custom_msg("\"in\" expected.")?;
        let source = match arguments.expect_next("Array or range expected.")?.expect_value() {
            TryMatchToken::Matches(value) => Source::Value(value),
            TryMatchToken::Fails(token) => match token.expect_range() {
                TryMatchToken::Matches((start, stop)) => Source::Range(start, stop),
                TryMatchToken::Fails(token) => return Err(token.raise_error()),
            },
        };
        let mut head = Self { name, source, limit: None, offset: None, cols: None, is_reversed: false };
        while let Some(token) = arguments.next() {
            let word = token.as_str().to_owned();
            match word.as_str() {
                other if !known.contains(&other) => {
                    return Err(token.raise_custom_error(&format!("One of {} expected.", known.join(", "))));
                }
                "reversed" => head.is_reversed = true,
                "limit" => head.limit = Some(attribute(&mut arguments)?),
                "offset" => head.offset = Some(attribute(&mut arguments)?),
                _ => head.cols = Some(attribute(&mut arguments)?),
            }
        }
        Ok(head)
    }

    fn items(&self, runtime: &dyn Runtime) -> Result<Items> {
        let all = match &self.source {
            Source::Range(start, stop) => {
                let (start, stop) = (whole(start, runtime)?, whole(stop, runtime)?);
                Items::Range { start, len: usize::try_from(i128::from(stop) - i128::from(start) + 1).unwrap_or(0) }
            }
            Source::Value(value) => Items::List(listed(value.evaluate(runtime)?.as_view())?),
        };
        let count = |attribute: &Option<Expression>| attribute.as_ref().map(|value| whole(value, runtime)).transpose();
        let offset = count(&self.offset)?.map_or(0, at_least_zero);
        let limit = count(&self.limit)?.map_or(usize::MAX, at_least_zero);
        Ok(all.part(offset, limit))
    }

    /// The values in their order, each with its place.
    fn turns(&self, items: &Items) -> impl Iterator<Item = (usize, Value)> {
        let len = items.len();
        (0..len).map(move |turn| (turn, items.get(if self.is_reversed { len - 1 - turn } else { turn })))
    }
}

enum Items {
    Range { start: i64, len: usize },
    List(Vec<Value>),
}

impl Items {
    fn len(&self) -> usize {
        match self {
            Self::Range { len, .. } => *len,
            Self::List(values) => values.len(),
        }
    }

    fn part(self, offset: usize, limit: usize) -> Self {
        let kept = self.len().saturating_sub(offset).min(limit);
        match self {
            Self::Range { start, .. } => Self::Range { start: start.saturating_add_unsigned(offset as u64), len: kept },
            Self::List(values) => Self::List(values.into_iter().skip(offset).take(kept).collect()),
        }
    }

    fn get(&self, place: usize) -> Value {
        match self {
            Self::Range { start, .. } => Value::scalar(start.saturating_add_unsigned(place as u64)),
            Self::List(values) => values.get(place).cloned().unwrap_or(Value::Nil),
        }
    }
}

fn attribute(arguments: &mut TagTokenIter<'_>) -> Result<Expression> {
    arguments.expect_next("\":\" expected.")?.expect_str(":").into_result_custom_msg("\":\" expected.")?;
    arguments.expect_next("Value expected.")?.expect_value().into_result()
}

fn whole(value: &Expression, runtime: &dyn Runtime) -> Result<i64> {
    let value = value.evaluate(runtime)?;
    value.as_scalar().and_then(|scalar| scalar.to_integer()).ok_or_else(|| Error::with_msg("A loop needs a whole number here."))
}

fn at_least_zero(count: i64) -> usize {
    usize::try_from(count.max(0)).unwrap_or(usize::MAX)
}

fn listed(value: &dyn ValueView) -> Result<Vec<Value>> {
    if let Some(array) = value.as_array() {
        Ok(array.values().map(ValueView::to_value).collect())
    } else if let Some(object) = value.as_object() {
        let pair = |(name, value): (_, &dyn ValueView)| {
            Value::array([Value::scalar(liquid_core::model::KStringCow::into_owned(name)), value.to_value()])
        };
        Ok(object.iter().map(pair).collect())
    } else if value.is_nil() || value.is_state() {
        Ok(Vec::new())
    } else {
        Err(Error::with_msg("A loop needs a list or a range."))
    }
}

/// What both loops tell of themselves inside (`forloop`, `tablerow`).
fn progress(turn: usize, len: usize) -> Object {
    let number = |count: usize| Value::scalar(i64::try_from(count).unwrap_or(i64::MAX));
    let facts = [
        ("length", number(len)),
        ("index0", number(turn)),
        ("index", number(turn + 1)),
        ("rindex0", number(len - turn - 1)),
        ("rindex", number(len - turn)),
        ("first", Value::scalar(turn == 0)),
        ("last", Value::scalar(turn + 1 == len)),
    ];
    facts.into_iter().map(|(name, value)| (name.into(), value)).collect()
}

#[derive(Debug)]
struct ForLoop {
    head: Head,
    body: Template,
    otherwise: Template,
}

impl Renderable for ForLoop {
    fn render_to(&self, writer: &mut dyn Write, runtime: &dyn Runtime) -> Result<()> {
        let items = self.head.items(runtime)?;
        if items.len() == 0 {
            return self.otherwise.render_to(writer, runtime);
        }
        let parent = runtime.try_get(&[Scalar::new("forloop")]).map(|value| value.into_owned());
        for (turn, value) in self.head.turns(&items) {
            pay_turn(runtime)?;
            let mut forloop = progress(turn, items.len());
            if let Some(parent) = &parent {
                forloop.insert("parentloop".into(), parent.clone());
            }
            let scope = Object::from_iter([("forloop".into(), Value::Object(forloop)), (self.head.name.clone(), value)]);
            let scope = Lenient(StackFrame::new(runtime, &scope));
            self.body.render_to(writer, &scope)?;
            let interrupt = runtime.registers().get_mut::<InterruptRegister>().reset();
            if matches!(interrupt, Some(Interrupt::Break)) {
                break;
            }
        }
        Ok(())
    }
}

#[derive(Debug)]
struct Table {
    head: Head,
    body: Template,
}

impl Renderable for Table {
    fn render_to(&self, writer: &mut dyn Write, runtime: &dyn Runtime) -> Result<()> {
        let items = self.head.items(runtime)?;
        let cols = self.head.cols.as_ref().map(|cols| whole(cols, runtime)).transpose()?;
        let cols = cols.map_or(items.len(), at_least_zero).max(1);
        for (turn, value) in self.head.turns(&items) {
            pay_turn(runtime)?;
            let (row, col) = (turn / cols, turn % cols);
            let (is_first, is_last) = (col == 0, col + 1 == cols || turn + 1 == items.len());
            let mut tablerow = progress(turn, items.len());
            tablerow.insert("col".into(), Value::scalar(i64::try_from(col + 1).unwrap_or(i64::MAX)));
            tablerow.insert("col0".into(), Value::scalar(i64::try_from(col).unwrap_or(i64::MAX)));
            tablerow.insert("col_first".into(), Value::scalar(is_first));
            tablerow.insert("col_last".into(), Value::scalar(is_last));
            let scope = Object::from_iter([("tablerow".into(), Value::Object(tablerow)), (self.head.name.clone(), value)]);
            let scope = Lenient(StackFrame::new(runtime, &scope));
            if is_first {
                write!(writer, "<tr class=\"row{}\">", row + 1).replace("Failed to render")?;
            }
            write!(writer, "<td class=\"col{}\">", col + 1).replace("Failed to render")?;
            self.body.render_to(writer, &scope)?;
            write!(writer, "</td>{}", if is_last { "</tr>" } else { "" }).replace("Failed to render")?;
        }
        Ok(())
    }
}
