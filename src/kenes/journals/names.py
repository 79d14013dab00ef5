"""The names of a directory: who bears them, as the register has it and the workbook says it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kenes.core.text import fold
from kenes.organs.models import Directory


class Names:
    """Name → the rows that bear it. A row that a line amends bears the names the line gives it."""

    def __init__(self, rows: Iterable[Directory]) -> None:
        self._by_name: dict[str, dict[Any, Any]] = defaultdict(dict)
        self._by_title: dict[str, dict[Any, Any]] = defaultdict(dict)
        self._said: dict[Any, Directory] = {}
        for row in rows:
            self.give(row, row)

    def give(self, row: Directory, said: Directory) -> None:
        """Let a row bear the names that `said` has, and no others."""
        if before := self._said.get(row.pk):
            for name in before.names():
                self._by_name[name].pop(row.pk, None)
            for title in titles(vars(before)):
                self._by_title[title].pop(row.pk, None)
        self._said[row.pk] = said
        for name in {*said.names(), fold(row.code)}:
            self._by_name[name][row.pk] = row
        for title in titles(vars(said)):
            self._by_title[title][row.pk] = row

    def named(self, name: str) -> list[Any]:
        """The rows that bear a name of whatever sort."""
        return list(self._by_name.get(fold(name), {}).values())

    def entitled(self, names: Iterable[str]) -> list[Any]:
        """The different rows that bear one of these as a title."""
        found = {pk: row for name in names for pk, row in self._by_title.get(name, {}).items()}
        return list(found.values())

    def once_called(self, names: Iterable[str]) -> list[Any]:
        """The different rows that are also written so: as they were called before, say."""
        found = {
            pk: row
            for name in names
            for pk, row in self._by_name.get(name, {}).items()
            if name in other_ways(self._said[pk])
        }
        return list(found.values())

    def give_code(self, row: Directory) -> None:
        """Long names may share a code, of which only the beginning is kept; the later gets a №."""
        code, n = row.code, 1
        while any(other.code == row.code and other != row for other in self.named(row.code)):
            n += 1
            row.code = f"{code[:74]}-{n}"


def other_ways(row: Directory) -> set[str]:
    """The other ways in which a row is written, made comparable."""
    return {fold(name) for name in row.aliases.split("\n") if name.strip()}


def titles(said: Mapping[str, Any]) -> set[str]:
    """The titles that a row, or the facts of a line, tell, made comparable."""
    told = (str(said.get(f"title_{tongue}") or "") for tongue in ("kk", "ru", "en"))
    # A title of quotation marks alone folds to nothing, and still it is a title.
    return {fold(title) or title for title in told if title.strip()}
