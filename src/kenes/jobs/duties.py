"""What runs by itself: the outbox, the seals, and the duties of the day by an explicit list."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.conf import settings

from kenes.appeals.erasure import actions as erasure
from kenes.appeals.reckoning import actions as reckoning
from kenes.appeals.supports import actions as supports
from kenes.appeals.verdicts import actions as verdicts
from kenes.control.reminders import actions as reminders
from kenes.core import clock, planner, trace
from kenes.core.access import console
from kenes.core.seal import seal
from kenes.council.models import Council
from kenes.dispatches import actions as dispatches
from kenes.events.coming import actions as coming
from kenes.hearings.plan import months_before
from kenes.hearings.telling import actions as hearings
from kenes.jobs import delivery, mailbox
from kenes.jobs.actions import remember
from kenes.jobs.models import LastRun
from kenes.norms import calendar
from kenes.recommendations.silence import actions as silence
from kenes.subscriptions import actions as subscriptions

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Duty:
    """What is done for a council each day by itself; `do` says how many things it did.

    It looks at everything that is due by that day, for there may be days on which nothing ran, and
    done again it does nothing: it runs many times a day, maybe in several processes at once.
    """

    code: str
    do: Callable[[Council, date], int]


def _silence(council: Council, day: date) -> int:
    """Answers that are overdue are noted with the day on which they became so."""
    return silence.note(council, day, by=console())


def _pressing(council: Council, day: date) -> int:
    """Reminders and letters of the chair are prepared on working days; a person sends them."""
    if not calendar.load().is_working(day):
        return 0
    return dispatches.press(council, day, by=console())


def _control(council: Council, day: date) -> int:
    """The secretary is reminded on working days of steps of public control that run out."""
    if not calendar.load().is_working(day):
        return 0
    return reminders.remind(council, day, by=console())


def _reports(council: Council, day: date) -> int:
    """Agencies whose report has not come by its day are reminded, once for each day of hearing."""
    return hearings.remind(council, day, by=console())


def _traces(council: Council, day: date) -> int:
    """What was remembered against abuse is forgotten when its time is over."""
    return trace.forget(clock.now())


def _kept_long_enough(council: Council, day: date) -> int:
    """Appeals whose term of keeping is over are erased; where the council set none, nothing is."""
    months = council.appeals_kept_for
    return erasure.expire(council, months_before(day, months), by=console()) if months else 0


def _verdicts(council: Council, day: date) -> int:
    """Those whose appeal was answered two weeks ago are asked whether it is solved, once."""
    return verdicts.ask(council, day, by=console())


def _terms(council: Council, day: date) -> int:
    """Appeals that came before the day of the answer was kept on them get it."""
    return reckoning.fill(council, day, by=console())


def _appeals_read(council: Council) -> str:
    """Appeals that came are read by the model, learned anew once a week; those alike are gathered.

    It is no duty of the day, for a demo's visitor has those done inside a page: what it learns with
    is large, and is loaded by the jobs alone, here.
    """
    from kenes.appeals.campaigns import finding
    from kenes.appeals.suggestions import reading

    read = reading.suggest(council, clock.today(), by=console())
    return f"{read}, alike {finding.find(council, clock.today(), by=console())}"


# Every duty of the day, in the order in which they are done.
DUTIES: tuple[Duty, ...] = (
    Duty("silence", _silence),
    Duty("pressing", _pressing),
    Duty("control.remind", _control),
    Duty("participants.remind", coming.remind),
    Duty("participants.forget", coming.forget),
    Duty("reports", _reports),
    Duty("appeals.terms", _terms),
    Duty("appeals.verdicts", _verdicts),
    Duty("appeals.forget", _traces),
    Duty("appeals.erase", _kept_long_enough),
    Duty("supports.forget", supports.forget),
    Duty("supports.tell", supports.tell),
    Duty("followers.forget", subscriptions.forget),
    Duty("followers.tell", subscriptions.tell),
)


@dataclass(frozen=True)
class Done:
    """What a job did, in a line; whether it broke, or met trouble that may pass by itself."""

    words: str
    broken: bool = False
    trouble: bool = False


def run(at: datetime | None = None) -> list[Done]:
    """Do everything once, as of the moment `at` or of now; a job that breaks stops no other.

    A demo register has a moment of its own, which its visitors move.
    """
    done = _all(at)
    if at is None:
        remember("jobs", "\n".join(each.words for each in done), any(d.broken for d in done))
    return done


def _all(at: datetime | None) -> list[Done]:
    councils = list(Council.objects.order_by("pk"))
    moments = [council.demo_now for council in councils if council.demo_now]
    with clock.standing(at or max(moments, default=None)):
        done = [_guarded("seals", _seal_journal)]
    done.append(_guarded("tables", _look_through))
    with clock.standing(at):
        done.append(_guarded("letters", _deliver))
        if settings.KENES_IMAP is not None:
            done.append(_guarded("mailbox", _fetch))
            remember("mailbox", done[-1].words, done[-1].broken or done[-1].trouble)
    for council in councils:
        with clock.standing(at or council.demo_now):
            done += of_the_day(council)
            done.append(_guarded(f"{council.slug} appeals.read", partial(_appeals_read, council)))
    if DUTIES:
        # Letters that the duties have just written need not wait for the next time.
        with clock.standing(at):
            done.append(_guarded("letters", _deliver))
    return done


def of_the_day(council: Council) -> list[Done]:
    """Do the duties of a council for the day the clock shows."""
    day = clock.today()
    return [
        _guarded(f"{council.slug} {duty.code}", partial(duty.do, council, day)) for duty in DUTIES
    ]


def _guarded(name: str, job: Callable[[], object]) -> Done:
    try:
        said = job()
        return said if isinstance(said, Done) else Done(f"{name}: {said}")
    except Exception as error:
        # Whatever breaks one job, the others have their turn; the log says all of it.
        logger.exception("%s", name)
        return Done(f"{name}: {type(error).__name__}", broken=True)


def _seal_journal() -> str:
    """Seal the journal's settled lines, batch by batch."""
    made = 0
    while seal() is not None:
        made += 1
    return str(made)


def _look_through() -> str:
    """Once a day the engine learns how its tables have filled."""
    yesterday = clock.now() - timedelta(days=1)
    if LastRun.objects.filter(code="tables", at__gt=yesterday).exists():
        return "0"
    planner.look()
    remember("tables")
    return "1"


def _fetch() -> Done:
    """Take the letters that came."""
    done = mailbox.fetch()
    return Done(f"mailbox: {done}", trouble=bool(done.trouble))


def _deliver() -> str:
    """Deliver the outbox."""
    if settings.KENES_SMTP is None:
        return f"mail is not configured, waiting {delivery.waiting()}"
    done = delivery.deliver()
    return f"sent {done.sent}, put off {done.put_off}, failed {done.failed}"
