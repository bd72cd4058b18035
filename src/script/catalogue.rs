//! What is built into the binary: scripts, and the feelings vocabulary.

pub use super::builtin::{BUILTIN, Builtin};
use crate::listen::{FeelingsFile, Vocabulary};
use crate::yaml;
use std::sync::LazyLock;

/// A built-in script by its id.
pub fn builtin(id: &str) -> Option<&'static Builtin> {
    BUILTIN.iter().find(|b| b.id == id)
}

/// The feelings vocabulary that is built in, read when it is first asked for. Were it broken, which a test holds
/// it is not, it would be empty: every feeling would be kept as the client's own word.
pub fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> =
        LazyLock::new(|| read_vocabulary().unwrap_or_default());
    &VOCABULARY
}

fn read_vocabulary() -> Result<Vocabulary, String> {
    let text = include_str!("../../assets/feelings.yaml");
    let file: FeelingsFile = yaml::read(text).map_err(|fault| format!("feelings.yaml: {fault}"))?;
    Vocabulary::new(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{KnownKind, check};

    #[test]
    fn mineral_rights_has_what_its_seven_steps_need() {
        let script = builtin("mineral-rights-client").unwrap().script().unwrap();
        let ids: Vec<&str> = script.steps.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "issue", "clarify", "impact", "future", "dna", "outcome", "commit"
            ]
        );
        for step in &script.steps {
            assert!(
                step.prompts.len() >= 5 && step.probes.len() >= 5,
                "{}",
                step.id
            );
            assert!(
                !step.known.is_empty() && !step.traps.is_empty(),
                "{}",
                step.id
            );
            let warm = ["impact", "future", "outcome"].contains(&step.id.as_str());
            assert_eq!(step.feelings, warm, "{}", step.id);
            assert_eq!(step.what_else >= 3, warm, "{}", step.id);
            assert_eq!(step.after.is_some(), step.id == "dna", "{}", step.id);
            let first = &step.prompts[0];
            assert_eq!(
                first.recalls().count(),
                0,
                "the first prompt can always be said"
            );
        }
        let recalls = |id: &str| {
            script
                .step(id)
                .unwrap()
                .prompts
                .iter()
                .any(|p| p.recalls().count() > 0)
        };
        for id in ["impact", "future", "dna", "outcome", "commit"] {
            assert!(recalls(id), "{id}");
        }
        let kinds = |id: &str| {
            script
                .step(id)
                .unwrap()
                .known
                .iter()
                .map(|k| k.kind)
                .collect::<Vec<_>>()
        };
        assert!(kinds("outcome").contains(&KnownKind::Measure));
        assert!(kinds("outcome").contains(&KnownKind::Date));
        assert!(kinds("commit").contains(&KnownKind::Commitment));
    }

    #[test]
    fn every_built_in_script_is_good_craft() {
        for builtin in BUILTIN {
            let report = check(&format!("{}.yaml", builtin.id), builtin.text);
            assert!(report.is_empty(), "{report}");
        }
    }

    #[test]
    fn the_vocabulary_has_its_words() {
        assert!(read_vocabulary().unwrap().len() >= 120);
    }
}
