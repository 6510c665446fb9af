//! JSON as a stranger sends it: every object's names are unique, no text holds a NUL character, and nothing is nested too deep.
//!
//! `serde_json` bounds the depth at 128 and refuses lone surrogates by itself; of a name that comes twice it would keep the last.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Up to here every whole number has a float of its own.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// The one value that `text` holds, or why it holds none.
pub fn parse(text: &[u8]) -> Result<Value, String> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let value = Strict.deserialize(&mut reader).map_err(|problem| problem.to_string())?;
    reader.end().map_err(|problem| problem.to_string())?;
    Ok(value)
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        // To a schema `3600.0` is an integer, and so it is to whoever reads it into one.
        if value.fract() == 0.0 && value.abs() < WHOLE {
            return Ok((value as i64).into());
        }
        serde_json::Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number that is none"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        without_nul(text).map(|()| Value::String(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Value, E> {
        without_nul(&text).map(|()| Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Strict)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            without_nul(&name)?;
            if map.contains_key(&name) {
                // A name as long as the body is nobody's mistake.
                let name: String = name.chars().take(64).collect();
                return Err(de::Error::custom(format_args!("the property {name:?} comes twice")));
            }
            let value = fields.next_value_seed(Strict)?;
            map.insert(name, value);
        }
        Ok(Value::Object(map))
    }
}

/// PostgreSQL keeps no NUL in a text, and nobody types one.
fn without_nul<E: de::Error>(text: &str) -> Result<(), E> {
    if text.contains('\0') { Err(E::custom("a text holds a NUL character")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse;

    #[test]
    fn what_is_well_formed_is_read_as_it_stands() {
        let text = r#"{"a":[1,-2,1.5,true,null,"x"],"b":{"a":{}}}"#;
        assert_eq!(parse(text.as_bytes()).unwrap(), json!({ "a": [1, -2, 1.5, true, null, "x"], "b": { "a": {} } }));
    }

    #[test]
    fn a_whole_number_is_an_integer_however_it_is_written() {
        assert_eq!(parse(b"[3600.0, -2.0, 1e3, 1.5]").unwrap(), json!([3600, -2, 1000, 1.5]));
        assert_eq!(parse(b"1e300").unwrap(), json!(1e300));
    }

    #[test]
    fn what_is_not_is_refused() {
        for bad in [
            "",
            "{",
            "{} {}",
            r#"{"a":1,"a":2}"#,
            r#"[{"b":{"a":1,"a":1}}]"#,
            r#""\u0000""#,
            r#"{"\u0000":1}"#,
            r#""\ud800""#,
            "NaN",
            "1e999",
        ] {
            assert!(parse(bad.as_bytes()).is_err(), "{bad}");
        }
        assert!(parse(&[b'"', 0xff, b'"']).is_err());
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        assert!(parse(deep.as_bytes()).is_err());
    }
}
