"""The net: one's news and who was told, whom to write to, who really helped, and what to know before a meeting."""

import json
import struct
from datetime import datetime, timedelta

import pytest

from bot.domain import contacts, keeping
from bot.domain.model import Who
from bot.localslack import Person
from bot.localslack.text import message_text
from tests.rig import MONDAY, Rig

from .acts import Json, calls, count, deliver, delivered, log

DAY = timedelta(days=1)
TUESDAY = datetime(2026, 12, 8, 13, 30, tzinfo=MONDAY.tzinfo)  # half past eight in New York, the first with a line
NEWS = "leaving Acme, looking for two clients"


@pytest.fixture
def three(rig: Rig) -> None:
    """Ada spoke with three people today, one of them from outside her field."""
    for line in ("coffee with Jane Doe, CTO at Acme #industry", "call with Bob Marsh, Globex #industry"):
        rig.ada.types(line)
    rig.ada.types("coffee with Ann Chovy #friend")
    rig.ada.sees("Saved Ann Chovy")
    rig.slack.settle()


@pytest.fixture
def news(rig: Rig, three: None) -> Json:
    """Ada's news, for whoever she talked with."""
    rig.ada.types(f"situation {NEWS}")
    rig.ada.press("Talked with in two years (3)", in_=rig.ada.sees("Who should hear it from you?"))
    return rig.ada.sees("0 of 3 told")


def line(person: Person) -> Json:
    """The digest with the weekly line."""
    return person.sees("A wide net:")


# --- the member's news ---


def test_news_a_weekly_line_and_a_friend_who_hears_it(rig: Rig, news: Json) -> None:
    rig.moves_to(TUESDAY)
    digest = line(rig.ada)
    assert message_text(digest).splitlines()[0] == "Good morning, Ada. Nothing is due."
    assert rig.ada.notifications[-1] == "Three people you could say hello to this week"
    rig.ada.press("Show me", in_=digest)
    shown = rig.ada.sees("Three people you could say hello to\n")
    assert "Ann Chovy · Friend\nLast in touch 2 weeks ago · doesn't know your news" in message_text(shown)
    rig.ada.press("Told them my news", in_=shown, near="Ann Chovy")
    rig.ada.sees("✓ Ann knows your news now  [Undo]")
    rig.ada.sees("Two people you could say hello to\n")
    rig.ada.types("situation")
    rig.ada.sees("1 of 3 told\nThey know: Ann")
    rig.ada.types("Ann")
    rig.ada.sees("Last Tue 8 Dec: “Wrote to them”")


def test_news_is_asked_about_and_shown_with_its_progress(rig: Rig, three: None) -> None:
    rig.ada.types("situation")
    rig.ada.sees("What is new with you? Write it, and I keep count of whom you told yourself: situation leaving Acme")
    rig.ada.types(f"/contact situation {NEWS}")
    asked = rig.ada.sees(f"Your news: {NEWS}\nWho should hear it from you?")
    rig.ada.press("Everyone, slowly", in_=asked)
    standing = rig.ada.sees(f"Your news since Mon 23 Nov: {NEWS}\nSlowly: no hurry.")
    rig.ada.press("Change who should hear", in_=standing)
    rig.ada.press("Talked with in two years (3)", in_=rig.ada.sees("Who should hear it from you?"))
    rig.ada.sees("0 of 3 told")
    rig.ada.press("No longer so", in_=standing)
    rig.ada.press("Undo", in_=rig.ada.sees("Then that is settled; nobody else needs to hear"))
    rig.ada.sees("Undone: Your news is over.")
    rig.ada.types("situation")
    rig.ada.sees("0 of 3 told")


