"""Claims: nobody's nudge is taken twice, and none is lost with whoever had taken it."""

from collections import Counter
from collections.abc import Collection
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import chain
from multiprocessing import get_context

import pytest
from sqlalchemy import Engine, func, select

from bot.clock import MovableClock
from bot.domain.messages import Draft, Occasion, Template
from bot.domain.model import (
    Delivery,
    DeliveryItem,
    DeliveryKind,
    DeliveryState,
    Detail,
    DetailKind,
    Member,
    Question,
    Who,
)
from bot.storage.book import Books
from bot.storage.due import (
    ClaimedDelivery,
    ClaimedMember,
    claim_deliveries,
    claim_members,
    give_back_deliveries,
    give_back_members,
    next_wake,
    overdue,
    passed_over,
    purge,
)
from bot.storage.engine import reading, writing
from bot.storage.erasing import forget_workspace
from bot.storage.heartbeats import ALIVE, beat, last_pass, live_workers, note_pass, stop_beating
from bot.storage.rests import rest
from bot.storage.tables import members, metadata
from tests.storage.claiming import claim_all, claim_in_a_process
from tests.storage.people import add_news, add_note, add_person, add_task, add_win, introduce, introduce_both, tell
from tests.storage.waiting import LATER, MINUTE, NOW, make_delivery, make_members

CLAIMED, SENDING, SENT = DeliveryState.CLAIMED, DeliveryState.SENDING, DeliveryState.SENT


def test_the_longest_due_are_claimed_first(engine: Engine):
    ids = make_members(engine, next_nudge_at=[NOW - MINUTE, NOW, NOW - 2 * MINUTE, LATER, None])
    assert overdue(engine, NOW) == 3
    assert claim_ids(engine, NOW, LATER, 2) == [ids[2], ids[0]]
    assert claim_ids(engine, NOW, LATER, 2) == [ids[1]]
    assert claim_ids(engine, NOW, LATER, 2) == []
    assert overdue(engine, NOW) == 3  # still to be seen to


def test_a_lease_that_ran_out_is_anybodys(engine: Engine):
    [member_id] = make_members(engine, next_nudge_at=[NOW])
    assert claim_ids(engine, NOW, LATER, 5) == [member_id]
    assert claim_ids(engine, LATER - timedelta(seconds=1), LATER + MINUTE, 5) == []
    assert claim_ids(engine, LATER, LATER + MINUTE, 5) == [member_id]


def test_whoever_can_not_be_reached_is_not_claimed(engine: Engine):
    make_members(engine, next_nudge_at=[NOW], unreachable_at=NOW)
    assert claim_ids(engine, NOW, LATER, 5) == []
    assert overdue(engine, NOW) == 0
    assert next_wake(engine, NOW) is None


def test_deliveries_are_claimed_as_they_were_left(engine: Engine):
    states = [CLAIMED, SENDING, SENT, DeliveryState.FAILED, DeliveryState.UNREACHABLE]
    [member_id] = make_members(engine, next_nudge_at=[None])
    ids = [make_delivery(engine, member_id, state=state) for state in states]
    claimed = claim_deliveries(engine, NOW, LATER, 5)
    assert claimed == [
        ClaimedDelivery(ids[0], member_id, CLAIMED, "T1", NOW, LATER),
        ClaimedDelivery(ids[1], member_id, SENDING, "T1", NOW, LATER),
    ]
    assert [type(one.state) for one in claimed] == [DeliveryState] * 2
    assert claim_deliveries(engine, NOW, LATER, 5) == []
    assert [one.id for one in claim_deliveries(engine, LATER, LATER + MINUTE, 1)] == ids[:1]


def test_what_is_given_back_is_anybodys_unless_it_is_by_now(engine: Engine):
    [member_id] = make_members(engine, next_nudge_at=[NOW])
    delivery_id = make_delivery(engine, member_id, state=CLAIMED)
    assert claim_members(engine, NOW, LATER, 5) == [ClaimedMember(member_id, "T1", NOW, LATER)]
    claim_deliveries(engine, NOW, LATER, 5)
    give_back_members(engine, [member_id], LATER)
    give_back_deliveries(engine, [delivery_id], LATER)
    assert claim_ids(engine, NOW, LATER + MINUTE, 5) == [member_id]
    assert len(claim_deliveries(engine, NOW, LATER + MINUTE, 5)) == 1
    give_back_members(engine, [member_id], LATER)  # too late: it is another's
    give_back_deliveries(engine, [delivery_id], LATER)
    assert claim_ids(engine, NOW, LATER, 5) == claim_deliveries(engine, NOW, LATER, 5) == []


def test_workspaces_that_have_their_share_are_left_out(engine: Engine):
    ids = make_members(engine, next_nudge_at=[NOW - MINUTE, NOW], team_id=["T1", "T2"])
    made = [make_delivery(engine, member_id, state=CLAIMED) for member_id in ids]
    assert passed_over(engine, NOW, {"T1"}) and not passed_over(engine, NOW, {"T1", "T2"})
    assert claim_ids(engine, NOW, LATER, 5, {"T1"}) == ids[1:]
    assert [one.id for one in claim_deliveries(engine, NOW, LATER, 5, {"T1"})] == made[1:]


