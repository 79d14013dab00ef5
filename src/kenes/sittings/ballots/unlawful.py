"""What a vote may not be: each refused with its sentence, before anything is written."""

from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.refused import Refused
from kenes.council.models import Person
from kenes.sittings.ballots.models import Ballot, Vote
from kenes.sittings.ballots.tally import Standing, Tally


def refuse_vote(standing: Standing, person: Person, choice: str) -> None:
    """A vote by name of one who has none here, takes no part, or is not there."""
    if not standing.ballot.by_name:
        raise Refused(_("In this vote hands or papers are counted; votes by name are not taken."))
    if choice not in Vote.Choice.values:
        raise Refused(_("Vote for, against, or abstain."), field="choice")
    if person.pk in standing.may_vote:
        return
    if person.pk not in standing.presence.voters:
        raise Refused(_("%(person)s has no vote at this sitting.") % {"person": person})
    if person.pk in standing.recused:
        raise Refused(_("%(person)s takes no part in this question.") % {"person": person})
    raise Refused(_("%(person)s is not marked as present.") % {"person": person})


def refuse_surplus(standing: Standing, count: Tally) -> None:
    """More votes than there are people who could vote."""
    if count.voted > standing.base:
        sentence = _("%(voted)d votes were counted, and %(base)d could vote. Count again.")
        raise Refused(sentence % {"voted": count.voted, "base": standing.base}, field="votes_for")


def refuse_chair(ballot: Ballot, count: Tally, chair_for: bool | None) -> None:
    """The chair's hand is known where hands are shown, and is among those counted."""
    counted = {True: count.votes_for, False: count.votes_against, None: 1}[chair_for]
    if chair_for is not None and ballot.kind != Ballot.Kind.HANDS:
        raise Refused(_("How the chair voted is known of a show of hands alone."))
    if not counted:
        sentence = _("No hand was counted on the side on which the chair is said to have voted.")
        raise Refused(sentence, field="chair_for")


def refuse_unfinished(ballot: Ballot, standing: Standing) -> None:
    """A vote that is closed before its counts, its protocol or its answers are there."""
    waiting = len(standing.may_vote - set(standing.votes)) if ballot.until_on else 0
    if waiting and ballot.until_on and clock.today() <= ballot.until_on:
        said = {"day": ballot.until_on.strftime("%d.%m.%Y"), "waiting": waiting}
        sentence = _("Answers are taken until %(day)s, and %(waiting)d have not answered yet.")
        raise Refused(sentence % said)
    if not ballot.by_name and not ballot.counted:
        raise Refused(_("Type the counts first."), field="votes_for")
    if ballot.kind == Ballot.Kind.SECRET and not ballot.protocol:
        raise Refused(
            _("A secret vote is closed with the protocol of the counting commission."),
            field="protocol",
        )
