"""Everything the minutes of a sitting say that nobody types: who was there, when, what was voted.

Facts are plain data in both languages, `{"kk": …, "ru": …}` where there are words, so that they
can be frozen as canonical JSON. A moment is the time of day in the council's zone, "10:42".
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from kenes.core import clock
from kenes.core.row import Row
from kenes.sittings.ballots.models import Ballot, Recusal, Vote
from kenes.sittings.decisions.models import Decision, Dissent, Task
from kenes.sittings.floor.models import Speech
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence.models import PresenceMark, QuorumCheck, RollEntry

Facts = dict[str, Any]
Words = dict[str, str]
THERE = PresenceMark.THERE


def gathered(sitting: Sitting) -> Facts:
    """The facts of a sitting as they stand in the register now."""
    roll = list(RollEntry.objects.live().filter(sitting=sitting).select_related("person"))
    marks = list(PresenceMark.objects.live().filter(sitting=sitting).order_by("at", "pk"))
    names = {entry.person_id: _name(entry) for entry in roll}
    items = AgendaItem.objects.live().filter(sitting=sitting).order_by("position")
    return {
        "number": sitting.number,
        "body": _both(sitting.body),
        "form": sitting.form,
        "title": _both(sitting.event),
        "on": sitting.event.held_on.isoformat(),
        "starts_at": f"{sitting.event.starts_at:%H:%M}" if sitting.event.starts_at else "",
        "place": sitting.event.place,
        "stated": _stated(sitting, roll),
        "present": _attendance(roll, marks),
        "course": _course(marks, names, sitting.opened_at),
        "quorum": [_check(each) for each in _checks(sitting)],
        "items": _items(list(items), names),
    }


def _both(row: Row, name: str = "title") -> Words:
    """A text of the register in both languages; where one is missing it is empty."""
    return {lang: str(getattr(row, f"{name}_{lang}", "")) for lang in ("kk", "ru")}


def _name(entry: RollEntry) -> Words:
    return {"kk": entry.name_kk_then, "ru": entry.name_ru_then}


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(clock.COUNCIL_ZONE):%H:%M}" if at else ""


def _stated(sitting: Sitting, roll: Sequence[RollEntry]) -> Facts | None:
    """What the journal stated of the quorum, where the register holds no roll to derive it from."""
    if roll or sitting.present is None:
        return None
    return {
        "seats": sitting.seats_then,
        "needed": sitting.quorum_then,
        "present": sitting.present,
    }


def _attendance(roll: Sequence[RollEntry], marks: Iterable[PresenceMark]) -> list[Facts]:
    """Each person of the roll: whether he ever was there, and if not, why."""
    said: dict[Any, PresenceMark] = {}
    for mark in marks:
        before = said.get(mark.person_id)
        if before is None or before.state not in THERE:
            said[mark.person_id] = mark
    found = []
    for entry in sorted(roll, key=lambda entry: (entry.role_then != "chair", entry.name_ru_then)):
        first = said.get(entry.person_id)
        found.append(
            {
                "name": _name(entry),
                "role": entry.role_then,
                "state": first.state if first else PresenceMark.State.ABSENT.value,
                "reason": first.reason if first else "",
            }
        )
    return found


def _course(
    marks: Iterable[PresenceMark], names: Mapping[Any, Words], opened_at: datetime | None
) -> list[Facts]:
    """Who came after the opening, left or came back."""
    last: dict[Any, str] = {}
    found = []
    for mark in marks:
        before = last.get(mark.person_id, "")
        last[mark.person_id] = mark.state
        came_late = opened_at is not None and mark.at > opened_at and mark.state in THERE
        if mark.person_id in names and (before != mark.state if before else came_late):
            found.append(
                {"at": _moment(mark.at), "name": names[mark.person_id], "state": mark.state}
            )
    return found


def _checks(sitting: Sitting) -> list[QuorumCheck]:
    """The check at the opening and those at votes; changes in between are in the course."""
    checks = QuorumCheck.objects.live().filter(sitting=sitting)
    return list(checks.exclude(occasion="change").select_related("norm").order_by("at", "pk"))


def _check(check: QuorumCheck) -> Facts:
    return {
        "at": _moment(check.at),
        "occasion": check.occasion,
        "seats": check.seats_then,
        "needed": check.needed_then,
        "present": check.present_then,
        "met": check.met,
        "rule": f"{check.norm.value}/{check.norm.whole}",
        "act": check.norm.act,
        "article": check.norm.article,
    }


def _items(items: Sequence[AgendaItem], names: Mapping[Any, Words]) -> list[Facts]:
    """The questions of the agenda with all that happened under each."""
    speeches = _under(Speech, items, "person")
    recusals = _under(Recusal, items, "person")
    dissents = _under(Dissent, items, "person")
    ballots = _under(Ballot, items, "norm", "quorum_check__norm", "tie_norm")
    checks = _under(QuorumCheck, items, "norm")
    decisions = _under(Decision, items, "ballot")
    tasks = _tasks([each for group in decisions.values() for each in group])
    cast = _votes([each for group in ballots.values() for each in group])
    return [
        {
            "position": item.position,
            "kind": item.kind,
            "title": _both(item),
            "taken_up": item.taken_up,
            "speeches": [_speech(each, names) for each in speeches[item.pk]],
            "recusals": [
                {"name": _of(each.person, names), "reason": each.reason}
                for each in recusals[item.pk]
            ],
            "refused": [_check(each) for each in checks[item.pk] if not each.met],
            "ballots": [_ballot(each, cast[each.pk], names) for each in ballots[item.pk]],
            "decisions": [_decision(each, tasks[each.pk]) for each in decisions[item.pk]],
            "dissents": [
                {"name": _of(each.person, names), "text": each.text} for each in dissents[item.pk]
            ],
        }
        for item in items
    ]


def _under(model: Any, items: Sequence[AgendaItem], *select: str) -> dict[Any, list[Any]]:
    """The live rows of a model under each item, asked for all items together."""
    found: dict[Any, list[Any]] = {item.pk: [] for item in items}
    for row in model.objects.live().filter(item__in=items).select_related(*select):
        found[row.item_id].append(row)
    return found


def _votes(ballots: Sequence[Ballot]) -> dict[Any, list[Vote]]:
    found: dict[Any, list[Vote]] = {ballot.pk: [] for ballot in ballots}
    for vote in Vote.objects.live().filter(ballot__in=ballots).select_related("person"):
        found[vote.ballot_id].append(vote)
    return found


def _of(person: Any, names: Mapping[Any, Words]) -> Words:
    """A person's name as the roll has it; one who is not on the roll, as he is called now."""
    return names.get(person.pk) or _both(person)