def test_i_told_these(rig: Rig, news: Json) -> None:
    rig.ada.press("I told these", in_=news)
    form = rig.ada.sees_modal("Whom did you tell yourself?")
    form.fill("Whom did you tell yourself?", ["Ann Chovy", "Bob Marsh · Globex"])
    assert form.submit().ok
    told = rig.ada.sees("Noted: Ann, Bob.")
    rig.ada.sees("2 of 3 told")
    rig.ada.press("I told these", in_=told)
    form = rig.ada.sees_modal("Anybody else?")
    rig.ada.suggestions("Anybody else?", "jane")
    form.fill("Anybody else?", ["Jane Doe · CTO, Acme"])
    assert form.submit().ok
    rig.ada.sees("All 3 told. Well done!")
    rig.ada.press("Undo", in_=told)
    rig.ada.sees("Undone: Told Jane your news.")
    rig.ada.types("situation")
    rig.ada.sees("2 of 3 told")


def test_let_me_pick(rig: Rig, three: None) -> None:
    rig.ada.types("add Kim Possible")
    rig.ada.sees("Saved Kim Possible")
    rig.ada.types(f"situation {NEWS}")
    rig.ada.press("Let me pick", in_=rig.ada.sees("Who should hear it from you?"))
    form = rig.ada.sees_modal("Who should hear it from you?")
    rig.ada.suggestions("Who should hear it from you?", "kim")
    form.fill("Who should hear it from you?", ["Kim Possible"])
    assert form.submit().ok
    rig.ada.sees("0 of 1 told")


def test_new_news_starts_anew_and_old_buttons_say_so(rig: Rig, news: Json) -> None:
    rig.ada.types("situation hired by Globex")
    rig.ada.sees("Your news: hired by Globex")
    rig.ada.press("I told these", in_=news)
    rig.ada.sees_modal("That is no longer your latest news.").close()
    rig.ada.press("Undo", in_=rig.ada.sees("Your news: hired by Globex"))
    rig.ada.sees("Undone: Your news: hired by Globex.")
    rig.ada.types("my news")
    rig.ada.sees("0 of 3 told")


def test_nobody_reads_or_marks_anothers_news(rig: Rig, news: Json) -> None:
    payload = next(each for each in delivered(rig, "block_actions") if "news_audience" in json.dumps(each))
    deliver(rig, {**payload, "user": {**payload["user"], "id": rig.ben.id}})
    rig.slack.settle()
    rig.ben.types("situation")
    rig.ben.sees("What is new with you?")
    assert NEWS not in rig.ben.screen().replace("situation leaving Acme, looking for two clients", "")


def test_news_set_twice_by_one_message_is_one(rig: Rig, three: None) -> None:
    rig.ada.types(f"situation {NEWS}")
    rig.ada.sees("Who should hear it from you?")
    deliver(rig, delivered(rig, "message")[-1])
    rig.slack.settle()
    assert count(rig.ada, "Who should hear it from you?") == 1


# --- whom to write to ---


def test_suggest_not_now_never_and_undo(rig: Rig, news: Json) -> None:
    rig.moves_to(TUESDAY)
    rig.ada.types("suggest")
    shown = rig.ada.sees("Three people you could say hello to\n")
    rig.ada.press("Not now", in_=shown, near="Jane Doe")
    rig.ada.sees("✓ Not now: Jane rests for a month")
    rig.ada.press("Never", in_=shown, near="Bob Marsh")
    rig.ada.sees("✓ Bob won't be suggested any more")
    rig.ada.press("I wrote", in_=shown, near="Ann Chovy")
    rig.ada.sees("That was everybody for this week. See you on Tuesday.")
    rig.ada.press("Undo", in_=shown)
    rig.ada.sees("One person you could say hello to\nAnn Chovy · Friend")
    rig.ada.types("Jane")
    rig.ada.sees("Not suggested before Thu 7 Jan")
    rig.ada.types("Bob")
    rig.ada.sees("Not suggested any more")


def test_three_lines_unpressed_are_the_last_until_the_member_asks(rig: Rig, news: Json) -> None:
    for week in range(6):
        rig.moves_to(TUESDAY + 7 * week * DAY)
    assert count(rig.ada, "A wide net:") == 3
    rig.ada.sees("this week. I'll leave it at that; suggest brings them back.")
    rig.ada.types("suggest")
    rig.ada.sees("Three people you could say hello to\n")
    rig.moves_to(TUESDAY + 7 * 7 * DAY)
    assert count(rig.ada, "A wide net:") == 4


