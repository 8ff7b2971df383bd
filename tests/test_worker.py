"""The worker against the local Slack, on both databases: each nudge arrives once, whatever goes wrong on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Event, Thread
from time import sleep
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy import Engine, select, update

from bot.clock import FrozenClock
from bot.domain import contacts, keeping, rhythm
from bot.domain.model import Contact, DeliveryState, Member, Task
from bot.local import connected_to
from bot.localslack import Person
from bot.settings import Settings
from bot.slack.nudges import HISTORY_PAGE, Poster
from bot.storage import due
from bot.storage.engine import reading, writing
from bot.storage.tables import deliveries, members, workers
from bot.worker import LEASE, Report, Worker
from tests.domain.people import nudges_made
from tests.office import DAY, MORNING, SECOND, Office
from tests.rig import HttpServer

CLAIMED, SENDING, SENT = DeliveryState.CLAIMED, DeliveryState.SENDING, DeliveryState.SENT
FAILED, UNREACHABLE = DeliveryState.FAILED, DeliveryState.UNREACHABLE


# --- on a good day ---


def test_a_nudge_is_marked_sent_under_its_key(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe", "Bob Marsh")
    assert office.passes(MORNING - SECOND) == Report()
    assert office.passes(MORNING) == Report(sent=1)
    assert office.nudges("Ada") == ["2 people today: Jane, Bob"]
    delivery = office.delivery(ada)
    [message] = office.slack.person("Ada").messages()
    assert (delivery.state, delivery.ts, delivery.channel) == (SENT, message["ts"], office.now_member(ada).dm_channel)
    assert message["metadata"] == {"event_type": "goodword_nudge", "event_payload": {"key": delivery.key}}
    assert (delivery.attempts, delivery.error, delivery.leased_until, delivery.sent_at) == (0, None, None, MORNING)
    assert office.passes(timedelta(hours=1)) == Report()
    assert office.nudges("Ada") == ["2 people today: Jane, Bob"]


def test_it_is_marked_sending_before_it_is_posted(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    seen: list[tuple[DeliveryState, bool]] = []

    class Looking(Poster):
        def post(self, channel: str, message: Any, key: str) -> str:
            delivery = office.delivery(ada)
            seen.append((delivery.state, delivery.leased_until > office.books.clock.now()))
            return super().post(channel, message, key)

    office.worker.poster = Looking(office.worker.poster.client)
    office.passes(MORNING)
    assert seen == [(SENDING, True)]


def test_every_member_gets_their_own_at_their_own_time(office: Office) -> None:
    office.promises("Ada", "Jane Doe")
    ben = office.promises("Ben", "Bob Marsh")
    with office.books.open(ben) as book:
        rhythm.change(book, zone="Europe/Berlin")
    assert office.passes(datetime(2026, 11, 24, 7, 30, tzinfo=UTC)) == Report(sent=1)
    assert (office.nudges("Ben"), office.nudges("Ada")) == (["1 person today: Bob"], [])
    assert office.passes(MORNING) == Report(sent=1)
    assert office.nudges("Ada") == ["1 person today: Jane"]


def test_a_timed_nudge_says_its_time(office: Office) -> None:
    office.promises("Ada", "Jane Doe", at=time(15))
    assert office.passes(MORNING) == Report()
    assert office.passes(datetime(2026, 11, 24, 20, 0, tzinfo=UTC)) == Report(sent=1)
    assert office.nudges("Ada") == ["3:00 PM: Jane"]


def test_a_pass_with_nothing_to_do_leaves_everybody_for_later(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    with office.books.open(ada) as book:
        book.member.next_nudge_at = book.now  # woken too early
    assert office.passes(timedelta(0)) == Report()
    assert office.now_member(ada).next_nudge_at == MORNING
    assert due.overdue(office.engine, MORNING - SECOND) == 0


# --- interrupted ---


def interrupted(office: Office, member: Member, state: DeliveryState, **values: Any) -> None:
    """As a worker that was killed leaves a delivery: made and leased, in some state."""
    office.books.clock = FrozenClock(MORNING)
    with office.books.open(member, track=False) as book:
        [delivery] = nudges_made(book)
        delivery.state, delivery.leased_until = state, MORNING + LEASE
        for name, value in values.items():
            setattr(delivery, name, value)


def test_an_expired_claim_is_simply_claimed_again(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    interrupted(office, ada, CLAIMED)
    assert office.passes(LEASE - SECOND) == Report()
    assert office.passes(SECOND) == Report(sent=1)
    assert len(office.nudges("Ada")) == 1
    assert office.calls("conversations.history") == []


@pytest.mark.parametrize("chatter", [0, 2 * HISTORY_PAGE + 3])
def test_what_arrived_is_recorded_and_not_sent_again(office: Office, chatter: int) -> None:
    ada = office.promises("Ada", "Jane Doe")
    channel = office.worker.poster.channel_for(ada)
    interrupted(office, ada, SENDING, channel=channel, sending_at=datetime.now(UTC))
    key = office.delivery(ada).key
    client: WebClient = office.worker.poster.client
    metadata = {"event_type": "goodword_nudge", "event_payload": {"key": key}}
    ts = client.chat_postMessage(channel=channel, text="1 person today: Jane", metadata=metadata)["ts"]
    for number in range(chatter):
        client.chat_postMessage(channel=channel, text=f"chatter {number}")
    for _ in range(chatter // HISTORY_PAGE):  # a page at a time, since Slack tells only so much at once
        assert office.passes(LEASE) == Report(waiting=1)
    assert office.passes(LEASE) == Report(recovered=1)
    assert (office.delivery(ada).state, office.delivery(ada).ts) == (SENT, ts)
    assert len(office.nudges("Ada")) == 1 + chatter


@pytest.mark.parametrize("known", [True, False])
def test_what_did_not_arrive_is_sent_again(office: Office, known: bool) -> None:
    ada = office.promises("Ada", "Jane Doe")
    channel = office.worker.poster.channel_for(ada) if known else None
    interrupted(office, ada, SENDING, channel=channel, sending_at=datetime.now(UTC))
    assert office.passes(LEASE) == Report(sent=1)
    assert (office.delivery(ada).state, len(office.nudges("Ada"))) == (SENT, 1)


def test_a_lease_that_ran_out_on_the_way_is_not_used(office: Office) -> None:
    """Slow calls before its turn: by then it is another worker's, who may have posted it."""
    ada = office.promises("Ada", "Jane Doe")
    other = office.another_worker()

    class Slow(Poster):
        def channel_for(self, member: Member) -> str:
            assert office.passes(LEASE, other) == Report(sent=1)
            return super().channel_for(member)

    office.worker.poster = Slow(other.poster.client)
    assert office.passes(MORNING) == Report(skipped=1)
    assert (len(office.nudges("Ada")), office.delivery(ada).state) == (1, SENT)


