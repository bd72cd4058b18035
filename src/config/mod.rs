//! Keys, theme and places, from `config.yaml` and the environment.

mod places;
mod settings;

pub use places::Places;
pub use settings::{Settings, ThemeChoice};
