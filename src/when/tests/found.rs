use jiff::civil::date;

use super::{WEDNESDAY, check_whole};

#[test]
fn days_near_today() {
    check_whole(
        WEDNESDAY,
        &[
            ("today", "2026-11-18"),
            ("Tonight", "2026-11-18"),
            ("TOMORROW", "2026-11-19"),
            ("day after tomorrow", "2026-11-20"),
            ("the day after tomorrow", "2026-11-20"),
            ("yesterday", "2026-11-17"),
            ("day before yesterday", "2026-11-16"),
            ("by tomorrow", "2026-11-19"),
            ("tomorrow morning", "2026-11-19"),
            ("this evening", "2026-11-18"),
            ("by end of day", "2026-11-18"),
            ("by eod friday", "2026-11-20"),
            ("end of business tomorrow", "2026-11-19"),
            ("by the end of friday", "2026-11-20"),
        ],
    );
}

#[test]
fn weekdays() {
    check_whole(
        WEDNESDAY,
        &[
            ("friday", "2026-11-20"),
            ("Fri", "2026-11-20"),
            ("tue", "2026-11-24"),
            ("tues", "2026-11-24"),
            ("thu", "2026-11-19"),
            ("thurs", "2026-11-19"),
            ("wednesday", "2026-11-25"),
            ("by wed", "2026-11-25"),
            ("on sat", "2026-11-21"),
            ("before sun", "2026-11-22"),
            ("until mon", "2026-11-23"),
            ("next sun", "2026-11-29"),
            ("this friday", "2026-11-20"),
            ("by this friday", "2026-11-20"),
            ("this wednesday", "2026-11-18"),
            ("this sat", "2026-11-21"),
            ("for sat", "2026-11-21"),
            ("this coming monday", "2026-11-23"),
            ("next friday", "2026-11-27"),
            ("next monday", "2026-11-23"),
            ("friday next week", "2026-11-27"),
            ("friday of next week", "2026-11-27"),
            ("next week friday", "2026-11-27"),
            ("next week on tuesday", "2026-11-24"),
            ("last friday", "2026-11-13"),
            ("last wednesday", "2026-11-11"),
            ("on last sun", "2026-11-15"),
            ("since monday", "2026-11-16"),
            ("by friday at the latest", "2026-11-20"),
            ("friday at noon", "2026-11-20"),
        ],
    );
    // Said on a Friday, and on a Sunday: weeks start on Monday.
    check_whole(
        date(2026, 11, 20),
        &[
            ("friday", "2026-11-27"),
            ("this friday", "2026-11-20"),
            ("next friday", "2026-11-27"),
            ("last friday", "2026-11-13"),
        ],
    );
    check_whole(
        date(2026, 11, 22),
        &[
            ("next friday", "2026-11-27"),
            ("friday", "2026-11-27"),
            ("next sunday", "2026-11-29"),
        ],
    );
}

#[test]
fn calendar_dates() {
    check_whole(
        WEDNESDAY,
        &[
            ("on the 3rd", "2026-12-03"),
            ("the 15th", "2026-12-15"),
            ("the 18th", "2026-11-18"),
            ("by the 31st", "2026-12-31"),
            ("by 20th", "2026-11-20"),
            ("the 15th of next month", "2026-12-15"),
            ("on the 1st of the month", "2026-12-01"),
            ("3 dec", "2026-12-03"),
            ("3-dec-2027", "2027-12-03"),
            ("3rd of december", "2026-12-03"),
            ("the first of december", "2026-12-01"),
            ("the twenty first of december", "2026-12-21"),
            ("dec 3", "2026-12-03"),
            ("Dec. 3", "2026-12-03"),
            ("december the 3rd", "2026-12-03"),
            ("december 3rd, 2027", "2027-12-03"),
            ("3 dec 2027", "2027-12-03"),
            ("by 3 dec, 2027", "2027-12-03"),
            ("18 november", "2026-11-18"),
            ("17 november", "2027-11-17"),
            ("29 feb", "2028-02-29"),
            ("Sept 1", "2027-09-01"),
            ("may 3", "2027-05-03"),
            ("3 may", "2027-05-03"),
            ("on may 3rd", "2027-05-03"),
            ("3rd of may", "2027-05-03"),
            ("15 march 2027", "2027-03-15"),
            ("by 3. december", "2026-12-03"),
            ("3 december next year", "2027-12-03"),
            ("3 december this year", "2026-12-03"),
            ("2026-12-03", "2026-12-03"),
            ("by 2026-12-03", "2026-12-03"),
            ("3.12.", "2026-12-03"),
            ("by 3.12.", "2026-12-03"),
            ("3.12.2026", "2026-12-03"),
            ("03.12.2026", "2026-12-03"),
            ("03/12/2026", "2026-12-03"),
            ("12/25/2026", "2026-12-25"),
            ("3/12/26", "2026-12-03"),
            ("2026/12/03", "2026-12-03"),
            ("by 3/12", "2026-12-03"),
            ("friday 27 november", "2026-11-27"),
            ("Friday, 27 November 2026", "2026-11-27"),
            ("fri the 27th", "2026-11-27"),
            ("friday 27", "2026-11-27"),
            ("sat 5 dec", "2026-12-05"),
            ("sat 21", "2026-11-21"),
            ("Fri 3.12.", "2026-12-03"),
        ],
    );
}

