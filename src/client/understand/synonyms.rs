//! Words that mean nearly the same in talk about work.

use super::words::stem;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A line for each meaning. A word stands in one line only.
const GROUPS: &[&str] = &[
    "money cost costs price budget expense expensive pay paid spend spent pounds euros dollars revenue loss losing financial cash fund fee",
    "worry worries worried concern concerned anxious fear fears afraid scared frightened dread nervous frightens",
    "sleep night nights awake insomnia four bed wakes",
    "team staff crew colleague colleagues employees bench workforce workers reports lads",
    "boss manager director chief head chair chairman executive management ceo owner",
    "deadline date due timeline schedule calendar",
    "begin began begun start started starting beginning origin outset",
    "end ended finish finished complete completed done conclude",
    "stop stopped cease quit halt prevent block blocking blocked obstacle barrier hinder hindrance",
    "change changes changed changing shift different alter",
    "customer customers client clients buyer buyers guest guests",
    "supplier vendor contractor provider consultant agency",
    "error errors mistake mistakes fault faults wrong defect defects",
    "problem issue trouble difficulty matter topic subject",
    "late delay delays delayed slow slower overdue behind lag",
    "fast quick quicker speed faster rapid",
    "decide decides decision decided deciding approve approval approves authority sign signs signature",
    "help helps helped support supported assistance",
    "attempt attempts tried trying tries experiment experimented",
    "home wife husband partner family kids children spouse house",
    "leave leaving left quit resign resignation resigned go",
    "job post position work employment role",
    "meeting meet meetings meets conversation appointment",
    "measure measured measures metric metrics figure figures number numbers count counted statistics kpi",
    "success successful win winning victory goal aim ideal perfect",
    "wish wishes hope hopes hoping dream desire love",
    "contribute contribution contributed responsible responsibility role share part hand",
    "hide hides hidden hiding conceal secret secrets withheld withhold",
    "angry anger furious cross mad irritated annoyed frustrated frustration frustrating",
    "sad sadness unhappy grief grieve upset miserable",
    "ashamed shame embarrassed embarrassing embarrassment humiliated humiliating",
    "guilt guilty regret regrets remorse",
    "proud pride",
    "tired exhausted exhaustion weary fatigue worn",
    "lonely alone isolated loneliness",
    "happy glad relieved relief joy pleased",
    "priority priorities important importance urgent urgency matters",
    "risk risks stake stakes danger dangerous jeopardy",
    "future year years ahead eventually",
    "cause causes caused reason reasons root source underlying underneath behind",
    "symptom sign symptoms",
    "effect effects impact impacts consequence consequences result results affect affects affected",
    "new fresh recent recently lately",
    "fire fired layoff redundancy redundant sacked dismissed laid",
    "email emails mail message messages letter letters wrote write written writing",
    "phone call calls called ring rang ringing",
    "complain complaint complaints complained grumble",
    "learn learned learnt hear heard discover discovered",
    "trust trusts trusted believe believes believed",
    "fight fights argument argue argued quarrel row dispute conflict",
    "father dad",
    "mother mum mom",
    "daughter girl",
    "son boy",
    "friend friends mate mates",
    "replace replaces replaced replacement successor",
    "step steps action actions",
    "plan plans planned planning",
    "promise promised promises commitment commit committed agreed",
    "promote promoted promotion",
    "retire retired retirement retiring pension",
    "sold sale sell selling acquisition acquired bought purchase takeover merger",
    "person personally yourself",
    "morning mornings",
    "competitor competitors rival rivals competition",
];

static GROUP: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let mut group = HashMap::new();
    for (number, words) in (0_u32..).zip(GROUPS) {
        for word in words.split_whitespace() {
            group.entry(stem(word)).or_insert(number);
        }
    }
    group
});

/// The meaning to which a stem belongs, as a number.
pub(super) fn meaning(stem: &str) -> Option<u32> {
    GROUP.get(stem).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_meaning_meet() {
        for (one, other) in [
            ("budget", "cost"),
            ("staff", "colleagues"),
            ("boss", "director"),
        ] {
            assert_eq!(meaning(&stem(one)), meaning(&stem(other)));
            assert!(meaning(&stem(one)).is_some());
        }
        assert_ne!(meaning("cost"), meaning("staff"));
        assert_eq!(meaning("kiln"), None);
    }
}
