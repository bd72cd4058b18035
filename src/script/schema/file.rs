//! The shape of the file, for the schema alone: the reader works on a tree, to report everything with its place.
#![expect(dead_code, reason = "only the shape is used")]

use crate::script::{KnownKind, Leaves, Occasion, ScriptKind, With};
use crate::yaml::schema::{Name, Words};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A conversation with a person, or a practice for yourself, for the program mineral.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(
    title = "A script of mineral",
    extend("allOf" = [{
        "if": {"properties": {"kind": {"enum": ["conversation", "one-to-one"]}}},
        "then": {"properties": {"with": {"const": "person"}}}
    }])
)]
pub(super) struct ScriptFile {
    /// The format: always 1 today.
    #[schemars(extend("const" = 1))]
    format: u8,
    /// The name by which commands and sessions know it: small letters, digits and single hyphens.
    id: Name,
    /// What people read.
    title: Words,
    /// What it is.
    kind: ScriptKind,
    /// When it is for: where home lists it.
    moment: Occasion,
    /// Whom it is about. When this is left out, a conversation and a one-to-one are held with a person, all else
    /// with yourself.
    with: Option<With>,
    /// What it is for, in a sentence or two.
    purpose: Words,
    /// Where the idea comes from.
    source: Words,
    /// Whether the days in a row on which it was done are counted, and shown on home.
    streak: Option<bool>,
    /// The steps in order.
    #[schemars(length(min = 1, max = 50))]
    steps: Vec<StepFile>,
    /// Figures that are worked out from ratings.
    #[schemars(length(max = 20))]
    computed: Option<Vec<ComputedFile>>,
}

/// One stage: prompts (you ask, and write down what is said), or questions (each with its kind of answer), or both:
/// then the questions come first.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(
    rename = "step",
    extend("anyOf" = [
        {"required": ["prompts"], "properties": {"prompts": {"type": "array", "minItems": 1}}},
        {"required": ["questions"], "properties": {"questions": {"type": "array", "minItems": 1}}}
    ])
)]
struct StepFile {
    /// The name by which recalls, conditions and commands know it.
    id: Name,
    /// What people read; short.
    title: Words,
    /// What the step is for, in one sentence.
    purpose: Words,
    /// Only then; without it, always.
    when: Option<ConditionText>,
    /// Questions with their kinds of answer, one after the other.
    #[schemars(length(max = 30))]
    questions: Option<Vec<QuestionFile>>,
    /// What to ask, in words that can be said aloud.
    #[schemars(length(max = 50))]
    prompts: Option<Vec<PromptFile>>,
    /// Short follow-ups that go deeper in the same step.
    #[schemars(length(max = 50))]
    probes: Option<Vec<PromptFile>>,
    /// How often to ask "what else?".
    #[schemars(range(max = 9))]
    what_else: Option<u8>,
    /// What must be known before leaving the step.
    #[schemars(length(max = 5))]
    known: Option<Vec<KnownFile>>,
    /// Whether feelings are asked here.
    feelings: Option<bool>,
    /// The usual mistakes, each with the way back.
    #[schemars(length(max = 50))]
    traps: Option<Vec<TrapFile>>,
    /// What to say after an answer, and no more than that.
    after: Option<Words>,
}

/// What to say: words, or words with a condition. `{issue}` quotes the newest answer to the step or question
/// `issue`, `{last.issue}` the one from last time.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "prompt")]
enum PromptFile {
    Words(Words),
    When(PromptWhen),
}

/// What to say, and when.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "prompt-with-a-condition")]
struct PromptWhen {
    /// What to say.
    say: Words,
    /// Only then.
    when: Option<ConditionText>,
}

