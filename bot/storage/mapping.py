"""The model's classes, mapped onto the tables.

Importing this turns the plain dataclasses into persistent ones; their own module stays free of SQL.
"""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import column_property, foreign, registry, relationship, remote

from bot.domain.jobs import Import, Job
from bot.domain.messages import Draft, Template
from bot.domain.model import (
    Change,
    Contact,
    Delivery,
    DeliveryItem,
    Detail,
    Interaction,
    Introduction,
    IntroductionKind,
    Member,
    Participant,
    Question,
    Task,
    Win,
)
from bot.domain.model_net import Situation, Telling
from bot.storage.tables import (
    changes,
    contact_details,
    contacts,
    deliveries,
    delivery_items,
    drafts,
    interaction_contacts,
    interactions,
    introductions,
    member_templates,
    members,
    metadata,
    questions,
    situations,
    tasks,
    tellings,
    wins,
)
from bot.storage.tables_exchange import imports, jobs

_registry = registry(metadata=metadata)


def _map(kind: type, table: Table, **relations: Any) -> None:
    # The old value of every column is kept when it is set: undo needs it.
    columns = {column.key: column_property(column, active_history=True) for column in table.c}
    _registry.map_imperatively(kind, table, properties={**columns, **relations})


def _children(kind: type, parent: Table, column: Any, order: Any) -> Any:
    """What belongs to a row, and is saved with it.

    SQLite could follow the index by which rows are ordered, past all there are; by a sum it can't.
    """
    joined = parent.c.id == foreign(column)
    return relationship(kind, primaryjoin=joined, order_by=order + 0, lazy="raise", passive_deletes="all")


def _introductions() -> Any:
    """The introductions of a contact to the member, to look at."""
    received = (contacts.c.id == foreign(introductions.c.contact_id)) & (
        introductions.c.kind == IntroductionKind.RECEIVED
    )
    return relationship(Introduction, primaryjoin=received, order_by=introductions.c.id, lazy="raise", viewonly=True)


def _one(kind: type, column: Any, target: Table) -> Any:
    """What a row points to, to look at: what is saved is the id."""
    joined = foreign(column) == remote(target.c.id)
    return relationship(kind, primaryjoin=joined, lazy="raise", viewonly=True)


_map(Member, members)
_map(
    Contact,
    contacts,
    details=_children(Detail, contacts, contact_details.c.contact_id, contact_details.c.id),
    introductions=_introductions(),
)
_map(Detail, contact_details)
_map(
    Interaction,
    interactions,
    participants=_children(Participant, interactions, interaction_contacts.c.interaction_id, interaction_contacts.c.id),
)
_map(Participant, interaction_contacts)
_map(
    Introduction,
    introductions,
    contact=_one(Contact, introductions.c.contact_id, contacts),
    introducer=_one(Contact, introductions.c.introducer_id, contacts),
    other=_one(Contact, introductions.c.other_id, contacts),
)
_map(Win, wins, contact=_one(Contact, wins.c.contact_id, contacts))
_map(Situation, situations)
_map(Telling, tellings, contact=_one(Contact, tellings.c.contact_id, contacts))
_map(
    Task,
    tasks,
    contact=_one(Contact, tasks.c.contact_id, contacts),
    introduction=_one(Introduction, tasks.c.introduction_id, introductions),
)
_map(Draft, drafts, contact=_one(Contact, drafts.c.contact_id, contacts))
_map(Template, member_templates)
_map(
    Delivery,
    deliveries,
    items=_children(DeliveryItem, deliveries, delivery_items.c.delivery_id, delivery_items.c.position),
)
_map(DeliveryItem, delivery_items, task=_one(Task, delivery_items.c.task_id, tasks))
_map(Question, questions)
_map(Import, imports)
_map(Job, jobs)
_registry.map_imperatively(Change, changes, primary_key=[changes.c.id], exclude_properties=["number", "rows"])
_registry.configure()

# What a unit of work records and undo puts back. All of them are soft-deleted.
TRACKED: dict[type, Table] = {
    Contact: contacts,
    Detail: contact_details,
    Interaction: interactions,
    Participant: interaction_contacts,
    Introduction: introductions,
    Win: wins,
    Situation: situations,
    Telling: tellings,
    Task: tasks,
    Draft: drafts,
    Template: member_templates,
}

# The classes again, for queries: there their attributes are columns, which the annotations can't say.
Members: Any = Member
Contacts: Any = Contact
Details: Any = Detail
Interactions: Any = Interaction
Participants: Any = Participant
Introductions: Any = Introduction
Wins: Any = Win
Situations: Any = Situation
Tellings: Any = Telling
Tasks: Any = Task
Drafts: Any = Draft
Templates: Any = Template
Deliveries: Any = Delivery
DeliveryItems: Any = DeliveryItem
Changes: Any = Change
Questions: Any = Question
Imports: Any = Import
Jobs: Any = Job
