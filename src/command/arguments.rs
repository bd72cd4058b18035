//! What can be written on the command line.

use super::care::{
    BACKUP_EXAMPLES, BackupOptions, BinCommand, DOCTOR_EXAMPLES, DoctorOptions, RestoreOptions,
};
use super::ledger::arguments::{
    BriefOptions, CONSENT_EXAMPLES, ConsentOptions, DueOptions, EndedOptions, InsightsOptions,
    PersonCommand,
};
use super::review::Order;
use super::vault::arguments::VaultCommand;
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

    /// A key file that opens the vault (so does the variable `MINERAL_IDENTITY`)
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) identity: Option<PathBuf>,

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
        /// With two people in the room: what you need for your part in it
        #[arg(long, value_enum, value_name = "PART", requires = "persona",
              conflicts_with_all = ["difficulty", "seed", "glass"])]
        pair: Option<Part>,
        /// Print it as a page instead of opening it
        #[arg(long, value_enum, value_name = "FORMAT", requires = "pair")]
        print: Option<Paper>,
        /// Print to this file instead of standard output; it must not be there yet
        #[arg(short, long, value_name = "FILE", requires = "print")]
        output: Option<PathBuf>,
    },
    /// Watch a conversation or a practice that runs in another terminal; the one written to last by default
    ///
    /// It writes nothing and can be left at any time. With --plain, or without a terminal, each line is printed as it comes,
    /// until the conversation is ended.
    Follow {
        /// The session's id, or its beginning
        id: Option<String>,
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
    /// Look back at a conversation: measures with the lines that show them, what to keep, what to try
    ///
    /// The newest ended conversation by default. On a terminal it opens the screen, where you judge yourself first; --plain prints
    /// lines.
    #[command(after_help = DEBRIEF_EXAMPLES)]
    Debrief {
        /// The session's id, or its beginning
        id: Option<String>,
        /// As JSON, for other programs
        #[arg(long)]
        json: bool,
        /// The same measures over weeks, of all ended conversations; practice and live stand apart
        #[arg(long, conflicts_with = "id")]
        weeks: bool,
        /// Print the JSON Schema of what --json prints
        #[arg(long)]
        schema: bool,
    },
    /// The library: all conversations, or those that a query finds; with --plain a line each
    #[command(after_help = SEARCH_EXAMPLES)]
    Review {
        /// Words, "phrases", word*, -left-out, and fields such as person: step: feeling: since:
        query: Vec<String>,
        /// In which order
        #[arg(long, value_enum, default_value_t = Order::Newest)]
        order: Order,
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
    /// Look whether all is well with what is kept, and mend what can be mended
    ///
    /// Looking changes nothing. It ends with 0 when all is well, with 1 when something was found.
    #[command(after_help = DOCTOR_EXAMPLES)]
    Doctor(DoctorOptions),
    /// Write everything into one file, and read it back: conversations, people, the bin, settings, your scripts and personas
    #[command(after_help = BACKUP_EXAMPLES)]
    Backup(BackupOptions),
    /// Bring back what is missing from a backup; what is there already is never overwritten
    Restore(RestoreOptions),
    /// Write conversations for other programs, the newest by default
    ///
    /// Markdown, a page that prints well, JSON, CSV, a calendar, or the session's own file. Nothing is overwritten.
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(ExportArguments),
    /// Put a conversation into the bin, where it stays for 30 days
    Delete {
        /// The session's id, or its beginning
        id: String,
        /// Without asking
        #[arg(short, long)]
        yes: bool,
    },
    /// The bin: what was deleted, for 30 days
    #[command(subcommand)]
    Bin(BinCommand),
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
    /// People: list, show, rename, merge; on a terminal, without more words, everybody on the screen
    Person {
        #[command(subcommand)]
        command: Option<PersonCommand>,
    },
    /// What to read before you speak with somebody again
    Brief(BriefOptions),
    /// What is due: your promises and theirs, reviews, outcomes, people who need to hear from you
    ///
    /// Ends with 1 when something is overdue or due today, with 0 otherwise.
    #[command(after_help = DUE_EXAMPLES)]
    Due(DueOptions),
    /// Say how it ended with a client, at any time; the newest counts
    Ended(EndedOptions),
    /// Say on what basis the notes of a conversation are kept, and until when; the newest counts
    ///
    /// When that day has passed, `mineral due` and `mineral doctor` offer them for deletion.
    #[command(after_help = CONSENT_EXAMPLES)]
    Consent(ConsentOptions),
    /// Figures over all conversations, by week, month or quarter
    Insights(InsightsOptions),
    /// The scripts: list, show, check, write your own
    #[command(subcommand)]
    Script(ScriptCommand),
    /// The clients to practise with: list, show, check, write your own
    #[command(subcommand)]
    Persona(PersonaCommand),
    /// Encryption: make a vault of the library, open it, lock it
    #[command(subcommand)]
    Vault(VaultCommand),
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

/// How an export is asked for.
const EXPORT_EXAMPLES: &str = "\
Examples:
  mineral export --format html -o call.html
  mineral export --person \"Ana Ruiz\" --redact --mark \"Project North\" -o case.md
  mineral export --query 'feeling:worried since:\"last month\"' --format csv -o worried.csv
  mineral export --all --format ics -o promises.ics";
/// How a debrief is asked for.
const DEBRIEF_EXAMPLES: &str = "\
Examples:
  mineral debrief --plain
  mineral debrief --weeks --plain
  mineral debrief --json | jq '.measures[] | {id, figure}'";
/// How what is due is asked for.
const DUE_EXAMPLES: &str = "\
Examples:
  mineral due                                    # one line each
  mineral due --count                            # for a prompt: how many are overdue or due today
  mineral due done 01JD8Z3K:12
  mineral due moved 01JD8Z3K:12 next friday they asked for it";

/// How searching is asked for.
const SEARCH_EXAMPLES: &str = "\
Words have to be in the same conversation; with step: they have to be in that step. Case and accents do not count.

Fields: person: org: script: mode:live|practice|run feeling: step: viability:yes|not-yet|no has:open ended:won|lost|walked-away|open
Dates:  since: after: before: on:   with dates in plain words, such as since:\"last month\"

Examples:
  mineral search worried '\"month end\" -budget'
  mineral search 'person:ana step:impact since:\"last quarter\"'
  mineral search 'has:open viability:yes' --json";

/// How practice is asked for.
const PRACTICE_EXAMPLES: &str = "\
Examples:
  mineral practice acquired --difficulty easy
  mineral practice acquired --seed 7 --plain < lines.txt

Two people in a room, and one who watches (each in a terminal of their own, or on paper):
  mineral practice acquired --pair guide       you ask, and note what the other says
  mineral practice acquired --pair client      you play the client: the role sheet
  mineral practice acquired --pair observer    you watch, and count with single keys
  mineral practice acquired --pair client --print html -o role.html";

/// How a persona is shown.
const SHOW_EXAMPLES: &str = "\
Examples:
  mineral persona show acquired --format plain
  mineral persona show acquired --format html -o acquired.html";

/// The part that one has in a practice with two others in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// You ask: the questions, and what the other says is noted
    Guide,
    /// You play the client: the role sheet
    Client,
    /// You watch and count
    Observer,
}

/// A form for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Paper {
    /// Lines of text
    Plain,
    /// Markdown
    Md,
    /// A page for a browser, which prints on A4
    Html,
}

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
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// The persona's id
        id: String,
        /// In which form; Markdown without this, lines of text with --plain
        #[arg(long, value_enum)]
        format: Option<Paper>,
        /// To this file instead of standard output; it must not be there yet
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
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

