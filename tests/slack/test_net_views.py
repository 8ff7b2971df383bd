"""The net's views: what they say, and that Slack takes them with the worst that people can write."""

from datetime import date, timedelta

import pytest

from bot.domain.finding import Around, Spoken
from bot.domain.model import (
    Contact,
    Delivery,
    DeliveryKind,
    Interaction,
    InteractionKind,
    Introduction,
    IntroductionKind,
    Member,
)
from bot.domain.model_net import Audience
from bot.domain.situations import Progress
from bot.domain.surprises import Surprises
from bot.localslack.text import message_text, view_text
from bot.slack import (
    contacts_views,
    finding_views,
    nudges_views,
    prep_views,
    situation_views,
    stats_views,
    suggestions_views,
)
from bot.slack.kit import Message
from tests.agreement.net_views import ADA, BOB, JANE, NEWS, NOW, PREP, SUGGESTED, SURPRISES, TODAY, news

CHANGE = "0123456789abcdef0123456789abcdef"


def shown(message: Message) -> list[str]:
    return message_text(message.payload()).replace("\n\n", "\n").replace("  ", " ").splitlines()


def test_who_should_hear() -> None:
    assert shown(situation_views.ask(NEWS, 84, CHANGE)) == [
        "Your news: leaving Acme, looking for two clients",
        "Who should hear it from you? I'll keep count; the writing is yours.",
        "[Talked with in two years (84)] [Let me pick] [Everyone, slowly] [Undo]",
    ]
    assert "[Talked with" not in "\n".join(shown(situation_views.ask(NEWS, 0)))


@pytest.mark.parametrize(
    ("audience", "told", "untold", "line"),
    [
        (Audience.TALKED, 12, 72, "12 of 84 told"),
        (Audience.TALKED, 0, 84, "0 of 84 told"),
        (Audience.PICKED, 2, 0, "All 2 told. Well done!"),
        (Audience.EVERYONE, 0, 2987, "Slowly: no hurry."),
        (Audience.EVERYONE, 12, 2975, "12 told so far. The others slowly: a few come up each week."),
        (None, 0, 0, "Who should hear it?"),
    ],
)
def test_progress_is_never_a_burden(audience: Audience | None, told: int, untold: int, line: str) -> None:
    progress = Progress([Contact(f"P{number}") for number in range(told)], list(range(untold)))
    lines = shown(situation_views.standing(news(audience), progress, TODAY))
    assert lines[0] == "Your news since Mon 23 Nov: leaving Acme, looking for two clients"
    assert lines[1] == line
    assert "2,9" not in "\n".join(lines)


def test_who_knows() -> None:
    told = [Contact(name) for name in ("Ann Chovy", "Bob Marsh", "Cat", "Dan", "Eve", "Fay", "Gus")]
    lines = shown(situation_views.standing(news(Audience.TALKED), Progress(told, [1]), TODAY))
    assert lines[2] == "They know: Gus, Fay, Eve, Dan, Cat and 2 more"


def test_ticks_come_in_tens_and_the_rest_by_name() -> None:
    payload = situation_views.told_form(NEWS, [Contact(f"P{n}", id=n + 1) for n in range(200)], "").payload()
    boxes = [block["element"] for block in payload["blocks"] if block["type"] == "input"]
    assert [len(box.get("options", [])) for box in boxes] == [10, 10, 10, 10, 10, 0]
    assert "Anybody else?" in view_text(payload)


def test_a_suggestion_gives_its_reasons() -> None:
    assert shown(suggestions_views.suggestions([SUGGESTED], TODAY))[:4] == [
        "One person you could say hello to",
        "Jane Doe · CTO, Acme · Industry",
        "Last in touch 7 months ago · you meant every 6 weeks · introduced you to 2 people · had a part in 1 win"
        " · doesn't know your news",
        "[Draft] [Open] [Told them my news] [I wrote] [Not now] [Never]",
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        *((0, "lately"), (13, "lately"), (14, "2 weeks ago"), (62, "8 weeks ago"), (63, "2 months ago")),
        *((200, "7 months ago"), (365, "12 months ago"), (699, "23 months ago"), (700, "two years ago")),
        *((730, "over 2 years ago"), (4000, "over 10 years ago")),
    ],
)
def test_how_long_ago(days: int, said: str) -> None:
    assert suggestions_views.ago(TODAY - timedelta(days=days), TODAY) == said


