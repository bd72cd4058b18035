//! An exported page in a real browser, without a screen: it is drawn, it prints on several sheets, and nothing is asked for outside. Where
//! there is no Chromium (`MINERAL_CHROMIUM` names one), that is said and nothing is checked. `MINERAL_PICTURES=DIR` keeps what was drawn.
//! And an exported table in a real spreadsheet, where there is one (`soffice`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take before it counts as a hang.
const BOUND: Duration = Duration::from_secs(300);

fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("MINERAL_CHROMIUM").map(PathBuf::from);
    let usual = ["chromium", "chromium-browser", "google-chrome"].map(PathBuf::from);
    named.into_iter().chain(usual).find(|program| {
        let asked = Command::new(program).arg("--version").output();
        asked.is_ok_and(|out| out.status.success())
    })
}

/// A proxy that answers nothing and notes what it was asked for.
#[derive(Clone)]
struct Proxy {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let _ = connection.set_read_timeout(Some(Duration::from_secs(5)));
                let mut line = String::new();
                let _ = BufReader::new(&connection).read_line(&mut line);
                let _ = (&connection).write_all(b"HTTP/1.1 502 No\r\ncontent-length: 0\r\n\r\n");
                noted.lock().unwrap().push(line.trim_end().to_owned());
            }
        });
        Self { port, asked }
    }

    /// What was asked for, but for what the browser wants for itself.
    fn asked(&self) -> Vec<String> {
        let own = ["google.com", "googleapis.com", "gvt1.com", "gstatic.com"];
        let all = self.asked.lock().unwrap();
        let others = all
            .iter()
            .filter(|line| !own.iter().any(|own| line.contains(own)));
        others.cloned().collect()
    }
}

