"""An appeal is shown to everyone without the person, and taken off again."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.appeals.masking import mask
from kenes.appeals.models import Appeal
from kenes.appeals.names import own_names
from kenes.appeals.publication.models import Publication, publication_of
from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.core.access import User

S = Publication.Status
NOTHING: dict[str, Any] = {"text": "", "answer": ""}


def consent(appeal: Appeal, *, given: str = Publication.Given.PORTAL, by: "User") -> None:
    """The person agrees that the appeal is shown without a name. Nothing is shown by that yet.

    `given` says how: on the site, on the paper itself, orally, by a letter. Said twice it is one
    consent.
    """
    if given not in Publication.Given.values:
        raise Refused(_("Say how the consent was given."), field="consent")
    known = Publication.objects.filter(appeal=appeal).first()
    if known is None:
        made = Publication(council=appeal.council, appeal=appeal, given=given)
        _register(made, by=by)
    elif known.status == S.TAKEN_BACK:
        _give_again(known, given=given, by=by)


def consent_with_it(appeal: Appeal, *, given: str = Publication.Given.PORTAL, by: "User") -> None:
    """The consent that came in the same form as the appeal.

    A form that is sent once more does not give again what was taken back since.
    """
    if publication_of(appeal) is None:
        consent(appeal, given=given, by=by)


@action
def _register(made: Publication, *, by: "User") -> None:
    record.register([Filing(made, path=[(S.CONSENTED, clock.today())])], by=by)


@action
def _give_again(known: Publication, *, given: str, by: "User") -> None:
    record.move([known], S.CONSENTED, on=clock.today(), by=by, given=given)


@action
def take_back(publication: Publication, *, by: "User") -> None:
    """The person takes the consent back: the text is gone at once, from the search as well."""
    record.move([publication], S.TAKEN_BACK, on=clock.today(), by=by, **NOTHING)


@action
def publish(publication: Publication, *, text: str, answer: str = "", by: "User") -> None:
    """A person has read the masked text, and from now on everyone may read it.

    Refused when it is empty, and when the applicant's name still stands in it.
    """
    text, answer = text.strip(), answer.strip()
    if not text:
        raise Refused(_("Write the text that everyone will read."), field="text")
    name = publication.appeal.applicant.name
    for field, said in (("text", text), ("answer", answer)):
        if any(own_names(said, name)):
            raise Refused(_("The name of the person still stands here."), field=field)
    facts = {"text": text, "answer": answer}
    record.move([publication], S.PUBLISHED, on=clock.today(), by=by, **facts)


@action
def hide(publication: Publication, *, reason: str, by: "User") -> None:
    """The council shows the text no more, or never showed it. The consent stands."""
    if not reason.strip():
        raise Refused(_("Say why it is not shown."), field="reason")
    record.move([publication], S.HIDDEN, on=clock.today(), by=by, reason=reason.strip(), **NOTHING)


def proposed(appeal: Appeal) -> dict[str, str]:
    """What a clerk is offered to confirm: what is shown already, else the words masked."""
    known = publication_of(appeal)
    if known is not None and known.text:
        return {"text": known.text, "answer": known.answer}
    name, tongue = appeal.applicant.name, appeal.language
    return {"text": mask(appeal.text, tongue, name), "answer": mask(appeal.answer, tongue, name)}
