//! The beginning of a script of one's own.

/// A script with comments that can be filled in. It passes `check` without a warning. `id` is a name as
/// [`super::is_name`] has it.
pub fn template(id: &str) -> String {
    let mut words = id.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    TEXT.replace("ID", &format!("{id:?}"))
        .replace("TITLE", &format!("{words:?}"))
}

const TEXT: &str = r"# yaml-language-server: $schema=script.schema.json
# A script of your own. Change what stands here, take out what you do not need, then run `mineral script check`.
# `mineral script guide` prints everything that a script can have. The first line is for editors that complete and check:
# the schema lies beside this file.

format: 1
id: ID
title: TITLE

# What it is: conversation, one-to-one, self-reflection, audit, planning, warm-up or drill.
kind: conversation
# When it is for: before, during, after, day or quarter.
moment: during

purpose: Say here what the conversation is for, in a sentence.
source: our own

steps:
  - id: issue
    title: the issue
    purpose: Find the one thing most worth talking about.
    prompts:
      - What most deserves our time today?
      # Said only with somebody whom you have talked with before, and only when there was an answer then.
      - say: Last time you spoke of {last.issue}. Where is that now?
        when: later conversation
    # What goes deeper in the same step.
    probes:
      - What else?
      - Say more about that.
    # What you must know before you go on; it is ticked as it becomes known.
    known:
      - {id: own-words, kind: words, text: their own words}

  - id: weight
    title: how much it weighs
    purpose: See how much it matters to them, and what it does.
    # Questions have a kind of answer: words, rating, choice, yes-no, list, date, person, commitment or feeling.
    questions:
      - id: urgency
        ask: How soon does this have to change?
        answer: rating
        scale: {from: 1, to: 10, low: it can wait, high: it is late already}
    prompts:
      # {issue} quotes the newest answer to the step `issue`.
      - You said {issue}. What is that doing to you?
      - say: What would happen if you left it as it is?
        when: urgency is under 5
    probes:
      - Who else sees it?
    # Ask what they feel.
    feelings: true
    traps:
      - {trap: You offer a way out too soon., back: “I am ahead of you. What were you about to say?”}

  - id: next
    title: next steps
    purpose: Agree on who does what, and by when.
    questions:
      - id: promise
        ask: Who does what, and by when?
        answer: commitment
      - id: look-again
        ask: On which day do we look at it again?
        answer: date
        leaves: review
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{AnswerKind, Recall, check, read};

    #[test]
    fn the_template_passes_check_with_any_name() {
        for id in ["mine", "my-script", "2", "null", "true", "1e3", "no"] {
            let text = template(id);
            let report = check("new.yaml", &text);
            assert!(report.is_empty(), "{report}");
            assert_eq!(read("new.yaml", &text).unwrap().id, id);
        }
        assert!(template("my-script").contains("title: \"My script\"\n"));
    }

    #[test]
    fn the_template_shows_a_rating_a_condition_and_a_recall() {
        let script = read("new.yaml", &template("new")).unwrap();
        let prompts = || script.steps.iter().flat_map(|s| &s.prompts);
        assert!(matches!(
            script.question("urgency").unwrap().answer,
            AnswerKind::Rating(_)
        ));
        assert!(prompts().any(|p| p.when().is_some()));
        assert!(prompts().any(|p| p.recalls().any(|r| r == Recall::Here("issue"))));
        assert!(prompts().any(|p| p.recalls().any(|r| r == Recall::Last("issue"))));
    }
}
