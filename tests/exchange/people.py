"""People for the tests, from any text."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.exchange.gathering import Gathered
from bot.exchange.records import Field, Record

# Quotes, separators, line ends, formulas, escapes, emoji, right-to-left: what files are broken by.
_NASTY = st.sampled_from(
    ["'", '"', ",", ";", "\n", "\r\n", "\t", "=1+1", "+", "-", "@", "\\", "\\n", "|", " ::: ", "ß", "李", "👩‍💻",
     "محمد", "\u0085", "\u2028", "\x00", "END:VCARD", "'=", "''", "e\u0301", ":", "=\n", "=C3=9F", " "]
)  # fmt: skip
texts = st.lists(st.one_of(_NASTY, st.text(max_size=10)), max_size=8).map("".join)
_emails = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,5})?@[a-z]{1,8}\.(com|example)", fullmatch=True)
_phones = st.integers(2_000_000, 9_999_999).map(lambda number: f"+1 650 {number}")
_instants = st.integers(0, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))

_FIELDS = dict.fromkeys(Field, texts) | {
    Field.EMAIL: st.one_of(_emails, texts),
    Field.PHONE: st.one_of(_phones, texts),
    Field.LINK: st.one_of(texts.map(lambda text: f"https://a.example/{text}"), texts),
    Field.CIRCLE: st.one_of(st.sampled_from(["friend", "former colleague"]), texts),
    Field.CONNECTED_ON: st.one_of(st.dates().map(str), texts),
    Field.SLACK: st.one_of(st.just("U0123ABCD"), texts),
    Field.DO_NOT_CONTACT: st.sampled_from(["", "yes"]),
    Field.ARCHIVED: st.one_of(_instants.map(datetime.isoformat), texts),
}
_said = st.lists(st.sampled_from(list(Field)).flatmap(lambda field: st.tuples(st.just(field), _FIELDS[field])))


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Anybody who can be read from some file."""
    gathered = Gathered(0, "en-US")
    gathered.add(Field.NAME, draw(texts))
    gathered.add(Field.NICKNAME, "Jane Doe")  # the first one stands in for a name that is none
    for field, text in draw(_said):
        gathered.add(field, text)
    person = gathered.record()
    assert isinstance(person, Record)
    return person
