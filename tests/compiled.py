"""What SQLAlchemy compiled for one test, kept for the next: the tests open hundreds of engines, and it is most of their
work otherwise.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import Dialect

_dialects: dict[str, Dialect] = {}
_caches: defaultdict[str, dict[Any, Any]] = defaultdict(dict)


def keep() -> None:
    """From now on every engine of a dialect compiles into one cache, for which they share the dialect as well."""
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    name = connection.dialect.name
    connection.dialect = _dialects.setdefault(name, connection.dialect)
    connection.execution_options(compiled_cache=_caches[name])
