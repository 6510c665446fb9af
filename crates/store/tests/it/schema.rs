//! Two schemas that are one, and statements that both databases take.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::harness::{Db, admin, on_both};

/// One line for each column, index and foreign key, in words that both databases can be put into.
type Facts = BTreeSet<String>;

on_both! {
    async fn every_statement_is_taken(db) {
        for statement in ringfence_store::statements() {
            if db.store.is_postgres() {
                let client = admin(&db.url).await;
                let prepared = client.prepare(statement.postgres()).await.unwrap_or_else(|error| panic!("{}: {error:?}", statement.name()));
                // The types that the driver can bind and read are these three.
                for ty in prepared.params().iter().chain(prepared.columns().iter().map(|column| column.type_())) {
                    assert!(["text", "int8", "bytea"].contains(&ty.name()), "{}: {ty}", statement.name());
                }
            } else {
                file(db).prepare(statement.sqlite()).unwrap_or_else(|error| panic!("{}: {error}", statement.name()));
            }
        }
    }
}

/// SQLite numbers `$1, $2 …` by their first appearance, PostgreSQL by their names.
#[test]
fn parameters_first_appear_in_order() {
    for statement in ringfence_store::statements() {
        let numbers = statement.sqlite().split('$').skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap());
        let mut highest = 0_usize;
        for number in numbers.map(|digits| digits.parse::<usize>().unwrap()) {
            assert!(number <= highest + 1, "{}: ${number} comes before ${}", statement.name(), highest + 1);
            highest = highest.max(number);
        }
    }
}

#[test]
fn statements_have_names_of_their_own() {
    let names: BTreeSet<_> = ringfence_store::statements().map(ringfence_store::Stmt::name).collect();
    assert_eq!(names.len(), ringfence_store::statements().count());
}

#[tokio::test(flavor = "multi_thread")]
async fn both_databases_have_the_same_schema() {
    let Some(postgres) = Db::postgres().await else { return };
    let on_sqlite = sqlite_facts(&file(&Db::sqlite().await));
    let on_postgres = postgres_facts(&postgres).await;
    assert!(on_sqlite.len() > 150, "{}", on_sqlite.len());
    let only = |here: &Facts, there: &Facts| here.difference(there).cloned().collect::<Vec<_>>().join("\n");
    let difference = (only(&on_sqlite, &on_postgres), only(&on_postgres, &on_sqlite));
    assert_eq!(difference, (String::new(), String::new()), "only on SQLite, only on PostgreSQL");
    postgres.drop_database().await;
}

fn file(db: &Db) -> Connection {
    Connection::open(db.url.strip_prefix("sqlite://").unwrap()).unwrap()
}