def test_whoever_waits_for_a_nudge_is_counted_once(engine: Engine):
    due, sent, later = make_members(engine, next_nudge_at=[NOW, LATER, LATER])
    for member_id, state in ((due, CLAIMED), (due, SENDING), (sent, SENT)):
        make_delivery(engine, member_id, state=state)
    assert overdue(engine, NOW) == 1
    make_delivery(engine, later, state=CLAIMED)
    assert overdue(engine, NOW) == 2


def test_a_delivery_rests_until_it_may_be_tried_again(engine: Engine):
    [member_id] = make_members(engine, next_nudge_at=[None])
    make_delivery(engine, member_id, state=CLAIMED, retry_at=LATER)
    assert claim_deliveries(engine, NOW, LATER, 5) == []
    assert len(claim_deliveries(engine, LATER, LATER + MINUTE, 5)) == 1


@pytest.mark.parametrize(
    ("member", "delivery", "expected"),
    [
        ({}, None, None),
        ({"next_nudge_at": LATER}, None, LATER),
        ({"next_nudge_at": NOW, "leased_until": LATER}, None, LATER),
        ({"next_nudge_at": LATER, "leased_until": NOW}, None, LATER),
        ({"next_nudge_at": NOW, "unreachable_at": NOW}, None, None),
        ({}, {"state": CLAIMED}, NOW),
        ({}, {"state": CLAIMED, "retry_at": LATER}, LATER),
        ({}, {"state": SENDING, "leased_until": LATER}, LATER),
        ({}, {"state": SENDING, "retry_at": NOW, "leased_until": LATER}, LATER),
        ({}, {"state": SENT}, None),
        ({"next_nudge_at": LATER}, {"state": CLAIMED}, NOW),
    ],
)
def test_the_worker_sleeps_until_there_is_something_to_claim(engine: Engine, member, delivery, expected):
    [member_id] = make_members(engine, **{"next_nudge_at": [None], **{k: [v] for k, v in member.items()}})
    if delivery:
        make_delivery(engine, member_id, **delivery)
    assert next_wake(engine, NOW) == expected
    if expected:
        assert next_wake(engine, NOW).tzinfo is UTC


def test_threads_never_claim_the_same(engine: Engine):
    ids = make_members(engine, next_nudge_at=[NOW] * 60)
    with ThreadPoolExecutor(6) as pool:
        claimed = list(pool.map(lambda _: claim_all(engine, NOW, 7), range(6)))
    assert Counter(chain.from_iterable(claimed)) == Counter(ids)


def test_processes_never_claim_the_same(engine: Engine, database_url: str):
    ids = make_members(engine, next_nudge_at=[NOW] * 60)
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        claimed = list(pool.map(claim_in_a_process, [database_url] * 3, [NOW] * 3))
    assert Counter(chain.from_iterable(claimed)) == Counter(ids)


def test_a_member_at_work_is_left_for_the_next_pass(books: Books, engine: Engine, member: Member):
    """So a worker never waits behind somebody who is typing."""
    with books.open(member) as book:
        book.member.next_nudge_at = NOW
    if engine.dialect.name == "postgresql":
        with books.open(member):
            assert claim_ids(engine, NOW, LATER, 5) == []
    assert claim_ids(engine, NOW, LATER, 5) == [member.id]


def test_heartbeats(engine: Engine):
    beat(engine, "a", NOW - MINUTE)
    beat(engine, "b", NOW)
    assert live_workers(engine, NOW) == ["b"]
    beat(engine, "a", NOW)
    assert live_workers(engine, NOW) == ["a", "b"]
    assert last_pass(engine, NOW) is None
    for worker_id, at in (("a", NOW), ("b", NOW - MINUTE), ("nobody", LATER)):
        note_pass(engine, worker_id, at)
    assert last_pass(engine, NOW) == NOW
    assert last_pass(engine, NOW + ALIVE) == NOW
    beat(engine, "b", NOW + MINUTE)
    assert last_pass(engine, NOW + MINUTE + ALIVE) == NOW - MINUTE, "the other one was killed, or has lost the database"
    assert last_pass(engine, NOW + 2 * MINUTE + ALIVE) is None
    stop_beating(engine, "a")
    stop_beating(engine, "nobody")
    assert live_workers(engine, NOW) == ["b"]


