use super::*;

fn tree(text: &str) -> String {
    fn show(node: &Node, source: &str) -> String {
        let at = format!("{}:{}", node.place.line, node.place.column);
        match &node.value {
            Value::Null => format!("{at} null"),
            Value::Flag(flag) => format!("{at} {flag}"),
            Value::Number => format!(
                "{at} number {}",
                source.get(node.written.span.clone()).unwrap()
            ),
            Value::Text(text) => format!("{at} {text:?}"),
            Value::List(nodes) => {
                let shown: Vec<_> = nodes.iter().map(|n| show(n, source)).collect();
                format!("{at} [{}]", shown.join(", "))
            }
            Value::Map(entries) => {
                let shown: Vec<_> = entries
                    .iter()
                    .map(|e| {
                        let key = source.get(e.place.span.clone()).unwrap();
                        format!(
                            "{key}@{}:{} {}",
                            e.place.line,
                            e.place.column,
                            show(&e.node, source)
                        )
                    })
                    .collect();
                format!("{at} {{{}}}", shown.join(", "))
            }
        }
    }
    match read_node("t.yaml", text, 1000) {
        Ok((source, node)) => show(&node, &source),
        Err(report) => report.to_string(),
    }
}

#[test]
fn everything_has_its_place() {
    let cases = [
        ("", "1:1 null"),
        (
            "a: 1\nb:\n  - no\n  - true\n",
            r#"1:1 {a@1:1 1:4 number 1, b@2:1 3:3 [3:5 "no", 4:5 true]}"#,
        ),
        (
            "title:\nother: ~\n",
            "1:1 {title@1:1 1:6 null, other@2:1 2:8 null}",
        ),
        (
            "a: 007\nb: 1e999\nc: .nan\n",
            "1:1 {a@1:1 1:4 number 007, b@2:1 2:4 number 1e999, c@3:1 3:4 number .nan}",
        ),
        (
            "é: \"ü\"\nx: [1, {a: b}]\n",
            r#"1:1 {é@1:1 1:4 "ü", x@2:1 2:4 [2:5 number 1, 2:8 {a@2:9 2:12 "b"}]}"#,
        ),
        (
            "a: &x one\nb: *x\na: two\n<<: 1\n",
            r#"1:1 {a@1:1 1:7 "one", b@2:1 2:4 "one", a@3:1 3:4 "two", <<@4:1 4:5 number 1}"#,
        ),
        (
            "a: |\r\n  one\r\n  two\r\nb: x",
            r#"1:1 {a@1:1 2:3 "one\ntwo\n", b@4:1 4:4 "x"}"#,
        ),
        (
            "\u{feff}a: 1\rb: 2\r",
            "1:1 {a@1:1 1:4 number 1, b@2:1 2:4 number 2}",
        ),
    ];
    for (text, shown) in cases {
        assert_eq!(tree(text), shown, "{text:?}");
    }
}

#[test]
fn what_is_not_yaml_is_reported_with_a_way_to_mend_it() {
    let cases = [
        ("a: 1\n---\nb: 2\n", "t.yaml:3:1", "one document"),
        ("- {issue} is\n", "t.yaml:1:11", "put quotes"),
        ("a: b: c\n", "t.yaml:1:5", "put quotes"),
        ("a: 1\n\tb: 2\n", "t.yaml:2:1", "tab"),
        ("a: \"x\" y\n", "t.yaml:1:8", "whole"),
        ("a: *nowhere\n", "t.yaml:1:4", "put quotes"),
        ("a: x\0y\n", "t.yaml:1:5", "take it out"),
        ("? [a, b]\n: c\n", "t.yaml:1:3", "quotes"),
    ];
    for (text, place, mend) in cases {
        let shown = tree(text);
        assert!(
            shown.contains(place) && shown.contains(mend),
            "{text:?}: {shown}"
        );
    }
}
