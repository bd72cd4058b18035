//! What gives somebody away by its form: mail and web addresses, telephone numbers, amounts, long numbers.

use super::What;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Something that was found by its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where, in bytes.
    pub(super) at: Range<usize>,
    /// What it is.
    pub(super) what: What,
    /// The same for the same thing, however it is written.
    pub(super) key: String,
}

/// What a match of a pattern is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    /// Nothing yet: the next pattern looks at the same words.
    Nothing,
    /// Something that stays as it is.
    Stays,
    /// Something that is replaced.
    This(What),
}

/// Looks at the words that were matched, and at what stands before and behind them.
type Judge = fn(&str, &str, &str) -> Is;

struct Pattern {
    regex: Regex,
    is: Judge,
}

/// This, where it is so; else nothing.
fn where_so(so: bool, what: What) -> Is {
    if so { Is::This(what) } else { Is::Nothing }
}

/// Codes and names of currencies, and what stands for a number in words.
const CODES: &str = "EUR|USD|GBP|CHF|SEK|NOK|DKK|ISK|JPY|CNY|RMB|INR|PLN|CZK|HUF|RON|BGN|CAD|AUD|NZD|ZAR|BRL|MXN|TRY|RUB|UAH|AED|SAR|SGD|HKD|KRW|ILS|THB|NGN|KES";
const COINS: &str = "euros?|dollars?|bucks?|pounds?|quid|sterling|francs?|krone[rn]?|kronor|krona|yen|yuan|renminbi|rupees?|cents?|pence|pesos?|rands?|zlotys?|zloty|shekels?|rubles?|roubles?|lira|reais|real";
const SIGNS: &str = r"\p{Sc}";
const NUMBER: &str = r"\d+(?:[.,'’\u{a0}\u{202f}]\d+|\x20\d{3}\b)*";
const SCALE: &str =
    r"(?:\s?(?:k|m|mn|mm|mio|mrd|bn|b|tn|thousand|million|billion|trillion|hundred|grand)\b)?";
const SPELLED: &str = "(?:(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|quarter|couple|dozen|few|several|some|of|and)s?[\\s-]+)+";
const TOP: &str = "com|org|net|edu|gov|info|biz|io|ai|app|dev|eu|de|uk|fr|es|it|nl|se|dk|fi|pl|ch|at|be|us|ca|au|nz|ie|pt|cz|jp|cn|in|br|mx|za|tech|online|shop|cloud|store|agency|consulting";

/// In the order in which they are looked for; what one has found is not looked at again.
static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let amount = format!(
        r"(?i)(?:\b[A-Z]{{1,3}})?{SIGNS}\s?{NUMBER}{SCALE}|\b(?:{CODES})\s?{NUMBER}{SCALE}|{NUMBER}{SCALE}\s?(?:{SIGNS}|(?:{CODES})\b|(?:{COINS})\b)|\b{SPELLED}(?:{COINS})\b"
    );
    let all: [(String, Judge); 8] = [
        (
            r#"[^\s<>()\[\]{},;:"“”„«»@＠]+[@＠][^\s<>()\[\]{},;:"“”„«»@＠]*[\p{L}\p{N}]"#.to_owned(),
            |_, _, _| Is::This(What::Mail),
        ),
        (
            format!(r#"(?i)\b(?:https?|ftp|mailto|file)://[^\s<>"“”]*[\p{{L}}\p{{N}}/]|\bwww\.[^\s<>"“”]*[\p{{L}}\p{{N}}/]|\b(?:[\p{{L}}\p{{N}}](?:[\p{{L}}\p{{N}}-]*[\p{{L}}\p{{N}}])?\.)+(?:{TOP})\b(?:/[^\s<>"“”]*[\p{{L}}\p{{N}}/])?"#),
            |_, _, _| Is::This(What::Link),
        ),
        (amount, |_, _, _| Is::This(What::Amount)),
        // Dates and times stay: what happened when is what a conversation is about.
        (
            r"\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}:\d{2}(?::\d{2})?".to_owned(),
            |words, before, behind| if is_date(words, before, behind) { Is::Stays } else { Is::Nothing },
        ),
        (
            r"\b[A-Z]{2}\d{2}(?:[ \u{a0}]?[A-Z0-9]{4}){2,7}(?:[ \u{a0}]?[A-Z0-9]{1,4})?\b|(?i)\b[a-z]{2}\d{2}[a-z0-9]{11,30}\b".to_owned(),
            |words, _, _| where_so(digits(words) >= 8, What::Number),
        ),
        (
            r"(?i)\b(?:customer|client|account|acct|order|invoice|contract|policy|case|ticket|reference|ref|vat|tax|passport|licen[cs]e)(?:\s?(?:no|nr|number|id))?[\s.:#-]{0,3}([\p{L}\p{N}]*\d[\p{L}\p{N}/_-]{2,}[\p{L}\p{N}])".to_owned(),
            |words, _, _| where_so(digits(words) >= 4 && !is_year(words), What::Number),
        ),
        (
            r"\b[\p{L}\p{N}]+(?:[-_/#][\p{L}\p{N}]+)*\b".to_owned(),
            |words, _, _| {
                let code = words.chars().any(char::is_alphabetic) && digits(words) >= 5;
                where_so(code, What::Number)
            },
        ),
        (
            r"[+＋]?[(]?\d(?:(?:[\x20\u{a0}\u{202f}()\-–—/]{0,3}|[.,'’])\d)+".to_owned(),
            |words, _, _| group(words),
        ),
    ];
    let pattern = |(text, is): (String, Judge)| {
        let regex = Regex::new(&text).ok()?;
        Some(Pattern { regex, is })
    };
    all.into_iter().filter_map(pattern).collect()
});

