//! The personas that are built in, as a table: what lists show of them stands here, so that nothing has to be read
//! for it.

use super::{Persona, Style, read};
use crate::yaml::Report;

/// A persona in a list. It gives nothing hidden away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonaRow {
    /// The id.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// What they do there.
    pub role: String,
    /// Where they work.
    pub organisation: String,
    /// How they are to talk with.
    pub style: Style,
    /// What there is to know before the conversation, in one line.
    pub summary: String,
}

impl PersonaRow {
    /// The row of a persona.
    pub fn of(persona: &Persona) -> Self {
        Self {
            id: persona.id.clone(),
            name: persona.name.clone(),
            role: persona.role.clone(),
            organisation: persona.organisation.clone(),
            style: persona.style,
            summary: persona.summary.clone(),
        }
    }
}

/// A persona that is built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Builtin {
    /// The id.
    pub id: &'static str,
    /// What they are called.
    pub name: &'static str,
    /// What they do there.
    pub role: &'static str,
    /// Where they work.
    pub organisation: &'static str,
    /// How they are to talk with.
    pub style: Style,
    /// What there is to know before the conversation, in one line.
    pub summary: &'static str,
    /// The text, as it stands in `assets/personas/`.
    pub text: &'static str,
}

impl Builtin {
    /// The persona.
    ///
    /// # Errors
    /// The problems in its text; a test holds that there are none.
    pub fn persona(&self) -> Result<Persona, Report> {
        read(&format!("{}.yaml", self.id), self.text)
    }

    /// What lists show of it.
    pub fn row(&self) -> PersonaRow {
        PersonaRow {
            id: self.id.to_owned(),
            name: self.name.to_owned(),
            role: self.role.to_owned(),
            organisation: self.organisation.to_owned(),
            style: self.style,
            summary: self.summary.to_owned(),
        }
    }
}

/// A built-in persona by its id.
pub fn builtin(id: &str) -> Option<&'static Builtin> {
    BUILTIN.iter().find(|builtin| builtin.id == id)
}

/// Id, name, role, organisation, style and summary.
macro_rules! builtin {
    ($($id:literal, $name:literal, $role:literal, $organisation:literal, $style:ident, $summary:literal;)*) => {
        &[$(Builtin {
            id: $id,
            name: $name,
            role: $role,
            organisation: $organisation,
            style: Style::$style,
            summary: $summary,
            text: include_str!(concat!("../../../assets/personas/", $id, ".yaml")),
        }),*]
    };
}

/// The personas that are built in. One with whom a first conversation goes gently comes first; the others stand so that
/// no two alike follow each other.
pub const BUILTIN: &[Builtin] = builtin! {
    "farewell-tour", "Malcolm Thirkettle", "superintendent engineer", "Amberlode Level Drainage Board", Talkative, "Twenty-two years a client, and his last winter in office. He would like the servicing renewed, the same as ever.";
    "acquired", "Neville Colclough", "head of colour", "Ladderbank Tile", Proud, "A tile works was sold on Thursday. The glaze recipes go too slowly into the new owner's system, he says.";
    "numbers-only", "Thea Garrod", "head of quality", "Corrow Hoists", Analytic, "Clips for patient hoists. The complaint rate is 0.31 per thousand, the target 0.25; she has printed two copies.";
    "anxious-founder", "Dom Pascoe", "founder", "Tuesday Edge", Anxious, "Sharp knives by van for 214 restaurant kitchens. The rounds keep going wrong, he says, and it wants an app.";
    "fixed-product", "Loretta Zammit", "joint managing director", "Tallpole Event Hire", Blunt, "She wants forty Premium licences by Friday, and a yes or a no. She has a truck waiting.";
    "part-of-it", "Emrys Pryce", "owner and master joiner", "Pryce & Daughter, staircases and windows", Proud, "His jobs go out late because nobody in the workshop takes hold of a thing. He doesn't interfere, he says.";
    "over-agreeable", "Pip Tamblyn", "museum director", "Kelp Street Museum, Port Ferris", OverAgreeable, "She loves it, all of it, and would happily start tomorrow. No date has been mentioned.";
    "burned", "Bernadette Quill", "sterile services manager", "Harrowmere General", Blunt, "Operating trays go up with instruments missing. Whoever sat in your chair before you was very nice.";
    "team-member", "Lorna Petrie", "senior payroll specialist, on your team", "Marlpit Payroll", Proud, "One-to-one with somebody from your own team: nine years without a late pay run; lately in after nine and hardly a word. The bus, she says.";
    "lost-deal", "Colm Tarpey", "managing director", "Westering Linen", OverAgreeable, "He gave the work to somebody else, and has agreed to tell you why. It was price, he says.";
    "and-also", "Ardeshir Bilimoria", "chief engineer, pumping and control", "Kandevi Drainage Board", Proud, "The monthly returns to the ministry go out late. The control system he built is not under discussion.";
    "tell-us-about-you", "Gerald Tresidder", "procurement manager, chair of the selection panel", "Sallowby Homes", Analytic, "Three bidders, one score sheet, forty minutes each. He begins with: tell us about your company.";
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    #[test]
    fn the_table_of_personas_says_what_the_personas_say() {
        let (mut table, mut wanted) = (String::new(), String::new());
        let row = |out: &mut String, row: &PersonaRow| {
            let _ = writeln!(
                out,
                "    {:?}, {:?}, {:?}, {:?}, {:?}, {:?};",
                row.id, row.name, row.role, row.organisation, row.style, row.summary
            );
        };
        for builtin in BUILTIN {
            let persona = builtin
                .persona()
                .unwrap_or_else(|report| panic!("{report}"));
            row(&mut wanted, &PersonaRow::of(&persona));
            row(&mut table, &builtin.row());
        }
        if std::env::var_os("UPDATE").is_some() {
            println!("{wanted}");
        }
        assert_eq!(table, wanted, "UPDATE=1 prints the table as it ought to be");
    }
}