/// What is to be exported, and how.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag that stands by itself"
)]
#[command(group = clap::ArgGroup::new("selection").args(["id", "person", "query", "all"]))]
pub(super) struct ExportArguments {
    /// The session's id, or its beginning
    pub(super) id: Option<String>,
    /// All conversations with a person
    #[arg(long, value_name = "NAME")]
    pub(super) person: Option<String>,
    /// Where they work, where several have the name
    #[arg(long, value_name = "ORGANISATION", requires = "person")]
    pub(super) org: Option<String>,
    /// All conversations that a search finds, as `mineral search --exact` does
    #[arg(long, value_name = "QUERY")]
    pub(super) query: Option<String>,
    /// All conversations
    #[arg(long)]
    pub(super) all: bool,
    /// In which form
    #[arg(long, value_enum, default_value_t = ExportFormat::Md)]
    pub(super) format: ExportFormat,
    /// Without names, organisations, amounts and addresses: each has a placeholder
    #[arg(long)]
    pub(super) redact: bool,
    /// Redact, and replace this, too; may be given several times
    #[arg(long, value_name = "WORD")]
    pub(super) mark: Vec<String>,
    /// Without asking whether the list of what is replaced is right
    #[arg(short, long)]
    pub(super) yes: bool,
    /// To this file instead of standard output; it must not be there yet
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Print the JSON Schema of the exports in JSON
    #[arg(long)]
    pub(super) schema: bool,
}

/// A form for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// Markdown
    Md,
    /// One page with charts, which prints well
    Html,
    /// JSON, as `--schema` says
    Json,
    /// A row for each entry with words, for spreadsheets
    Csv,
    /// What has a date, for calendars
    Ics,
    /// The session's own file
    Yaml,
}
