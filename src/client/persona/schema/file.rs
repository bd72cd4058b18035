//! The shape of the file, for the schema alone: the reader works on a tree, to report everything with its place.
#![expect(dead_code, reason = "only the shape is used")]

use crate::client::persona::{CueKind, Depth, Silence, Situation, Style};
use crate::yaml::schema::{Name, Words};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// A client to practise with, for the program mineral.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(title = "A persona of mineral")]
pub(super) struct PersonaFile {
    /// The format: always 1 today.
    #[schemars(extend("const" = 1))]
    format: u8,
    /// The name by which commands and sessions know the persona: small letters, digits and single hyphens.
    id: Name,
    /// What they are called.
    name: Words,
    /// What they do there.
    role: Words,
    /// Where they work.
    organisation: Words,
    /// One line for the list of personas. It gives nothing hidden away.
    summary: Words,
    /// How they are to talk with.
    style: Style,
    /// How they behave, for whoever plays them: what their sentences are like, what they avoid, what shows on them.
    manner: Words,
    /// What has happened to them: 60 to 120 words, in the third person.
    situation: Words,
    /// The issue as they present it, in their words.
    presents: Words,
    /// The issue behind it: one or two sentences, in the third person.
    hides: Words,
    /// Their trust when the conversation begins.
    start: TrustFile,
    /// What silence does to them.
    silence: Silence,
    /// What opens them.
    #[schemars(length(min = 1, max = 20))]
    opens: Vec<Words>,
    /// What shuts them.
    #[schemars(length(min = 1, max = 20))]
    shuts: Vec<Words>,
    /// The first thing that they say, in variants. Each drops the first of the cues.
    #[schemars(length(min = 1, max = 6))]
    opening: Vec<Words>,
    /// What they can disclose, step by step.
    #[schemars(length(min = 1, max = 100))]
    holds: Vec<DisclosureFile>,
    /// What they let drop on the way, and what deserves a question.
    #[schemars(length(min = 1, max = 20))]
    cues: Vec<CueFile>,
    /// What they say in situations, in their own voice.
    lines: LinesFile,
    /// Words that they would not use.
    #[schemars(length(max = 20))]
    never: Option<Vec<Words>>,
    /// What one learns with them, in a sentence.
    drill: Option<Words>,
}

/// The parts of trust, each from 1 to 6: T = (C + R + I) / S.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "trust")]
struct TrustFile {
    /// How much they believe what is said.
    #[schemars(range(min = 1, max = 6))]
    credibility: u8,
    /// How much they rely on what is promised.
    #[schemars(range(min = 1, max = 6))]
    reliability: u8,
    /// How safe they feel with telling things.
    #[schemars(range(min = 1, max = 6))]
    intimacy: u8,
    /// How much they think that the other one is after something. This lowers trust.
    #[schemars(range(min = 1, max = 6))]
    self_orientation: u8,
}

/// Something that they say when it is asked for or when they are moved to it.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "disclosure")]
struct DisclosureFile {
    /// Its name.
    id: Name,
    /// The id of the step to which it belongs.
    #[schemars(extend("examples" = ["issue", "clarify", "impact", "future", "dna", "outcome", "commit"]))]
    step: Name,
    /// How deep it goes.
    depth: Depth,
    /// Whether it belongs to the hidden issue. Something has to lead there: `after`, or a cue.
    hidden: Option<bool>,
    /// Ids of what must have been disclosed before; chains of at most 3.
    #[schemars(length(max = 20))]
    after: Option<Vec<Name>>,
    /// Questions that ask for exactly this, all in other words; five or so.
    #[schemars(length(min = 1, max = 20))]
    asks: Vec<Words>,
    /// Words and short phrases by which a question shows that it is about this; the more telling the better.
    #[schemars(length(min = 1, max = 24))]
    about: Vec<Words>,
    /// The feeling that is named or shown, and how strong it is, 1 to 5.
    feeling: Option<FeelingText>,
    /// Who is named in it.
    #[schemars(length(max = 20))]
    people: Option<Vec<Words>>,
    /// The id of the cue that its lines drop.
    cue: Option<Name>,
    /// What is said, in variants that tell the same.
    #[schemars(length(min = 1, max = 6))]
    say: Vec<Words>,
    /// How it is said when nobody asked for it: into a silence, or behind what was given back. It answers no question.
    #[schemars(length(max = 6))]
    unasked: Option<Vec<Words>>,
}

/// Something that they let drop.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "cue")]
struct CueFile {
    /// Its name.
    id: Name,
    /// How it is said, more or less.
    words: Words,
    /// What it is about.
    kind: CueKind,
    /// Words and short phrases by which a question shows that it follows this cue.
    #[schemars(length(min = 1, max = 24))]
    about: Vec<Words>,
    /// Ids of disclosures that become easier when it is followed.
    #[schemars(length(min = 1, max = 20))]
    opens: Vec<Name>,
    /// A better line for that moment, shown afterwards when the cue was missed.
    better: Words,
}

struct FeelingText;

impl JsonSchema for FeelingText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "feeling".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^\\s*\\S.*\\s[1-5](\\s*/\\s*5)?\\s*$",
            "maxLength": 1000,
            "examples": ["worried 3", "worn down 4", "relieved 2"]
        })
    }
}

/// One list of variants for each situation.
struct LinesFile;

impl JsonSchema for LinesFile {
    fn schema_name() -> Cow<'static, str> {
        "lines".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<Words>().to_value();
        let variants = |situation: &Situation| {
            let list = serde_json::json!({
                "description": situation.means(),
                "type": "array",
                "items": items,
                "minItems": 1,
                "maxItems": 6
            });
            (situation.name().to_owned(), list)
        };
        let properties: Map<String, Value> = Situation::ALL.iter().map(variants).collect();
        let names: Vec<&str> = Situation::ALL.iter().map(|s| s.name()).collect();
        json_schema!({
            "type": "object",
            "properties": properties,
            "required": names,
            "additionalProperties": false
        })
    }
}