def _speech(speech: Speech, names: Mapping[Any, Words]) -> Facts:
    guest = {"kk": speech.guest, "ru": speech.guest}
    return {
        "name": _of(speech.person, names) if speech.person else guest,
        "began": _moment(speech.began_at),
        "ended": _moment(speech.ended_at),
    }


def _ballot(ballot: Ballot, votes: Sequence[Vote], names: Mapping[Any, Words]) -> Facts:
    """One vote with its result; one still open, void or without a quorum says so by its state."""
    by_name = sorted(votes, key=lambda vote: _of(vote.person, names)["ru"])
    return {
        "question": _both(ballot, "question"),
        "kind": ballot.kind,
        "base": ballot.base,
        "state": ballot.status,
        "of": ballot.base_then,
        "for": ballot.votes_for,
        "against": ballot.votes_against,
        "abstained": ballot.abstained,
        "carried": ballot.carried,
        "rule": {"bound": ballot.norm.bound, "share": f"{ballot.norm.value}/{ballot.norm.whole}"},
        "quorum": _check(ballot.quorum_check) if ballot.quorum_check else None,
        "tie": _tie(ballot),
        "protocol": ballot.protocol,
        "votes": [
            {"name": _of(vote.person, names), "choice": vote.choice}
            for vote in by_name
            if ballot.by_name
        ],
    }


def _tie(ballot: Ballot) -> Facts | None:
    """How the chair voted where his vote decided, and by what."""
    norm = ballot.tie_norm
    if norm is None:
        return None
    return {"chair_for": ballot.chair_for, "act": norm.act, "article": norm.article}


def _tasks(decisions: Sequence[Decision]) -> dict[Any, list[Task]]:
    found: dict[Any, list[Task]] = {decision.pk: [] for decision in decisions}
    rows = Task.objects.live().filter(decision__in=decisions).select_related("owner", "agency")
    for task in rows.order_by("ordinal"):
        found[task.decision_id].append(task)
    return found


def _decision(decision: Decision, tasks: Sequence[Task]) -> Facts:
    return {
        "number": decision.number,
        "title": _both(decision),
        "text": _both(decision, "text"),
        "tasks": [
            {
                "text": _both(task, "text"),
                "owner": _both(owner) if (owner := task.owner or task.agency) else None,
                "due_on": task.due_on.isoformat() if task.due_on else "",
            }
            for task in tasks
        ],
    }
