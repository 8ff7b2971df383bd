"""Prints which modules of third parties `bot web` has imported by the time it serves, in order.

Nothing else is imported here, so that it is just those.
"""

import json
import sys
import sysconfig
from tempfile import TemporaryDirectory


def modules() -> list[str]:
    """Go as far as `bot web` goes before its first request."""
    from gunicorn.workers import gthread

    from bot import cli, web
    from bot.settings import Settings
    from bot.storage import migrate

    assert cli and gthread
    with TemporaryDirectory() as folder:
        settings = Settings(slack_bot_token="xoxb-1", database_url=f"sqlite:///{folder}/book.db")
        engine, _ = web.wiring.open_books(settings)
        migrate.is_current(engine)
        engine.dispose()
    places = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    return [name for name, module in list(sys.modules.items()) if _file(module).startswith(places)]


def _file(module: object) -> str:
    return str(getattr(module, "__file__", None))


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"modules": modules()}) + "\n")
