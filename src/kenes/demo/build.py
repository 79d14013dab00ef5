"""Building the demo register: the journals are taken in as any secretary's would be."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock, planner, record
from kenes.core.filing import Filing
from kenes.core.link import between
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.council import actions as councils
from kenes.council.models import Council
from kenes.demo import (
    accounts,
    answers,
    appeal_work,
    coming,
    composition,
    drafting,
    guided,
    journals,
    kokshe,
    ledgers,
    minutes,
    mistakes,
    proof,
    reporting,
    silence,
    upcoming,
    voiced,
)
from kenes.demo.days import NOW
from kenes.demo.journals import Journals
from kenes.journals import actions
from kenes.journals.catalogue import SHEETS
from kenes.journals.outcome import SheetPreview
from kenes.journals.preview import preview
from kenes.journals.reading import read
from kenes.norms import actions as norms
from kenes.recommendations.models import Point, Recommendation
from kenes.report.note import edition
from kenes.report.note.blueprint import plan

if TYPE_CHECKING:
    from kenes.core.access import User


def build(*, by: "User") -> Council:
    """Fill an empty register with the demo: two councils, accounts, and mistakes struck since."""
    if Council.objects.exists():
        raise Refused(_("The demo is built in an empty register alone."))
    with clock.standing(NOW), override("ru"):
        norms.load_law(by=by)
        city = councils.found(by=by, demo_now=NOW, **journals.CITY)
        take(city, journals.of_the_city(), "journals-ru.xlsx", by=by)
        _strike_mistakes(city, by=by)
        composition.lay(city, by=by)
        neighbour = councils.found(by=by, demo_now=NOW, hosts="kokshe.localhost", **kokshe.COUNCIL)
        take(neighbour, kokshe.JOURNALS, "kokshe.xlsx", by=by)
        accounts.open_all(city, neighbour, by=by)
        minutes.lay(city)
        _bring_recommendations_to_life(city, neighbour)
        voiced.lay(city, by=accounts.secretary_of(city))
        upcoming.plan(city, by=by)
        ledgers.lay(city, by=accounts.secretary_of(city))
        coming.lay(city, by=by)
        appeal_work.lay(city, by=accounts.secretary_of(city))
        for council in (city, neighbour):
            appeal_work.repeat(council, by=accounts.secretary_of(council))
        guided.lay(city, by=accounts.secretary_of(city))
        guided.lay_past(city, by=accounts.secretary_of(city))
        guided.lay_decoys(city, by=accounts.secretary_of(city))
        guided.lay_neighbour(neighbour, by=accounts.secretary_of(neighbour))
    # The tables have just grown from nothing.
    planner.look()
    with clock.standing(NOW), override("ru"):
        # The frozen edition against which a cheat is found out.
        edition.freeze(plan(city), by=by)
    return city


def _bring_recommendations_to_life(city: Council, neighbour: Council) -> None:
    """Enter what no journal holds of recommendations: what was said, checked, sent and not said."""
    for council, (number, ordinal) in ((city, mistakes.ADVISED), (neighbour, kokshe.ADVISED)):
        points = Point.objects.of(council).filter(recommendation__number=number)
        drafting.decoy(points.get(ordinal=ordinal), by=accounts.secretary_of(council))
    by = accounts.secretary_of(city)
    answers.lay(city, by=by)
    proof.lay(city, by=by)
    silence.lay(city, by=by)
    drafting.lay(city, by=by)
    reporting.lay(city, neighbour, by=by)


def take(council: Council, lines: Journals, name: str, *, by: "User") -> Sequence[SheetPreview]:
    """Take journals in through the importer. Refused when it refuses a single line."""
    content = journals.book(lines)
    found = read(content, SHEETS)
    shown = preview(found, council, SHEETS)
    for sheet in shown:
        for refusal in sheet.refused:
            raise Refused(f"{name}, {sheet.title} {refusal.cell}: {refusal.why}")
    actions.take(shown, council=council, file_name=name, digest=found.digest, by=by)
    return shown


def _strike_mistakes(council: Council, *, by: "User") -> None:
    """Enter what was entered by mistake, and strike it with the occasion it hangs on."""
    shown = take(council, mistakes.JOURNALS, "mistakes.xlsx", by=by)
    entered = {sheet.sheet.code: [taken.filing for taken in sheet.new] for sheet in shown}
    _link_to_papers(council, entered, by=by)
    for code, reason in mistakes.REASONS.items():
        rows: list[Row] = [filing.row for filing in entered[code]]
        occasions = [each.row for filing in entered[code] if (each := filing.within)]
        record.strike([*rows, *occasions], reason=reason, by=by)


def _link_to_papers(
    council: Council, entered: Mapping[str, Sequence[Filing[Any]]], *, by: "User"
) -> None:
    """A report entered twice had recommendations too: they were linked to both its entries."""
    reports = {filing.row.agency.title_ru: filing.row for filing in entered["hearings"]}
    papers = Recommendation.objects.of(council)
    links = [
        Filing(between(reports[agency], papers.get(number=number)))
        for agency, number in mistakes.led_to().items()
    ]
    record.register(links, by=by)
