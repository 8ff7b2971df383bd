"""For every listener, requests that name another member's rows: in buttons, metadata, menus, ticks and forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.messages import Occasion
from bot.domain.model_net import Audience
from bot.slack import (
    bulk_views,
    captures_views,
    contacts_views,
    deeds,
    drafts_buttons,
    drafts_views,
    duplicates_views,
    forgetting,
    forms,
    home_views,
    imports_views,
    introductions_forms,
    introductions_views,
    lead_form,
    nudges_views,
    people,
    rhythm_views,
    settings_views,
    situation_views,
    suggestions_views,
    tasks_views,
    welcome,
    wins_views,
)
from bot.slack.introductions import STEPS
from bot.slack.turn import Surface

C, S, B, F, T = Surface.COMMAND, Surface.SHORTCUT, Surface.BUTTON, Surface.SUBMISSION, Surface.SUGGESTION

SOURCE = '["Ben Okafor", "U2", "#intros", "https://x.example", "Fri 20 Nov", "Tue 24 Nov"]'


@dataclass(frozen=True)
class Attack:
    """One request; `{contact}` and the like in its texts become ids.

    Args:
        about: what the button's value, or a form's metadata, says besides all the ids there are.
        keys: the ids that the listener reads; each is also tried alone, with the attacker's own in place of the others.
        suffix: of an id that stands for all that begin so.
        menu: what is chosen, if the button is a menu.
        form: the values of a form's inputs by name; a list stands for ticks.
        typed: what is written, or typed into a menu.
    """

    about: Mapping[str, str] = field(default_factory=dict)
    keys: Sequence[str] = ()
    suffix: str = ""
    menu: str | None = None
    ticks: Sequence[str] = ()
    form: Mapping[str, str | list[str]] = field(default_factory=dict)
    typed: str = ""


def about(*keys: str, **more: str) -> Attack:
    """A button that is about rows of these kinds."""
    return Attack(more, keys)


def form(*keys: str, about: Mapping[str, str] | None = None, **inputs: Any) -> Attack:
    """A form that is about rows of these kinds."""
    return Attack(about or {}, keys, form=inputs)


WRITTEN = [Attack(typed=words) for words in ("Jane Doe", "find bells", "due", "thanks", "intros", "wins", "prep Jane")]
TYPED = [Attack(typed=words) for words in ("Jane", "Doe", "chief", "a")]
PERSON = {"name": "Sam Lee", "introduced_by": "{contact}"}
INTRODUCTION = {"intro_kind": "received", "intro_first": "{contact}", "intro_second": "new:Sam Lee"}
TASK = about("task", on="nudge:{delivery}")

# By surface and id, as `register.LISTENERS` has them.
CASES: Mapping[tuple[Surface, str], Sequence[Attack]] = {
    # What members write
    (C, "/contact"): WRITTEN,
    (Surface.MESSAGE, "message"): WRITTEN,
    (B, f"{contacts_views.ANSWER}:"): [about("question", "contact"), about("question", new="1")],
    (B, f"{deeds.PLAN_ON}:"): [about("question", "contact", on="2026-12-07", at="")],
    (B, welcome.SHOW_EXAMPLE): [about()],
    (B, welcome.MORE_HELP): [about()],
    # People
    (S, "add_contact"): [about()],
    (B, contacts_views.ADD_CONTACT): [about()],
    (F, forms.ADD_FORM): [form(**PERSON)],
    (B, contacts_views.OPEN_CARD): [about("contact")],
    (B, contacts_views.CARD_MENU): [
        Attack(keys=["contact"], menu=f"contact={{contact}}&do={each}") for each in people.MENU
    ],
    (B, contacts_views.FIX): [about("contact")],
    (F, forms.EDIT_FORM): [form("contact", **PERSON)],
    (B, contacts_views.ADD_NOTE): [about("contact")],
    (F, forms.NOTE_FORM): [form("contact", note="likes coffee")],
    (B, contacts_views.HISTORY): [about("contact")],
    (B, contacts_views.PLAN_FOLLOW_UP): [about("contact", "question")],
    (F, forms.FOLLOW_UP_FORM): [form("contact", "question", when="tomorrow", about_="")],
    (B, contacts_views.SAY_THANKS): [about("contact")],
    (F, forms.THANKS_FORM): [form("contact", when="tomorrow")],
    (F, forms.PUT_AWAY_FORM): [form("contact", what=each) for each in (forms.ARCHIVE, forms.DELETE)],
    (B, contacts_views.BRING_BACK): [about("contact")],
    (B, contacts_views.FIND_MORE): [about(words="bells", offset="0")],
    (B, contacts_views.UNDO): [about("change")],
    (T, forms.INTRODUCED_BY): TYPED,
    # Lines
    (B, captures_views.FIX_LINE): [about("question", line="0")],
    (F, captures_views.FIX_FORM): [form("question", about={"line": "0"})],
    (B, f"{captures_views.WHO}:"): [about("question", "contact", line="0", name="jane")],
    (B, f"{captures_views.CONGRATULATE}:"): [about("contact")],
    (B, captures_views.SPREAD_WEEK): [about("change")],
    # Introductions
    (S, "log_intro"): [about()],
    (B, introductions_forms.OPEN_INTRO_FORM): [about("contact")],
    (B, introductions_forms.KIND): [Attack(menu="made", form=INTRODUCTION)],
    (F, introductions_forms.INTRO_FORM): [
        form(**INTRODUCTION),
        form(**{**INTRODUCTION, "intro_first": "new:Sam Lee", "intro_second": "{contact}"}),
    ],
    (T, introductions_forms.FIRST): TYPED,
    (T, introductions_forms.SECOND): TYPED,
    (B, tasks_views.OPEN_INTRO): [about("introduction")],
    (B, f"{introductions_views.INTROS_PAGE}:"): [about(offset="0")],
    (B, f"{tasks_views.STEP}:"): [
        about("introduction", "contact", step=step, on="intro:{introduction}") for step in (*STEPS, tasks_views.REMIND)
    ],
    (B, introductions_views.CAME_OF_IT): [
        Attack({"on": "intros:0"}, menu=f"introduction={{introduction}}&contact={{contact}}&step={step}")
        for step in STEPS
    ],
    (F, introductions_forms.REMIND_FORM): [form("introduction", told="a line")],
    # Wins
    (B, wins_views.LOG_WIN): [about("contact")],
    (F, wins_views.WIN_FORM): [form("contact", what="a contract")],
    (B, f"{wins_views.THANK_WHOM}:"): [Attack({"start": "0"}, ["win"], ticks=["{contact}"])],
    # Files
    (B, imports_views.OPEN_IMPORT): [about()],
    (F, imports_views.IMPORT_FORM): [form("import_id")],
    (B, imports_views.START_IMPORT): [about("import_id")],
    (B, imports_views.COLUMNS): [about("import_id")],
    (F, imports_views.COLUMNS_FORM): [form("import_id")],
    (B, imports_views.UNDO_IMPORT): [about("import_id")],
    (B, nudges_views.EXPORT): [about()],
    (B, duplicates_views.MERGE): [about("one", "other", place="0")],
    (B, duplicates_views.APART): [about("one", "other", place="0")],
    (B, duplicates_views.NEXT_PAIR): [about(place="0")],
    (B, bulk_views.WITH_ALL): [about(words="bells")],
    (F, bulk_views.BULK_FORM): [form(about={"words": "bells"}, deed="archive")],
    (B, forgetting.FORGET_ME): [about()],
    (F, forgetting.FORGET_FORM): [form("contact", typed="not yet")],
    # Leads
    (S, "log_lead"): [about()],
    (B, lead_form.WHO): [Attack({"source": SOURCE}, menu="{contact}", form={"note": "Jane Doe at Globex"})],
    (F, lead_form.LEAD_FORM): [form(about={"source": SOURCE}, **PERSON)],
    # Promises
    (B, tasks_views.DONE): [TASK],
    (B, tasks_views.TELL): [TASK],
    (F, forms.TELL_FORM): [form("task", about={"on": "nudge:{delivery}"}, told="a line", given="a book")],
    (B, tasks_views.SNOOZE): [
        Attack({"on": "nudge:{delivery}"}, menu=f"task={{task}}&until={until}&on=nudge:{{delivery}}")
        for until in ("tomorrow", tasks_views.PICK, tasks_views.LET_GO)
    ],
    (B, tasks_views.LET_GO_NOW): [about("task", until=tasks_views.LET_GO, on="nudge:{delivery}")],
    (B, tasks_views.KEEP): [TASK],
    (B, f"{tasks_views.REPLY}:"): [
        Attack({"on": "nudge:{delivery}"}, ["task"], suffix="yes"),
        Attack({"on": "nudge:{delivery}"}, ["task"], suffix="no"),
    ],
    (F, forms.SNOOZE_FORM): [form("task", about={"on": "nudge:{delivery}"}, until="2026-12-07")],
    (B, tasks_views.UNDO_TASK): [about("change", on="nudge:{delivery}")],
    (B, f"{tasks_views.DUE_PAGE}:"): [about("task", offset="0")],
    (B, nudges_views.SHOW_OTHERS): [about("delivery")],
    (B, nudges_views.EASIEST): [about("delivery")],
    (B, nudges_views.SPREAD): [about("delivery")],
    (B, f"{nudges_views.HOUR}:"): [about("delivery", hour="lunch")],
    # Drafts
    (B, drafts_buttons.DRAFT): [about("contact", "task", "change")],
    (B, drafts_views.OCCASION): [
        Attack({"for": "thank_you"}, ["contact"], menu=Occasion.FOLLOW_UP, form={"message": "Hi"})
    ],
    (B, drafts_views.CHECK): [Attack({"for": "thank_you"}, ["contact", "task"], form={"message": "Hi Jane"})],
    (B, f"{drafts_views.MEND}:"): [
        Attack({"for": "thank_you", "mark": "x", "at": "0"}, ["contact"], form={"message": "Hi Jane"})
    ],
    (B, drafts_views.COPY): [Attack({"for": "thank_you"}, ["contact"], form={"message": "Hi Jane"})],
    (B, drafts_views.START_OVER): [Attack({"for": "thank_you"}, ["contact"], form={"message": "Hi Jane"})],
    (B, drafts_buttons.OPEN_DM): [about("contact")],
    (F, drafts_views.DRAFT_FORM): [
        form("contact", "task", about={"for": "thank_you", "on": "nudge:{delivery}"}, message="Hi Jane")
    ],
    (B, drafts_views.TEMPLATES): [about("contact")],
    (B, drafts_views.TEMPLATE_OF): [Attack(menu=Occasion.FOLLOW_UP, form={"template": "Hi {{first}}"})],
    (B, drafts_views.TEMPLATE_FOR): [Attack(menu="friend", form={"template": "Hi {{first}}"})],
    (F, drafts_views.TEMPLATE_FORM): [form("contact", template="Hi")],
    # The net
    (B, f"{situation_views.AUDIENCE}:"): [
        Attack(keys=["situation"], suffix=each) for each in (Audience.TALKED, Audience.PICKED)
    ],
    (B, situation_views.ASK_AUDIENCE): [about("situation")],
    (F, situation_views.PICK_FORM): [form("situation", news_somebody=["{contact}"])],
    (B, situation_views.OPEN_TOLD): [about("situation")],
    (F, situation_views.TOLD_FORM): [form("situation", told0=["{contact}"], news_somebody=["{contact}"])],
    (B, situation_views.END): [about("situation")],
    (T, situation_views.SOMEBODY): TYPED,
    (B, suggestions_views.SHOW_ME): [about("contact")],
    (B, f"{suggestions_views.ACT}:"): [
        about("contact", do=each)
        for each in (
            suggestions_views.TOLD,
            suggestions_views.WROTE,
            suggestions_views.NOT_NOW,
            suggestions_views.NEVER,
        )
    ],
    (B, suggestions_views.UNDO): [about("change")],
    (B, suggestions_views.OPEN_CADENCES): [about()],
    (F, suggestions_views.CADENCE_FORM): [form("contact", friend="monthly")],
    # When Goodword writes
    (B, f"{rhythm_views.PAUSE}:"): [about(until="2026-12-07")],
    (B, rhythm_views.RESUME): [about()],
    (Surface.PROFILE, "user_change"): [about()],
    # Home
    (Surface.HOME, "app_home_opened"): [about()],
    (B, home_views.SHOW_DUE): [about("task")],
    (B, home_views.UNDO_CHANGE): [about("change", on="home")],
    (B, home_views.SEARCH): [Attack(menu="{contact}")],
    (T, home_views.SEARCH): TYPED,
    (B, home_views.SHOW_INTROS): [about("introduction")],
    (B, home_views.PAUSE): [about()],
    (B, home_views.STATS): [about("contact")],
    (B, home_views.DUPLICATES): [about("one", "other")],
    # Settings
    (B, settings_views.OPEN_SETTINGS): [about()],
    (F, settings_views.SETTINGS_FORM): [form("contact", workdays=["1"], digest_people="3", zone="Europe/Berlin")],
    (T, settings_views.ZONE): TYPED,
}
