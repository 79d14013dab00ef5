"""What the scripts of this folder share: seconds and queries of the database, peak of memory.

Measures nothing by itself.
"""

import resource
import time
from contextlib import AbstractContextManager
from typing import Any

from django.db import connection


class Watch(AbstractContextManager["Watch"]):
    """Counts and times the queries made inside; with `keep`, keeps each with its seconds."""

    def __init__(self, *, keep: bool = False) -> None:
        self.queries = 0
        self.seconds = 0.0
        self.kept: list[tuple[float, str, Any]] | None = [] if keep else None
        self._wrapper = connection.execute_wrapper(self._watched)

    def __enter__(self) -> "Watch":
        self._wrapper.__enter__()
        return self

    def __exit__(self, *problem: object) -> None:
        self._wrapper.__exit__(*problem)

    def _watched(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.perf_counter() - began
            self.queries += 1
            self.seconds += took
            if self.kept is not None:
                self.kept.append((took, sql, params))


def megabytes() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def plan_of(sql: str, params: Any) -> list[str]:
    """How SQLite means to answer a query."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return [str(row[-1]) for row in cursor.fetchall()]