def digest(many: int, *, unpressed: int = 1) -> list[str]:
    member = Member("T1", "U1", "Ada", "America/New_York", id=1, unpressed=unpressed)
    member.suggest_on = None if unpressed >= 3 else date(2026, 12, 1)
    message = nudges_views.nudge(
        Delivery(DeliveryKind.DIGEST, "s", "k", TODAY, suggests=many, id=7, created_at=NOW), member, {}
    )
    return [message.text, *shown(message)]


def test_the_line_alone_in_a_digest() -> None:
    assert digest(5) == [
        "Five people you could say hello to this week",
        "Good morning, Ada. Nothing is due.",
        "A wide net: five people you could say hello to this week. [Show me]",
    ]
    assert digest(1)[2] == "A wide net: one person you could say hello to this week. [Show me]"
    assert "I'll leave it at that; suggest brings them back." in digest(5, unpressed=3)[2]


def test_stats_as_they_are_told() -> None:
    lines = shown(stats_views.stats(SURPRISES, TODAY))
    assert lines[:4] == [
        "What your net has come to",
        "Who helped most",
        "1. Bob Marsh: 3 introductions (2 went somewhere), 1 win; you hardly knew them",
        "2. Ann Chovy: 2 favours; you knew them well",
    ]
    assert "Six of these 12 you hardly knew before." in lines
    assert "3 to you: 2 went somewhere, 1 met" in lines
    assert "Mon 23 Nov: signed a contract (Jane Doe), through Bob, and it all began with Ann" in lines
    assert "9 given, 2 still owed: thanks shows them." in lines
    assert "Jane Doe, last in touch 7 months ago" in lines


@pytest.mark.parametrize(("people", "begins"), [(0, "Nothing to count yet."), (12, "You have 12 people in your book")])
def test_an_empty_book_gets_a_kind_word(people: int, begins: str) -> None:
    [line] = shown(stats_views.stats(Surprises(people), TODAY))
    assert line.startswith(begins) and line.endswith("It is rarely the people one expects.")


def test_before_a_meeting() -> None:
    assert shown(prep_views.prep(PREP, ADA, TODAY)) == [
        "Before you see Jane Doe",
        "CTO, Acme · Industry · you met at PyCon",
        "You ← Bob ← Ann",
        "Last time",
        *["• Mon 23 Nov: “Acme is hiring”"] * 3,
        "You promised",
        "• Mon 23 Nov: follow up about the pilot",
        "They are to",
        "• answer you, awaited by today",
        "• introduce you to Jane Doe",
        "Came of knowing them",
        "• signed a contract",
        "Thank them",
        "• for introducing you to Jane Doe",
        "• a small gift would be kind",
        "They don't know yet",
        "• how it went with Jane Doe: nothing came of it",
        "• how it went with Jane Doe: you met",
        "• your news: leaving Acme, looking for two clients",
        "[Draft message] [Open card] [Add note]",
    ]


def test_around_a_company() -> None:
    spoken = Spoken(BOB, Interaction(InteractionKind.NOTE, TODAY, "x"), "Acme is hiring")
    one = Introduction(IntroductionKind.RECEIVED, 1, TODAY, 2, "Bob Marsh")
    one.contact, one.introducer = JANE, BOB
    found = contacts_views.found([JANE], 1, "acme")
    assert shown(finding_views.around(found, Around([JANE], [one, one], [spoken]), "acme", TODAY))[2:] == [
        "Industry · met at PyCon",
        "Left “acme”",
        "Jane Doe · CTO, Acme [Open]",
        "Introduced you to somebody at “acme”",
        "Bob Marsh, to Jane Doe and Jane Doe [Open]",
        "Spoke of “acme”",
        "Bob Marsh, Mon 23 Nov: “Acme is hiring” [Open]",
    ]
