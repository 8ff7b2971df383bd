"""Tokens under lock and key: sealed on their way into the database, opened on their way out."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import KeysWrong


class Vault:
    """Seals with the first of several keys, and opens with any of them."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Keep a lock for each key: 32 bytes in URL-safe base64, as `new_key` gives them; the first one seals.

        Raises:
            KeysWrong: there is none, or one is malformed.
        """
        if not keys:
            raise KeysWrong("TOKEN_ENCRYPTION_KEYS holds no key. Make one with: python -m bot new-key")
        try:
            self._locks = MultiFernet([Fernet(key) for key in keys])
        except ValueError as problem:
            raise KeysWrong("TOKEN_ENCRYPTION_KEYS holds something that is no key.") from problem

    def seal(self, text: str | None) -> str | None:
        """A token, unreadable without a key; none stays none."""
        return self._locks.encrypt(text.encode()).decode() if text is not None else None

    def open(self, sealed: str | None) -> str | None:
        """A token again.

        Raises:
            KeysWrong: none of the keys opens it.
        """
        try:
            return self._locks.decrypt(sealed.encode()).decode() if sealed is not None else None
        except InvalidToken as problem:
            raise KeysWrong from problem

    def seal_anew(self, sealed: str | None) -> str | None:
        """The same token, sealed with the newest key.

        Raises:
            KeysWrong: none of the keys opens it.
        """
        return self.seal(self.open(sealed))


def new_key() -> str:
    """A key made just now."""
    return Fernet.generate_key().decode()
