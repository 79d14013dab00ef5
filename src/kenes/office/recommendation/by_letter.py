"""From a letter that came to the form of the answers in it, with what the letter says of itself."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from kenes.core.incoming import IncomingLetter
from kenes.dispatches.models import Dispatch, DispatchedPoint
from kenes.office.recommendation.room import ROOM
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.models import Point, Recommendation

# A number as offices write it, with digits in it: «№ 04-12/1873», «№ ЗТ-118».
_NUMBER = re.compile(r"№\s*([\w/.-]*\d[\w/-]*)")


def ways(letter: IncomingLetter) -> list[dict[str, Any]]:
    """The forms in which the answers of this letter may be entered, one for a paper and agency.

    None where the letter is personal or answers no paper to an agency.
    """
    if letter.personal or letter.kind != IncomingLetter.Kind.LETTER:
        return []
    waiting = _points(letter.about).exclude(status__in=Point.CLOSED).filter(sent_on__isnull=False)
    related = waiting.select_related("recommendation", "addressee")
    found = {(p.recommendation, p.addressee): p for p in related.order_by("ordinal")}
    return [
        {
            "paper": paper.number,
            "agency": agency,
            "url": f"{ROOM.url(paper, f'answers/{agency.code}')}?letter={letter.pk}",
        }
        for paper, agency in found
    ]


def _points(about: Any) -> Any:
    if isinstance(about, Dispatch):
        spoken_of = DispatchedPoint.objects.live().filter(dispatch=about)
        return Point.objects.live().filter(pk__in=spoken_of.values("point"))
    if isinstance(about, Recommendation):
        return about.points.live()
    return Point.objects.none()


def said_in(request: Any, paper: Recommendation) -> Mapping[str, Any]:
    """What the letter named in the address says of itself: its day, how it came, its number.

    Empty where the address names none, or one that does not answer this paper.
    """
    letters = IncomingLetter.objects.of(request.council).live()
    try:
        letter = letters.filter(pk=request.GET.get("letter") or None).first()
    except ValidationError:
        return {}
    if letter is None or paper.number not in {way["paper"] for way in ways(letter)}:
        return {}
    return {
        "given_on": letter.received_on,
        "channel": PointAnswer.Channel.EMAIL.value,
        "outgoing_number": _number(letter, paper),
    }


def _number(letter: IncomingLetter, paper: Recommendation) -> str:
    """The first number in the letter that is not one of ours, to which it only refers."""
    ours = {paper.number, letter.about.number}
    written = _NUMBER.findall(f"{letter.subject}\n{letter.text}")
    return next((number[:60] for number in written if number.rstrip(".") not in ours), "")
