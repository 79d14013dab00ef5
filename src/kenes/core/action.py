"""`@action`: the only door through which the register is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from kenes.core.refused import Refused

P = ParamSpec("P")
T = TypeVar("T")

# Tables that are written outside actions, each for its reason.
WRITTEN_FREELY = {
    "kenes_user",  # the moment of the last sign-in
    "kenes_letter",  # the state of delivery
    "kenes_seal",  # made by the jobs over what the journal already holds
    "kenes_lastrun",  # when each job ran last
    "kenes_trace",  # digests kept for a while against abuse
    "kenes_appealindex",  # follows from the appeals, and can be made anew at any time
    "kenes_appealindex_words",
    "kenes_stamp",  # tells processes that a rule or a day was changed
}


@dataclass
class _Running:
    """An action under way, and whether it has written its journal line yet."""

    journalled: bool = False
    known: dict[Any, Any] = field(default_factory=dict)
    last: dict[str, Callable[[], None]] = field(default_factory=dict)


_running: ContextVar[_Running | None] = ContextVar("running", default=None)
_looking: ContextVar[dict[Any, Any] | None] = ContextVar("looking", default=None)


class Unjournalled(AssertionError):
    """An action wrote to the register and left no line in the journal: an error in the code."""


class WrittenOutside(AssertionError):
    """Something wrote to the register outside any action: an error in the code."""


def action(verb: Callable[P, T]) -> Callable[P, T]:
    """Run the verb in one transaction; fail when it leaves no line in the journal.

    An action may call another: they share the transaction and either's line will do. A verb over
    an empty sequence changes nothing, so it returns before it comes here.
    """

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        outer = _running.get()
        if outer is not None:
            return verb(*args, **kwargs)
        try:
            with _begun() as running:
                result = verb(*args, **kwargs)
                if not running.journalled:
                    raise Unjournalled(verb.__qualname__)
                _finish(running)
        except Refused as refused:
            # Everything is taken back; what must be remembered all the same is written now.
            if refused.trace is not None:
                refused.trace()
            raise
        return result

    run.is_action = True  # type: ignore[attr-defined]
    return run


def known() -> dict[Any, Any]:
    """What the act under way has looked up once for all its rows.

    Outside any act nothing is kept, but while many rows are looked at together.
    """
    running = _running.get()
    return looked() if running is None else running.known


def looked() -> dict[Any, Any]:
    """What was looked up once while nothing is written: in an act, which may write, nothing."""
    looking = _looking.get()
    return {} if looking is None or _running.get() is not None else looking


@contextmanager
def looking() -> Iterator[None]:
    """Many rows are looked at together, and nothing is written: what is `known` is asked once.

    What is looked at within another look is known together with it.
    """
    outer = _looking.get()
    token = _looking.set({} if outer is None else outer)
    try:
        yield
    finally:
        _looking.reset(token)


@contextmanager
def _begun() -> Iterator[_Running]:
    """An action and its transaction."""
    running = _Running()
    token = _running.set(running)
    try:
        with transaction.atomic():
            yield running
    finally:
        _running.reset(token)


def at_last(name: str, write: Callable[[], None]) -> None:
    """What many acts write into one row, each writes as its last word, and once: named apart.

    Whoever took such a row early would hold up all the others, and two of them each other. Outside
    any act it is written at once.
    """
    running = _running.get()
    if running is None:
        write()
    else:
        running.last[name] = write


def _finish(running: _Running) -> None:
    """Write what comes last; all acts come to these rows in the same order."""
    if running.last and connection.vendor == "postgresql":
        # What is looked at with the end of an act waits for rows of others: before, not after.
        connection.check_constraints()
    for name in sorted(running.last):
        running.last[name]()


def within(what: str) -> _Running:
    """The action under way; outside any, `what` must not be written."""
    running = _running.get()
    if running is None:
        raise WrittenOutside(f"{what} outside an action")
    return running


def journalled() -> None:
    """The journal says that it took a line for the action under way."""
    within("a journal line").journalled = True


@contextmanager
def guarded(connection: Any) -> Iterator[None]:
    """While inside, a write to the register's tables outside an action fails. Tests hold it."""

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        words = sql.replace('"', "").split(None, 4)
        if words and words[0].upper() in {"INSERT", "UPDATE", "DELETE", "REPLACE"}:
            table = next((w for w in words if w.startswith("kenes_")), "")
            if table and _running.get() is None and table not in WRITTEN_FREELY:
                raise WrittenOutside(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield
