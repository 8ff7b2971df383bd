"""The project's own source, read as text and as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """One module of `bot`."""

    path: Path

    @property
    def name(self) -> str:
        """As it is imported, such as "bot.slack.kit"."""
        dotted = ".".join(self.path.relative_to(ROOT).with_suffix("").parts)
        return dotted.removesuffix(".__init__")

    @cached_property
    def text(self) -> str:
        return self.path.read_text()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def module(self) -> ModuleType:
        return import_module(self.name)

    def imports(self) -> Iterator[str]:
        """Every module it imports, by full name; what is imported from a package counts as well."""
        package = self.name if self.path.stem == "__init__" else self.name.rpartition(".")[0]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = ".".join(package.split(".")[: -(node.level - 1) or None]) if node.level else ""
                origin = ".".join(filter(None, [base, node.module]))
                yield from (f"{origin}.{alias.name}" for alias in node.names)

    def where(self, node: ast.AST) -> str:
        """A place to look at, for a failing test to name."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


@cache
def sources(package: str = "bot") -> list[Source]:
    """Every module in a package, and in those below it."""
    folder = ROOT.joinpath(*package.split("."))
    return [Source(path) for path in sorted(folder.rglob("*.py"))]


def dotted(node: ast.AST) -> str:
    """ "datetime.now" for the expression that reads so; empty for any other."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
