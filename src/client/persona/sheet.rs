//! The role sheet: a persona as text for whoever plays them, what matters most first. It gives everything away.

use super::{Depth, Disclosure, Persona};
use crate::script::Script;
use crate::text::{Page, Part};

/// How a persona is played, whoever it is.
const PLAYING: &str = "Say this in your own words. Answer what you are asked, and no more: a short question gets a short \
                       answer. What is hidden stays hidden until somebody has earned it. You are not cruel, and you do \
                       not help them either.";

/// The role sheet of a persona. With the script that the conversation will follow, steps are called as they are there.
pub fn sheet(persona: &Persona, script: Option<&Script>) -> Page {
    let mut page = Page::new(
        &persona.name,
        format!("{}, {}", persona.role, persona.organisation),
    );
    page.text(PLAYING);
    page.heading("Who you are");
    page.text(&persona.situation);
    page.heading("What you present");
    page.quote(&persona.presents);
    if let Some(opening) = persona.opening.first() {
        page.text("You begin with:");
        page.quote(opening);
    }
    page.heading("What you hide");
    page.text(&persona.hides);
    page.heading("How you talk");
    page.text(&persona.manner);
    page.item("style", persona.style.name());
    page.item("when there is silence", persona.silence.means());
    if !persona.never.is_empty() {
        page.item("you never say", persona.never.join(", "));
    }
    page.heading("What opens you");
    for opens in &persona.opens {
        page.item("", opens);
    }
    page.heading("What shuts you");
    for shuts in &persona.shuts {
        page.item("", shuts);
    }
    page.text(&trust(persona));
    page.heading("What each step holds");
    for step in persona.steps() {
        let at = script.and_then(|s| s.position(step));
        let title = script.and_then(|s| s.step(step)).map(|s| s.title.clone());
        let title = title.unwrap_or_else(|| step.to_owned());
        page.parts.push(Part::Step(at, title));
        for depth in Depth::ALL {
            let here = |held: &&Disclosure| held.step == step && held.depth == *depth;
            for held in persona.holds.iter().filter(here) {
                disclosure(&mut page, held);
            }
        }
    }
    page.heading("Cues: what you let drop, for somebody to ask about");
    for cue in &persona.cues {
        let said = format!("“{}” ({})", cue.words, cue.kind.name());
        page.item(&cue.id, said);
        page.below("opens", cue.opens.join(", "));
        page.below("a line that follows it", &cue.better);
    }
    if let Some(drill) = &persona.drill {
        page.heading("What one learns");
        page.text(drill);
    }
    page
}

fn trust(persona: &Persona) -> String {
    let trust = persona.start;
    format!(
        "Your trust at the start is {:.1}: credibility {}, reliability {}, intimacy {}, over self-orientation {}, each of 6.",
        trust.figure(),
        trust.credibility,
        trust.reliability,
        trust.intimacy,
        trust.self_orientation
    )
}

fn disclosure(page: &mut Page, held: &Disclosure) {
    let hidden = if held.hidden { ", hidden" } else { "" };
    let what = format!("{}{hidden}, {}", held.depth.name(), held.id);
    let said = held.say.first().map(|said| format!("“{said}”"));
    page.item(&what, said.unwrap_or_default());
    if !held.after.is_empty() {
        page.below("only after", held.after.join(", "));
    }
    if let Some(felt) = &held.feeling {
        page.below("you feel", format!("{}, {} of 5", felt.word, felt.strength));
    }
    if let Some(cue) = &held.cue {
        page.below("drops the cue", cue);
    }
}