/// A question with its kind of answer.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(
    rename = "question",
    extend("allOf" = [
        {
            "if": {"required": ["answer"], "properties": {"answer": {"const": "rating"}}},
            "then": {"required": ["scale"]},
            "else": {"properties": {"scale": false}}
        },
        {
            "if": {"required": ["answer"], "properties": {"answer": {"const": "choice"}}},
            "then": {"required": ["options"]},
            "else": {"properties": {"options": false}}
        },
        {
            "if": {"required": ["leaves"], "properties": {"leaves": {"const": "review"}}},
            "then": {"required": ["answer"], "properties": {"answer": {"const": "date"}}}
        },
        {
            "if": {"required": ["leaves"], "properties": {"leaves": {"const": "contact"}}},
            "then": {"required": ["answer"], "properties": {"answer": {"const": "person"}}}
        },
        {
            "if": {"required": ["leaves"], "properties": {"leaves": {"const": "viability"}}},
            "then": {
                "required": ["answer"],
                "properties": {
                    "answer": {"enum": ["choice", "yes-no"]},
                    "options": {"minItems": 3, "maxItems": 3, "items": {"enum": ["yes", "not yet", "no"]}}
                }
            }
        }
    ])
)]
struct QuestionFile {
    /// The name by which recalls, conditions and formulas know it.
    id: Name,
    /// What to ask.
    ask: Words,
    /// How it is answered; in words when this is left out.
    answer: Option<AnswerName>,
    /// The scale of a rating.
    scale: Option<ScaleFile>,
    /// The options of a choice.
    #[schemars(length(min = 2, max = 9), extend("uniqueItems" = true))]
    #[schemars(extend("type" = "array"))]
    options: Option<Vec<Words>>,
    /// What stands below it, to help with answering.
    hint: Option<Words>,
    /// Only then; without it, always.
    when: Option<ConditionText>,
    /// What the answer leaves behind, beyond itself.
    leaves: Option<Leaves>,
}

/// How a question is answered.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "answer")]
enum AnswerName {
    /// In any words.
    Words,
    /// With a whole number on a scale.
    Rating,
    /// With one of a few options.
    Choice,
    /// With yes or no, and more words if wanted.
    YesNo,
    /// With several things.
    List,
    /// With a date in plain words.
    Date,
    /// With a name, and more words if wanted.
    Person,
    /// With who does what by when.
    Commitment,
    /// With a feeling, and how strong it is.
    Feeling,
}

/// A scale, with what its ends mean.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "scale")]
struct ScaleFile {
    /// The lowest rating.
    #[schemars(range(min = -1000, max = 1000))]
    from: i32,
    /// The highest rating.
    #[schemars(range(min = -1000, max = 1000))]
    to: i32,
    /// What the lowest means.
    low: Words,
    /// What the highest means.
    high: Words,
}

/// Something that must be known before the step is left.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "must-know")]
struct KnownFile {
    /// The name by which conditions and commands know it.
    id: Name,
    /// What ticks it.
    kind: KnownKind,
    /// What people read.
    text: Words,
}

/// A usual mistake, with the way back.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "trap")]
struct TrapFile {
    /// The mistake.
    trap: Words,
    /// How to come back from it.
    back: Words,
}

/// A figure that is worked out from ratings.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "computed")]
struct ComputedFile {
    /// The name by which conditions, and formulas further down, know it.
    id: Name,
    /// What people read.
    title: Words,
    /// Ids of ratings and of computed values above, numbers, + - * / ( ). Put spaces around a minus.
    #[schemars(extend("examples" = ["(credibility + reliability + intimacy) / self-orientation"]))]
    formula: Words,
    /// What its values mean, from low to high; the first that fits is said.
    #[schemars(length(max = 20))]
    means: Option<Vec<MeaningFile>>,
}

/// What a range of values means.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "meaning")]
struct MeaningFile {
    /// The highest value that means this; the last meaning needs none.
    #[schemars(extend("type" = "number"))]
    up_to: Option<f64>,
    /// What it means.
    says: Words,
}

struct ConditionText;

impl JsonSchema for ConditionText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "condition".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
        "pattern": "^\\s*((first|later)\\s+conversation|[a-z0-9-]+\\s+(is|knows|lacks)\\s+\\S)",
            "maxLength": 1000,
            "examples": [
                "viable is no",
                "viable is not no",
                "energy is over 4",
                "energy is under 4",
                "issue is answered",
                "issue is open",
                "outcome knows measure",
                "outcome lacks measure",
                "later conversation",
                "first conversation",
                "viable is no and later conversation"
            ]
        })
    }
}
