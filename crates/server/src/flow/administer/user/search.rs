//! Users page by page, all of them or those that a query finds.
//!
//! 1. without a query a page is a stretch of an index, and how many there are is counted beforehand;
//! 2. a query that names a user by id, address or user name is answered from those users alone, one that says how an address begins or
//!    when an account was made from that stretch of the index;
//! 3. any other query looks at users one after the other, in the order that is asked for, a chunk at a time. Where it would have to
//!    look at too many it is refused, with a word on how to narrow it.
//!
//! Source: Auth0, Management API, "List or Search Users".

use std::cmp::Ordering;
use std::sync::Arc;

use ringfence_core::clock::Timestamp;
use ringfence_core::id::{TenantId, UserId};
use ringfence_core::search::{Narrowing, Query};
use ringfence_core::user::User;
use ringfence_store::{Counted, StoreError, Tx, UserKey, UserOrder, UserSpan, UserWindow};

use super::accounts::{self, Account};
use crate::flow::administer::Admin;
use crate::flow::error::FlowError;

/// Users read at once: the connection is anybody's again after each.
const CHUNK: u32 = 200;

pub struct Asked {
    /// Lucene's syntax; empty for everybody.
    pub query: String,
    pub connection: Option<String>,
    pub order: UserOrder,
    pub start: u32,
    pub limit: u32,
    pub wants_total: bool,
}

pub struct Found {
    pub accounts: Vec<Account>,
    /// Zero where nobody asked.
    pub total: u64,
}

pub async fn list(admin: &Admin, asked: Asked) -> Result<Found, FlowError> {
    let query = Query::parse(&asked.query).map_err(|problem| FlowError::InvalidQuery(problem.to_string()))?;
    // Where there is one connection, being in it says nothing.
    let connections = &admin.ctx.view.connections;
    let is_only = |name: &String| matches!(connections.as_slice(), [only] if only.name == *name);
    let connection = asked.connection.clone().filter(|name| !is_only(name));
    let (users, total) = match connection {
        None if query.is_everything() => page(admin, &asked).await?,
        Some(name) if query.is_everything() => {
            // Whom a connection has is counted in its index, so that nobody has to be looked at for it.
            let total = if asked.wants_total { count(admin, &name).await? } else { 0 };
            let asked = Asked { wants_total: false, ..asked };
            (Search::new(admin, &asked, Judge { query, connection: Some(name) }).run().await?.0, total)
        }
        connection => Search::new(admin, &asked, Judge { query, connection }).run().await?,
    };
    Ok(Found { accounts: accounts::with_factors(admin, users).await?, total })
}

/// Step 1.
async fn page(admin: &Admin, asked: &Asked) -> Result<(Vec<User>, u64), FlowError> {
    let (tenant, order, limit, skip) = (admin.ctx.tenant().clone(), asked.order, asked.limit, asked.start);
    let read = async move |tx: &mut Tx<'_>| {
        let window = UserWindow { order, span: &UserSpan::Everybody, after: None, limit, skip };
        Ok::<_, StoreError>((tx.user_window(&tenant, window).await?, tx.count_find(&tenant, Counted::Users).await?))
    };
    admin.read(read).await
}

async fn count(admin: &Admin, connection: &str) -> Result<u64, FlowError> {
    let (tenant, connection) = (admin.ctx.tenant().clone(), connection.to_owned());
    admin.read(async move |tx: &mut Tx<'_>| tx.users_in_connection(&tenant, &connection).await).await
}

/// Who is meant.
struct Judge {
    query: Query,
    connection: Option<String>,
}

impl Judge {
    fn wants(&self, user: &User) -> bool {
        self.connection.as_ref().is_none_or(|name| user.connection == *name) && self.query.matches(user)
    }

    fn marks<'a>(&self, users: impl IntoIterator<Item = &'a User>) -> Vec<Mark> {
        let wanted = users.into_iter().filter(|user| self.wants(user));
        wanted.map(|user| Mark { created_at: user.created_at, email: user.email.clone(), id: user.id.clone() }).collect()
    }
}

/// Where they must be, if they are anywhere.
enum Place {
    Ids(Vec<String>),
    Emails(Vec<String>),
    Usernames(Vec<String>),
    Span(UserKey, UserSpan),
}

impl Place {
    fn of(query: &Query, asked: UserOrder) -> Self {
        let lower = |texts: Vec<String>| texts.iter().map(|text| text.to_lowercase()).collect();
        if let Some(Narrowing::OneOf(ids)) = query.narrowing("user_id") {
            return Self::Ids(ids);
        }
        let email = query.narrowing("email");
        if let Some(Narrowing::OneOf(emails)) = email {
            return Self::Emails(lower(emails));
        }
        if let Some(Narrowing::OneOf(names)) = query.narrowing("username") {
            return Self::Usernames(lower(names));
        }
        if let Some(Narrowing::Prefix(prefix)) = email {
            return Self::Span(UserKey::Email, UserSpan::EmailPrefix(prefix.to_lowercase()));
        }
        if let Some(Narrowing::Within(range)) = query.narrowing("created_at")
            && let Some((from, until)) = range.times()
        {
            let ends = from.unwrap_or(Timestamp::from_micros(0))..until.unwrap_or(Timestamp::from_micros(i64::MAX));
            return Self::Span(UserKey::CreatedAt, UserSpan::Created(ends));
        }
        Self::Span(asked.key, UserSpan::Everybody)
    }
}

struct Search<'a> {
    admin: &'a Admin,
    judge: Arc<Judge>,
    asked: &'a Asked,
    order: UserOrder,
    /// So many are enough, in the order that is asked for.
    wanted: usize,
}

