"""Workspaces and their keys on the command line, for operators."""

import click

from bot import manifests, wiring
from bot.domain import words
from bot.errors import NoSuchWorkspace
from bot.settings import Settings
from bot.storage import erasing


def print_manifest(url: str | None) -> None:
    """The manifest for an address, or for Socket Mode without one.

    Raises:
        AddressWrong: Slack would not take the address.
    """
    made = wiring.manifest()
    click.echo(manifests.shown(manifests.for_address(made, url) if url else manifests.for_socket(made)), nl=False)


def rotate_keys(settings: Settings) -> None:
    """Seal every token anew with the first of the keys.

    Raises:
        KeysWrong: one was sealed with a key that is not there any more; nothing is changed.
    """
    with wiring.books_for_command(settings) as books:
        count = wiring.installed(settings, books).rotate_keys()
    click.echo(f"Sealed with the first key: the tokens of {words.count(count, 'workspace', 'workspaces')}.")


def erase(settings: Settings, team_id: str) -> None:
    """Erase a workspace with all its books.

    Raises:
        NoSuchWorkspace: nothing is known of it.
    """
    with wiring.books_for_command(settings) as books:
        count = erasing.erase(books.engine, team_id)
    if count is None:
        raise NoSuchWorkspace(team=team_id)
    click.echo(f"{team_id} is erased, with all there was of {words.count(count, 'member', 'members')}.")
