"""The attacker's own book with a row of each kind, so that a request about her own rows does something."""

from datetime import timedelta

from bot.domain import contacts, introductions, matchmaking, saying, situations, wins
from bot.domain.jobs import Import
from bot.domain.model import Contact, Delivery, DeliveryItem, DeliveryKind, Introduction, Question, Win
from bot.domain.model_net import Audience, Situation
from bot.domain.verbs import Verb
from bot.slack import contacts_views, deeds, imports_views, introductions_forms, tasks_views
from bot.slack.register import Entry
from bot.storage.book import StoredBook
from tests.attacks.cases import Attack
from tests.attacks.payloads import Ids
from tests.attacks.victim import Target
from tests.domain.people import person, promise

MADE = (tasks_views.ASKED, tasks_views.AGREED, tasks_views.DECLINED, tasks_views.CONNECTED)
PROMISED = (tasks_views.HAPPENED, tasks_views.DROP, introductions_forms.REMIND_FORM)
# Listeners that need a row to be in a state of its own.
WITH_ITS_OWN = (
    contacts_views.BRING_BACK,
    f"{contacts_views.ANSWER}:",
    f"{deeds.PLAN_ON}:",
    imports_views.UNDO_IMPORT,
)


def full(target: Target, entry: Entry, attack: Attack) -> Ids:
    """Her book anew and full; of several rows of a kind, the one the listener can do something with."""
    step = _step(entry, attack)
    kind = (step in MADE, step in PROMISED, entry.id if entry.id in WITH_ITS_OWN else "")
    return target.with_book(kind, lambda: _write_full(target, entry, step))


def _write_full(target: Target, entry: Entry, step: str) -> Ids:
    few = target.write_few()
    with target.rig.books.open(target.ada) as book:
        ann, otto = book.contact(int(few.contact)), book.contact(int(few.other))
        ids = {
            "introduction": _introduction(book, ann, otto, step).id,
            "win": _win(book, ann).id,
            "delivery": _delivery(book, int(few.task)).id,
            "question": book.add(_question(book, entry)).id,
            "situation": _situation(book).id,
            "import_id": book.add(_import(book, entry)).id,
        }
    with target.rig.books.open(target.ada) as book:
        for number in range(5):
            promise(book, person(book, f"Crowd {number}", where_met="bells"), book.today + timedelta(days=1))
        if entry.id == contacts_views.BRING_BACK:
            contacts.archive(book, book.contact(int(few.contact)))
    return Ids(**{**vars(few), **{name: str(each) for name, each in ids.items()}, "change": book.change_id})


def _step(entry: Entry, attack: Attack) -> str:
    """Which step an introduction is to take: in a button's value, in a menu's option, or it is the form's own."""
    return attack.about.get("step") or (attack.menu or "").rpartition("step=")[2] or entry.id


def _introduction(book: StoredBook, ann: Contact, otto: Contact, step: str) -> Introduction:
    if step in MADE:
        return matchmaking.make(book, ann, otto).introduction
    return introductions.receive(book, otto, ann, promised=step in PROMISED).introduction


def _win(book: StoredBook, ann: Contact) -> Win:
    """Of somebody else, so that the introduction stays open; Ann is to be thanked for it."""
    winner = person(book, "Wim Winner")
    introductions.receive(book, ann, winner)
    one = wins.record(book, winner, "a contract")
    wins.thank_only(book, one, [])
    return one


def _delivery(book: StoredBook, task_id: int) -> Delivery:
    """A nudge that shows the task; it has not gone out, so that there is no message to be drawn again."""
    items = [DeliveryItem(task_id, 0, task=book.task(task_id))]
    return book.add(Delivery(DeliveryKind.DIGEST, "digest:own", "own", book.today, items=items))


def _question(book: StoredBook, entry: Entry) -> Question:
    if entry.id == f"{contacts_views.ANSWER}:":
        return Question(Verb.NOTE, "Ann likes coffee", book.now)
    if entry.id == f"{deeds.PLAN_ON}:":
        return Question(Verb.FOLLOW_UP, "Ann someday about the pilot", book.now)
    said = saying.Said(book.now, [saying.Line("met Jane at PyCon, follow up tomorrow")])
    saying.keep(book, said)
    return Question(saying.KIND, said.to_json(), book.now)


def _situation(book: StoredBook) -> Situation:
    one = situations.begin(book, "looking for a client")
    situations.choose(book, one, Audience.EVERYONE)
    return one


def _import(book: StoredBook, entry: Entry) -> Import:
    """A file that was looked at; one that was taken in, where that is to be undone."""
    one = Import("Own.csv", columns=[["Name", "name", "Sam"]], total=1)
    if entry.id == imports_views.UNDO_IMPORT:
        one.begun_at = one.finished_at = book.now
    return one