impl<'a> Search<'a> {
    fn new(admin: &'a Admin, asked: &'a Asked, judge: Judge) -> Self {
        let wanted = asked.start.saturating_add(asked.limit) as usize;
        Self { admin, judge: Arc::new(judge), asked, order: asked.order, wanted }
    }

    async fn run(&self) -> Result<(Vec<User>, u64), FlowError> {
        let (mut found, total) = match Place::of(&self.judge.query, self.order) {
            Place::Span(key, span) => self.scan(key, span).await?,
            place => {
                let found = self.named(place).await?;
                let total = found.len() as u64;
                (found, total)
            }
        };
        found.sort_by(|one, other| compare(self.order, one, other));
        found.dedup_by(|one, other| one.id == other.id);
        let page = found.into_iter().skip(self.asked.start as usize).take(self.asked.limit as usize);
        Ok((self.users(page.map(|mark| mark.id).collect()).await?, total))
    }

    /// Whoever of the page is still there, and still meant.
    async fn users(&self, page: Vec<UserId>) -> Result<Vec<User>, FlowError> {
        let (tenant, judge) = (self.admin.ctx.tenant().clone(), self.judge.clone());
        let read = async move |tx: &mut Tx<'_>| {
            let mut users = Vec::with_capacity(page.len());
            for id in &page {
                users.extend(tx.user_find(&tenant, id).await?.filter(|user| judge.wants(user)));
            }
            Ok::<_, StoreError>(users)
        };
        self.admin.read(read).await
    }

    /// Step 2, by name.
    async fn named(&self, place: Place) -> Result<Vec<Mark>, FlowError> {
        let (tenant, judge) = (self.admin.ctx.tenant().clone(), self.judge.clone());
        let connections: Vec<String> = self.admin.ctx.view.connections.iter().map(|one| one.name.clone()).collect();
        self.admin.read(async move |tx: &mut Tx<'_>| place.marks(tx, &tenant, &connections, &judge).await).await
    }

    /// Step 3, and step 2 in a stretch of an index.
    async fn scan(&self, key: UserKey, span: UserSpan) -> Result<(Vec<Mark>, u64), FlowError> {
        let is_in_order = key == self.order.key;
        let order = UserOrder { key, descends: is_in_order && self.order.descends };
        let most = self.admin.ctx.app.settings.management.searched_users;
        let (mut found, mut total, mut examined): (Vec<Mark>, u64, u32) = (Vec::new(), 0, 0);
        let mut after = None;
        loop {
            let chunk = self.chunk(order, span.clone(), after.take()).await?;
            examined = examined.saturating_add(chunk.examined);
            total += chunk.matches.len() as u64;
            found.extend(chunk.matches);
            if is_in_order {
                found.truncate(self.wanted);
            } else if found.len() > 2 * self.wanted + CHUNK as usize {
                found.sort_by(|one, other| compare(self.order, one, other));
                found.truncate(self.wanted);
            }
            let is_enough = is_in_order && !self.asked.wants_total && found.len() >= self.wanted;
            if is_enough || chunk.examined < CHUNK {
                return Ok((found, total));
            }
            if examined >= most {
                return Err(FlowError::InvalidQuery(format!(
                    "The search would have to look at more than {most} users. Narrow it by user_id, email, username, or \
                     created_at:[from TO until]; an address may end in *."
                )));
            }
            after = chunk.last;
        }
    }

    async fn chunk(&self, order: UserOrder, span: UserSpan, after: Option<User>) -> Result<Chunk, FlowError> {
        let (tenant, judge) = (self.admin.ctx.tenant().clone(), self.judge.clone());
        let read = async move |tx: &mut Tx<'_>| {
            let window = UserWindow { order, span: &span, after: after.as_ref(), limit: CHUNK, skip: 0 };
            let users = tx.user_window(&tenant, window).await?;
            let (examined, matches) = (u32::try_from(users.len()).unwrap_or(CHUNK), judge.marks(&users));
            Ok::<_, StoreError>(Chunk { examined, matches, last: users.into_iter().next_back() })
        };
        self.admin.read(read).await
    }
}

struct Chunk {
    examined: u32,
    last: Option<User>,
    matches: Vec<Mark>,
}

/// What a user is ordered by. Whole users are large: only the page's are read again.
struct Mark {
    created_at: Timestamp,
    email: String,
    id: UserId,
}

impl Place {
    /// Whoever has one of the names; nobody where a stretch is meant.
    async fn marks(&self, tx: &mut Tx<'_>, tenant: &TenantId, connections: &[String], judge: &Judge) -> Result<Vec<Mark>, StoreError> {
        let mut found = Vec::new();
        match self {
            Self::Ids(ids) => {
                for id in ids {
                    found.extend(judge.marks(&tx.user_find(tenant, &UserId::new(id)).await?));
                }
            }
            Self::Emails(emails) => {
                for email in emails {
                    found.extend(judge.marks(&tx.users_of_address(tenant, email).await?));
                }
            }
            Self::Usernames(names) => {
                for (name, connection) in names.iter().flat_map(|name| connections.iter().map(move |connection| (name, connection))) {
                    found.extend(judge.marks(&tx.user_find_by_username(tenant, connection, name).await?));
                }
            }
            Self::Span(..) => {}
        }
        Ok(found)
    }
}

fn compare(order: UserOrder, one: &Mark, other: &Mark) -> Ordering {
    let by_key = match order.key {
        UserKey::CreatedAt => one.created_at.cmp(&other.created_at),
        UserKey::Email => one.email.cmp(&other.email),
        UserKey::Id => Ordering::Equal,
    };
    let ascending = by_key.then_with(|| one.id.cmp(&other.id));
    if order.descends { ascending.reverse() } else { ascending }
}