/// A single number, asked behind the store's back.
pub(crate) async fn number(db: &Db, sql: &str) -> i64 {
    if db.store.is_postgres() {
        admin(&db.url).await.query_one(sql, &[]).await.unwrap().get(0)
    } else {
        file(db).query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

fn lines(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn sqlite_facts(connection: &Connection) -> Facts {
    let columns = "SELECT 'column ' || m.name || '.' || c.name || ' ' || CASE c.type WHEN 'BLOB' THEN 'BYTEA' ELSE c.type END
            || CASE c.\"notnull\" WHEN 1 THEN ' NOT NULL' ELSE '' END || COALESCE(' DEFAULT ' || c.dflt_value, '')
        FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";
    let keys = "SELECT 'key ' || name || ' (' || group_concat(column, ', ') || ')' FROM
        (SELECT m.name, c.name AS column FROM sqlite_schema m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.pk > 0 ORDER BY m.name, c.pk) GROUP BY name";
    let indexes = "SELECT 'index ' || table_name || ' (' || group_concat(column, ', ') || ')'
            || CASE is_unique WHEN 1 THEN ' UNIQUE' ELSE '' END || CASE partial WHEN 1 THEN ' PARTIAL' ELSE '' END FROM
        (SELECT m.name AS table_name, i.name AS index_name, i.\"unique\" AS is_unique, i.partial, c.name AS column
        FROM sqlite_schema m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND i.origin <> 'pk' ORDER BY i.name, c.seqno) GROUP BY index_name";
    let references = "SELECT 'reference ' || table_name || ' (' || group_concat(column, ', ') || ') to ' || target
            || CASE on_delete WHEN 'CASCADE' THEN ' CASCADE' ELSE '' END FROM
        (SELECT m.name AS table_name, f.id, f.\"from\" AS column, f.\"table\" AS target, f.on_delete
        FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq) GROUP BY table_name, id";
    [columns, keys, indexes, references].iter().flat_map(|sql| lines(connection, sql)).collect()
}

async fn postgres_facts(db: &Db) -> Facts {
    let columns = "SELECT 'column ' || table_name || '.' || column_name || ' ' || upper(data_type)
            || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END || COALESCE(' DEFAULT ' || replace(column_default, '::text', ''), '')
        FROM information_schema.columns WHERE table_schema = 'public'";
    let keys = "SELECT 'key ' || c.conrelid::regclass || ' (' || string_agg(a.attname, ', ' ORDER BY k.place) || ')'
        FROM pg_constraint c, unnest(c.conkey) WITH ORDINALITY k(attnum, place), pg_attribute a
        WHERE c.contype = 'p' AND c.connamespace = 'public'::regnamespace AND a.attrelid = c.conrelid AND a.attnum = k.attnum
        GROUP BY c.oid, c.conrelid";
    let indexes = "SELECT 'index ' || i.indrelid::regclass || ' (' || string_agg(a.attname, ', ' ORDER BY k.place) || ')'
            || CASE WHEN i.indisunique THEN ' UNIQUE' ELSE '' END || CASE WHEN i.indpred IS NOT NULL THEN ' PARTIAL' ELSE '' END
        FROM pg_index i, unnest(i.indkey::int[]) WITH ORDINALITY k(attnum, place), pg_attribute a, pg_class t
        WHERE NOT i.indisprimary AND t.oid = i.indrelid AND t.relnamespace = 'public'::regnamespace
            AND a.attrelid = i.indrelid AND a.attnum = k.attnum
        GROUP BY i.indexrelid, i.indrelid, i.indisunique, i.indpred IS NOT NULL";
    let references = "SELECT 'reference ' || c.conrelid::regclass || ' (' || string_agg(a.attname, ', ' ORDER BY k.place) || ') to '
            || c.confrelid::regclass || CASE c.confdeltype WHEN 'c' THEN ' CASCADE' ELSE '' END
        FROM pg_constraint c, unnest(c.conkey) WITH ORDINALITY k(attnum, place), pg_attribute a
        WHERE c.contype = 'f' AND a.attrelid = c.conrelid AND a.attnum = k.attnum
        GROUP BY c.oid, c.conrelid, c.confrelid, c.confdeltype";
    let client = admin(&db.url).await;
    let mut facts = Facts::new();
    for sql in [columns, keys, indexes, references] {
        facts.extend(client.query(sql, &[]).await.unwrap().iter().map(|row| row.get::<_, String>(0)));
    }
    facts
}

on_both! {
    async fn a_newer_database_is_told_apart(db) {
        change(db, "INSERT INTO migrations (number, name) VALUES (99, '0099_of_tomorrow')").await;
        let state = db.store.schema().await.unwrap();
        assert_eq!(state.unknown, ["0099_of_tomorrow"], "{state:?}");
    }

    /// A known number with another name: a build that went its own way.
    async fn a_migration_of_another_name_is_unknown(db) {
        change(db, "UPDATE migrations SET name = '0002_of_a_fork' WHERE number = 2").await;
        assert_eq!(db.store.schema().await.unwrap().unknown, ["0002_of_a_fork"]);
    }

    async fn what_is_missing_is_named(db) {
        change(db, "DROP TABLE sessions").await;
        change(db, "ALTER TABLE users DROP COLUMN blocked").await;
        change(db, "DROP INDEX users_by_email").await;
        change(db, "DROP INDEX users_by_time").await;
        let state = db.store.schema().await.unwrap();
        assert_eq!(state.missing, ["column users.blocked", "index users_by_email", "table sessions"], "{state:?}");
        assert!(state.unknown.is_empty() && state.pending.is_empty(), "{state:?}");
    }

    /// What an operator adds for themselves is none of our business.
    async fn more_than_is_known_may_be_there(db) {
        change(db, "CREATE TABLE reports (report_id TEXT NOT NULL PRIMARY KEY)").await;
        assert_eq!(db.store.schema().await.unwrap(), ringfence_store::SchemaState::default());
    }
}

/// Behind the store's back, as another program does it.
async fn change(db: &Db, sql: &str) {
    if db.store.is_postgres() {
        admin(&db.url).await.batch_execute(sql).await.unwrap();
    } else {
        file(db).execute_batch(sql).unwrap();
    }
}

#[tokio::test]
async fn a_mistyped_path_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.db");
    let options = ringfence_store::StoreOptions::default();
    let told = ringfence_store::Store::open_existing(&format!("sqlite://{}", path.display()), options).await.err();
    assert!(matches!(&told, Some(ringfence_store::StoreError::Absent(at)) if **at == *path.to_str().unwrap()), "{told:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
