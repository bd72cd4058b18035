//! What can be written on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Hold better conversations with a client: guided live, kept word for word, read afterwards.
#[derive(Debug, Parser)]
#[command(name = "mineral", version, disable_help_subcommand = true)]
#[command(
    after_help = "Exit codes: 0 done · 1 nothing found, or it does not hold · 2 wrong usage · \
                        3 could not read or save"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// Lines of text instead of a screen: for screen readers and pipes
    #[arg(long, global = true)]
    pub(super) plain: bool,

    /// Where sessions are kept
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data_dir: Option<PathBuf>,

    /// The settings file
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Where your own scripts are
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) scripts: Option<PathBuf>,

    /// Where your own personas are
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) personas: Option<PathBuf>,

    /// No colours (so does the variable `NO_COLOR`)
    #[arg(long, global = true)]
    pub(super) no_color: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Hold a live conversation with a client
    Live {
        /// The script to go through
        #[arg(default_value = crate::script::catalogue::BUILTIN[0].id)]
        script: String,
        /// With whom
        #[arg(long, value_name = "NAME")]
        with: Option<String>,
        /// Where they work
        #[arg(long, value_name = "ORGANISATION")]
        org: Option<String>,
    },
    /// Run any script; one about yourself needs no name
    Run {
        /// The script: `mineral script list` lists them
        script: String,
        /// With whom, or about whom
        #[arg(long, value_name = "NAME")]
        with: Option<String>,
        /// Where they work
        #[arg(long, value_name = "ORGANISATION")]
        org: Option<String>,
    },
    /// Practise with a simulated client, or with two others in the room
    ///
    /// What you type is said to the client, and they answer; an empty line is silence. `mineral persona list` lists the clients.
    #[command(after_help = PRACTICE_EXAMPLES)]
    Practice {
        /// The client; without one, choose on the screen
        persona: Option<String>,
        /// The script that guides you
        #[arg(long, value_name = "SCRIPT", default_value = crate::script::catalogue::BUILTIN[0].id)]
        script: String,
        /// How much has to be earned
        #[arg(long, value_enum, default_value_t = Difficulty::Fair)]
        difficulty: Difficulty,
        /// The same number and the same words give the same conversation
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
        /// Show what moves inside the client
        #[arg(long)]
        glass: bool,
    },
    /// Go on with an unfinished conversation, the newest by default
    Resume {
        /// The session's id, or its beginning
        id: Option<String>,
    },
    /// Read a conversation, the newest by default
    Read {
        /// The session's id, or its beginning
        id: Option<String>,
    },
    /// Write a conversation for other programs, the newest by default
    Export {
        /// The session's id, or its beginning
        id: Option<String>,
        /// In which form
        #[arg(long, value_enum, default_value_t = Format::Md)]
        format: Format,
        /// To this file instead of standard output; it must not be there yet
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Find conversations by their words, newest first; ends with 1 when nothing is found
    #[command(after_help = SEARCH_EXAMPLES)]
    Search {
        /// Words, "phrases", word*, -left-out, and fields such as person: step: feeling: since:
        #[arg(required_unless_present = "schema")]
        query: Vec<String>,
        /// One JSON object, for other programs
        #[arg(long)]
        json: bool,
        /// Forgive no slips
        #[arg(long)]
        exact: bool,
        /// Show at most so many
        #[arg(long, value_name = "N", default_value_t = 40)]
        limit: usize,
        /// Print the JSON Schema of what --json prints
        #[arg(long)]
        schema: bool,
    },
    /// Mend what can be mended
    Doctor {
        /// Throw the index away and make it anew from the sessions
        #[arg(long, required = true)]
        rebuild: bool,
    },
    /// Tell what words do: questions, reflections, feelings, promises
    ///
    /// Reads JSON Lines from standard input, one turn a line, and answers each at once: the same object, and in it what was
    /// told. An empty line, or another value of `conversation`, begins a new conversation. Ends with 1 if a line was refused.
    #[command(after_help = LISTEN_EXAMPLES)]
    Listen {
        /// Explain this text to a person instead
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        explain: Option<String>,
        /// Whose text it is
        #[arg(long, value_enum, default_value_t = Who::Coach, requires = "explain")]
        speaker: Who,
        /// What the other said just before
        #[arg(
            long,
            value_name = "TEXT",
            allow_hyphen_values = true,
            requires = "explain"
        )]
        before: Option<String>,
    },
    /// The scripts: list, show, check, write your own
    #[command(subcommand)]
    Script(ScriptCommand),
    /// The clients to practise with: list, show, check, write your own
    #[command(subcommand)]
    Persona(PersonaCommand),
    /// List all keys
    Keys,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// What can be done with scripts.
#[derive(Debug, Subcommand)]
pub(super) enum ScriptCommand {
    /// List all scripts by when they are needed
    List,
    /// Show what a script asks
    Show {
        /// The script's id
        id: String,
    },
    /// Say what is wrong in scripts, where, and how to mend it
    Check(Check),
    /// Write a script with comments, to be filled in
    New(New),
    /// Print the JSON Schema of scripts, for editors that complete and check
    Schema,
    /// Print the folder of your own scripts
    Where,
    /// Print the page of reference: how a script is written
    Guide,
}

/// How listening is asked for.
const LISTEN_EXAMPLES: &str = "\
Examples:
  echo '{\"speaker\": \"client\", \"text\": \"I am a bit worried\"}' | mineral listen
  mineral listen --explain \"Could we talk about what our platform can do for you?\"";

/// How searching is asked for.
const SEARCH_EXAMPLES: &str = "\
Words have to be in the same conversation; with step: they have to be in that step. Case and accents do not count.

Fields: person: org: script: mode:live|practice|run feeling: step: viability:yes|not-yet|no has:open
Dates:  since: after: before: on:   with dates in plain words, such as since:\"last month\"

Examples:
  mineral search worried '\"month end\" -budget'
  mineral search 'person:ana step:impact since:\"last quarter\"'
  mineral search 'has:open viability:yes' --json";

/// How practice is asked for.
const PRACTICE_EXAMPLES: &str = "\
Examples:
  mineral practice acquired --difficulty easy
  mineral practice acquired --seed 7 --plain < lines.txt";

/// How much has to be earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Difficulty {
    /// Most things are told to whoever asks kindly
    Easy,
    /// As people are
    Fair,
    /// Only patience opens anything
    Hard,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Who {
    /// You
    Coach,
    /// The other
    Client,
}

/// What can be done with personas.
#[derive(Debug, Subcommand)]
pub(super) enum PersonaCommand {
    /// List all personas; nothing that they hide is said
    List,
    /// Show the role sheet, with all that is hidden
    Show {
        /// The persona's id
        id: String,
    },
    /// Say what is wrong in personas, where, and how to mend it
    Check(Check),
    /// Write a persona with comments, to be filled in
    New(New),
    /// Print the JSON Schema of personas, for editors that complete and check
    Schema,
    /// Print the folder of your own personas
    Where,
    /// Print the page of reference: how a persona is written
    Guide,
}

/// What is to be checked.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Files, folders with files, or ids of your own; all of your own where none is named
    #[arg(value_name = "FILE|DIR|ID")]
    pub(super) paths: Vec<PathBuf>,
    /// Warnings count like errors
    #[arg(long)]
    pub(super) strict: bool,
}

/// What is to be begun.
#[derive(Debug, Args)]
pub(super) struct New {
    /// Its id: small letters, digits and -
    pub(super) id: String,
    /// Into this file instead of the folder of your own; it must not be there yet
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// A form for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Markdown
    Md,
}