def test_an_empty_book_is_never_written_to(rig: Rig) -> None:
    rig.ada.types("help")
    rig.ada.sees("Three things to know")
    rig.slack.settle()
    before = rig.ada.notifications
    for week in range(3):
        rig.moves_to(TUESDAY + 7 * week * DAY)
    assert rig.ada.notifications == before
    rig.ada.types("suggest")
    rig.ada.sees("Nobody needs a word from you just now")


def test_the_line_stands_under_what_is_due(rig: Rig, news: Json) -> None:
    rig.ada.types("add Kim Possible, follow up on 8 dec about the pilot")
    rig.ada.sees("Saved Kim Possible")
    rig.moves_to(TUESDAY)
    lines = message_text(line(rig.ada)).splitlines()
    assert lines[0] == "Good morning, Ada. One person, a couple of minutes."
    assert "A wide net: three people you could say hello to this week.  [Show me]" in lines
    rig.ada.press("Done", near="Kim Possible")
    rig.ada.sees("✓ Followed up with Kim")
    assert "[Show me]" in rig.ada.screen()


def test_how_often_for_one_and_for_circles(rig: Rig, three: None) -> None:
    rig.ada.types("Ann Chovy")
    rig.ada.press("Edit", in_=rig.ada.sees("[Say thanks]"))
    form = rig.ada.sees_modal("Edit a contact")
    form.fill("Keep in touch", "whenever")
    assert not form.submit().ok
    assert "I couldn't read “whenever” as how often." in form.errors["Keep in touch"]
    form.fill("Keep in touch", "every 3 weeks")
    assert form.submit().ok
    rig.ada.sees("keep in touch every 3 weeks")
    rig.ada.types("suggest")
    rig.ada.press("How often?", in_=rig.ada.sees("Nobody needs a word from you"))
    form = rig.ada.sees_modal("How often would you like to keep in touch?")
    form.fill("Industry", "every 2 weeks")
    form.fill("Family", "never")
    assert form.submit().ok
    rig.ada.sees("Saved. Industry: every other week · Family: never")
    rig.moves_to(MONDAY + 15 * DAY)
    rig.ada.types("suggest")
    rig.ada.sees("Two people you could say hello to\n")
    rig.moves_to(MONDAY + 22 * DAY)
    rig.ada.types("suggest")
    rig.ada.sees("you meant every 3 weeks")


def test_silence_after_a_second_try_is_peace(rig: Rig, three: None) -> None:
    member = rig.books.member(Who(rig.slack.team_id, rig.ada.id))
    with rig.books.open(member) as book:
        keeping.await_reply(book, contacts.in_order(book, contacts.find(book, "Ann Chovy").exact)[0])
    rig.moves_to(MONDAY + 9 * DAY)
    rig.ada.press("Try once more", in_=rig.ada.sees("No answer"))
    assert rig.ada.sees_modal("Draft message").submit().ok
    rig.moves_to(MONDAY + 16 * DAY)
    rig.ada.press("Let it rest", in_=rig.ada.sees("[Let it rest]"))
    rig.ada.sees("✓ Ann rests now, no hard feelings")
    rig.ada.types("Ann")
    rig.ada.sees("Not suggested before")


# --- around a company ---


def test_a_company_shows_who_left_who_introduced_and_who_spoke_of_it(rig: Rig) -> None:
    log(rig, "Bob Marsh introduced me to Jane Doe, CTO at Acme")
    rig.ada.types("add Leo Lefebvre, Acme")
    rig.ada.sees("Saved Leo Lefebvre")
    rig.moves_to(MONDAY + DAY)
    rig.ada.types("Leo Lefebvre is now at Globex")
    rig.ada.sees("Updated Leo Lefebvre")
    rig.ada.types("add Ann Chovy")
    rig.ada.sees("Saved Ann Chovy")
    rig.ada.types("note Ann: says Acme is hiring")
    rig.ada.sees("Noted.")
    rig.ada.types("find acme")
    found = rig.ada.sees("Left “acme”\nLeo Lefebvre · Globex")
    text = message_text(found)
    assert "Introduced you to somebody at “acme”\nBob Marsh, to Jane Doe" in text
    assert "Spoke of “acme”\nAnn Chovy, Tue 24 Nov: “says Acme is hiring”" in text
    rig.ada.press("Open", in_=found, near="Ann Chovy")
    rig.ada.sees("Last Tue 24 Nov: “says Acme is hiring”")