def test_a_nudge_of_another_day_is_not_sent_any_more(office: Office) -> None:
    """After downtime there is one digest, not one for each day."""
    ada = office.promises("Ada", "Jane Doe")
    interrupted(office, ada, CLAIMED)
    assert office.passes(MORNING + 2 * DAY) == Report(sent=1, skipped=1)
    assert len(office.nudges("Ada")) == 1
    assert "on Tue 24 Nov" in office.slack.person("Ada").screen()


def test_a_nudge_with_nothing_left_to_say_is_not_sent(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    interrupted(office, ada, CLAIMED)
    with office.books.open(ada) as book:
        keeping.settle(book, book.open_tasks())
    assert office.passes(LEASE) == Report(skipped=1)
    assert office.nudges("Ada") == []


# --- Slack on a bad day ---


def test_429_rests_as_long_as_slack_says(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    office.slack.trouble.rate_limited(40, "chat.postMessage")
    assert office.passes(MORNING) == Report(waiting=1)
    assert (office.delivery(ada).state, office.delivery(ada).error) == (CLAIMED, "ratelimited")
    assert due.next_wake(office.engine, MORNING) == MORNING + 40 * SECOND
    assert office.passes(39 * SECOND) == Report()
    assert office.passes(SECOND) == Report(sent=1)
    assert (len(office.nudges("Ada")), office.delivery(ada).error) == (1, None)


def test_429_with_no_rest_does_not_spin(office: Office) -> None:
    office.promises("Ada", "Jane Doe")
    office.slack.trouble.rate_limited(0, "chat.postMessage", times=None)
    assert office.passes(MORNING) == Report(waiting=1)
    assert len(office.calls("chat.postMessage")) == 1


def test_429_while_looking_does_not_make_a_double(office: Office) -> None:
    office.promises("Ada", "Jane Doe")
    office.slack.trouble.dropping("chat.postMessage", after_taking=True)
    assert office.passes(MORNING) == Report(waiting=1)
    office.slack.trouble.rate_limited(5, "conversations.history")
    assert office.passes(LEASE) == Report(waiting=1)
    assert office.passes(5 * SECOND) == Report(recovered=1)
    assert len(office.nudges("Ada")) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        lambda trouble: trouble.failing(500, "chat.postMessage"),
        lambda trouble: trouble.failing(503, "chat.postMessage", times=3),
        lambda trouble: trouble.failing(500, "conversations.open", times=2),
        lambda trouble: trouble.dropping("conversations.open", times=2),
        lambda trouble: trouble.dropping("chat.postMessage"),
        lambda trouble: trouble.dropping("chat.postMessage", times=3),
        lambda trouble: trouble.dropping("chat.postMessage", after_taking=True),
        lambda trouble: (
            trouble.dropping("chat.postMessage", after_taking=True),
            trouble.failing(500, "conversations.history", times=2),
            trouble.dropping("conversations.history"),
        ),
        lambda trouble: (trouble.dropping("chat.postMessage"), trouble.dropping("chat.postMessage", after_taking=True)),
    ],
)
def test_trouble_ends_in_exactly_one_message(office: Office, trouble: Any) -> None:
    ada = office.promises("Ada", "Jane Doe")
    trouble(office.slack.trouble)
    assert office.passes(MORNING) == Report(waiting=1)
    for _ in range(6):
        office.passes(LEASE)
    assert (office.delivery(ada).state, office.nudges("Ada")) == (SENT, ["1 person today: Jane"])


