//! The published schema of exports is the one of the code, and a schema. `UPDATE=1` writes it anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    reason = "tests"
)]

#[path = "support/beside.rs"]
mod beside;

use mineral::export::schema;

#[test]
fn the_schema_of_exports_is_the_one_of_the_code() {
    beside::expect_schema("assets/export/export.schema.json", &schema());
    jsonschema::meta::validate(&schema()).unwrap();
}
