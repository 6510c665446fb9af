//! Filters, each inside a fence: what goes in and what comes out is weighed, and the work is paid for.

use std::fmt;

use liquid_core::model::{Value, ValueView};
use liquid_core::parser::FilterArguments;
use liquid_core::{Error, Expression, Filter, FilterReflection, ParseFilter, Result, Runtime};

use super::bounds::{NUMBER_TOO_LARGE, VALUE_TOO_LARGE};
use super::meter::{pay, weigh};

/// What a filter does to its values' weights, which says what must be looked at before it runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// At most a few times what goes in.
    Plain,
    /// Compares all with all, or searches to the end from everywhere.
    Square,
    /// Puts an argument in many places.
    Product,
    /// Computes in 64 bits, which two numbers of 32 cannot overflow.
    Number,
    /// Pads to any width that its format names.
    Date,
}

/// The largest number that is computed with.
const MAX_NUMBER: i64 = 1 << 31;
/// Bytes that replacing and joining may at worst make before they are weighed.
const MAX_PRODUCT: u64 = 1 << 20;
const MAX_DATE_FORMAT: usize = 128;

#[derive(Clone)]
pub(super) struct Fenced<F> {
    pub(super) filter: F,
    pub(super) reach: Reach,
}

impl<F: ParseFilter + Clone + 'static> ParseFilter for Fenced<F> {
    fn parse(&self, arguments: FilterArguments<'_>) -> Result<Box<dyn Filter>> {
        let positional: Vec<Expression> = arguments.positional.collect();
        let keyword: Vec<(&str, Expression)> = arguments.keyword.collect();
        let watched = positional.iter().chain(keyword.iter().map(|(_, value)| value)).cloned().collect();
        let arguments = FilterArguments { positional: Box::new(positional.into_iter()), keyword: Box::new(keyword.into_iter()) };
        Ok(Box::new(FencedFilter { inner: self.filter.parse(arguments)?, watched, reach: self.reach }))
    }

    fn reflection(&self) -> &dyn FilterReflection {
        self.filter.reflection()
    }
}

#[derive(Debug)]
struct FencedFilter {
    inner: Box<dyn Filter>,
    /// The arguments, to be looked at before the filter looks at them.
    watched: Vec<Expression>,
    reach: Reach,
}

impl fmt::Display for FencedFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl Filter for FencedFilter {
    fn evaluate(&self, input: &dyn ValueView, runtime: &dyn Runtime) -> Result<Value> {
        let (mut weight, mut widest) = (self.admit(input)?, 0);
        let input_weight = weight;
        for argument in &self.watched {
            let argument_weight = self.admit(argument.evaluate(runtime)?.as_view())?;
            widest = widest.max(argument_weight);
            weight += argument_weight;
        }
        match self.reach {
            Reach::Square => weight += weight * weight / 16,
            Reach::Product if input_weight * widest > MAX_PRODUCT => return Err(Error::with_msg(VALUE_TOO_LARGE)),
            // Reading a date compiles a regular expression.
            Reach::Date => weight += 10_000,
            _ => {}
        }
        pay(runtime, weight)?;
        let output = self.inner.evaluate(input, runtime)?;
        pay(runtime, weigh(&output)?)?;
        Ok(output)
    }
}

impl FencedFilter {
    fn admit(&self, value: &dyn ValueView) -> Result<u64> {
        let weight = weigh(value)?;
        match self.reach {
            Reach::Number => {
                let number = value.as_scalar().and_then(|scalar| scalar.to_integer());
                let is_small = number.is_none_or(|number| (-MAX_NUMBER..=MAX_NUMBER).contains(&number));
                is_small.then_some(weight).ok_or_else(|| Error::with_msg(NUMBER_TOO_LARGE))
            }
            Reach::Date => {
                let text = value.to_kstr();
                let is_padded = |run: &str| run.len() > 2 && run.bytes().any(|byte| byte.is_ascii_digit());
                let is_wide = text.contains('%') && text.split(|c: char| !c.is_ascii_digit()).any(is_padded);
                let is_sane = text.len() <= MAX_DATE_FORMAT && !is_wide;
                is_sane.then_some(weight).ok_or_else(|| Error::with_msg(VALUE_TOO_LARGE))
            }
            _ => Ok(weight),
        }
    }
}
