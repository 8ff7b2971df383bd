"""Words of any sentence: what is no name, no title and no company where it is written in small letters."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A line that begins with one of these is said to somebody, not about somebody.
TALK = _words(
    "a about all also am amazing an and any are as at awesome back be been birthday book bring but buy bye call "
    "can cancel chat check cheers clean coffee conference congrats congratulations cool could day demo did dinner "
    "do does don't dont drinks email event every file fine finish fix fixed flight flying follow for forgot from "
    "get give go going good goodbye got great had happy has have he hello help her hey hi his home hope how i i'd "
    "i'll i'm i've if im in interview is it it's its just kickoff last later let let's lets lol looking love "
    "lunch maybe me meet meeting more morning my need never new next nice no nope not note nothing now of off "
    "office oh ok okay on one or order our out pack panel party pay perfect pick please pls prepare presentation "
    "question read really register remember remind reminder renew report return review right same say schedule "
    "see seems send she should so some sorry sounds standup start still stop submit sure sync take talk talked "
    "task tell test than thank thanks that that's the their them then there these they thing think this those thx "
    "to today todo tomorrow tonight too training travel traveling trip try until up update us wait want was we "
    "we'll webinar welcome well went were what what's when where which while who whoever why will with work "
    "workshop would wow yeah yep yes yesterday yo you "
    "your"
)
# These stand where a name could, and name nobody.
NOBODY = _words(
    "me us you him her them it himself herself myself anybody anyone everybody everyone nobody someone somebody "
    "people guys folks team teams boss mom mum dad mother father wife husband kids family friend friends client "
    "clients customer customers support colleague colleagues investor investors lawyer doctor dentist bank "
    "landlord neighbor neighbour stranger strangers somewhere nowhere pineapple lots many several both all each "
    "half most"
)
# What a sentence about somebody begins with, where it begins with a capital.
SAYS = _words(
    "wants want needs need likes loves hates knows speaks plays runs has had is was works lives looking hiring "
    "wife husband son daughter kid kids budget interested sharp very super really quite too born married single "
    "allergic smart funny kind friendly busy also asked told said says maybe possibly two three their they she he "
    "her his met might could should would will wrote wearing drinks vegan vegetarian prefers recently previously "
    "formerly ex open keen excited nice great good bad best big close long short former"
)
# Words of any sentence that are no part of a name, a title or a company written in small letters.
COMMON = (
    TALK
    | SAYS
    | NOBODY
    | _words("""
re w over under off away around again after before since while because during between into onto out without within
just only even ever once first second third next last few many much most more less lots bit little great good went
gone doing done made making being getting going goes came come comes gave given took taken left lost found kept held
felt seen heard called named ask asked tell told show shown use used help helped try tried work works worked start
started starting stop stopped move moved moving join joined joining leave leaving talk talked speak spoke spoken write
wrote written read think thought know knew known mean meant see saw sees want need pitch pitched demoed visited
dropped passed ghosted cancelled canceled quit resigned not no yes never always maybe perhaps still already yet too
also very really quite so such than then there here today yesterday tomorrow tonight morning afternoon evening night
week month year day days weeks months years when where why how which whose whom what this these those some any each
every both either neither all none with from about through via at on in to for by of as if or and but nor the a an is
was are were be been has have however other summer winter dinner forever whatever paper number letter order offer
water weather matter computer newsletter flyer later whether another per super former sister brother mother father
daughter together answer center centre corner border winner loser cancer fever river tower power flower shower sugar
supper brunch quarter semester december october november september chapter cover member anniversary guy guys person
people folks dude
""")
)
# How somebody does something: "kindly", "recently"; "kelly" and "reilly" are people.
ADVERB = re.compile(
    r"(?:kind|warm|brief|quick|glad|nice|sad|luck|recent|sudden|certain|current|rough|sharp|short|late|near|rare|clear|firm"
    r"|eager|happi|easi|secret|quiet|thorough|repeated|supposed|random|bare|hard|most|main|part|full|total|complete|proper"
    r"|\w{2,}(?:ous|ful|ive|al|ent|ant|ate|ite|ted|ing|ic))l?ly"
)
NOUNS_OF_DOING = _words(
    "marketing engineering consulting accounting sourcing purchasing recruiting banking branding training trading "
    "publishing manufacturing advertising pricing billing hosting staffing nursing onboarding scoping planning "
    "networking coaching mentoring fundraising"
)
# They end as jobs do, and tell how somebody is.
NO_MAKERS = _words(
    "pregnant brilliant reluctant hesitant distant important relevant elegant pleasant vacant tolerant arrogant "
    "ignorant vibrant compliant resistant giant infant vegetarian italian canadian indian russian asian christian "
    "brazilian norwegian egyptian ukrainian hungarian austrian australian belgian persian clever sober bitter "
    "eager proper poor minor major superior inferior junior senior older younger bigger smaller faster slower "
    "higher closer nearer cheaper richer happier stronger tougher longer shorter easier harder warmer colder "
    "busier nicer smarter taller newcomer beginner survivor stranger foreigner bachelor teetotaler nonsmoker "
    "smoker twitter"
)
