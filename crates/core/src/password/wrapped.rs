//! A cheap hash of another system's within one of our own: Argon2id over what the other one comes to.
//!
//! ```text
//! $wrapped$digest-sha256$s=prefix,e=utf8$c2FsdA$AAAA…$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>
//! └─────┘└──────────── the recipe ────────────┘└────────────── ours, over its output ────────────┘
//! ```
//!
//! The recipe is the other's text with zeros in place of its hash: the database holds nothing that could be tried at the other's price.
//! The first right password replaces it all by our own.

use crate::clock::Dice;

use super::foreign::Foreign;
use super::{Own, drawn};

const MARK: &str = "$wrapped";

pub(super) struct Wrapped {
    recipe: Foreign,
    ours: Own,
}

impl Wrapped {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(MARK)?;
        // The recipe may be of Argon2id, too; ours stands last.
        let (recipe, ours) = rest.split_at(rest.rfind("$argon2id$")?);
        Some(Self { recipe: Foreign::parse(recipe)?, ours: Own::parse(ours)? })
    }

    /// One of our hashes is computed whatever was typed.
    pub(super) fn matches(&self, password: &str) -> bool {
        let inner = self.recipe.compute(password);
        self.ours.matches(inner.as_deref().unwrap_or_default()) && inner.is_some()
    }
}

pub(super) fn wrap(foreign: Foreign, dice: &dyn Dice) -> String {
    let ours = drawn(foreign.output(), dice);
    format!("{MARK}{}{ours}", foreign.recipe().text())
}
