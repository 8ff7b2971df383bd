"""Every listener of the app, in one table: what Slack calls it, and the function that answers."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from slack_bolt import App

from bot.slack import (
    bulk,
    bulk_views,
    captures,
    captures_views,
    commands,
    contacts_views,
    deeds,
    drafts,
    drafts_buttons,
    drafts_views,
    duplicates,
    duplicates_views,
    exports,
    forgetting,
    forms,
    home,
    home_views,
    imports,
    imports_views,
    introductions,
    introductions_forms,
    introductions_views,
    lead_form,
    lead_listeners,
    nudges_views,
    people,
    preferences,
    promises,
    removal,
    rhythm,
    rhythm_views,
    settings_views,
    situation,
    situation_views,
    stats,
    suggestions,
    suggestions_views,
    tasks_views,
    welcome,
    wins,
    wins_views,
)
from bot.slack.faults import logged
from bot.slack.guard import Listener, guarded, note_arrival
from bot.slack.turn import Surface
from bot.storage.book import Books


class Entry(NamedTuple):
    """One listener: the surface it is on, Slack's id for it, and the function."""

    surface: Surface
    id: str  # an id ending in ":" stands for all that begin so (several buttons in one row)
    listener: Listener


C, S, B, F, T = Surface.COMMAND, Surface.SHORTCUT, Surface.BUTTON, Surface.SUBMISSION, Surface.SUGGESTION

