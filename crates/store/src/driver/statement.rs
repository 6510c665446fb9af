//! One SQL text for two databases, registered under a name.

use std::sync::OnceLock;

/// A statement. `$1, $2 …` first appear in this order, because SQLite numbers them by appearance.
///
/// What only PostgreSQL needs stands in a comment: `/*lock*/` becomes `FOR UPDATE`, `/*skip locked*/`
/// becomes `FOR UPDATE SKIP LOCKED`, `/*share*/` becomes `FOR SHARE`. SQLite has one writer at a time and needs none.
#[derive(Debug)]
pub struct Stmt {
    name: &'static str,
    text: &'static str,
    postgres: OnceLock<String>,
}

impl Stmt {
    pub(crate) const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text, postgres: OnceLock::new() }
    }

    pub fn name(&self) -> &'static str {
        self.name
    }

    pub fn sqlite(&self) -> &'static str {
        self.text
    }

    pub fn postgres(&self) -> &str {
        self.postgres.get_or_init(|| {
            let text = self.text.replace("/*lock*/", "FOR UPDATE").replace("/*skip locked*/", "FOR UPDATE SKIP LOCKED");
            text.replace("/*share*/", "FOR SHARE")
        })
    }

    pub(crate) fn reads_only(&self) -> bool {
        self.text.trim_start().starts_with("SELECT")
    }
}

/// The statements of one file: a static for each, and the list of them.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {
        $($(#[$doc])* static $name: $crate::driver::Stmt = $crate::driver::Stmt::new(stringify!($name), $text);)*
        pub(crate) static STATEMENTS: &[&$crate::driver::Stmt] = &[$(&$name,)*];
    };
}

pub(crate) use statements;
