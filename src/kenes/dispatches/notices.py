"""The e-mail that carries a paper to an agency."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock, outbox
from kenes.core.attachment import attached
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.council.address import site_of
from kenes.dispatches.models import Dispatch
from kenes.norms import calendar
from kenes.norms.calendar import office_hour
from kenes.organs.readers import Reader, readers

PURPOSE = "dispatch.paper"


def letters(dispatch: Dispatch) -> Sequence[Filing[Letter]]:
    """The letters that carry a paper with its PDF in both languages, sent in office hours."""
    papers = attached([dispatch], public=False).get(dispatch.pk, [])
    enclosing = [
        outbox.enclosure(each.name, each.media_type, each.path.read_bytes())
        for each in papers
        if each.name.endswith(".pdf")
    ]
    not_before = office_hour(clock.now(), calendar.load())
    found = []
    for reader in readers(dispatch.addressee):
        with override(reader.language):
            found.append(
                outbox.letter(
                    dispatch,
                    enclosing=enclosing,
                    recipient=reader.email,
                    name=reader.name,
                    language=reader.language,
                    subject=subject(dispatch),
                    text=text(dispatch, reader),
                    purpose=PURPOSE,
                    # Sent again after it came back, it is another letter.
                    sequence=dispatch.version,
                    next_attempt_at=not_before,
                )
            )
    return found


def subject(dispatch: Dispatch) -> str:
    """«№ 2025-0007: reminder, Public council of …»; the number brings an answer to its place."""
    said = {"number": dispatch.number, "kind": dispatch.get_kind_display()}
    return (_("No. %(number)s: %(kind)s") % said + f", {dispatch.council.title}")[:300]


def text(dispatch: Dispatch, reader: Reader) -> str:
    """What the e-mail says; the paper itself is enclosed."""
    points = dispatch.points.live().select_related("point__recommendation").order_by("pk")
    named = ", ".join(part.point.reference for part in points)
    lines = [
        _("The paper of the council is enclosed. Points: %s.") % named,
        _("You may answer this letter; your answer comes to the right place by itself."),
    ]
    if reader.contact:
        address = f"{site_of(dispatch.council)}/cabinet/"
        lines.append(_("Answer point by point, with evidence, in the cabinet: %s") % address)
    return "\n\n".join(lines)