fn digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

fn is_year(text: &str) -> bool {
    let four = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    four && (text.starts_with("19") || text.starts_with("20"))
}

/// Whether a match is a date or a time, and not the beginning of a longer number.
fn is_date(words: &str, before: &str, behind: &str) -> bool {
    let goes_on = |next: Option<char>, then: Option<char>| match next {
        Some(c) if c.is_alphanumeric() || c == '+' => true,
        Some('.' | '-' | '/' | ':' | ',') => then.is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    let (mut on, mut back) = (behind.chars(), before.chars().rev());
    if goes_on(on.next(), on.next()) || goes_on(back.next(), back.next()) {
        return false;
    }
    if words.len() <= 8 && words.contains(':') {
        return true;
    }
    let numbers = words.split(['-', '.', '/', 'T', ' ', ':']);
    let numbers: Vec<u32> = numbers.filter_map(|p| p.parse().ok()).collect();
    match numbers.as_slice() {
        [year, month, day, ..] if *year > 31 => *month <= 12 && *day <= 31,
        [one, two, _, ..] => *one <= 31 && *two <= 31 && (*one <= 12 || *two <= 12),
        _ => false,
    }
}

/// What a group of digits is: a telephone number, another long one, or a figure that stays.
fn group(text: &str) -> Is {
    static QUANTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d{1,2})?$|^\d{1,5}[.,]\d{1,6}$").ok()
    });
    static YEARS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:19|20)\d\d[\x20]?[-–—/][\x20]?(?:(?:19|20)\d\d|\d\d)$").ok()
    });
    static SPOKEN: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^\(?\d{3}\)?[ .-]\d{3}[ .-]?\d{4}$|^\d{3}[ .-]\d{4}$").ok());
    let fits = |regex: &LazyLock<Option<Regex>>| regex.as_ref().is_some_and(|r| r.is_match(text));
    if fits(&QUANTITY) || fits(&YEARS) {
        return Is::Stays;
    }
    let many = digits(text);
    if text.starts_with(['+', '＋', '(', '0']) && many >= 6 || fits(&SPOKEN) {
        return Is::This(What::Telephone);
    }
    where_so(many >= 6, What::Number)
}

/// Finds all, in the order of the text.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut taken: Vec<(Range<usize>, Option<What>)> = Vec::new();
    for pattern in PATTERNS.iter() {
        let mut new = Vec::new();
        for gap in gaps(&taken, text.len()) {
            let Some(part) = text.get(gap.clone()) else {
                continue;
            };
            let mut from = 0;
            while let Some(found) = pattern.regex.captures_at(part, from) {
                let Some(whole) = found.get(0) else { break };
                // A number has its own group, where words lead to it.
                let words = found.get(1).unwrap_or(whole);
                let at = gap.start + words.start()..gap.start + words.end();
                let before = part.get(..words.start()).unwrap_or_default();
                let behind = part.get(words.end()..).unwrap_or_default();
                match (pattern.is)(words.as_str(), before, behind) {
                    Is::Nothing => {}
                    Is::Stays => new.push((at, None)),
                    Is::This(what) => new.push((at, Some(what))),
                }
                from = whole.end().max(from + 1);
                if !part.is_char_boundary(from) {
                    break;
                }
            }
        }
        taken.extend(new);
        taken.sort_by_key(|(at, _)| at.start);
    }
    taken
        .into_iter()
        .filter_map(|(at, what)| {
            let (what, written) = (what?, text.get(at.clone())?);
            let key = key(what, written);
            Some(Found { at, what, key })
        })
        .collect()
}