LISTENERS: Sequence[Entry] = (
    # What members write
    Entry(C, "/contact", commands.written),
    Entry(Surface.MESSAGE, "message", commands.written),
    Entry(B, f"{contacts_views.ANSWER}:", commands.answered),
    Entry(B, f"{deeds.PLAN_ON}:", deeds.plan_on),
    Entry(B, welcome.SHOW_EXAMPLE, welcome.show_example),
    Entry(B, welcome.MORE_HELP, welcome.more_help),
    # People
    Entry(S, "add_contact", people.open_add_form),
    Entry(B, contacts_views.ADD_CONTACT, people.open_add_form),
    Entry(F, forms.ADD_FORM, people.submit_add_form),
    Entry(B, contacts_views.OPEN_CARD, people.open_card),
    Entry(B, contacts_views.CARD_MENU, people.card_menu),
    Entry(B, contacts_views.FIX, people.open_edit_form),
    Entry(F, forms.EDIT_FORM, people.submit_edit_form),
    Entry(B, contacts_views.ADD_NOTE, people.open_note_form),
    Entry(F, forms.NOTE_FORM, people.submit_note_form),
    Entry(B, contacts_views.HISTORY, people.open_history),
    Entry(B, contacts_views.PLAN_FOLLOW_UP, people.open_follow_up_form),
    Entry(F, forms.FOLLOW_UP_FORM, people.submit_follow_up_form),
    Entry(B, contacts_views.SAY_THANKS, people.open_thanks_form),
    Entry(F, forms.THANKS_FORM, people.submit_thanks_form),
    Entry(F, forms.PUT_AWAY_FORM, people.submit_put_away_form),
    Entry(B, contacts_views.BRING_BACK, people.bring_back),
    Entry(B, contacts_views.FIND_MORE, people.find_more),
    Entry(B, contacts_views.UNDO, people.undo),
    Entry(T, forms.INTRODUCED_BY, people.suggest_people),
    # Lines
    Entry(B, captures_views.FIX_LINE, captures.open_fix),
    Entry(F, captures_views.FIX_FORM, captures.submit_fix),
    Entry(B, f"{captures_views.WHO}:", captures.choose),
    Entry(B, f"{captures_views.CONGRATULATE}:", captures.congratulate),
    Entry(B, captures_views.SPREAD_WEEK, captures.spread_week),
    # Introductions
    Entry(S, "log_intro", introductions.open_form),
    Entry(B, introductions_forms.OPEN_INTRO_FORM, introductions.open_form),
    Entry(B, introductions_forms.KIND, introductions.choose_kind),
    Entry(F, introductions_forms.INTRO_FORM, introductions.submit_form),
    Entry(T, introductions_forms.FIRST, people.suggest_people),
    Entry(T, introductions_forms.SECOND, people.suggest_people),
    Entry(B, tasks_views.OPEN_INTRO, introductions.open_one),
    Entry(B, f"{introductions_views.INTROS_PAGE}:", introductions.intros_page),
    Entry(B, f"{tasks_views.STEP}:", introductions.take_step),
    Entry(B, introductions_views.CAME_OF_IT, introductions.take_step),
    Entry(F, introductions_forms.REMIND_FORM, introductions.submit_reminder),
    # Wins
    Entry(B, wins_views.LOG_WIN, wins.open_form),
    Entry(F, wins_views.WIN_FORM, wins.submit_form),
    Entry(B, f"{wins_views.THANK_WHOM}:", wins.thank_whom),
    # Files
    Entry(B, imports_views.OPEN_IMPORT, imports.open_form),
    Entry(F, imports_views.IMPORT_FORM, imports.submit_form),
    Entry(B, imports_views.START_IMPORT, imports.start),
    Entry(B, imports_views.COLUMNS, imports.open_columns),
    Entry(F, imports_views.COLUMNS_FORM, imports.submit_columns),
    Entry(B, imports_views.UNDO_IMPORT, imports.undo),
    Entry(B, nudges_views.EXPORT, exports.pressed),
    Entry(B, duplicates_views.MERGE, duplicates.merge),
    Entry(B, duplicates_views.APART, duplicates.apart),
    Entry(B, duplicates_views.NEXT_PAIR, duplicates.next_pair),
    Entry(B, bulk_views.WITH_ALL, bulk.open_form),
    Entry(F, bulk_views.BULK_FORM, bulk.submit_form),
    Entry(B, forgetting.FORGET_ME, forgetting.open_form),
    Entry(F, forgetting.FORGET_FORM, forgetting.submit_form),
    # Leads
    Entry(S, "log_lead", lead_listeners.log_lead),
    Entry(B, lead_form.WHO, lead_listeners.choose_lead),
    Entry(F, lead_form.LEAD_FORM, lead_listeners.submit_lead),
    # Promises
    Entry(B, tasks_views.DONE, promises.done),
    Entry(B, tasks_views.TELL, promises.tell),
    Entry(F, forms.TELL_FORM, promises.submit_tell_form),
    Entry(B, tasks_views.SNOOZE, promises.snooze),
    Entry(B, tasks_views.LET_GO_NOW, promises.snooze),
    Entry(B, tasks_views.KEEP, promises.keep),
    Entry(B, f"{tasks_views.REPLY}:", promises.reply),
    Entry(F, forms.SNOOZE_FORM, promises.submit_snooze_form),
    Entry(B, tasks_views.UNDO_TASK, promises.undo),
    Entry(B, f"{tasks_views.DUE_PAGE}:", promises.due_page),
    Entry(B, nudges_views.SHOW_OTHERS, promises.show_due),
    Entry(B, nudges_views.EASIEST, promises.easiest),
    Entry(B, nudges_views.SPREAD, promises.spread),
    Entry(B, f"{nudges_views.HOUR}:", rhythm.change_hour),
    # Drafts
    Entry(B, drafts_buttons.DRAFT, drafts.open_draft),
    Entry(B, drafts_views.OCCASION, drafts.choose_occasion),
    Entry(B, drafts_views.CHECK, drafts.check),
    Entry(B, f"{drafts_views.MEND}:", drafts.mend),
    Entry(B, drafts_views.COPY, drafts.copy),
    Entry(B, drafts_views.START_OVER, drafts.start_over),
    Entry(B, drafts_buttons.OPEN_DM, drafts.open_dm),
    Entry(F, drafts_views.DRAFT_FORM, drafts.submit),
    Entry(B, drafts_views.TEMPLATES, drafts.open_templates),
    Entry(B, drafts_views.TEMPLATE_OF, drafts.choose_template),
    Entry(B, drafts_views.TEMPLATE_FOR, drafts.choose_template),
    Entry(F, drafts_views.TEMPLATE_FORM, drafts.submit_template),
    # The net: the member's news, and whom to write to
    Entry(B, f"{situation_views.AUDIENCE}:", situation.choose_audience),
    Entry(B, situation_views.ASK_AUDIENCE, situation.ask_audience),
    Entry(F, situation_views.PICK_FORM, situation.submit_pick_form),
    Entry(B, situation_views.OPEN_TOLD, situation.open_told_form),
    Entry(F, situation_views.TOLD_FORM, situation.submit_told_form),
    Entry(B, situation_views.END, situation.end),
    Entry(T, situation_views.SOMEBODY, situation.suggest_known),
    Entry(B, suggestions_views.SHOW_ME, suggestions.show),
    Entry(B, f"{suggestions_views.ACT}:", suggestions.act),
    Entry(B, suggestions_views.UNDO, suggestions.undo),
    Entry(B, suggestions_views.OPEN_CADENCES, suggestions.open_cadences),
    Entry(F, suggestions_views.CADENCE_FORM, suggestions.submit_cadences),
    # When Goodword writes
    Entry(B, f"{rhythm_views.PAUSE}:", rhythm.pause_until),
    Entry(B, rhythm_views.RESUME, rhythm.resume),
    Entry(Surface.PROFILE, "user_change", rhythm.profile_changed),
    # Home
    Entry(Surface.HOME, "app_home_opened", home.opened),
    Entry(B, home_views.SHOW_DUE, promises.show_due),
    Entry(B, home_views.UNDO_CHANGE, promises.undo),
    Entry(B, home_views.SEARCH, people.search_chosen),
    Entry(T, home_views.SEARCH, people.suggest_people),
    Entry(B, home_views.SHOW_INTROS, introductions.intros),
    Entry(B, home_views.PAUSE, rhythm.ask),
    Entry(B, home_views.STATS, stats.written),
    Entry(B, home_views.DUPLICATES, duplicates.written),
    # Settings
    Entry(B, settings_views.OPEN_SETTINGS, preferences.open_form),
    Entry(F, settings_views.SETTINGS_FORM, preferences.submit_form),
    Entry(T, settings_views.ZONE, preferences.suggest_zones),
)


def register(app: App, books: Books) -> None:
    """Tell Bolt about every listener, each inside the one guard."""
    how: dict[Surface, Callable[..., Any]] = {
        C: app.command,
        Surface.MESSAGE: app.event,
        Surface.HOME: app.event,
        Surface.PROFILE: app.event,
        S: app.shortcut,
        B: app.action,
        F: app.view,
        T: app.options,
    }
    app.error(_unreadable)
    app.middleware(note_arrival)
    for entry in LISTENERS:
        ident = re.compile(f"^{re.escape(entry.id)}") if entry.id.endswith(":") else entry.id
        how[entry.surface](ident)(guarded(entry.surface, entry.listener, books))
    for event in removal.EVENTS:
        app.event(event)(removal.listener(books))
    for listener in app._listeners:
        # Bolt would acknowledge events at once; what is lost in a crash then, Slack does not bring again.
        listener.auto_acknowledgement = False


def _unreadable(error: Exception) -> None:
    """A request that is nothing like Slack's: there is nobody to answer, and its words are not for the log."""
    logged(error)
