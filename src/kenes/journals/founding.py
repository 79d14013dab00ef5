"""The sheet «Совет»: a workbook may open the register of its council."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.cell import words
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.sheet import Column, Facts, Lookup, Sheet
from kenes.council import actions
from kenes.council.models import Convocation, Council
from kenes.journals.reading import read

if TYPE_CHECKING:
    from kenes.core.access import User


def _build(facts: Facts, lookup: Lookup) -> Filing[Any]:
    raise Refused(_("A register has one council already."))


COUNCIL = Sheet(
    code="council",
    kk="Кеңес",
    ru="Совет",
    # The council itself is no row; the sheet is read by `found_from` alone.
    model=Convocation,
    columns=(
        Column("slug", "Қысқаша аты", "Краткое имя", example="almaty", required=True),
        Column(
            "title_kk",
            "Атауы қазақша",
            "Название на казахском",
            example="Алматы қаласының Қоғамдық кеңесі",
            required=True,
        ),
        Column(
            "title_ru",
            "Атауы орысша",
            "Название на русском",
            example="Общественный совет города Алматы",
            required=True,
        ),
        Column("title_en", "Атауы ағылшынша", "Название на английском"),
    ),
    build=_build,
    register=record.register,
    natural_key=("slug",),
)


def found_from(content: bytes, *, by: "User") -> Council:
    """Open the register of the council that the workbook's sheet «Совет» names."""
    found = read(content, [COUNCIL]).sheets
    if not found or not (found[0].lines or found[0].broken):
        raise Refused(_("The register is empty and the workbook has no sheet “Совет”."))
    if found[0].broken:
        raise Refused(found[0].broken)
    cells = found[0].lines[0].cells
    said = {column.code: words(cells.get(column.code, "")) for column in COUNCIL.columns}
    for column in COUNCIL.columns:
        if column.required and not said[column.code]:
            raise Refused(_("“%s” is missing.") % column.heading)
    return actions.found(
        by=by,
        slug=said["slug"],
        title_kk=said["title_kk"],
        title_ru=said["title_ru"],
        title_en=said["title_en"],
    )
