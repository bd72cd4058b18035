//! `mineral` helps a person hold better conversations with a client.
//!
//! The rooms, from the ground up; an upper room knows the lower ones, never the other way round
//! (`tests/architecture.rs` holds this):
//!
//! - [`text`]: cleaning what comes from outside, graphemes and widths, wrapping, folding for comparison,
//!   pages in parts.
//! - [`listen`]: what a turn does (question, reflection, advice), and what it lets drop (feelings, cues, promises).
//! - [`yaml`]: YAML in and out, bounded, with located errors. [`when`]: dates in plain words.
//! - [`script`]: a conversation as it is defined: steps, prompts, what must be known.
//! - [`session`]: a conversation as it happened: entries, the fold over them, the transcript.
//! - [`ledger`]: what many sessions amount to: a person over the months, what is due, how it goes over all.
//! - [`export`]: formats that other programs read.
//! - [`client`]: a simulated client to practise with: who that is, as a file defines it, and what they answer.
//! - [`debrief`]: what a conversation amounted to: measures, each with the lines that show it.
//! - [`app`]: the pure machine: an event in, effects out; a screen is a value.
//! - [`vault`]: keys, frames and ways to open: how a library is kept from whoever has the disk.
//! - [`store`]: where sessions live: journal, draft, lock, people.
//! - [`index`]: finding sessions by their words; a cache of what the store has.
//! - [`config`]: keys, theme, settings from `config.yaml`.
//! - [`desk`]: carries out what the app asks for: opens, begins, keeps, lists, exports.
//! - [`ui`]: drawing only: app, theme and area in, frame out.
//! - [`terminal`]: the driver: raw mode and its guard, signals, the loop that performs effects.
//! - [`command`]: the command line, and what runs without a screen.

pub mod app;
pub mod client;
pub mod command;
pub mod config;
pub mod debrief;
pub mod desk;
pub mod export;
pub mod index;
pub mod ledger;
pub mod listen;
pub mod script;
pub mod session;
pub mod store;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod vault;
pub mod when;
pub mod yaml;
