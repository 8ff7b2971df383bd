"""The words for how people meet, speak and write: of which kind it is, and who turned to whom."""

from bot.domain.model import Direction, InteractionKind

CALL, COFFEE, EMAIL = InteractionKind.CALL, InteractionKind.COFFEE, InteractionKind.EMAIL
MEETING, MESSAGE = InteractionKind.MEETING, InteractionKind.MESSAGE
OUT, IN, MUTUAL = Direction.OUT, Direction.IN, Direction.MUTUAL

KINDS = {
    CALL: r"phone screen|(?:phone |video |conference |zoom |skype |sales |teams |webex |whatsapp )?call"
    r"|zoom|phone|skype|facetime|(?:phone )?chat"
    r"|conversation|convo|chats",
    COFFEE: r"coffees?",
    MEETING: r"lunch|dinner|breakfast|brunch|drinks?|beers?|wine|meeting|sync|1:1|1-1|one[- ]on[- ]one|interview"
    r"|demo|interviewing|walk|workshop|catch[- ]?up|get[- ]together|session|pint|tea|ice cream|kick-?off"
    r"|stand-?up|huddle|check-in|1on1|supper|happy hour",
}
NOUN = "|".join(KINDS.values())
WITH = r"(?:with|w/|w)"

# How somebody finds what was sent to them.
_FOUND = r"(?:(?:kind|nice|lovely|quick|short|long|sweet|warm|friendly|angry|odd|follow-?up|thank[- ]you) )*"
# What was done to somebody: the words, the kind, and who turned to whom.
SAID = (
    (rf"(?:spoke|talked|chatted|speaking|talking|chatting) (?:to|{WITH})", CALL, MUTUAL),
    (rf"(?:(?:got|just got|was) )?(?:off|on) (?:the phone|a call|a zoom) {WITH}", CALL, MUTUAL),
    (
        rf"(?:caught up|catching up|meeting up|met up|hung out|sat down|dined|interviewed|walked|hiked|golfed"
        rf"|worked out|sat next to) {WITH}"
        rf"|interviewed|sat next to|spent (?:\S+ ){{1,3}}{WITH}",
        MEETING,
        MUTUAL,
    ),
    (r"(?:re)?(?:connected|connecting|got connected) with", MESSAGE, MUTUAL),
    (r"(?:called(?: up)?|(?:tele)?phoned|rang(?: up)?|zoomed with|skyped with)(?: back)?", CALL, OUT),
    (rf"(?:e-?mailing|texting|messaging) (?:back and forth )?{WITH}", EMAIL, MUTUAL),
    (r"(?:e-?mailed|sent an e-?mail to|replied by e-?mail to|cc['’]?d)", EMAIL, OUT),
    (
        r"(?:texted|messaged|dm['’]?e?d|dm['’]d|whatsapped|pinged|slacked|wrote(?: back)? to|wrote"
        r"|sent an? (?:message|text|note|dm) to"
     r"|reached out to|replied to|got back to|responded to|followed up with|left (?:an? )?(?:voicemail|vm|message"
     r"|msg|note) (?:for|with)|nudged)",
     MESSAGE, OUT),
    (r"sent(?= (?-i:[^\W\d_a-z])| (?:her|him|them)\b)", MESSAGE, OUT),
    (
        r"(?:heard(?: back)?|got (?:a|an) (?:reply|message|text|answer|note|dm)|received (?:a|an) (?:reply|message"
        r"|text)) from",
     MESSAGE, IN),
    (rf"(?:(?:got|received|had) an? |new |an? )?{_FOUND}(?:e-?mail|mail) from", EMAIL, IN),
    (
        r"(?:got|received) (?:an?|the|some|our) (?:new |good |hot |great )?(?:tip|quote|offer|invite|invitation"
        r"|referral|proposal|contract|résumé|resume|cv|pitch deck|update|request|brief) from",
        MESSAGE,
        IN,
    ),
    (r"(?:(?:got|received|had|missed) an? |missed |an? )?(?:call|voicemail) from", CALL, IN),
    (rf"(?:got |received |had )?(?:an? |new |the )?{_FOUND}(?:(?:linkedin|slack|whatsapp|twitter|instagram|insta"
    r"|facebook|fb|signal|telegram|teams|x|voice) )?(?:text|message|msg|dm|note|whatsapp) from", MESSAGE, IN),
)  # fmt: skip
CAME = (
    (r"(?:called|phoned|rang)(?: me)?(?: back)?", CALL),
    (r"left(?: me)?(?: an?)? (?:voice-?mail|vm)(?: for me)?", CALL),
    (r"left(?: me)?(?: an?)? (?:message|msg|text|note)(?: for me)?", MESSAGE),
    (r"e-?mailed(?: me)?(?: back)?", EMAIL),
    (r"(?:replied|answered|responded|wrote(?: me)?(?: back)?|texted(?: me)?|messaged(?: me)?|pinged me|dm['’]?e?d me"
     r"|got back(?: to me)?|reached out(?: to me)?|came back to me)", MESSAGE),
)  # fmt: skip
WRITTEN_SINCE = {CALL: "call", COFFEE: "coffee", EMAIL: "email", MEETING: "meeting", MESSAGE: "message"}
