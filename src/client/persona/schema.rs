//! The JSON Schema of a persona.

mod file;

use crate::yaml::schema::schema_of;
use file::PersonaFile;
use serde_json::Value;

/// The schema, in the draft 2020-12.
pub fn schema() -> Value {
    schema_of::<PersonaFile>()
}
