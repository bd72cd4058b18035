//! The beginning of a persona of one's own.

/// A small persona with comments that can be filled in. It passes `check` without a warning. `id` is a name as
/// [`crate::yaml::is_name`] has it.
pub fn template(id: &str) -> String {
    TEXT.replacen("ID", &format!("{id:?}"), 1)
}

const TEXT: &str = include_str!("template.yaml");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::persona::{Depth, check, read};

    #[test]
    fn the_template_of_a_persona_passes_check_with_any_name() {
        for id in ["mine", "my-client", "2", "null", "true", "1e3", "no"] {
            let text = template(id);
            let report = check("new.yaml", &text);
            assert!(report.is_empty(), "{report}");
            assert_eq!(read("new.yaml", &text).unwrap().id, id);
        }
    }

    #[test]
    fn the_template_shows_what_a_persona_can_have() {
        let persona = read("new.yaml", &template("new")).unwrap();
        assert_eq!(persona.steps().len(), 7);
        let has = |depth: Depth| persona.holds.iter().any(|held| held.depth == depth);
        assert!(Depth::ALL.iter().all(|depth| has(*depth)));
        assert!(persona.holds.iter().any(|held| held.hidden));
        assert!(persona.holds.iter().any(|held| held.cue.is_some()));
        assert!(persona.holds.iter().any(|held| held.feeling.is_some()));
        assert!(persona.drill.is_some() && !persona.never.is_empty());
    }
}