fn browse(program: &Path, home: &Path, proxy: &Proxy, what: &str, page: &Path) {
    let mut browser = Command::new(program)
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
        ])
        .args([
            "--no-first-run",
            "--disable-background-networking",
            "--disable-sync",
        ])
        .args([
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-dev-shm-usage",
        ])
        .args([
            "--window-size=900,1800",
            "--no-pdf-header-footer",
            "--proxy-bypass-list=<-loopback>",
        ])
        .arg(format!(
            "--user-data-dir={}",
            home.join("browser").display()
        ))
        .arg(format!("--proxy-server=http://127.0.0.1:{}", proxy.port))
        .arg(what)
        .arg(format!("file://{}", page.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let began = Instant::now();
    while browser.try_wait().unwrap().is_none() {
        if began.elapsed() > BOUND {
            let _ = browser.kill();
            panic!("{what} hangs");
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// What is said in the conversation: enough for several sheets, and strings that mean something elsewhere.
fn said() -> String {
    let mut said = String::new();
    let naughty = std::env::var_os("MINERAL_DATA").map_or_else(Vec::new, |data| {
        let file = Path::new(&data).join("naughty-strings/blns.json");
        serde_json::from_str::<Vec<String>>(&fs::read_to_string(file).unwrap()).unwrap()
    });
    let own = [
        "<script src=\"http://outside.invalid/a.js\">alert(1)</script>",
        "<img src=http://outside.invalid/b.png onerror=alert(1)>",
        "]]></style><style>@import 'http://outside.invalid/c.css';</style>",
        "url(http://outside.invalid/d.png) {{ 7*7 }} &lt;b&gt; 田中さん 👍🏽 مُنَاقَشَةُ",
    ];
    for text in own.into_iter().map(str::to_owned).chain(naughty) {
        // What begins with one of these would be a command or a remark.
        let mark = if text.starts_with(['~', '#', '+', '!', '/', '\\']) {
            "\\"
        } else {
            ""
        };
        let _ = writeln!(said, "{mark}{}", text.replace(['\n', '\r'], " "));
    }
    for step in ["clarify", "impact", "future"] {
        let _ = writeln!(said, "/step {step}");
        for number in 1..8 {
            let _ = writeln!(
                said,
                "It costs us nine days every month, and whoever does it leaves ({step}, {number})."
            );
            let _ = writeln!(said, "~worn down {}", 1 + number % 5);
        }
    }
    said + "!us send the draft by friday\n/end\n"
}

#[test]
fn a_page_is_drawn_and_printed_and_asks_for_nothing() {
    let Some(program) = chromium() else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: pages in a browser: there is no Chromium"
        );
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let page = home.join("page.html");
    let mineral = |arguments: &[&str], input: &str| {
        assert_cmd::Command::new(env!("CARGO_BIN_EXE_mineral"))
            .env("MINERAL_HOME", home)
            .args(arguments)
            .write_stdin(input)
            .timeout(BOUND)
            .assert()
            .success();
    };
    let name = "Tom <img src=http://outside.invalid/name.png>";
    mineral(&["live", "--with", name, "--org", "<b>Norrfrakt"], &said());
    mineral(
        &["export", "--format", "html", "-o", page.to_str().unwrap()],
        "",
    );

    let proxy = Proxy::start();
    let (picture, print) = (home.join("page.png"), home.join("page.pdf"));
    browse(
        &program,
        home,
        &proxy,
        &format!("--screenshot={}", picture.display()),
        &page,
    );
    browse(
        &program,
        home,
        &proxy,
        &format!("--print-to-pdf={}", print.display()),
        &page,
    );
    assert_eq!(proxy.asked(), Vec::<String>::new());
    assert!(fs::metadata(&picture).unwrap().len() > 20_000);
    let pdf = fs::read(&print).unwrap();
    let pdf = String::from_utf8_lossy(&pdf);
    let sheets = pdf.matches("/Type /Page\n").count();
    assert!((2..200).contains(&sheets), "{sheets} sheets");
    if let Some(dir) = std::env::var_os("MINERAL_PICTURES") {
        for file in [&page, &picture, &print] {
            fs::copy(file, Path::new(&dir).join(file.file_name().unwrap())).unwrap();
        }
    }

    // A page that does ask is seen to.
    let asking = home.join("asking.html");
    fs::write(&asking, "<img src=\"http://outside.invalid/seen.png\">").unwrap();
    browse(
        &program,
        home,
        &proxy,
        &format!("--screenshot={}", picture.display()),
        &asking,
    );
    let asked = proxy.asked();
    assert!(
        asked
            .iter()
            .any(|line| line.contains("outside.invalid/seen.png")),
        "{asked:?}"
    );
}

/// How many formulas a spreadsheet sees in a table.
fn formulas(home: &Path, table: &Path) -> usize {
    assert_cmd::Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            home.join("office").display()
        ))
        .args(["--headless", "--convert-to", "fods", "--outdir"])
        .args([home, table])
        .timeout(BOUND)
        .assert()
        .success();
    let sheet = fs::read_to_string(table.with_extension("fods")).unwrap();
    assert!(sheet.contains("table:table-cell"));
    sheet.matches("table:formula=").count()
}

#[test]
fn a_table_has_no_formula_in_a_spreadsheet() {
    if Command::new("soffice").arg("--version").output().is_err() {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: tables in a spreadsheet: there is no LibreOffice"
        );
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let table = home.join("table.csv");
    let said = "=1+1\n  =2+2\n@SUM(1,1)\n-1+1\n=HYPERLINK(\"http://outside.invalid\")\n/end\n";
    for (arguments, input) in [
        (vec!["live", "--with", "=1+1", "--org", "@SUM(1,1)"], said),
        (
            vec!["export", "--format", "csv", "-o", table.to_str().unwrap()],
            "",
        ),
    ] {
        assert_cmd::Command::new(env!("CARGO_BIN_EXE_mineral"))
            .env("MINERAL_HOME", home)
            .args(arguments)
            .write_stdin(input)
            .timeout(BOUND)
            .assert()
            .success();
    }
    assert_eq!(formulas(home, &table), 0);
    // A table that has one is seen to.
    fs::write(&table, "a,b\n=1+1,x\n").unwrap();
    assert_eq!(formulas(home, &table), 1);
}