# --- what it came to ---


def test_an_empty_books_kind_word(rig: Rig) -> None:
    rig.ada.types("stats")
    rig.ada.sees("Nothing to count yet. Log who introduced you to whom")
    rig.slack.settle()
    assert calls(rig, "files.getUploadURLExternal") == []


def test_stats_as_text_and_as_two_pictures_in_the_dm(rig: Rig) -> None:
    log(rig, "Ann Chovy introduced me to Bob Marsh", "Bob introduced me to Jane Doe, CTO at Acme")
    rig.ada.types("win Jane signed a contract")
    rig.ada.sees("A win with Jane Doe")
    rig.ada.types("/contact stats", channel="general")
    rig.ada.sees("What your net has come to\nWho helped most\n1. Bob Marsh: 1 introduction", channel="general")
    rig.ada.sees("(file: helpers.png)", timeout=20)
    rig.ada.sees("(file: introductions.png)", timeout=20)
    files = [message["files"][0] for message in rig.ada.messages() if message.get("files")]
    assert [file["title"] for file in files] == ["Who helped you most", "Who led to whom"]
    alt = [entry.arguments["alt_txt"] for entry in calls(rig, "files.getUploadURLExternal")]
    assert "Bob Marsh: 1 introduction (it went somewhere), 1 win" in alt[0]
    assert "Ann Chovy introduced you to Bob Marsh" in alt[1]
    for file in rig.slack.workspace.files.values():
        assert file.data and file.data.startswith(b"\x89PNG") and min(struct.unpack(">II", file.data[16:24])) > 200


@pytest.mark.usefixtures("in_trouble")
def test_pictures_that_may_not_be_added_are_owned_up_to(rig: Rig) -> None:
    log(rig, "Ann Chovy introduced me to Bob Marsh")
    rig.slack._server._api.scopes -= {"files:write"}
    rig.ada.types("stats")
    rig.ada.sees("What your net has come to")
    rig.ada.sees("I couldn't put the pictures here", timeout=20)


# --- before a meeting ---


def test_prep(rig: Rig) -> None:
    log(rig, "Ann Chovy introduced me to Bob Marsh, Globex", "Bob introduced me to Jane Doe, CTO at Acme")
    rig.ada.types("followup Bob friday about the pilot")
    rig.ada.sees("Planned for")
    rig.ada.types("note Bob: moves to Lisbon")
    rig.ada.sees("Noted.")
    rig.ada.types(f"situation {NEWS}")
    rig.ada.sees("Who should hear")
    rig.ada.types("prep Bob")
    text = message_text(rig.ada.sees("Before you see Bob Marsh"))
    assert text.splitlines()[:3] == ["Before you see Bob Marsh", "Globex", "You ← Ann Chovy"]
    assert "Last time\n• Mon 23 Nov: “moves to Lisbon”" in text
    assert "You promised\n• Fri 27 Nov: follow up about the pilot" in text
    assert "Thank them\n• for introducing you to Jane Doe" in text
    assert f"• your news: {NEWS}" in text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("prep", "Write prep Jane, and I show what to know before you meet."),
        ("prep Jnae", "“Jnae”: Did you mean somebody here?"),
        ("prep Zed Zulu", "Nobody in your book goes by that name."),
        ("prep me for jane doe", "Before you see Jane Doe"),
    ],
)
def test_prep_for_whom(rig: Rig, typed: str, answer: str) -> None:
    rig.ada.types("add Jane Doe")
    rig.ada.sees("Saved Jane Doe")
    rig.ada.types(typed)
    rig.ada.sees(answer)
