"""What a line says of an introduction: a table of lines, then lines put together at random."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.intro_words import IntroWords, read
from bot.domain.model import IntroductionKind

RECEIVED, MADE = IntroductionKind.RECEIVED, IntroductionKind.MADE

# The line, and: the introducer, who was introduced, about what.
RECEIVED_LINES = {
    "Bob introduced me to Jane Doe, CTO at Acme": ("Bob", "Jane Doe, CTO at Acme", None),
    "Bob Marsh introduced me to Jane": ("Bob Marsh", "Jane", None),
    "bob INTRODUCED ME TO jane": ("bob", "jane", None),
    "  Bob introduced me to Jane.  ": ("Bob", "Jane", None),
    "Bob introduced me to Jane!": ("Bob", "Jane", None),
    "Bob has introduced me to Jane": ("Bob", "Jane", None),
    "Bob just introduced me to Jane": ("Bob", "Jane", None),
    "Bob has just kindly introduced me to Jane": ("Bob", "Jane", None),
    "Bob's just introduced me to Jane": ("Bob", "Jane", None),
    "Bob’s introduced me to Jane": ("Bob", "Jane", None),
    "Bob connected me with Jane Doe": ("Bob", "Jane Doe", None),
    "Bob connected me to Jane Doe": ("Bob", "Jane Doe", None),
    "Bob put me in touch with Jane Doe": ("Bob", "Jane Doe", None),
    "Bob intro'd me to Jane": ("Bob", "Jane", None),
    "Bob intro’d me to Jane": ("Bob", "Jane", None),
    "Bob intro'ed me to Jane": ("Bob", "Jane", None),
    "Bob introed me to Jane": ("Bob", "Jane", None),
    "Bob introduced me to Jane about hiring": ("Bob", "Jane", "hiring"),
    "Bob introduced me to Jane Doe, CTO at Acme, about the pilot": ("Bob", "Jane Doe, CTO at Acme", "the pilot"),
    "Bob introduced me to Jane regarding rates.": ("Bob", "Jane", "rates"),
    "Bob introduced me to Jane re: rates": ("Bob", "Jane", "rates"),
    "Bob introduced me to Jane about something about nothing": ("Bob", "Jane", "something about nothing"),
    "Bob introduced me to Jane\nabout the pilot": ("Bob", "Jane", "the pilot"),
    "Jane Doe via Bob": ("Bob", "Jane Doe", None),
    "Jane Doe, via Bob": ("Bob", "Jane Doe", None),
    "Jane Doe (CTO at Acme) via Bob Marsh": ("Bob Marsh", "Jane Doe (CTO at Acme)", None),
    "to Jane Doe via Bob": ("Bob", "Jane Doe", None),
    "met Jane Doe through Bob": ("Bob", "Jane Doe", None),
    "Jane Doe through Bob about the pilot": ("Bob", "Jane Doe", "the pilot"),
    "Jane Doe thanks to Bob": ("Bob", "Jane Doe", None),
    "Jane Doe introduced by Bob": ("Bob", "Jane Doe", None),
    "Jane Doe was introduced by Bob": ("Bob", "Jane Doe", None),
    "Jane Doe was introduced to me by Bob": ("Bob", "Jane Doe", None),
    "I was introduced to Jane Doe by Bob": ("Bob", "Jane Doe", None),
    "I was introduced by Bob to Jane Doe": ("Bob", "Jane Doe", None),
    "I got introduced to Jane Doe by Bob about hiring": ("Bob", "Jane Doe", "hiring"),
    "I was introduced to Jane Doe via Bob": ("Bob", "Jane Doe", None),
    "I met Jane Doe through Bob": ("Bob", "Jane Doe", None),
    "Via Olsen introduced me to Jane": ("Via Olsen", "Jane", None),
    "Jane Doe via Via Olsen": ("Via Olsen", "Jane Doe", None),
    "Ludwig van der Berg introduced me to Ana de la Cruz": ("Ludwig van der Berg", "Ana de la Cruz", None),
    "Ana de la Cruz via Ludwig van der Berg": ("Ludwig van der Berg", "Ana de la Cruz", None),
    "Zoë O’Neill introduced me to Seán O'Brien": ("Zoë O’Neill", "Seán O'Brien", None),
    "Will Smith introduced me to Jane": ("Will Smith", "Jane", None),
    "Jean-Luc introduced me to Anne-Marie": ("Jean-Luc", "Anne-Marie", None),
    "Bob & Co introduced me to Jane": ("Bob & Co", "Jane", None),
    "Jane via Bob & Co": ("Bob & Co", "Jane", None),
    "Bob and Dora introduced me to Jane": ("Bob and Dora", "Jane", None),
    "佐藤 introduced me to 鈴木 一郎": ("佐藤", "鈴木 一郎", None),
    "Мария via Олег Петров": ("Олег Петров", "Мария", None),
    "משה introduced me to דוד": ("משה", "דוד", None),
    "Bob introduced me to Toby Andersen": ("Bob", "Toby Andersen", None),
    "Bob introduced me to Andy Tofield": ("Bob", "Andy Tofield", None),
    "<@U123> introduced me to <@U456>": ("<@U123>", "<@U456>", None),
    "Bob introduced me to Sam Forrest": ("Bob", "Sam Forrest", None),
    "Bob introduced me to Jane, Head of Research for Acme": ("Bob", "Jane, Head of Research for Acme", None),
    "Bob introduced me to Jane for the pilot": ("Bob", "Jane", "the pilot"),
    "Jane Doe about the pilot via Bob": ("Bob", "Jane Doe", "the pilot"),
    "Bob made an intro to Jane": ("Bob", "Jane", None),
    "Bob gave me an introduction to Jane": ("Bob", "Jane", None),
    "Bob introduced me to Jane via email": ("Bob", "Jane", None),
    "Bob introduced me to Jane on LinkedIn.": ("Bob", "Jane", None),
}
PROMISED_LINES = {
    "Bob will introduce me to Sam Lee": ("Bob", "Sam Lee", None),
    "Bob'll introduce me to Sam Lee": ("Bob", "Sam Lee", None),
    "Bob’ll introduce me to Sam Lee": ("Bob", "Sam Lee", None),
    "Bob will intro me to Sam": ("Bob", "Sam", None),
    "Bob will connect me with Sam": ("Bob", "Sam", None),
    "Bob will put me in touch with Sam": ("Bob", "Sam", None),
    "Bob promised to introduce me to Sam Lee about hiring": ("Bob", "Sam Lee", "hiring"),
    "Bob promised an intro to Sam Lee": ("Bob", "Sam Lee", None),
    "Bob offered to introduce me to Sam": ("Bob", "Sam", None),
    "Bob has offered to introduce me to Sam": ("Bob", "Sam", None),
    "Bob is going to introduce me to Sam": ("Bob", "Sam", None),
    "Bob's going to introduce me to Sam": ("Bob", "Sam", None),
    "Bob can introduce me to Sam": ("Bob", "Sam", None),
    "Bob said he would introduce me to Sam": ("Bob", "Sam", None),
    "Bob said he'd introduce me to Sam": ("Bob", "Sam", None),
    "Bob said they’ll introduce me to Sam": ("Bob", "Sam", None),
    "Ann is happy to introduce me to Sam": ("Ann", "Sam", None),
    "Ann agreed to introduce me to Sam": ("Ann", "Sam", None),
    "Will will introduce me to Sam": ("Will", "Sam", None),
    "Will Smith will introduce me to Sam": ("Will Smith", "Sam", None),
    "Ludwig van der Berg will kindly introduce me to Sam": ("Ludwig van der Berg", "Sam", None),
    "Ann wants to introduce me to Sam Wills": ("Ann", "Sam Wills", None),
}
# The line, and: the one, the other, about what.
MADE_LINES = {
    "I introduced Ann to Tom about hiring": ("Ann", "Tom", "hiring"),
    "I introduced Ann to Tom": ("Ann", "Tom", None),
    "introduced Ann to Tom": ("Ann", "Tom", None),
    "I've introduced Ann to Tom": ("Ann", "Tom", None),
    "I’ve just introduced Ann to Tom": ("Ann", "Tom", None),
    "I have introduced Ann Chovy to Tom Roe": ("Ann Chovy", "Tom Roe", None),
    "I introduced Ann and Tom": ("Ann", "Tom", None),
    "I introduced Ann & Tom": ("Ann", "Tom", None),
    "connected Ann with Tom": ("Ann", "Tom", None),
    "I connected Ann and Tom regarding rates": ("Ann", "Tom", "rates"),
    "I put Ann in touch with Tom": ("Ann", "Tom", None),
    "I've put Ann and Tom in touch about hiring": ("Ann", "Tom", "hiring"),
    "I introduced Ann to Tom via email about hiring": ("Ann", "Tom", "hiring"),
    "I introduced Toby Andersen to Andy Tofield": ("Toby Andersen", "Andy Tofield", None),
    "I introduced Bob & Co to Jane": ("Bob & Co", "Jane", None),
    "I introduced Ana de la Cruz to Ludwig van der Berg": ("Ana de la Cruz", "Ludwig van der Berg", None),
    "I introduced 佐藤 to 鈴木": ("佐藤", "鈴木", None),
    "I introduced Ann to Jane, CTO at Acme": ("Ann", "Jane, CTO at Acme", None),
}
TO_MAKE_LINES = {
    "introduce Ann to Tom": ("Ann", "Tom", None),
    "introduce Ann and Tom about hiring": ("Ann", "Tom", "hiring"),
    "Ann to Tom": ("Ann", "Tom", None),
    "connect Ann with Tom": ("Ann", "Tom", None),
    "put Ann in touch with Tom": ("Ann", "Tom", None),
    "I'll put Ann and Tom in touch": ("Ann", "Tom", None),
    "Ana de la Cruz to Tom Roe about hiring": ("Ana de la Cruz", "Tom Roe", "hiring"),
    "I will introduce Ann to Tom": ("Ann", "Tom", None),
    "I'll introduce Ann to Tom": ("Ann", "Tom", None),
    "I’ll intro Ann to Tom": ("Ann", "Tom", None),
    "I want to introduce Ann to Tom": ("Ann", "Tom", None),
    "I'd like to introduce Ann Chovy and Tom Roe": ("Ann Chovy", "Tom Roe", None),
    "I'm going to introduce Ann to Tom": ("Ann", "Tom", None),
    "I promised to introduce Ann to Tom": ("Ann", "Tom", None),
    "I should introduce Ann to Tom": ("Ann", "Tom", None),
    "I can introduce Ann to Tom": ("Ann", "Tom", None),
}
NONE_LINES = [
    *("", " ", ".", "introduce", "introduced", "via", "thanks to", "Jane via", "via Bob", "thanks to Bob", "to", "and"),
    *("introduced me to Jane", "Bob introduced me", "Bob introduced me to", "will introduce me to Sam", "Jane Doe"),
    *("I was introduced to jazz", "I introduced Ann", "introduce Ann", "introduce me to Sam", "connect"),
    *("introduced by Bob", "about hiring", "I introduced", "I introduced to Tom", "introduce Ann to", "me via Bob"),
    *("Bob introduced himself", "Bob introduced himself to me", "I introduced myself to Jane", "introduced to jazz"),
    *("Ann and Tom met", "I introduced a bug", "Bob introduced a new product", "Jane is the introducer"),
    *("Bob introduced Jane to Tom", "Bob will introduce Jane to Tom"),
    *("Jane via LinkedIn", "introduce her to Tom", "Bob & Co", "I introduced Bob & Co", "I put Ann in touch"),
    *("met Jane Doe (CTO at Acme) at PyCon", "follow up with Bob about the intro"),
]
TABLE = [
    *((line, IntroWords(RECEIVED, True, *said)) for line, said in RECEIVED_LINES.items()),
    *((line, IntroWords(RECEIVED, False, *said)) for line, said in PROMISED_LINES.items()),
    *((line, IntroWords(MADE, True, *said)) for line, said in MADE_LINES.items()),
    *((line, IntroWords(MADE, False, *said)) for line, said in TO_MAKE_LINES.items()),
    *((line, None) for line in NONE_LINES),
]


@pytest.mark.parametrize(("line", "said"), TABLE, ids=[line for line, _ in TABLE])
def test_a_line(line: str, said: IntroWords | None) -> None:
    assert read(line) == said


NAME = st.sampled_from(
    ["Ann", "Will Smith", "Ana de la Cruz", "Toby Andersen", "O'Neill", "鈴木 一郎", "Via Olsen", "<@U1>", "Bob & Co"]
)
ABOUT = st.sampled_from([None, "hiring", "talking to Bob", "a pilot, via Zoe", "how I introduced me to you"])


@given(first=NAME, second=NAME, about=ABOUT)
def test_two_names_put_together(first: str, second: str, about: str | None) -> None:
    more = f" about {about}" if about else ""
    for line, kind, done in (
        (f"{first} introduced me to {second}{more}", RECEIVED, True),
        (f"{first} will introduce me to {second}{more}", RECEIVED, False),
        (f"{second} via {first}{more}", RECEIVED, True),
        (f"I introduced {first} to {second}{more}", MADE, True),
        (f"introduce {first} to {second}{more}", MADE, False),
    ):
        assert read(line) == IntroWords(kind, done, first, second, about)


WORDS = st.sampled_from(["I", "introduced", "me", "to", "via", "will", "and", "about", "Bob", "'", "for"])


@given(st.text(max_size=80) | st.lists(WORDS).map(" ".join))
def test_any_line_is_read_or_not(line: str) -> None:
    told = read(line)
    assert told is None or (told.first and told.second and told.about != "")


def test_a_long_line_is_read_too() -> None:
    """As much as Slack takes in one message, with all that could make it slow."""
    assert read("I introduced " + "to and with about " * 2000)
    for line in ("introduce " + "a" * 40_000, "I put " + "and " * 10_000, "a via " * 6000, "a has just " * 4000):
        assert read(line) is None or len(line) > 1000
