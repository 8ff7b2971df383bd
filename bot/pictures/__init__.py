"""Pictures of a book, as PNGs that are read on light and dark alike. Nothing here knows of Slack or a database."""

from bot.pictures.style import Picture

__all__ = ["Picture"]