def test_a_time_out_is_looked_up(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    office.worker.poster.channel_for(ada)
    office.worker.poster.client.timeout = 0.2
    office.slack.trouble.slow(0.6, "chat.postMessage")
    assert office.passes(MORNING) == Report(waiting=1)
    office.slack.settle()
    office.slack.trouble.clear()
    office.worker.poster.client.timeout = 10
    assert office.passes(LEASE) == Report(recovered=1)
    assert len(office.nudges("Ada")) == 1


def test_backing_off_grows_and_has_an_end(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    office.slack.trouble.failing(500, "chat.postMessage", times=None)
    rests = []
    office.passes(MORNING)
    for _ in range(12):
        delivery = office.delivery(ada)
        rests.append((delivery.retry_at - office.books.clock.now()).total_seconds())
        office.passes(delivery.retry_at)
    for rest, longest in zip(rests, [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900], strict=True):
        assert longest / 2 <= rest <= longest
    assert len(set(rests[-3:])) == 3  # not all at the same moment


def test_who_left_is_not_tried_again_and_keeps_everything(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    office.promises("Ben", "Bob Marsh")
    office.slack.trouble.account_inactive("Ada")
    assert office.passes(MORNING) == Report(sent=1, failed=1)
    assert (office.delivery(ada).state, office.now_member(ada).unreachable_at) == (UNREACHABLE, MORNING)
    with office.books.read(ada) as book:
        assert [task.contact.name for task in book.open_tasks()] == ["Jane Doe"]
    assert office.passes(2 * DAY) == Report(sent=1)  # Ben's next
    assert office.nudges("Ada") == []


def test_a_dm_that_is_gone_is_opened_anew_once(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    with office.books.open(ada) as book:
        book.member.dm_channel = "D0GONE"
    assert office.passes(MORNING) == Report(waiting=1)
    assert office.passes(5 * SECOND) == Report(sent=1)
    assert office.now_member(ada).dm_channel == office.delivery(ada).channel != "D0GONE"


def test_a_dm_that_stays_gone_is_not_opened_for_ever(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")

    class Lost(Poster):
        def channel_for(self, member: Member) -> str:
            return "D0GONE"

    office.worker.poster = Lost(office.worker.poster.client)
    assert office.passes(MORNING) == Report(waiting=1)
    assert office.passes(5 * SECOND) == Report(failed=1)
    assert office.delivery(ada).state == UNREACHABLE


def test_a_dm_gone_while_we_look_is_opened_anew(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    interrupted(office, ada, SENDING, channel="D0GONE", sending_at=datetime.now(UTC))
    assert office.passes(LEASE) == Report(waiting=1)
    assert office.passes(5 * SECOND) == Report(sent=1)


def test_an_app_that_is_locked_out_tries_again(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    client, token = office.worker.poster.client, office.worker.poster.client.token
    client.token = "xoxb-wrong"
    assert office.passes(MORNING) == Report(waiting=1)
    assert (office.delivery(ada).state, office.delivery(ada).error) == (CLAIMED, "invalid_auth")
    client.token = token
    assert office.passes(timedelta(minutes=1)) == Report(sent=1)


def test_a_message_slack_refuses_fails_alone(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    office.promises("Ben", "Bob Marsh")
    office.worker.poster = Poisoned(office.worker.poster.client, channel=office.worker.poster.channel_for(ada))
    assert office.passes(MORNING) == Report(sent=1, failed=1)
    assert (office.delivery(ada).state, office.delivery(ada).error) == (FAILED, "msg_too_long")
    assert office.nudges("Ben") == ["1 person today: Bob"]
    office.worker.poster = Poster(office.worker.poster.client)
    assert office.passes(MORNING + DAY) == Report(sent=2)  # nothing is lost: it is in the next digest


def test_blocks_slack_refuses_are_left_out(office: Office) -> None:
    """Better a nudge without its buttons than none."""
    ada = office.promises("Ada", "Jane Doe")
    channel = office.worker.poster.channel_for(ada)
    payload = {"text": "x", "blocks": [{"type": "nonsense"}]}
    office.worker.poster = Poisoned(office.worker.poster.client, channel=channel, payload=payload)
    assert office.passes(MORNING) == Report(sent=1)
    [message] = office.slack.person("Ada").messages()
    assert (message["text"], "blocks" in message) == ("x", False)
    assert office.delivery(ada).ts == message["ts"]
    assert message["metadata"]["event_payload"] == {"key": office.delivery(ada).key}


@dataclass(frozen=True)
class Poisoned(Poster):
    """Slack does not like what is posted to one channel."""

    channel: str = ""
    payload: Mapping[str, Any] = field(default_factory=lambda: {"text": "x" * 40_001})

    def post(self, channel: str, message: Any, key: str) -> str:
        return super().post(channel, Raw(self.payload) if channel == self.channel else message, key)


@dataclass(frozen=True)
class Raw:
    given: Mapping[str, Any]

    def payload(self) -> Mapping[str, Any]:
        return self.given


@pytest.mark.parametrize("where", ["making", "composing"])
def test_one_members_poison_stops_nobody_else(office: Office, where: str) -> None:
    """A zone that this machine does not know, found out at either moment."""
    ada = office.promises("Ada", "Jane Doe")
    office.promises("Ben", "Bob Marsh")
    if where == "composing":
        interrupted(office, ada, CLAIMED, leased_until=None)
    with writing(office.engine) as connection:
        connection.execute(update(members).where(members.c.id == ada.id).values(zone="Nowhere/Land"))
    assert office.passes(MORNING).sent == 1
    assert office.nudges("Ben") == ["1 person today: Bob"]
    with writing(office.engine) as connection:
        connection.execute(update(members).where(members.c.id == ada.id).values(zone="America/New_York"))
    assert office.passes(LEASE) == Report(sent=1)
    assert office.nudges("Ada") == ["1 person today: Jane"]


# --- workers ---


def test_stop_finishes_what_is_under_way_and_no_more(office: Office) -> None:
    for number in range(4):
        office.slack.add_person(f"Person{number} X")
        office.promises(f"Person{number}", "Jane Doe")

    class Stopping(Poster):
        def post(self, channel: str, message: Any, key: str) -> str:
            office.worker.stop()
            return super().post(channel, message, key)

    office.worker.poster = Stopping(office.worker.poster.client)
    office.worker.threads = 1
    assert office.passes(MORNING) == Report(sent=1)
    other = office.another_worker()
    other.poster = Poster(office.worker.poster.client)
    assert office.passes(timedelta(0), other) == Report(sent=3)  # at once: what was only claimed was given back
    assert [len(office.nudges(f"Person{number}")) for number in range(4)] == [1, 1, 1, 1]


def test_several_workers_at_once_send_once(office: Office) -> None:
    names = [f"Person{number}" for number in range(12)]
    for name in names:
        office.slack.add_person(f"{name} X")
        office.promises(name, "Jane Doe")
    office.books.clock = FrozenClock(MORNING)
    together, reports = Barrier(3), []

    def work(worker: Worker) -> None:
        together.wait()
        reports.append(worker.run_once())

    threads = [Thread(target=work, args=(office.another_worker(),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    office.passes(timedelta(minutes=5))  # whoever found the database busy on a slow machine tries again by then
    assert [len(office.nudges(name)) for name in names] == [1] * 12
    assert sum(report.failed for report in reports) == 0


def test_a_look_ahead_changes_nothing(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe", "Bob Marsh")
    office.promises("Ben", "Ann Chovy")
    office.books.clock = FrozenClock(MORNING)
    before = everything(office.engine)
    messages = office.worker.preview()
    assert [message.text for message in messages] == ["2 people today: Jane, Bob", "1 person today: Ann"]
    assert "You planned to follow up today" in str(messages[0].payload())
    assert everything(office.engine) == before
    assert office.slack.log == []
    assert office.passes(MORNING) == Report(sent=2)
    assert office.worker.preview() == []
    assert office.delivery(ada).state == SENT


def everything(engine: Engine) -> list[list[Any]]:
    with reading(engine) as connection:
        return [
            connection.execute(select(table).order_by(table.c.id)).all()
            for table in (members, deliveries, Task.__table__, Contact.__table__)
        ]


def test_a_worker_that_lives_on_has_a_heartbeat_and_one_pass_has_none(office: Office) -> None:
    office.passes(timedelta(0))
    assert beats(office.engine) == []
    beaten, done = Event(), Event()

    class Watched(Worker):
        def run_once(self, ends: float | None = None) -> Report:
            beaten.set()
            done.wait(5)
            return Report()

    worker = Watched(office.engine, office.books, office.worker.poster, id="w")
    thread = Thread(target=worker.loop)
    thread.start()
    assert beaten.wait(5)
    assert beats(office.engine) == ["w"]
    worker.stop()
    done.set()
    thread.join(5)
    assert beats(office.engine) == []


def beats(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.scalars(select(workers.c.id)))


def test_the_loop_outlives_a_pass_that_fails_and_purges(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.worker.LOOK_EVERY", 0.01)
    ada = office.promises("Ada", "Jane Doe", "Bob Marsh")
    with office.books.open(ada) as book:
        contacts.delete(book, book.with_key("jane doe")[0])
    office.books.clock = FrozenClock(MORNING + 31 * DAY)
    failed = Event()

    class Unlucky(Worker):
        def run_once(self, ends: float | None = None) -> Report:
            if not failed.is_set():
                failed.set()
                raise OSError("the database is being restarted")
            self.stop()
            return super().run_once(ends)

    worker = Unlucky(office.engine, office.books, office.worker.poster)
    thread = Thread(target=worker.loop)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    with reading(office.engine) as connection:
        names = connection.scalars(select(Contact.__table__.c.name)).all()
    assert names == ["Bob Marsh"]


def test_whoever_is_writing_in_their_book_is_nudged_a_moment_later(office: Office) -> None:
    ada = office.promises("Ada", "Jane Doe")
    opened = Event()

    def write() -> None:
        with office.books.open(ada):
            opened.set()
            sleep(0.3)

    writing_ = Thread(target=write)
    writing_.start()
    assert opened.wait(5)
    assert office.passes(MORNING) == Report(sent=1)
    writing_.join()


# --- back again ---


def test_whoever_writes_again_can_be_reached_again(office: Office, database_url: str) -> None:
    ada: Person = office.slack.person("Ada")
    member = office.promises("Ada", "Jane Doe")
    office.slack.trouble.account_inactive("Ada")
    assert office.passes(MORNING) == Report(failed=1)
    office.slack.trouble.clear()
    settings = connected_to(office.slack, Settings(database_url=database_url))
    server = HttpServer(settings, office.books.clock)
    office.slack.deliver_to(f"{server.url}/slack/events")
    try:
        ada.types("due")
        ada.sees("1 thing to do")
        assert eventually(lambda: office.now_member(member).unreachable_at is None)
        assert office.passes(DAY) == Report(sent=1)
        assert ada.notifications[-1] == "1 person today: Jane"
    finally:
        server.stop()


def eventually(holds: Callable[[], bool]) -> bool:
    """What follows an answer takes a moment."""
    for _ in range(500):
        if holds():
            return True
        sleep(0.02)
    return False
