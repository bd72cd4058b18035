//! Names that people have, and capitalised words that are no people.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Given names that are heard in offices, in lower case. Those that are words as well ("will", "mark", "grace") are
/// left out: they count where anything capitalised counts.
pub(super) static GIVEN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "aaron adam aisha alan albert alex alexander alexandra ali alice alison amanda amara amina amir amy ana anders
    andre andrea andreas andrew andy angela anil anita ann anna anne anthony antonio arjun arthur astrid ayesha barbara
    ben benjamin bernd bettina bianca bjorn bob brenda brian bruno camille carla carlos carmen caroline catherine
    cecilia charles charlotte chen chloe chris christian christina christine christopher claire clara claudia colin
    cristina daniel daniela danielle dave david deborah deepak denise dennis derek diana diego dieter dirk dmitri
    dominik donna dorothy edward eileen elena eleanor elias elizabeth ella ellen emily emma eric erik erika esther eva
    evelyn fatima felix fiona florian francesca francis frederik friedrich gabriel gareth gary george gerald giovanni
    giulia graham greg gregory greta gustavo hannah hans harald harry hassan heather heidi heike helen helena helga
    henrik henry hiroshi howard hugo ian ibrahim igor ingrid irene isabel isabella ivan jacob jaime james jamie jane
    janet jason javier jean jeff jeffrey jennifer jenny jens jeremy jerome jessica jim joan joanna joe joel johan
    johannes john jonas jonathan jorge jose joseph joshua juan judith julia julian juliana julie jun jürgen kai karen
    karim karin karl kate katharina katherine kathleen katja katrin keith kenji kenneth kevin khalid kim klaus kofi
    kristina kumar lara lars laura lea leah lena leo leon leonie leticia liam lila linda lisa liz louis louise luca
    lucas lucia lucy luis luka lukas magda malik manuel marc marcel marco marcus margaret maria marie marina mario
    marion marius markus marta martha martin martina mary mateo mathilde matthew matthias maurice max maya mehmet mei
    melanie melissa michael michelle miguel mike milan miriam mohamed mohammed monica monika nadia naomi natalia
    natalie natasha neha neil nicholas nick nicola nicolas nigel nina noah nora norbert oliver olivia olga omar oscar
    otto pablo pamela patricia patrick paul paula pedro peter petra philip philipp phil pierre priya rachel rafael rahul
    raj rajesh ralf ramon rebecca renate ricardo richard rick rita robert roberto robin rodrigo roger roland ron rosa
    ruth ryan sabine sally sam samantha samir samuel sandra sara sarah sasha scott sean sebastian sergio sharon sheila
    shirley silvia simon simone sofia sonia sophia sophie stacy stefan stefanie stephanie stephen steve steven stuart
    sunita susan susanne suzanne sven sylvia tamara tanya tara tatiana ted teresa terry theo theresa thomas tim timothy
    tina tobias tom tomas tony tracy ulrike ursula uwe valentina valerie vanessa vera veronica victor victoria vijay
    vikram vincent virginia vivian walter wei wendy werner wolfgang xavier yasmin yuki yusuf yvonne zara zoe"
        .split_whitespace()
        .collect()
});

/// What is written with a capital and is no person: days, months, peoples, places, feasts, well-known products, and
/// words that begin a quotation or a title.
pub(super) static NO_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february
    march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec christmas easter thanksgiving ramadan diwali hanukkah english german french spanish italian dutch polish
    russian chinese japanese korean indian american british european african asian swiss austrian danish swedish
    norwegian finnish irish scottish welsh turkish greek portuguese brazilian mexican canadian australian arabic
    hebrew latin germany france spain italy poland russia china japan korea india america britain england scotland
    wales ireland europe africa asia switzerland austria denmark sweden norway finland turkey greece portugal brazil
    mexico canada australia netherlands belgium ukraine israel egypt kenya nigeria singapore london paris berlin
    munich hamburg frankfurt cologne vienna zurich geneva madrid barcelona lisbon rome milan dublin glasgow
    edinburgh manchester birmingham leeds liverpool boston chicago houston dallas denver seattle portland toronto
    montreal vancouver sydney melbourne tokyo delhi mumbai bangalore shanghai beijing brussels amsterdam rotterdam
    copenhagen stockholm oslo helsinki warsaw prague budapest athens istanbul dubai moscow york texas california
    florida ohio excel word outlook teams slack zoom google microsoft apple amazon oracle salesforce hubspot jira
    confluence notion windows linux android python java rust internet facebook linkedin twitter instagram youtube
    whatsapp netflix tesla siemens bosch adobe figma trello github gitlab azure chatgpt covid brexit christian
    muslim jewish catholic god jesus mineral i i'm i'll i've i'd ok okay yes no yeah well oh hello hi thanks sorry
    please the a an this that these those he she it they we you my our his her their your who what when where why how
    which and but or so if because then there here now not never nobody nothing everybody everyone everything anyway
    maybe perhaps honestly actually sure fine good right let let's can could would should will do does did is are was
    were have has had for from with without after before until since in on at by of to as north south east west
    ceo cfo cto coo hr it board team company department management sales marketing finance operations project
    director manager head chief vice president lead committee council church school university"
        .split_whitespace()
        .collect()
});

/// What follows a name and makes it one of a firm, a street or a thing.
pub(super) static THINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "ltd inc gmbh ag llc llp plc corp corporation company group bank systems system software solutions street road
    avenue square university college hospital school online cloud platform project programme program tower airport
    station release contract upgrade migration rollout account deal office plant site factory warehouse server
    release licence license invoice merger acquisition takeover building hotel conference summit award report model
    method framework act law tax app api portal phone"
        .split_whitespace()
        .collect()
});
