"""What a paper to an agency says, in one language, and its files."""

from collections.abc import Iterator, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from kenes.core import clock
from kenes.council.address import site_of
from kenes.council.models import Council
from kenes.dispatches.models import Dispatch, DispatchedPoint
from kenes.norms.models import Norm
from kenes.recommendations.models import Point
from kenes.report.papers.file import FORMS, made
from kenes.report.papers.paper import (
    Block,
    Heading,
    Paper,
    Paragraph,
    Signatory,
    Signature,
    SquareCode,
    Table,
    Text,
)
from kenes.report.wording import Lang

LANGUAGES: tuple[Lang, ...] = ("kk", "ru")
K = Dispatch.Kind


def files(dispatch: Dispatch) -> Mapping[str, bytes]:
    """The paper by the names of its files: Word and PDF in Kazakh and in Russian."""
    return {
        f"{dispatch.number}-{lang}.{form}": made(form, paper(dispatch, lang), dispatch.council)
        for lang in LANGUAGES
        for form in FORMS
    }


def paper(dispatch: Dispatch, lang: Lang) -> Paper:
    """The paper as it stands now, in one language."""
    with override(lang):
        parts = list(
            dispatch.points.live()
            .select_related("point__recommendation__decision", "point__addressee", "point__council")
            .order_by("point__recommendation__number", "point__ordinal")
        )
        blocks: list[Block] = [
            Paragraph([Text(dispatch.addressee.in_language("title"))]),
            *(Paragraph([Text(line)]) for line in opening(dispatch, lang).split("\n") if line),
        ]
        blocks += _points(parts) if dispatch.kind == K.RECOMMENDATION else [_table(dispatch, parts)]
        blocks += [*_asked(dispatch, parts), _signed(dispatch)]
        if dispatch.kind == K.RECOMMENDATION and parts:
            url = _public(dispatch.council, parts[0].point, lang)
            blocks.append(SquareCode(url, _("What becomes of it is seen by everyone: %s") % url))
        return Paper(
            lang=lang,
            title=_title(dispatch),
            council=dispatch.council.title,
            date=dispatch.sent_on or clock.today(),
            number=dispatch.number,
            blocks=blocks,
        )


def _title(dispatch: Dispatch) -> str:
    return {
        K.RECOMMENDATION: _("Recommendations of the council"),
        K.REMINDER: _("Reminder of answers that have not come"),
        K.CHAIR: _("Letter of the chair about answers that have not come"),
        K.SUPERVISOR: _("Letter about an agency that does not answer"),
    }[K(dispatch.kind)]


def opening(dispatch: Dispatch, lang: Lang) -> str:
    """The words above the points: the clerk's own, or the usual ones."""
    own = dispatch.opening_kk if lang == "kk" else dispatch.opening_ru
    if own.strip():
        return own.strip()
    with override(lang):
        return usual(dispatch)


def usual(dispatch: Dispatch) -> str:
    """The usual words of each kind of paper, in the language in force."""
    return {
        K.RECOMMENDATION: _(
            "The council has considered the matter and, by the Law on public councils, "
            "recommends the following."
        ),
        K.REMINDER: _(
            "The council has not received the reasoned answers named below. Their day has passed. "
            "Please send them."
        ),
        K.CHAIR: _(
            "The council reminded you of the answers named below, and they have still not come. "
            "The law obliges the first head of the body to give a reasoned answer to each "
            "recommendation. Please see to it in person."
        ),
        K.SUPERVISOR: _(
            "A body that is subordinate to you has not answered the recommendations named below, "
            "though it was reminded by the council and by its chair. Please take measures and "
            "let the council know of them."
        ),
    }[K(dispatch.kind)]


def _points(parts: list[DispatchedPoint]) -> Iterator[Block]:
    """Each point with its number and what would count as done."""
    title = ""
    for part in parts:
        point = part.point
        if point.recommendation.title != title:
            title = point.recommendation.title
            yield Heading(1, title)
        yield Paragraph([Text(f"{point.reference}. {point.in_language('text')}")])
        if done := point.done_when:
            yield Paragraph([Text(_("It will count as done when: %s") % done)])


def _table(dispatch: Dispatch, parts: list[DispatchedPoint]) -> Table:
    """What has not been answered, since when, and by how much it is late."""
    today = dispatch.sent_on or clock.today()
    head = [_("Point"), _("What is advised"), _("Sent on"), _("Answer was due"), _("Days late")]
    if dispatch.kind == K.SUPERVISOR:
        head.insert(1, _("Agency"))
    rows = []
    for part in parts:
        point = part.point
        row = [
            point.reference,
            point.in_language("text"),
            date_format(point.sent_on) if point.sent_on else "",
            date_format(part.awaited_on_then) if part.awaited_on_then else "",
            str(part.days_overdue(today)),
        ]
        if dispatch.kind == K.SUPERVISOR:
            row.insert(1, point.addressee.in_language("title"))
        rows.append(row)
    return Table(caption=_("Answers that have not come"), head=head, rows=rows)


def _asked(dispatch: Dispatch, parts: list[DispatchedPoint]) -> Iterator[Block]:
    """By when and by which law an answer is asked for."""
    if dispatch.kind != K.RECOMMENDATION:
        return
    today = dispatch.sent_on or clock.today()
    for code in dict.fromkeys(part.point.recommendation.norm for part in parts):
        norm = Norm.objects.known(code, today, dispatch.council)
        if norm is None:
            continue
        said = {"length": norm.length, "law": norm.citation()}
        sentence = ngettext(
            "Please give a reasoned answer to the point within %(length)s of receipt (%(law)s).",
            "Please give a reasoned answer to each point within %(length)s of receipt (%(law)s).",
            len(parts),
        )
        yield Paragraph([Text(sentence % said)])


def _signed(dispatch: Dispatch) -> Signature:
    return Signature([Signatory(_("Chair of the council"), dispatch.signatory_then)])


def _public(council: Council, point: Point, lang: Lang) -> str:
    return f"{site_of(council)}/{lang}/recommendations/{point.recommendation.number}/"
