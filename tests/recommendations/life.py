"""Short ways through the life of a point: what an agency answers, what the council finds."""

from kenes.recommendations import actions as recommendations
from kenes.recommendations.answers import actions as answers
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.proof import actions as proof
from kenes.recommendations.proof.models import Claim, Verification


def answered(point, kind, on, by, **facts):
    """The agency answered on the day; the answer."""
    point.refresh_from_db()
    said = {"text": "Потому что.", "channel": "paper"} | facts
    answer = PointAnswer(point=point, given_on=on, kind=kind, **said)
    answers.take([answer], by=by)
    return answer


def hollow(point, on, by):
    """The agency answered on the day, and the council found nothing in the answer."""
    answer = answered(point, "accepted", on, by)
    answers.find_hollow(answer, reason="Ни о чём.", on=on, by=by)
    return answer


def claimed(point, on, by, **facts):
    """The agency says that it has done it."""
    point.refresh_from_db()
    said = Claim(point=point, claimed_on=on, text="Сделано.", **facts)
    proof.claim(said, by=by)
    return said


def verified(point, on, by, outcome="done", closing=""):
    """The council looked, and found what it found."""
    point.refresh_from_db()
    found = Verification(point=point, verified_on=on, outcome=outcome, text_ru="Осмотрено.")
    proof.verify(found, closing=closing, by=by)
    return found


def closed(point, on, by, *, implemented=True):
    """The council closed the point on what it had found."""
    if implemented:
        verified(point, on, by, closing="implemented")
    else:
        point.refresh_from_db()
        recommendations.close([point], implemented=False, on=on, by=by, reason="Не сделано.")