/// The stretches that nothing was found in.
fn gaps(taken: &[(Range<usize>, Option<What>)], end: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in taken {
        out.push(from..at.start);
        from = at.end;
    }
    out.push(from..end);
    out.retain(|gap| gap.start < gap.end);
    out
}

fn key(what: What, text: &str) -> String {
    let lower = text.to_lowercase();
    match what {
        What::Telephone => lower.chars().filter(|c| c.is_numeric()).collect(),
        What::Number => lower.chars().filter(|c| c.is_alphanumeric()).collect(),
        _ => lower.split_whitespace().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_somebody_away_is_found_by_its_form() {
        use What::{Amount, Link, Mail, Number, Telephone};
        let cases: &[(&str, &[(What, &str)])] = &[
            (
                "write to ana.ruiz+x@halvorsen.example.",
                &[(Mail, "ana.ruiz+x@halvorsen.example")],
            ),
            (
                "<Ana@localhost>, or ÄÖ@müller.de!",
                &[(Mail, "Ana@localhost"), (Mail, "ÄÖ@müller.de")],
            ),
            (
                "see https://halvorsen.example/a?b=c#d.",
                &[(Link, "https://halvorsen.example/a?b=c#d")],
            ),
            (
                "on www.halvorsen.se or halvorsen.com/jobs",
                &[(Link, "www.halvorsen.se"), (Link, "halvorsen.com/jobs")],
            ),
            ("it costs €40,000 a year", &[(Amount, "€40,000")]),
            (
                "40.000 € or EUR 40k, US$ 1.2 million",
                &[
                    (Amount, "40.000 €"),
                    (Amount, "EUR 40k"),
                    (Amount, "US$ 1.2 million"),
                ],
            ),
            (
                "forty thousand euros, 5 bucks, 2 million dollars",
                &[
                    (Amount, "forty thousand euros"),
                    (Amount, "5 bucks"),
                    (Amount, "2 million dollars"),
                ],
            ),
            (
                "1 250 000 kr is no sign, 300 SEK is",
                &[(Number, "1 250 000"), (Amount, "300 SEK")],
            ),
            (
                "call +46 (0)70-123 45 67 now",
                &[(Telephone, "+46 (0)70-123 45 67")],
            ),
            (
                "call 0171/2345678 or (555) 123-4567 or 555-1234",
                &[
                    (Telephone, "0171/2345678"),
                    (Telephone, "(555) 123-4567"),
                    (Telephone, "555-1234"),
                ],
            ),
            ("01.23.45.67.89", &[(Telephone, "01.23.45.67.89")]),
            (
                "IBAN DE89 3704 0044 0532 0130 00.",
                &[(Number, "DE89 3704 0044 0532 0130 00")],
            ),
            (
                "card 4111 1111 1111 1111",
                &[(Number, "4111 1111 1111 1111")],
            ),
            (
                "customer no. 10482, KD-2024-00123",
                &[(Number, "10482"), (Number, "KD-2024-00123")],
            ),
            ("2026-11-21 0171 2345678", &[(Telephone, "0171 2345678")]),
            // These stay.
            ("on 2026-11-21 at 14:03, 21.11.2026, 11/21/26", &[]),
            ("nine days, 1,250,000 units, 40 %, 2024-2026, 12.5", &[]),
            ("3 of 7, ten people, 24/7, 9 to 5, 51/49", &[]),
            ("e.g. this, i.e. that. And.so on", &[]),
        ];
        for (text, expected) in cases {
            let found = find(text);
            let found: Vec<(What, &str)> = found
                .iter()
                .map(|f| (f.what, text.get(f.at.clone()).unwrap()))
                .collect();
            assert_eq!(found, *expected, "{text:?}");
        }
        assert_eq!(PATTERNS.len(), 8, "one of the patterns does not read");
    }

    #[test]
    fn the_same_thing_has_the_same_key() {
        for (one, other) in [
            ("+46 70 123 45 67", "+46-70-1234567"),
            ("ANA@X.example", "ana@x.example"),
            ("EUR 40k", "eur 40K"),
        ] {
            assert_eq!(find(one)[0].key, find(other)[0].key, "{one} {other}");
        }
    }
}
