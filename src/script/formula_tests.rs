use super::*;
use proptest::prelude::*;

fn lookup(name: &str) -> Option<f64> {
    match name {
        "a" => Some(2.0),
        "b" => Some(3.0),
        "self-orientation" => Some(4.0),
        "a-b" => Some(100.0),
        "none" => Some(0.0),
        _ => None,
    }
}

#[test]
fn a_formula_has_its_value() {
    let cases = [
        ("1", Some(1.0)),
        ("  12.50 ", Some(12.5)),
        ("a", Some(2.0)),
        ("a + b * 4", Some(14.0)),
        ("(a + b) * 4", Some(20.0)),
        ("a - b - 1", Some(-2.0)),
        ("a-b", Some(100.0)),
        ("a- b", Some(-1.0)),
        ("a -b", Some(-1.0)),
        ("12 / b / 2", Some(2.0)),
        ("12/(b/2)", Some(8.0)),
        ("-a + b", Some(1.0)),
        ("a - -b", Some(5.0)),
        ("-(a + b)", Some(-5.0)),
        ("--a", Some(2.0)),
        ("(a+b)/self-orientation", Some(1.25)),
        ("a / none", None),
        ("none / none", None),
        ("a + unknown", None),
        ("a * 0 + unknown * 0", None),
        ("99999999999999999999 * 1", Some(1e20)),
    ];
    for (text, value) in cases {
        let formula = Formula::parse(text).unwrap();
        assert_eq!(formula.value(lookup), value, "{text}");
        assert_eq!(formula.to_string(), text);
    }
    let huge = "9".repeat(300);
    let formula = Formula::parse(&format!("{huge} * 999999999")).unwrap();
    assert_eq!(formula.value(lookup), None, "out of all bounds");
    let names = Formula::parse("(a + b) / self-orientation - a").unwrap();
    assert_eq!(
        names.names().collect::<Vec<_>>(),
        ["a", "b", "self-orientation", "a"]
    );
}

#[test]
fn a_slip_in_a_formula_is_named_where_it_stands() {
    let deep = "(".repeat(40) + "a" + &")".repeat(40);
    let minus = "-".repeat(40) + "a";
    let long = "1 + ".repeat(200) + "1";
    let cases = [
        ("", "", "an id or a number"),
        ("a +", "", "an id or a number"),
        ("a + * b", "*", "an id or a number"),
        ("()", ")", "an id or a number"),
        ("(a + b", "(", "this ( is not closed"),
        ("a + b)", ")", "the formula should have ended"),
        ("a b", "b", "the formula should have ended"),
        ("2 (a)", "(", "the formula should have ended"),
        ("a × b", "×", "`×` does not belong"),
        ("a ^ 2", "^", "`^` does not belong"),
        ("{a} + 1", "{", "`{` does not belong"),
        (".5 + a", ".", "`.` does not belong"),
        ("max(a, b)", "(", "the formula should have ended"),
        (deep.as_str(), "(", "this is nested too deeply"),
        (minus.as_str(), "-", "this is nested too deeply"),
        (long.as_str(), "", "this formula has"),
    ];
    for (text, marked, what) in cases {
        let slip = Formula::parse(text).unwrap_err();
        assert_eq!(text.get(slip.at.clone()), Some(marked), "{text}: {slip}");
        assert!(slip.what.starts_with(what), "{text}: {slip}");
    }
}

#[test]
fn the_first_meaning_that_fits_is_said() {
    let mean = |up_to, says: &str| Meaning {
        up_to,
        says: says.to_owned(),
    };
    let mut computed = Computed {
        id: "trust".to_owned(),
        title: "trust".to_owned(),
        formula: Formula::parse("1").unwrap(),
        means: vec![mean(Some(3.0), "low"), mean(Some(8.0), "mid")],
    };
    let cases = [
        (-1.0, Some("low")),
        (3.0, Some("low")),
        (3.01, Some("mid")),
        (9.0, None),
    ];
    for (value, says) in cases {
        assert_eq!(computed.meaning(value), says, "{value}");
    }
    computed.means.push(mean(None, "high"));
    assert_eq!(computed.meaning(9.0), Some("high"));
}

/// A tree of its own, so that reading is held against something else than itself.
#[derive(Debug, Clone)]
enum Tree {
    Number(u32),
    Name(usize),
    Minus(Box<Tree>),
    Pair(Box<Tree>, char, Box<Tree>),
}

const NAMES: [&str; 3] = ["a", "b-c", "d2"];

impl Tree {
    fn shown(&self) -> String {
        match self {
            Self::Number(hundredths) => format!("{}.{:02}", hundredths / 100, hundredths % 100),
            Self::Name(nth) => NAMES[*nth].to_owned(),
            Self::Minus(tree) => format!("(-{})", tree.shown()),
            Self::Pair(left, sign, right) => format!("({} {sign} {})", left.shown(), right.shown()),
        }
    }

    fn value(&self, values: [f64; 3]) -> f64 {
        match self {
            Self::Number(_) => self.shown().parse().unwrap(),
            Self::Name(nth) => values[*nth],
            Self::Minus(tree) => -tree.value(values),
            Self::Pair(left, sign, right) => {
                let (left, right) = (left.value(values), right.value(values));
                match sign {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    // NaN goes through whatever follows, as `None` does.
                    _ if right == 0.0 => f64::NAN,
                    _ => left / right,
                }
            }
        }
    }
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        (0..1000_u32).prop_map(Tree::Number),
        (0..NAMES.len()).prop_map(Tree::Name)
    ];
    leaf.prop_recursive(5, 20, 2, |inner| {
        let sign = prop::sample::select(vec!['+', '-', '*', '/']);
        prop_oneof![
            inner.clone().prop_map(|tree| Tree::Minus(Box::new(tree))),
            (inner.clone(), sign, inner).prop_map(|(left, sign, right)| Tree::Pair(
                Box::new(left),
                sign,
                Box::new(right)
            )),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_is_a_formula_or_a_slip(text in any::<String>()) {
        if let Err(slip) = Formula::parse(&text) {
            prop_assert!(text.get(slip.at).is_some());
        }
    }

    #[test]
    fn what_looks_like_a_formula_is_one_or_a_slip(text in "([a-c0-9.+*/() -]|é|_){0,40}") {
        match Formula::parse(&text) {
            Ok(formula) => { formula.value(lookup); }
            Err(slip) => prop_assert!(text.get(slip.at).is_some()),
        }
    }

    #[test]
    fn a_formula_is_worth_what_its_tree_is(
        tree in trees(), values in prop::array::uniform3(-10..10_i8)
    ) {
        let values = values.map(f64::from);
        let text = tree.shown();
        prop_assume!(text.len() <= LONGEST);
        let formula = Formula::parse(&text).unwrap();
        let value = formula.value(|name| {
            NAMES.iter().position(|known| *known == name).map(|nth| values[nth])
        });
        let expected = tree.value(values);
        prop_assert_eq!(value, expected.is_finite().then_some(expected), "{}", text);
    }
}
