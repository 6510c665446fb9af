//! What rendering costs, who pays, and where it ends.
//!
//! One purse of [`Fuel`] per rendering is drawn on by every turn of a loop, every value looked up and
//! every filter, in proportion to what they move about; a full one is spent in well under a tenth of a second.

use std::collections::BTreeSet;
use std::io;

use liquid_core::model::{KString, KStringCow, KStringRef, ScalarCow, Value, ValueCow, ValueView};
use liquid_core::runtime::{PartialStore, Registers};
use liquid_core::{Error, Result, Runtime};

use super::bounds::{MAX_OUTPUT, MAX_VALUE, TOO_MUCH_WORK, VALUE_TOO_LARGE};

/// Ten thousand turns of a loop in a template of an ordinary message's length.
const FULL: u64 = 100_000;
/// How much of a value's weight costs as much as looking it up.
const WEIGHT_PER_UNIT: u64 = 32;

/// Kept in the rendering's registers.
#[derive(Debug)]
pub(super) struct Fuel {
    left: u64,
    turn: u64,
    is_spent: bool,
}

impl Fuel {
    pub(super) fn full(turn: u64) -> Self {
        Self { left: FULL, turn, is_spent: false }
    }

    pub(super) fn is_spent(&self) -> bool {
        self.is_spent
    }

    fn burn(&mut self, units: u64) -> Result<()> {
        match self.left.checked_sub(units) {
            Some(left) if !self.is_spent => {
                self.left = left;
                Ok(())
            }
            _ => {
                self.is_spent = true;
                Err(Error::with_msg(TOO_MUCH_WORK))
            }
        }
    }
}

impl Default for Fuel {
    fn default() -> Self {
        Self::full(1)
    }
}

/// Pays for handling values of this weight.
pub(super) fn pay(runtime: &dyn Runtime, weight: u64) -> Result<()> {
    runtime.registers().get_mut::<Fuel>().burn(1 + weight / WEIGHT_PER_UNIT)
}

/// Pays for one turn of a loop.
pub(super) fn pay_turn(runtime: &dyn Runtime) -> Result<()> {
    let mut fuel = runtime.registers().get_mut::<Fuel>();
    let turn = fuel.turn;
    fuel.burn(turn)
}

/// Roughly a value's bytes in memory and when printed; an error when it has more than [`MAX_VALUE`].
pub(super) fn weigh(value: &dyn ValueView) -> Result<u64> {
    let mut budget = MAX_VALUE;
    take_weight(value, &mut budget).ok_or_else(|| Error::with_msg(VALUE_TOO_LARGE))?;
    Ok(u64::try_from(MAX_VALUE - budget).unwrap_or(u64::MAX))
}

fn take_weight(value: &dyn ValueView, budget: &mut usize) -> Option<()> {
    const EACH: usize = 8;
    if let Some(array) = value.as_array() {
        *budget = budget.checked_sub(EACH)?;
        array.values().try_for_each(|item| take_weight(item, budget))
    } else if let Some(object) = value.as_object() {
        *budget = budget.checked_sub(EACH)?;
        object.values().try_for_each(|item| take_weight(item, budget))
    } else {
        *budget = budget.checked_sub(EACH)?;
        let printed = value.as_scalar().map_or(0, |scalar| scalar.to_kstr().len());
        *budget = budget.checked_sub(printed)?;
        Some(())
    }
}

/// A runtime in which what is unknown is nil rather than an error, and looking things up is paid for.
pub(super) struct Lenient<R>(pub(super) R);

impl<R: Runtime> Runtime for Lenient<R> {
    fn partials(&self) -> &dyn PartialStore {
        self.0.partials()
    }

    fn name(&self) -> Option<KStringRef<'_>> {
        self.0.name()
    }

    fn roots(&self) -> BTreeSet<KStringCow<'_>> {
        self.0.roots()
    }

    fn try_get(&self, path: &[ScalarCow<'_>]) -> Option<ValueCow<'_>> {
        self.get(path).ok().filter(|value| !value.is_nil())
    }

    fn get(&self, path: &[ScalarCow<'_>]) -> Result<ValueCow<'_>> {
        let value = self.0.try_get(path).unwrap_or(ValueCow::Owned(Value::Nil));
        pay(&self.0, weigh(value.as_view())?)?;
        Ok(value)
    }

    fn set_global(&self, name: KString, value: Value) -> Option<Value> {
        self.0.set_global(name, value)
    }

    fn set_index(&self, name: KString, value: Value) -> Option<Value> {
        self.0.set_index(name, value)
    }

    fn get_index<'a>(&'a self, name: &str) -> Option<ValueCow<'a>> {
        self.0.get_index(name)
    }

    fn registers(&self) -> &Registers {
        self.0.registers()
    }
}

/// Where rendered text goes: up to [`MAX_OUTPUT`] characters of it.
#[derive(Default)]
pub(super) struct BoundedText {
    bytes: Vec<u8>,
    chars: usize,
}

impl BoundedText {
    pub(super) fn overflowed(&self) -> bool {
        self.chars > MAX_OUTPUT
    }

    pub(super) fn into_string(self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl io::Write for BoundedText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Every character has exactly one byte that does not continue another.
        self.chars += bytes.iter().filter(|byte| (**byte & 0b1100_0000) != 0b1000_0000).count();
        if self.overflowed() {
            return Err(io::Error::other("too long"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
