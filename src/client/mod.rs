//! A client to practise with who is not there: somebody in a file, with an issue, a hidden one behind it, and a voice.
//! Today: who that is, as a file defines it.

pub mod persona;
