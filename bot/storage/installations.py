"""Where Goodword is installed, with which token, and what becomes of a workspace that removed it.

slack_sdk's own store keeps tokens in plain text, adds a row with every installation, and knows of no locks; so the rows
are kept here, one for each workspace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.jobs import JobKind
from bot.storage import jobs
from bot.storage.engine import reading, writing
from bot.storage.tables import members
from bot.storage.tables_installations import installations, oauth_states

if TYPE_CHECKING:  # what seals weighs, and one workspace does without
    from bot.storage.vault import Vault

_team = installations.c.team_id
SECOND = timedelta(seconds=1)  # Slack's events tell whole ones

_PLAIN = ("team_id", "is_org", "name", "enterprise_id", "app_id", "bot_id", "bot_user_id", "scopes", "user_id")


@dataclass(frozen=True)
class Installation:
    """Goodword in one workspace, or in the whole of an organisation."""

    team_id: str  # the organisation's, where it is installed for the whole of it
    bot_token: str = field(repr=False)
    is_org: bool = False
    name: str | None = None
    enterprise_id: str | None = None
    app_id: str | None = None
    bot_id: str | None = None
    bot_user_id: str | None = None
    scopes: str = ""  # with commas between
    user_id: str | None = None  # who installed it
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None  # the token, if it ever does; Slack's time
    installed_at: datetime | None = None  # Slack's time


class Installations:
    """All installations there are in a database, with their tokens sealed."""

    def __init__(self, engine: Engine, vault: "Vault") -> None:
        """Keep them in a migrated database, under the keys of a vault."""
        self._engine = engine
        self._vault = vault

    def save(self, installation: Installation, now: datetime) -> bool:
        """Keep an installation in place of an earlier one; gives whether its data was locked until then.

        Members whose books were locked are told that they are back, by the worker. Where it is for a whole
        organisation now, books from its workspaces come along.

        Args:
            now: the instant for whatever is due to be done.
        """
        row = {name: getattr(installation, name) for name in (*_PLAIN, "expires_at", "installed_at")}
        row |= self._sealed(installation.bot_token, installation.refresh_token)
        row |= {"renewing_until": None, "locked_at": None}
        with writing(self._engine) as connection:
            was_locked = lock_of(connection, installation.team_id) is not None
            _upsert(connection, row)
            if installation.is_org:
                _adopt(connection, installation.team_id, now)
            if was_locked:
                _welcome_back(connection, installation.team_id, now)
        return was_locked

    def find(self, team_id: str) -> Installation | None:
        """The installation in a workspace, with its token opened; none if there is none or it was removed.

        Raises:
            KeysWrong: its token was sealed with another key.
        """
        query = select(installations).where(_team == team_id, installations.c.locked_at.is_(None))
        with reading(self._engine) as connection:
            row = connection.execute(query).mappings().first()
        return self._opened(row) if row and row["bot_token"] else None

    def everywhere(self) -> list[Installation]:
        """Every installation there is, but for those that were removed.

        Raises:
            KeysWrong: a token was sealed with another key.
        """
        return self._live()

    def expiring(self, before: datetime) -> list[Installation]:
        """Those whose token expires before an instant of Slack's time, and can be renewed.

        Raises:
            KeysWrong: a token was sealed with another key.
        """
        return self._live(installations.c.expires_at < before, installations.c.refresh_token.is_not(None))

    def _live(self, *such: ColumnElement[bool]) -> list[Installation]:
        live = (installations.c.bot_token.is_not(None), installations.c.locked_at.is_(None), *such)
        query = select(installations).where(*live).order_by(_team)
        with reading(self._engine) as connection:
            rows = connection.execute(query).mappings().all()
        return [self._opened(row) for row in rows]

    def begin_renewal(self, old: Installation, at: datetime, until: datetime) -> bool:
        """Take it on to ask Slack for another token, until an instant of Slack's time; False if somebody else does.

        A refresh token works once, so it is False as well where somebody else just has.
        """
        same = (_team == old.team_id, installations.c.expires_at == old.expires_at)
        free = or_(installations.c.renewing_until.is_(None), installations.c.renewing_until <= at)
        taken = update(installations).where(*same, free).values(renewing_until=until)
        with writing(self._engine) as connection:
            return connection.execute(taken).rowcount == 1

    def renewed(self, old: Installation, new: Installation) -> None:
        """Keep another token in the place of one that is about to expire, unless it was installed anew meanwhile."""
        same = (_team == old.team_id, installations.c.installed_at == old.installed_at)
        row = self._sealed(new.bot_token, new.refresh_token) | {"expires_at": new.expires_at, "renewing_until": None}
        with writing(self._engine) as connection:
            connection.execute(update(installations).where(*same, installations.c.locked_at.is_(None)).values(**row))

    def rotate_keys(self) -> int:
        """Seal every token anew with the newest key; how many installations there are. All or none.

        Raises:
            KeysWrong: one was sealed with a key that is not there any more; nothing is changed.
        """
        columns = (_team, installations.c.bot_token, installations.c.refresh_token)
        having = select(*columns).where(installations.c.bot_token.is_not(None)).with_for_update()
        with writing(self._engine) as connection:
            rows = connection.execute(having).all()
            for row in rows:
                anew = {name: self._vault.seal_anew(getattr(row, name)) for name in ("bot_token", "refresh_token")}
                connection.execute(update(installations).where(_team == row.team_id).values(**anew))
        return len(rows)

    def check_keys(self) -> None:
        """Open every token once.

        Raises:
            KeysWrong: one was sealed with a key that is not there any more.
        """
        with reading(self._engine) as connection:
            for row in connection.execute(select(installations.c.bot_token, installations.c.refresh_token)):
                for sealed in row:
                    self._vault.open(sealed)

    def _sealed(self, bot_token: str, refresh_token: str | None) -> dict[str, Any]:
        return {"bot_token": self._vault.seal(bot_token), "refresh_token": self._vault.seal(refresh_token)}

    def _opened(self, row: Mapping[Any, Any]) -> Installation:
        return Installation(
            bot_token=self._vault.open(row["bot_token"]) or "",
            refresh_token=self._vault.open(row["refresh_token"]),
            **{name: row[name] for name in (*_PLAIN, "expires_at", "installed_at")},
        )


def lock(engine: Engine, team_id: str, now: datetime, told_at: datetime, enterprise_id: str | None = None) -> bool:
    """Goodword was removed from a workspace: lock its data, and forget its token; gives whether it was open before.

    Args:
        now: since when it counts as locked.
        told_at: Slack's time of the removal; what was installed after it stays.
        enterprise_id: the organisation's, if there is one: what is removed may have been installed for the whole of it,
            which Slack does not always say.
    """
    not_since = or_(installations.c.installed_at.is_(None), installations.c.installed_at < told_at + SECOND)
    gone = {"locked_at": now, "bot_token": None, "refresh_token": None, "expires_at": None}
    with writing(engine) as connection:
        whose = enterprise_id if enterprise_id and _is_for_all(connection, team_id, enterprise_id) else team_id
        _ensure(connection, whose)
        is_open = (_team == whose, installations.c.locked_at.is_(None), not_since)
        return connection.execute(update(installations).where(*is_open).values(**gone)).rowcount == 1


def _is_for_all(connection: Connection, team_id: str, enterprise_id: str) -> bool:
    """Whether a workspace has no installation of its own, but its organisation has."""
    own = select(_team).where(_team == team_id, installations.c.bot_token.is_not(None))
    org = select(_team).where(_team == enterprise_id, installations.c.is_org)
    return connection.scalar(own) is None and connection.scalar(org) is not None


def unlock(engine: Engine, team_id: str, now: datetime, since: datetime) -> bool:
    """Goodword is back in a workspace whose token is set from outside; gives whether its data was locked.

    Args:
        now: the instant for whatever is due to be done.
        since: Slack's time; a removal that is told of later, but was before, locks nothing.
    """
    shut = (_team == team_id, installations.c.locked_at.is_not(None))
    back_again = {"locked_at": None, "installed_at": since}
    with writing(engine) as connection:
        back = connection.execute(update(installations).where(*shut).values(**back_again)).rowcount == 1
        if back:
            _welcome_back(connection, team_id, now)
        return back


def _adopt(connection: Connection, org_id: str, now: datetime) -> None:
    """Books kept in an organisation's workspaces are the organisation's now; of two of one person's, the older one."""
    theirs = (installations.c.enterprise_id == org_id, ~installations.c.is_org)
    for team_id in connection.scalars(select(_team).where(*theirs, installations.c.locked_at.is_not(None))).all():
        _welcome_back(connection, team_id, now)
    ones = select(_team).where(*theirs)
    rival = members.alias("rival")
    same = select(rival.c.id).where(rival.c.user_id == members.c.user_id, rival.c.id != members.c.id)
    is_there = same.where(rival.c.team_id == org_id)
    is_older = same.where(rival.c.team_id.in_(ones), rival.c.id < members.c.id)
    moved = update(members).where(members.c.team_id.in_(ones), ~is_there.exists(), ~is_older.exists())
    connection.execute(moved.values(team_id=org_id, dm_channel=None))


