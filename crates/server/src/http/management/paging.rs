//! Lists, page by page: by number, or by a checkpoint that each page hands to the next.
//!
//! Auth0's clients ask in three ways: nothing (a bare list), `include_totals=true` (a page with `start`, `limit`, `total`), and `take`
//! with `from` (a page with `next`). One macro makes an answer of all three.

use serde::Deserialize;
use utoipa::IntoParams;

use crate::flow::error::FlowError;

/// How far paging by number reaches, as at Auth0; beyond it an export or a checkpoint goes on.
pub const REACH: u32 = 1000;

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Which page, from 0.
    #[param(minimum = 0)]
    pub page: Option<u32>,
    /// How many a page: at most 100, and 50 unless you say.
    #[param(minimum = 0, maximum = 100)]
    pub per_page: Option<u32>,
    /// Answer with a page that says how many there are, instead of a bare list.
    pub include_totals: Option<bool>,
}

impl Paging {
    pub fn limit(&self) -> u32 {
        self.per_page.unwrap_or(50)
    }

    pub fn start(&self) -> u32 {
        self.page.unwrap_or(0).saturating_mul(self.limit())
    }

    pub fn wants_totals(&self) -> bool {
        self.include_totals == Some(true)
    }

    /// Refuses what lies beyond [`REACH`].
    pub fn within_reach(&self) -> Result<(), FlowError> {
        if self.start().saturating_add(self.limit()) > REACH {
            return Err(FlowError::InvalidQuery(format!("You can only page through the first {REACH} records.")));
        }
        Ok(())
    }

    /// This page of something that is small enough to be at hand whole.
    pub fn of<T: Clone>(&self, all: &[T]) -> Vec<T> {
        all.iter().skip(self.start() as usize).take(self.limit() as usize).cloned().collect()
    }
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Checkpoint {
    /// The `next` of the page before; absent for the first.
    #[param(max_length = 200)]
    pub from: Option<String>,
    /// How many: at most 100. Its presence asks for paging by checkpoint.
    #[param(minimum = 1, maximum = 100)]
    pub take: Option<u32>,
}

impl Checkpoint {
    pub fn is_asked(&self) -> bool {
        self.take.is_some() || self.from.is_some()
    }

    /// This page of something that is small enough to be at hand whole, and the next page's `from`: the last one's key.
    pub fn of<T: Clone>(&self, all: &[T], key: impl Fn(&T) -> String) -> (Vec<T>, Option<String>) {
        let after = |one: &&T| self.from.as_ref().is_none_or(|from| key(one) > *from);
        let mut sorted: Vec<&T> = all.iter().filter(after).collect();
        sorted.sort_by_key(|one| key(one));
        let take = self.take.unwrap_or(50) as usize;
        let page: Vec<T> = sorted.iter().take(take).map(|one| (*one).clone()).collect();
        let next = if sorted.len() > take { page.last().map(&key) } else { None };
        (page, next)
    }
}

/// `listing!(UserListing, UserPage, UserCheckpoint, users: UserView)` makes an answer of the three forms.
macro_rules! listing {
    ($listing:ident, $page:ident, $checkpoint:ident, $key:ident : $item:ty) => {
        /// A bare list, a page with totals, or a page that ends in a checkpoint.
        #[derive(serde::Serialize, utoipa::ToSchema)]
        #[serde(untagged)]
        pub(crate) enum $listing {
            Bare(Vec<$item>),
            Page($page),
            Checkpoint($checkpoint),
        }

        // Each of the three says what it has no room for, so that an answer is one of them alone.
        #[derive(serde::Serialize, utoipa::ToSchema)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $page {
            pub start: u32,
            pub limit: u32,
            /// How many are on this page.
            pub length: usize,
            pub total: u64,
            pub $key: Vec<$item>,
        }

        #[derive(serde::Serialize, utoipa::ToSchema)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $checkpoint {
            pub $key: Vec<$item>,
            /// The next page's `from`; absent on the last one.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub next: Option<String>,
        }

        impl $listing {
            /// A page of what a query found.
            pub(crate) fn page(paging: &$crate::http::management::paging::Paging, found: Vec<$item>, total: u64) -> Self {
                if !paging.wants_totals() {
                    return Self::Bare(found);
                }
                Self::Page($page { start: paging.start(), limit: paging.limit(), length: found.len(), total, $key: found })
            }

            pub(crate) fn checkpoint(found: Vec<$item>, next: Option<String>) -> Self {
                Self::Checkpoint($checkpoint { $key: found, next })
            }
        }
    };
}

pub(crate) use listing;
