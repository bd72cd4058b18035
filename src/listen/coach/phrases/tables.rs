//! The phrases. Of two of the same length the one that stands first counts.

use super::Where::{self, Anywhere, Asked, Told};
use crate::listen::heard::Act;

/// What a row tells, how sure, in which sentences, and its phrases.
type Row = (Option<Act>, f32, Where, &'static str);

/// All rows.
pub(super) const TABLES: &[Row] = &[
    (None, 0.0, Anywhere, NOTHING),
    (Some(Act::Leave), 0.85, Anywhere, LEAVE),
    (Some(Act::Empathy), 0.8, Told, EMPATHY),
    (Some(Act::Apology), 0.85, Told, APOLOGY),
    (Some(Act::Summary), 0.8, Anywhere, SUMMARY),
    (Some(Act::Leading), 0.75, Anywhere, LEADING),
    (Some(Act::WhatFelt), 0.9, Asked, WHAT_FELT),
    (Some(Act::MakesFeel), 0.95, Asked, MAKES_FEEL),
    (Some(Act::Pitch), 0.8, Told, PITCH),
    (Some(Act::Advice), 0.8, Anywhere, ADVICE_ASKED),
    (Some(Act::Advice), 0.75, Told, ADVICE),
    (Some(Act::Advice), 0.4, Told, COMMANDS),
    (Some(Act::SmallTalk), 0.75, Anywhere, SMALL_TALK),
    (Some(Act::Information), 0.6, Told, INFORMATION),
    (Some(Act::Repeats), 0.5, Anywhere, REPEATS),
    (Some(Act::Deepens), 0.5, Told, DEEPENS),
];

/// Words that hide a phrase: what others advise, what is denied.
const NOTHING: &str = "
    <!i|we think|believe|feel|feels|thinks|sense|know that? you should|need+to|ought+to|must|could|have+to;
    <!i'd|would|i said|saying|says|say|told|telling|tells|tell|heard|hear|asked you|us|me|people? that? you
    should|need+to|ought+to|must|could|have+to|might;
    if|what|how|where|when|why|whether|who|everything|things|anything|all|nothing|whatever|as you
    should|need+to|ought+to|could|might|want; not|won't|don't|never|isn't|n't about? going+to?
    give|giving|here+to+give you? my advice|recommendation; not my mistake|fault|advice; not|won't|don't|never
    say|saying|suggest|suggesting|telling|tell you? that? you should|need|ought|must|could; not|won't|don't
    recommend|suggest|advise; who|what|they|he|she|did|do would? recommends?|recommend|suggest; no thanks to; slowly
    but surely; if you should; not that|saying i apologise|apologize; well done steak|meat; not|never try to; did|do
    you try to; not|isn't our @thing; no matter what";

/// Asking whether something may be asked or said.
const LEAVE: &str = "
    would|is|will it|that be? all+right|alright|okay|ok|fine|useful|helpful|of+value|of+use with+you|for+you?
    if|to+talk|to+ask|to+share|to+look|to+go; is it|that okay|ok|all+right|alright with|by you; may i|we
    just|also|please? ask|say|offer|share|add|suggest|tell|make|give|interrupt|check|push|challenge; could|can i|we
    just|also|maybe|perhaps|please?
    ask|share|offer|add|suggest|interrupt|check+something|stop+you|tell+you|give+you|push|challenge; do|would you mind
    if|my; mind if i|we; if|as+long+as it's|that's|it+is|that+is okay|ok|all+right|alright|fine with|by|for you; if
    you don't mind; if i may; with your permission; are|would|you you be? open to|if; would you be|feel
    okay|comfortable|willing if|with|to+hear|to+look; would you like|want me to; would you like to hear; if
    you'll|you+will|you+would|you'd let|allow me; may|can|could i have your permission; is there room for me to";

/// Shows that it was heard how it is, or values it.
const EMPATHY: &str = "
    that|it|this must|had+to|can|could be|have+been|feel|have+felt
    so|very|really|quite|such+a|incredibly|pretty|extremely? @heavy|a+lot|a+relief|a+shock|a+blow|a+strain|a+burden;
    that|it|this sounds|seems|looks|feels so|very|really|quite|incredibly|pretty|extremely?
    @heavy|like+a+lot|like+so+much; sounds really|so|very|pretty|incredibly? @heavy|like+a+lot; how @heavy for
    you|that+must|that+was|it+must|this+must; what a @heavy day|week|year|time|thing|month|moment|situation;
    that|it|this takes|took|must+have+taken a+lot+of? real|some|so+much|great?
    courage|guts|strength|bravery|nerve|effort|patience; i can only? imagine !a|an|our|the|better|no|three|ten|worse;
    i can|do? understand|see why|how|that you|it|this|that|hard|you'd|you're; i can see why|how|that; no wonder
    !drug|what; <!was|is|were|are well done !steak; good for you; i'm|i+am so|very|really|truly?
    proud|impressed|moved|touched|glad|happy for+you|of+you|by|that+you|to+hear|you; thank+you|thanks
    so+much|very+much|again? for
    telling|sharing|trusting|being+so|being+open|being+honest|opening|letting|your+honesty|your+openness|your+trust|saying|bringing+this|bringing+that|your+courage;
    i|we really|so? appreciate you|your+honesty|your+openness|your+trust|how+open|how+honest|that+you; i'm|i+am|we're
    so|very|really|truly|deeply? sorry
    to+hear|you|you're|that+happened|that+you|this+happened|this+is|it's|it+is|it+was|for+your+loss|for+your+trouble|about+your|for+what+you;
    <^|,|so sorry to hear; <^|,|so sorry for your loss|trouble; <^|,|so sorry that|this|it happened;
    that's|it's|that+is|it+is completely|totally|perfectly|quite|so|really|very|entirely|only?
    understandable|natural|impressive|brave|courageous|no+small+thing|huge|a+lot+to+carry|a+lot+to+take+in|quite+an+achievement|human;
    it|that|this makes sense that|you|why; that makes complete|perfect|total|a+lot+of sense; anyone|anybody|everyone
    would|might feel|be|find; of course you|you're|you'd
    feel|felt|are|were|hurt|want|worry|tired|worried|angry|be|scared; of course that|it hurts|hurt|matters|stings;
    you've|you+have worked so|very|really|incredibly? hard; you've|you+have come a|such+a long way; you've|you+have
    been through a+lot|so+much|a+great+deal; you've|you+have|you done|handled|managed|did|dealt
    so|really|very|that|it|this with+it|with+that|with+this? well|beautifully|brilliantly; i|we can? hear|see|feel how
    hard|much|painful|difficult|important|heavy|tired|worried|upset; you|you're clearly|obviously|really care|caring
    a+lot|deeply|about|for; you're|you+are not alone; you're|you+are doing|being
    great|well|your+best|so+well|brave|very+brave|really+well; that's|it's|what
    great|good|wonderful|brave|fantastic|real|a+real|a+big|a+great|a+brave|a+wonderful|an+amazing
    step|achievement|progress|work|job|news; good|great|nice|lovely|brilliant job|work|going $|on|with|there;
    congratulations|congrats; i admire|respect you|how|your|that; hats off; that says a+lot|so+much|much about
    you|your|how; my heart goes out; i feel for you; i'm|i+am here for you; you should be very|so? proud; that was
    brave|courageous|kind|generous|thoughtful of you; you showed|show|have|have+shown real|great|a+lot+of|so+much?
    courage|strength|patience|care; i'm|i+am with you; that|it|this would|'d be @heavy for anyone|anybody|most";

/// Sorry for something done.
const APOLOGY: &str = "
    i'm|i+am|we're|we+are so|very|really|terribly|truly|deeply|awfully? sorry
    about|for|that+i|that+we|i|i'm|we|we're|if+i|if+we; <^|,|so|very|really|oh|terribly sorry
    about|for|i|i'm|that+i|we|that+we|if+i; <^|,|and|but|so my|our mistake|fault|bad|apologies|error;
    it's|that's|it+is|that+is|it+was|that+was|this+is|this+was entirely|all|completely? my|our
    mistake|fault|error|oversight; <!if|when|should|why|must|never i|we do|really|sincerely|must|truly?
    apologise|apologize; i|we owe you an apology; i|we want|would+like|have|need|wish|must|'d+like to?
    apologise|apologize; i'd|we'd like|love|want to apologise|apologize; that|it|this was|is
    wrong|unfair|careless|rude|clumsy|unkind|unprofessional|out+of+line|thoughtless of|on me|us|my+part|our+part; i
    was wrong to|about+you|and|,; i shouldn't have
    said|interrupted|pushed|assumed|done|promised|asked|gone|brought|raised; i|we should have
    called|told+you|asked+you|listened|been+clearer|answered|warned+you|come+back|let+you+know|checked; i|we let you
    down; forgive|pardon|excuse me for|if; please|do accept my|our apologies|apology; i|we beg your pardon for; i take
    that|it back $|and|,; i|we regret that+i|that+we|saying|having|not; i|we messed|screwed up $|and|,|on|your|the;
    i|we got|did that|it|this wrong; please forgive me|us; <^|, apologies for|if|about; i hope
    you|you'll|you+can+will|you+can? forgive me|us";

/// Gives back several things in one.
const SUMMARY: &str = "
    let me just|quickly? see|check|make+sure if|whether|that|i|i've|we|i+have !i+can|there's|they|he|she
    i've|i+have|i|we|i'm|i+am got|understand|understood|have|heard|hear|following|get; let me just|quickly? see|check
    if|whether i've|i+have|i|we got|understand|understood|have|heard|hear|get; let me just|quickly|try+to?
    play|say|read|feed|give|reflect|repeat that|this|it|all+that|all+of+that? back; let me
    give|play|say|reflect|repeat that|this|it|what+i|all+of+this|all+that ... back; let me just|quickly|try+to?
    sum|summarise|summarize|recap; let me just|quickly|try+to? pull|put|bring|gather|tie this|that|it|all|these ...
    together; <^|,|so|just|and|now|okay to sum|summarise|summarize|recap; <^|,|so|and in summary|short|sum $|you|we;
    so far i've|i+have|i|we've|we+have heard|understood|hear|noted|talked|spoken|covered; so far you've|you+have|you
    told|said|described|mentioned|named|spoken; here's|here+is|that's|this+is what i've|i+have|i'm|i+am|i|we've
    heard|hear|got|understood|hearing|gathered|noted; what i've|i+have|i heard|understood|got|gathered|hear|noted
    so+far|is|from+you|today; if i|i've|we|i+have understand|understood|hear|heard|got|have|get|am+hearing
    you|it|this|that|all+this|everything correctly|right|well; let's|let+us|shall+we just|quickly?
    recap|sum+up|summarise|summarize|take+stock; putting|pulling|taking|bringing|tying this|that|it|all|these ...
    together; <^|,|so|and to put|pull|bring|draw it|this|that|these|all+this|all+that all|threads? together; <^
    recapping|summarising|summarizing; <^|,|so just? to? make|making|be sure i|that+i|i'm|we|that+we
    understand|understood|get|got|have|heard|following; i want to make|be sure i|that+i|i've|that+i've
    understand|understood|get|got|have|heard; the picture i|i'm|i+am|that+i get|getting|have|see|seeing is|so;
    you've|you+have told|mentioned|named|described|raised|given me? a+few|several|three|two|four|many|a+number+of
    things|points|reasons|issues|worries; let me check my|that+my understanding; my understanding so+far;
    we've|we+have covered|talked+about|spoken+about a+lot|a+few|several|three|two|many";

/// Puts the answer into the other's mouth.
const LEADING: &str = "
    don't you think|agree|feel|believe|want|wish|see|realise|realize|care|find; surely
    you|it|that|this|they|we|he|she|the|there|your|someone|nobody|not; , surely $; wouldn't|would it not? be|make|help
    better|best|easier|nicer|wiser|good|great|sense|simpler|smarter|safer|more|if|to|you|a;
    you'd|you+would|you'll|you+will|you+must|you+have+to|you+do agree; wouldn't you
    say|agree|rather|like|prefer|want|think|feel; isn't it|that|this
    true|obvious|clear|the+case|because|better|time|just|really|possible|strange; isn't|aren't|wasn't there; i'm|i+am
    sure you'd|you+would|you+agree|you+see|you+want|you+realise|you'll+agree; would you not agree|say|think; can
    we|you+and+i|you+not agree; shouldn't you|we|they|he|she; obviously you|you're|you'd; you do|can|surely
    see|agree|realise|realize|want|understand that|,; you don't really|honestly|seriously? think|believe|want|mean;
    you can't seriously|honestly|really; everyone|everybody knows|agrees that|,; is it not|n't
    true|obvious|better|time|clear; you|you're not going+to? tell me|telling+me you|that; any reasonable|sensible
    person; haven't you|you+not noticed|thought|considered|seen|realised; doesn't|don't that|it|this|they
    make|mean|show|prove|tell|bother|worry|seem|sound|scare|frustrate|hurt; aren't you
    just|really|actually|simply|a+bit|worried|afraid|tired|angry|scared|glad|happy|being";

/// Asks for the feeling.
const WHAT_FELT: &str = "
    what do|did|are|were|would|might|could|else+do|else+did you really|actually|honestly|then|now? feel|feeling
    !you|like|that|needs|is|would|should|we|they|he|she|was|your|their|our; what do|did|are|were|would you ...
    when|as|while|now feel|feeling $; what|which feeling|feelings|emotion|emotions !is+in|words; what|which
    other|kind+of|sort+of feeling|feelings|emotion|emotions; what have|had you been? felt|feeling; what
    is|was|what's|whats the|your|that|this main|strongest? feeling|emotion; what's|whats it|that you? are?
    feel|feeling; what you|you're|are|do feeling|feel right? now|$";

/// Makes a feeling somebody's doing.
const MAKES_FEEL: &str = "
    make|makes|made|making
    you|him|her|them|us|people|everyone|everybody|your+team|your+people|your+boss|your+wife|your+husband
    really|actually|then|also|ever|all|both|to? feel|feels|feeling|felt";

/// Praises what is one's own to sell.
const PITCH: &str = "
    our new|own|whole|latest? @thing .. @praise; our @thing is|are|has|can|will !down|late|broken|not|in|at|on;
    we|we'll|we+will|we'd|i can|could|will|would|'d definitely|certainly|absolutely|easily|really|also? help
    you|with|your|them|there|here|companies|clients|people|$; we'll|we+will|we+can|we+could|we'd
    save|double|cut|boost|fix|solve|deliver you|your|that|it|all; we've|we+have|we|i've already|successfully|recently?
    helped|saved|transformed|delivered|supported|served !the+file|it|a+file; we've|we+have worked with|for
    many|hundreds|dozens|companies|firms|businesses|clients|over|several|lots; we|we+also|we+currently|we+do
    offer|provide|deliver|specialise|specialize|guarantee|pride !him|her|them|no; we're|we+are|we+have+been
    the|a|one+of+the|by+far?
    leading|best|number|largest|market|only|trusted|experts|specialists|award|top|leader|leaders|cheapest|fastest;
    market leader|leaders; <^|,|and|so|well what we do is|here|for|differently; let me tell|show you
    about|a+bit+about|a+little+about|more+about|how our|us|we|what+we|this+product|the+product|$; let me tell|show you
    what|how we; let me tell you about this|the|a|an|another|some
    client|customer|company|firm|case|product|offer|platform|tool|project|solution|team; let me show|give|walk you
    a|our|the|through+our|through+the? quick|short|live|little?
    demo|demonstration|brochure|product|platform|tool|offer|deck|slides|pitch|solution;
    companies|firms|businesses|organisations|organizations|clients|customers|teams|people|shops|plants
    just|much|very|exactly? like yours|you|your+own; our price|prices|pricing|rates|fees|fee|discount|offer|packages
    is|are|start|starts|include|includes|covers|for|would|can|$|this|today|depend|depends;
    a|our|the|quick|short|free|live|you+a product|live|short|quick|free? demo|demonstration;
    book|schedule|arrange|sign+up+for a|your|the free|short|quick|live? demo|demonstration|trial|pilot; free
    trial|pilot|consultation|of+charge|sample; special|limited|exclusive|introductory offer|discount|price|deal;
    %|percent|per+cent discount|off|cheaper|faster|less|more+leads|more+sales; saved|saves|save|saving
    them|him|her|us|one|clients|customers|companies|firms|you|over|up+to|around|about|nearly|almost|some|an|a|average|of|on|their?
    .. # %|percent|per+cent; client|clients|customer|customers|company|companies|firm|firms|they|users ..
    cut|reduced|increased|grew|boosted|saved|improved|doubled|tripled|halved .. costs?|by|their # %|percent|per+cent;
    success story|stories; case study|studies show|shows|of|from|with|$;
    one|another|many|most|some|all|several|other|hundreds of our other|best|biggest? clients|customers|users;
    a|another|one client|customer of ours|like+you|in+your|with+the+same; we|we've had|have|got a|another|many
    client|clients|customer|customers|user|users who|that|like|in|with|just; you'll|you+will|you'd love
    it|our|this+product|the+results|what+we; you'll|you+will see results|a+return|the+benefit|the+benefits|savings;
    with our @thing|help|team|support|people; trusted by; money back guarantee; our track record; industry
    leader|leading; years of experience; return on investment is|of|within|in; pays for itself; second to none; state
    of the art; we're|we+are proud of|to our|offer|serve|have; i'd|we'd|i+would|we+would love|like|be+happy to show
    you our|what|how|a; our|the competitors|competition can't|don't|won't|cannot; no one|nobody else
    offers|can|does|has; we're|we+are different from|because; you won't|will+not find|get a|anything
    better|cheaper|faster|else";

/// Advice in the form of a question.
const ADVICE_ASKED: &str = "
    why don't you|we just|simply|not|maybe? _; why not just|simply|maybe?
    try|ask|talk|call|tell|start|go|take|write|use|let|say|speak|hire|make|give|sleep|wait|get; have|haven't|had you
    ever|already|maybe|perhaps|not? thought of|about ~ing; have|haven't you ever|already|maybe|perhaps|not?
    considered|tried ~ing; how|what about you|we? just? ~ing
    !going|feeling|happening|morning|evening|anything|everything|nothing|something|during|being|thing; couldn't|can't
    you just|simply|maybe? _; could you not|n't just|simply|maybe|try; what if you
    just|simply|tried|asked|told|talked|called|took|stopped|started|went|said|let|gave; would you|wouldn't+you
    consider|think+about ~ing; if i were|was you; if i were|was in your; in your shoes|place|position !, what|how|who
    i'd|i+would|i|,; have you thought to";

/// Advice as it is told.
const ADVICE: &str = "
    you should !know|have+seen|be+proud|be+very+proud|be+so+proud|feel|hear|see+my|see+the|see+his|see+her;
    you|you'll|you+will really|just|also|probably|definitely|maybe|absolutely should|need+to|must|ought+to
    !be|feel|have+been|know; you need|ought to !feel|be|know; you|you'll have|need to
    stop|try|tell|talk|call|go|let|start|ask|take|make|learn|say|change|find; you'd|you+had better !be; you must
    !be|have|feel|know|think|miss|mean|really|i|surely; in your shoes|place|position , ? i'd|i+would|i;
    i'd|i+would|i|we|we'd strongly|really|always|definitely|also|highly|humbly|just|only?
    recommend|advise|suggest|urge|encourage !him|her|them|otherwise; my advice|recommendation|suggestion|tip
    !was|to+him|to+her|to+them; what you could|can|should|might|need+to|want+to do|try|say|use|look+at is; what|all
    you should|have+to|need+to do is; the best|first|smartest|easiest thing|way|step you+can+do|to+do|for+you?
    is|would|to; you|we could|might|may|can always|just|also|perhaps|maybe|even|simply|instead?
    try|ask|talk|call|consider|start|tell|write|go|use|take|look+for|look+into|speak|want+to|think+about|set|send|hire|delegate|cut|drop|sleep
    !for|it+that+way|from; you can|could always|just|simply _; <^|,|and|just|so|then|but|also make|be sure
    to|you|that+you|your|it|they|everyone; <^|,|and|just|so|then|please|but try
    to|not+to|~ing|and|this|it|talking|asking|a|the|with|something; it|that would|might|may|could be|help
    better|best|good|wise|helpful|useful|worth|a+good+idea|smart|if+you|to if|to|for+you|talk|tell|~ing; it|that
    would|might|could help if+you|to; it's|it+is|that's
    best|better|wise|important|worth|essential|crucial|time|a+good+idea that+you|to+you|for+you+to|to|~ing; you
    might|may want|like|wish to; you|you'd might|may|would|'d benefit|profit from; you|you'd want to
    !do|talk|go|be|leave|have|tell make+sure|start|avoid|keep|look; what i'd|i+would do is|in|here;
    what|here's|here+is what i'd|i+would|you+should do; the solution|answer|trick|key|secret|thing is|here+is
    to|that+you|simple; i'd|i+would start|begin|go by|with|for|~ing; i think|believe|feel|guess you
    should|need+to|ought+to|must|have+to|could|might+want; i want|need|would+like|'d+like you to
    !know|feel|hear|have|be+well|tell+me; i'd like you to !know|feel|hear|have|tell; you|you're better off ~ing;
    better off ~ing; it's time you|to; the sooner you; there's nothing to lose|it+by";

/// Commands to do something. They may be quotes, jokes or ways of speaking, so they count little.
const COMMANDS: &str = "
    <^|then|, talk|speak to|with !me|us|you; <^|then call|ask|tell|email|phone|text|visit|invite|thank|confront|meet
    him|her|them|your|the|someone|somebody|a|people|everyone; <^|then write it|them|this|that|down|a|to|your|him|her;
    <^|then take it|your|the|some|a !time|seat|moment|look|me|guess|breath; <^|then take it easy|slow|slowly|up;
    <^|then give him|her|them|it|your|yourself|people !to+me|me; <^|then set
    a|an|up|your|some|clear|limits|goals|boundaries; <^|then get
    some|help|rid|more|out|up|a|your|yourself|him|her|them !me; <^|then go to|for|and|there|back|home|see|talk !on;
    <^|then stop|quit|avoid|start|begin|keep ~ing; <^|then stop it|that|this; <^|then focus|concentrate on; <^|then
    use a|the|your|this|that|it; <^|then put it|your|the|them|yourself !this+way|another+way; <^|then send
    him|her|them|it|the|a|an !me; <^|then make a|an|time|it|your|use|lists|him|her|them !sense; <^|then find
    a|an|someone|out|your|the|time|somebody|yourself; <^|then leave it|him|her|them|the|your|early !with+me|to+me;
    <^|then let him|her|them|it|go !me|us; <^|then sleep on|more; <^|then read the|this|a|that|it|up; <^|then
    hire|fire|sell|buy|book|order|cancel|delegate|automate|cut|drop|change|check|plan|prepare|build|write|create|reduce|raise|track|measure|review|schedule
    a|an|the|him|her|them|it|some|your|someone|everything|more|less; <^ remember|learn to; <^ be
    honest|patient|careful|kind|clear|firm|brave|specific|bold|yourself|realistic|open; <^|then wait
    until|a+week|for|till|a+day; <^|,|just|so|but don't|never
    worry|forget|let|give|do|go|call|rush|panic|wait|say|tell|ask|take|put|send|try|think|make|work|sell|sign|be; <^
    consider ~ing|a|the|your; <^ always|never ask|say|tell|call|take|check|keep|sign|write|let|read|start|put; <^ just
    do|say|ask|tell|call|go|stop|try|take|be|let|write|breathe it|that|him|her|them|no|for|home|, |$ !me|us";

/// Greets, thanks, chats.
const SMALL_TALK: &str = "
    <^|,|well|oh|and hi|hello|hiya|howdy; <^|,|oh hey there|everyone|you|guys|_+$|,; <^|,|and|well|hi|hello good
    morning|afternoon|evening|night; <^ morning|evening $|everyone|all|_+$;
    good|great|nice|lovely|pleased|glad|pleasure|wonderful to|a+pleasure+to? finally|really? see|meet|meeting|seeing
    you !doing|taking|making|again+and+again; good|great|nice|lovely to hear from|your+voice; how are you
    !going+to|feeling|planning|coping|managing|dealing|with|supposed|able|so|handling|sure|gonna|getting+on+with|measuring|using|spending|sleeping|different|involved|connected|paid|to;
    how are you going|doing $|today|this; how have you been $|since|lately|?; how's|how+is|hows
    it|everything|life|things going $|today|with+you|over|?; how's|how+is|how+are|hows
    life|things|the+family|the+kids|your+family|everyone|everything $|at+home|today; how was|was+your|were
    your|the|you weekend|trip|flight|journey|holiday|holidays|drive|vacation|commute|christmas|lunch|morning;
    <^|,|and|then|so|please|well have a good|nice|great|lovely|safe|wonderful|pleasant|relaxing; <^|,|and|then enjoy
    your|the|it weekend|evening|holiday|day|lunch|rest|trip|summer|$; see|catch you|ya
    later|soon|then|tomorrow|next|on|again|around|there|monday|tuesday|wednesday|thursday|friday
    $|week|time|monday|tuesday|wednesday|thursday|friday|,|at|month; see you later|soon|tomorrow|then|next;
    <^|,|and|well|okay|ok|so goodbye|bye|cheerio|farewell; <^|,|and|so take care $|of+yourself|,|and|now; talk|speak
    to|with|again? you? soon|later|then|tomorrow|next+week $|,|then|!|and; thank+you|thanks !for+nothing; weather
    is|was|has|today|here|there|out|outside|isn't|we're|this|lately|$;
    lovely|nice|beautiful|terrible|awful|great|good|bad|crazy weather; what a
    lovely|nice|beautiful|glorious|gorgeous|miserable day|morning|evening|office|place|view|weather; it's|it+is|is+it
    still|so|really|finally? raining|snowing|freezing|pouring|boiling|sunny|windy
    $|outside|out|today|again|here|there|in; so|very|really? hot|cold|warm|sunny outside|out+there|today|out;
    lovely|nice|beautiful day today|isn't|outside|for|out|$; any|have+you+got+any|got+any nice|big|good|special? plans
    for the|your|tonight|this weekend|holiday|holidays|evening|summer|$|christmas|?; did you have|enjoy|get
    a|your|any|the good|nice|great|lovely|pleasant? weekend|trip|holiday|journey|lunch|flight|vacation|drive; did you
    find|get us|here|the+place|the+office|home okay|ok|all+right|alright|easily|well|safely|$; would you
    like|can+i+get+you|can+i+offer+you|do+you+want|fancy|let+me+get+you a|some|something|any|a+cup+of|a+glass+of?
    coffee|tea|water|drink|to+drink; happy birthday|new+year|friday|monday|holidays|easter|anniversary; merry
    christmas; you're|you+are welcome $|,|and; long time no see; <^|,|hello|hi|and welcome
    $|to|back|everyone|aboard|in|,; nice|lovely|great chatting|talking|speaking to|with; how about
    that|the|those|last+night game|match|rain|weather|snow; did you see|watch|catch the|that game|match|final|race;
    make yourself comfortable|at+home; please have|take a seat; <^ have|take a seat; congratulations on the
    baby|wedding; how's|how+is|hows the weather|traffic|dog|baby; traffic was|is
    terrible|awful|bad|horrible|mad|crazy; love|like your|the background|office|shirt|view|mug|jacket|plant";

/// Facts.
const INFORMATION: &str = "
    according to !you|your;
    studies|research|surveys|data|evidence|statistics|experts|science|figures|numbers|reports|analysts|trials
    clearly|also|often|generally|consistently|from+_?
    show|shows|suggest|suggests|say|says|found|find|finds|indicate|indicates|have+shown|has+shown|tells|tell|have+found|has+found|agree|showed|confirm|confirms;
    the way it|this|that works is; the way the _ works; how it|this|that works is; for your information; fyi;
    it|that|this is|has+been well|scientifically? known|proven|proved|documented|shown that|to; on average; the
    average _ is|has|does|takes|spends|earns|costs|lasts|loses; the average _ _
    is|has|does|takes|spends|earns|costs|lasts|loses; a|one|recent|new|the|another|latest
    study|survey|report|paper|trial|poll found|finds|shows|showed|says|suggests|of|by|from|last; %|percent|per+cent of
    all|the|our?
    people|firms|companies|adults|patients|teams|businesses|employees|projects|managers|customers|users|clients|households|smokers|startups|women|men;
    one in two|three|four|five|ten|six|eight|#; most|many
    people|companies|firms|teams|businesses|adults|patients|managers|projects|employees|employers|households|smokers|users
    find|have|do|take|spend|lose|fail|need|feel|say|report|use|leave|get|are|relapse; the
    law|rule|rules|policy|contract|regulation|directive|act|guideline|guidelines
    says|say|requires|require|is|states|allows|changed|changes|recommend|recommends|demands; the
    deadline|office|form|window|fee|limit|warranty|invoice is|opens|closes|was|has+to+be|covers|ends|must;
    it|this|that takes|costs|lasts about|around|up+to|roughly|between|on+average|two|three|four|five|six|ten|#; the
    process|procedure|treatment|review|audit|course takes|is|has|works|consists|lasts|costs|begins|starts|runs; what
    happens next|then|there|is is|that; there are two|three|four|five|six|several|many|#
    types|kinds|ways|stages|steps|phases|options|parts|reasons|forms|levels; did you know that; the
    term|word|abbreviation _ means|stands|refers; is|are defined as; stands for; by|under law; in general ,; as a
    rule; typically , ? it|people|this|that|you; side effects are|include|may; the
    recommended|legal|maximum|minimum|standard|usual _ is; experts|doctors|scientists|economists
    say|recommend|advise|agree|believe|think";

/// Says again what was said.
const REPEATS: &str = "
    <!when|what|if|wish|once|since|thing|how|why|where|nothing you
    said|mentioned|told+me|told+us|described|called+it|put+it|just+said|just+told|also+said|were+saying|talked+about
    !you+would|no+word|nothing; <!what|if|when|how|why|and+what you're|you+are saying; as you
    said|say|put|mentioned|describe|described; in your words; you used the word; <!when|if|can't i heard|hear you
    say|saying; i'm|i+am hearing that? you|you're|it|there's; what you're|you+are saying|telling+me is; what i'm|i+am
    hearing|i+hear|i+heard|getting is|from+you; your|the word|words|phrase was|were|for+it+was|$ you+used; earlier you
    said|mentioned|told|spoke|talked; a moment ago you; to use your word|words|phrase|own";

/// Says what was meant.
const DEEPENS: &str = "
    it|that|this sounds|seems|feels|looks|sounded like|as+if|as+though|to+me+like
    you|you're|you've|you'd|you+feel|there's|part|a+part|it's|he|she|they|something !will|can+make+it; <^|,
    sounds|seems|feels|looks like|as+if|as+though you|you're|you've|you'd|there's|part|a+part; part of you ...
    part|another+part|also; a|one|some|another part of you; one side of you; on the? one hand ... on the other|other;
    <^|,|so|and|but you're|you+are
    feeling|torn|afraid|scared|ashamed|hurt|lonely|grieving|longing|hoping|caught|stuck|carrying; <^|,|so|and|but you
    feel|felt !like+having|better+now|free; underneath|beneath that|it|this|all|the|your ... you|there's|is; what
    really|truly? matters to you is; what matters most? to you is; <^|,|so|and|but you wish|long|hope|fear|dread; deep
    down you|you're|you'd; <^|,|so|and|but you'd|you+would really|rather|much+rather|like|love
    !to+hear|to+see+it|like+to; you're|you+are of two minds; something in you; you're|you+are torn; it's|it+is as if
    you|you're|you've; there's a|some|so+much|a+lot+of|something .. in you|your+voice|there|that; it matters|means
    to|a+lot+to|so+much+to you";
