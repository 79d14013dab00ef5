"""How the terms of an appeal stand on its card."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.appeals.deadline import RETURN, Terms, extended_by, forwarded_by
from kenes.appeals.merging.together import merged_into
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.norms.deadline import Deadline
from kenes.norms.wording import remaining, sentence


def terms_of(row: Any, *, base: str, writes: bool, strikes: bool) -> dict[str, Any]:
    """The day of the answer and why, what is left to forward or return it, what was asked for."""
    if not isinstance(row, Appeal) or row.struck:
        return {}
    terms = Terms.of(row.council)
    answer = terms.answer(row, row.granted())
    open_ = row.status in Appeal.OPEN
    lines = [_line(_("Answer"), answer)] if answer and open_ else []
    if open_:
        lines += [*_of_merged(row, answer, terms), *_others(row, terms)]
    return {
        "lines": lines,
        "why": sentence(answer) if answer else "",
        "grave": row.grave and open_,
        "extensions": [_extension(each, base if strikes else "") for each in row.granted()],
        "missing": [_missing(each, base) for each in row.missing.live()],
        "deeds": _deeds(row, base) if writes else [],
    }


def _of_merged(row: Appeal, answer: Deadline | None, terms: Terms) -> list[dict[str, Any]]:
    """Where one merged into it was promised an answer earlier, that day."""
    found = [terms.answer(each, each.granted()) for each in merged_into([row])]
    first = min((each for each in found if each), key=lambda each: each.due_on, default=None)
    if first is None or (answer is not None and answer.due_on <= first.due_on):
        return []
    return [_line(_("Answer to the one merged into it"), first)]


def _others(row: Appeal, terms: Terms) -> list[dict[str, Any]]:
    """What else can still be done, by when; a complaint of a crime is never returned."""
    forwarding = terms.deed(forwarded_by(row.kind), row.starts_on)
    found = [_line(_("To forward it whole"), forwarding)] if forwarding else []
    if not row.grave and (back := terms.deed(RETURN, row.starts_on)):
        found.append(_line(_("To return it"), back))
    return found


def _line(label: str, found: Deadline) -> dict[str, Any]:
    stands = remaining(found, clock.today())
    tone = "bad" if stands.overdue else "attention" if stands.working_days <= 3 else "plain"
    return {
        "label": label,
        "due": date_format(found.due_on, "DATE_FORMAT"),
        "article": found.norm.citation(),
        "state": {"label": str(stands), "tone": tone},
    }


def _extension(granted: Any, base: str) -> dict[str, str]:
    return {
        "url": f"{base}extensions/{granted.pk}/strike/" if base else "",
        "on": date_format(granted.decided_on, "DATE_FORMAT"),
        "who": granted.get_official_display(),
        "reason": granted.reason,
    }


def _missing(part: Any, base: str) -> dict[str, Any]:
    waits = part.status == part.Status.ASKED
    late = waits and part.until_on < clock.today()
    tone = "bad" if late else "attention" if waits else "good"
    return {
        "on": date_format(part.asked_on, "DATE_FORMAT"),
        "until": date_format(part.until_on, "DATE_FORMAT"),
        "supplied": date_format(part.supplied_on, "DATE_FORMAT") if part.supplied_on else "",
        "state": {"label": part.get_status_display(), "tone": tone},
        "url": f"{base}missing/{part.pk}/drop/" if waits else "",
    }


def _deeds(row: Appeal, base: str) -> list[dict[str, str]]:
    if row.status not in Appeal.OPEN:
        return [{"label": _("It repeats another one"), "url": f"{base}repeats/"}]
    found = [{"label": _("Ask for what is missing"), "url": f"{base}missing/"}]
    if extended_by(row.kind):
        found.append({"label": _("Extend the term"), "url": f"{base}extend/"})
    return [*found, {"label": _("It repeats another one"), "url": f"{base}repeats/"}]