def _welcome_back(connection: Connection, team_id: str, now: datetime) -> None:
    """Its members are told, and can be reached again: whom Slack called unreachable may have been so for that only."""
    connection.execute(update(members).where(members.c.team_id == team_id).values(unreachable_at=None))
    jobs.add_for_workspace(connection, team_id, JobKind.WELCOME_BACK, now)


def lock_of(connection: Connection, team_id: str) -> datetime | None:
    """Since when a workspace is locked, none if it is not; nobody changes that before this transaction ends."""
    query = select(installations.c.locked_at).where(_team == team_id).with_for_update()
    at: datetime | None = connection.scalar(query)
    return at


def _upsert(connection: Connection, row: dict[str, Any]) -> None:
    _ensure(connection, row["team_id"])
    connection.execute(update(installations).where(_team == row["team_id"]).values(**row))


def _ensure(connection: Connection, team_id: str) -> None:
    """See to it that there is a row to change; two may do so at once."""
    added = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(added(installations).values(team_id=team_id, is_org=False).on_conflict_do_nothing())


def issue_state(engine: Engine, state: str, now: datetime, until: datetime) -> None:
    """Remember what an installation that begins now will have to show, until an instant; old ones go."""
    with writing(engine) as connection:
        connection.execute(delete(oauth_states).where(oauth_states.c.expires_at <= now))
        connection.execute(insert(oauth_states).values(state=state, expires_at=until))


def consume_state(engine: Engine, state: str, now: datetime) -> bool:
    """Whether this was issued, has not expired, and was not shown before; it is used up."""
    used = delete(oauth_states).where(oauth_states.c.state == state, oauth_states.c.expires_at > now)
    with writing(engine) as connection:
        return connection.execute(used).rowcount == 1
