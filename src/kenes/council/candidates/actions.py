"""A candidate files, hands in papers, is admitted or not, is scored, becomes a member."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.secret import blind
from kenes.council.candidates.models import Candidate, CandidatePaper, Score
from kenes.council.contest.models import Contest, GroupMember
from kenes.council.models import Person
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User

S = Candidate.Status


@action
def file(candidate: Candidate, *, by: "User") -> None:
    """A candidate filed for the contest within its period, and is known by his number.

    Refused for a member of the working group (PC art 10(2)) and for one who has filed already.
    """
    contest = candidate.contest
    if not contest.taken_on(candidate.filed_on):
        raise Refused(
            _("Papers are taken from the first to the last day that the notice names."),
            field="filed_on",
        )
    candidate.check_facts()
    same = Candidate.objects.live().filter(contest=contest)
    if same.filter(name_index=candidate.name_index).exists():
        raise Refused(_("A candidate of this name has filed already."), field="name_ru")
    group = GroupMember.objects.live().filter(contest=contest)
    if candidate.name_index in {blind(member.name) for member in group}:
        raise Refused(_("A member of the working group may not run."), field="name_ru")
    last = Candidate.objects.filter(contest=contest).order_by("ordinal").last()
    candidate.ordinal = last.ordinal + 1 if last else 1
    record.register([Filing(candidate, path=[(S.FILED.value, candidate.filed_on)])], by=by)


@action
def hand_in(
    candidate: Candidate, kind: str, *, on: date, by: "User", by_request: bool = False
) -> None:
    """A paper of the checklist came, or the candidate agreed that the council asks for it."""
    if candidate.status != S.FILED:
        raise Refused(_("The admission is decided; papers are taken no more."))
    if on < candidate.filed_on:
        raise Refused(_("The paper is earlier than the filing."), field="taken_on")
    paper = CandidatePaper(
        council=candidate.council,
        candidate=candidate,
        kind=kind,
        taken_on=on,
        by_request=by_request,
    )
    if CandidatePaper.objects.live().filter(candidate=candidate, kind=kind).exists():
        raise Refused(_("This paper is in the file already."), field="kind")
    record.register([Filing(paper)], by=by)


@action
def consent(candidate: Candidate, *, text: str, on: date, by: "User") -> None:
    """The candidate agreed that he is named publicly; the words he agreed to are kept."""
    if not text.strip():
        raise Refused(_("Write down the text the candidate agreed to."), field="consent_text")
    version = candidate.version
    said = {"consent_text": text.strip(), "consent_on": on}
    record.correct(candidate, version=version, by=by, **said)


@action
def admit(candidate: Candidate, *, on: date, by: "User") -> None:
    """The candidate meets what the law asks and all papers are there (PC art 10(1), 10(2))."""
    _refuse_early(candidate, on)
    if candidate.missing:
        sentence = _("These papers are missing: %s.") % ", ".join(candidate.missing)
        raise Refused(sentence)
    norm = Norm.objects.nearest("candidate.age", candidate.filed_on, candidate.council)
    if not candidate.born_on:
        raise Refused(_("The date of birth is not known."), field="born_on")
    if not norm.holds(_age(date.fromisoformat(candidate.born_on), candidate.filed_on)):
        sentence = _("The candidate is younger than %(age)s: %(law)s.")
        raise Refused(sentence % {"age": norm.length, "law": norm.citation()}, field="born_on")
    record.move([candidate], S.ADMITTED, on=on, by=by)


@action
def bar(candidate: Candidate, *, ground: str, why: str, on: date, by: "User") -> None:
    """The candidate is not admitted, on one of the grounds of PC art 10(3), in plain words."""
    _refuse_early(candidate, on)
    if ground not in Candidate.Ground.values:
        raise Refused(_("Choose the ground."), field="ground")
    if not why.strip():
        raise Refused(_("Say what exactly is wrong; the candidate reads it."), field="why")
    record.move([candidate], S.BARRED, on=on, by=by, ground=ground, why=why.strip())


def _refuse_early(candidate: Candidate, on: date) -> None:
    until = candidate.contest.filing_until
    if until is not None and on <= until:
        raise Refused(_("Papers are still being taken on that day."), field="on")


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@action
def score(candidate: Candidate, member: GroupMember, *, points: int, by: "User") -> None:
    """A member of the working group gives a candidate points; a later number replaces the first."""
    if candidate.status != S.ADMITTED:
        raise Refused(_("Only an admitted candidate is scored, before the protocol."))
    if member.contest_id != candidate.contest_id:
        raise Refused(_("This person is not of the working group of this contest."))
    given = Score.objects.live().filter(candidate=candidate, member=member).first()
    if given is not None:
        record.correct(given, version=given.version, by=by, points=points)
        return
    fresh = Score(council=candidate.council, candidate=candidate, member=member, points=points)
    record.register([Filing(fresh)], by=by)


@action
def withdraw(candidate: Candidate, *, on: date, by: "User", reason: str = "") -> None:
    """The candidate took the application back, or left the reserve list, of his own will."""
    record.move([candidate], S.WITHDRAWN, on=on, by=by, reason=reason)


def person_of(candidate: Candidate, *, by: "User") -> Person:
    """The member a candidate becomes: the one of this name and age known before, or a new one."""
    born = date.fromisoformat(candidate.born_on).year if candidate.born_on else None
    person = Person(
        council=candidate.council,
        title_ru=candidate.name_ru,
        title_kk=candidate.name_kk,
        birth_year=born,
    )
    person.check_facts()
    known: Person
    for known in Person.objects.of(candidate.council).live():
        same_age = None in (born, known.birth_year) or born == known.birth_year
        if same_age and {known.title_ru, known.title_kk} & {candidate.name_ru}:
            return known
    record.register([Filing(person)], by=by)
    return person


def ranked(contest: Contest) -> list[tuple[Candidate, int]]:
    """The admitted candidates with the sum of their points, the best first; ties by filing."""
    rows = (
        Candidate.objects.live()
        .filter(contest=contest)
        .exclude(status__in=(S.FILED, S.BARRED, S.WITHDRAWN))
    )
    totals: dict[object, int] = {}
    for given in Score.objects.live().filter(candidate__in=rows):
        totals[given.candidate_id] = totals.get(given.candidate_id, 0) + given.points
    summed = [(row, totals.get(row.pk, 0)) for row in rows.select_related("nominated_by")]
    return sorted(summed, key=lambda pair: (-pair[1], pair[0].ordinal))