#[test]
fn lengths_of_time() {
    check_whole(
        WEDNESDAY,
        &[
            ("in 3 days", "2026-11-21"),
            ("in 1 day", "2026-11-19"),
            ("in 2 weeks", "2026-12-02"),
            ("in twelve months", "2027-11-18"),
            ("in two years", "2028-11-18"),
            ("in a week", "2026-11-25"),
            ("within a week", "2026-11-25"),
            ("in a couple of weeks", "2026-12-02"),
            ("in a fortnight", "2026-12-02"),
            ("in two weeks' time", "2026-12-02"),
            ("in a week’s time", "2026-11-25"),
            ("in the next two weeks", "2026-12-02"),
            ("over the next week", "2026-11-25"),
            ("in 3 working days", "2026-11-23"),
            ("friday in two weeks", "2026-12-04"),
            ("in two weeks on friday", "2026-12-04"),
            ("a week on friday", "2026-11-27"),
            ("two weeks from now", "2026-12-02"),
            ("two weeks from today", "2026-12-02"),
            ("a week from friday", "2026-11-27"),
            ("3 days before the end of november", "2026-11-27"),
            ("two days after friday", "2026-11-22"),
            ("a week ago", "2026-11-11"),
            ("3 days ago", "2026-11-15"),
        ],
    );
    check_whole(
        date(2027, 1, 31),
        &[("in a month", "2027-02-28"), ("the 31st", "2027-01-31")],
    );
}

#[test]
fn stretches_of_time() {
    check_whole(
        WEDNESDAY,
        &[
            ("next week", "2026-11-23"),
            ("the week after next", "2026-11-30"),
            ("early next week", "2026-11-23"),
            ("mid next week", "2026-11-25"),
            ("end of next week", "2026-11-27"),
            ("this week", "2026-11-20"),
            ("for this week", "2026-11-20"),
            ("next month", "2026-12-01"),
            ("this month", "2026-11-30"),
            ("next quarter", "2027-01-01"),
            ("next year", "2027-01-01"),
            ("end of week", "2026-11-20"),
            ("by the end of the week", "2026-11-20"),
            ("eow", "2026-11-20"),
            ("end of month", "2026-11-30"),
            ("by EOM", "2026-11-30"),
            ("month end", "2026-11-30"),
            ("month-end", "2026-11-30"),
            ("end-of-month", "2026-11-30"),
            ("end of november", "2026-11-30"),
            ("end of february", "2027-02-28"),
            ("by end november", "2026-11-30"),
            ("end of december 2027", "2027-12-31"),
            ("end of quarter", "2026-12-31"),
            ("end of q1", "2027-03-31"),
            ("by q1", "2027-01-01"),
            ("end of the year", "2026-12-31"),
            ("eoy", "2026-12-31"),
            ("end of 2027", "2027-12-31"),
            ("mid december", "2026-12-15"),
            ("mid-december", "2026-12-15"),
            ("in the middle of december", "2026-12-15"),
            ("mid may", "2027-05-15"),
            ("beginning of december", "2026-12-01"),
            ("start of december", "2026-12-01"),
            ("start of november", "2027-11-01"),
            ("start of the month", "2026-12-01"),
            ("end of may next year", "2027-05-31"),
            ("by december", "2026-12-01"),
            ("in december", "2026-12-01"),
            ("december", "2026-12-01"),
            ("december 2027", "2027-12-01"),
            ("by may", "2027-05-01"),
            ("next march", "2027-03-01"),
            ("by the weekend", "2026-11-21"),
            ("the first monday of december", "2026-12-07"),
            ("last friday of the month", "2026-11-27"),
            ("the first monday of the month", "2026-12-07"),
        ],
    );
    // Saturday: the working week is over.
    check_whole(
        date(2026, 11, 21),
        &[
            ("this week", "2026-11-21"),
            ("end of week", "2026-11-21"),
            ("by the weekend", "2026-11-21"),
            ("next week", "2026-11-23"),
        ],
    );
    check_whole(
        date(2026, 12, 10),
        &[
            ("this december", "2026-12-31"),
            ("mid december", "2026-12-15"),
            ("start of december", "2027-12-01"),
        ],
    );
}