def test_only_what_is_old_is_purged(books: Books, engine: Engine, clock: MovableClock, member: Member):
    with books.open(member, "old") as book:
        fill(book)
    with books.open(member) as book:
        for contact in book.contacts([named.id for named in book.names() if named.name != "Stays"]):
            book.delete(contact)
        book.delete(book.interactions(book.with_key("stays")[0].id)[0])
    deleted_at = book.now
    clock.move_to(deleted_at + timedelta(days=31))
    with books.open(member, "new") as book:
        jane = add_person(book, "Jane Doe")
        book.add(Question("note", "new"))
        gone_lately = add_person(book, "Gone lately")
        introduce(book, gone_lately, jane)
        book.delete(gone_lately)
    beat(engine, "b", book.now)
    rest(engine, "T1", deleted_at - MINUTE)
    rest(engine, "T2", book.now)

    assert purge(engine, deleted_at) == 5  # the first unit of work's change, key, question and template, and a rest
    assert purge(engine, deleted_at + MINUTE) > 5
    assert purge(engine, deleted_at + MINUTE) == 0
    assert counted(engine) == {
        "members": 1,
        "installations": 0,
        "oauth_states": 0,
        "contacts": 3,
        "contact_details": 1,
        "interactions": 0,
        "interaction_contacts": 0,
        "introductions": 2,
        "wins": 1,
        "situations": 1,
        "tellings": 1,
        "tasks": 1,
        "drafts": 1,
        "member_templates": 0,
        "deliveries": 1,
        "delivery_items": 1,
        "changes": 1,
        "handled": 1,
        "questions": 1,
        "workers": 1,
        "rests": 1,
        "imports": 0,
        "imported": 0,
        "jobs": 0,
        "distinct_pairs": 0,
    }


def test_what_was_restored_may_point_to_what_is_purged(books: Books, engine: Engine, member: Member):
    """Nothing that stays is lost, or in the way, when what it points to goes."""
    with books.open(member) as book:
        john = add_person(book, "John Roe")
        jane = add_person(book, "Jane Doe")
        introduce(book, jane, john)
    with books.open(member) as deleting:
        deleting.delete(deleting.contact(jane.id))
    with books.open(member) as book:
        book.delete(book.contact(john.id))
    with books.open(member) as book:
        book.undo(deleting.change_id)
    purge(engine, book.now)
    with books.read(member) as book:
        assert [named.name for named in book.names()] == ["Jane Doe"]
        [introduction] = book.contact(jane.id).introducers
        assert (introduction.introducer_id, introduction.introducer_name) == (None, "John Roe")


def test_numbers_of_purged_rows_do_not_come_back(books: Books, engine: Engine, member: Member):
    """An old button must not name somebody new."""
    with books.open(member) as book:
        jane = add_person(book, "Jane Doe")
        book.delete(jane)
    purge(engine, book.now + MINUTE)
    with books.open(member) as book:
        assert add_person(book, "John Roe").id > jane.id


def test_a_deleted_member_takes_everything_along(books: Books, engine: Engine, member: Member):
    with books.open(member, "old") as book:
        fill(book)
    with writing(engine) as connection:
        connection.execute(members.delete())
    assert set(counted(engine).values()) == {0}


def test_a_workspace_is_forgotten_with_all_its_books_and_no_other(books: Books, engine: Engine, member: Member):
    elsewhere = books.enrol(Who("T2", "U1"), name="Zoe", zone="UTC", locale="en-US", profile_at=None)
    for each in (member, elsewhere):
        with books.open(each) as book:
            fill(book)
        rest(engine, each.team_id, NOW)
    before = counted(engine)
    assert forget_workspace(engine, member.team_id) == 1
    assert counted(engine) == {name: number // 2 for name, number in before.items()}
    assert forget_workspace(engine, member.team_id) == 0


def fill(book) -> None:
    """Something in every table a member owns."""
    stays, goes = add_person(book, "Stays"), add_person(book, "Goes")
    introduced, both = introduce(book, stays, goes), introduce_both(book, stays, goes)
    wins = [add_win(book, contact) for contact in (stays, goes)]
    for contact in (stays, goes):
        book.add(Detail(DetailKind.TAG, "x", "x", contact_id=contact.id))
        book.add(Draft(contact.id, Occasion.THANK_YOU, "Hi", book.now))
    book.delete(book.add(Template(Occasion.THANK_YOU, "Hi")))
    note = add_note(book, "both", stays, goes)
    came_of = {"interaction_id": note.id, "introduction_id": introduced.id, "win_id": wins[1].id}
    tasks = [add_task(book, stays, **came_of), add_task(book, goes, introduction_id=both.id)]
    items = [DeliveryItem(task_id=task.id, position=place) for place, task in enumerate(tasks)]
    book.add(Delivery(DeliveryKind.DIGEST, "digest", "opaque", book.today, items=items))
    book.add(Question("note", "old"))
    news = add_news(book)
    for contact in (stays, goes):
        tell(book, news, contact)


def counted(engine: Engine) -> dict[str, int]:
    with reading(engine) as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


def claim_ids(engine: Engine, now: datetime, until: datetime, limit: int, but_not: Collection[str] = ()) -> list[int]:
    return [each.id for each in claim_members(engine, now, until, limit, but_not)]
