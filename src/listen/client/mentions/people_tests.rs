use super::*;

fn found(text: &str) -> Vec<&str> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let mut out = Vec::new();
    people(&tokens, text, &mut out);
    out.into_iter().map(|at| text.get(at).unwrap()).collect()
}

#[test]
fn people_are_found_by_name_title_and_role() {
    let cases: &[(&str, &[&str])] = &[
        ("I spoke to Dr. Ferris about it", &["Dr. Ferris"]),
        ("Mrs Okafor wants it", &["Mrs Okafor"]),
        ("my boss is worried", &["my boss"]),
        ("our CFO said no", &["our CFO"]),
        ("We met Anna Ferris there", &["Anna Ferris"]),
        ("Peter left.", &["Peter"]),
        ("ask mr okafor", &["mr okafor"]),
        ("I told my new line manager", &["my new line manager"]),
        (
            "our head of sales and my wife",
            &["our head of sales", "my wife"],
        ),
        ("my boss Tom's plan", &["my boss Tom's"]),
        ("I heard it from Nkechi", &["Nkechi"]),
        ("I reported to Halloran then", &["Halloran"]),
        ("yesterday Halloran said so", &["Halloran"]),
        ("with Maria de Souza", &["Maria de Souza"]),
        ("my dispatchers asked me", &["my dispatchers"]),
        ("then I met O'Brien", &["O'Brien"]),
        ("our managing director decides", &["our managing director"]),
        ("her youngest daughter is ill", &["her youngest daughter"]),
        ("Our boss's boss", &["Our boss's boss"]),
        ("I told Jean-Luc", &["Jean-Luc"]),
        ("Which I know", &[]),
        ("Maybe I should", &[]),
        ("On Monday in May", &[]),
        ("We moved to Arden last year", &[]),
        ("We use SharePoint and SAP", &[]),
        ("The German market", &[]),
        ("Honestly, Excel is fine", &[]),
        ("our client portal is down", &[]),
        ("our customer service", &[]),
        ("I work in Kirkwall", &[]),
        ("THE BOARD SAID NO", &[]),
        ("we run the Harlan Group", &[]),
        ("Nobody said so", &[]),
        ("miss the train", &[]),
        ("my project is late", &[]),
        ("mr and mrs", &[]),
        ("we bought Acme", &[]),
        ("the Oracle upgrade", &[]),
        ("He said Well, no", &[]),
        ("Dispatchers said no", &[]),
        ("at Siemens and Bosch", &[]),
        ("Berlin said no", &[]),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = found(text);
        if &found != expected {
            wrong.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
