"""The blueprint of a note: the one a council keeps, or the one that comes with Kenes."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.report.models import Block, Blueprint
from kenes.report.wording import Lang

if TYPE_CHECKING:
    from kenes.council.models import Council

DEFAULT: Final = "activity"
SHELF: Final = Path(__file__).parent / "default"
LANGS: Final[tuple[Lang, ...]] = ("kk", "ru", "en")
# Positions are given in steps, so that a block can be put between two others.
STEP: Final = 100


@dataclass(frozen=True)
class Plan:
    """A blueprint with its blocks in order; `kept` says whether the council has it as its own."""

    blueprint: Blueprint
    blocks: Sequence[Block]
    kept: bool

    def title(self, lang: Lang) -> str:
        """The title of the note in a language."""
        return self.blueprint.in_language("title", lang)

    def periods(self) -> dict[str, Period]:
        """Each period by its letter, in the order of letters."""
        return periods_of(self.blueprint.periods)

    def scopes(self, as_of: date | None = None) -> dict[str, Scope]:
        """What the figures of each period are asked for."""
        council = self.blueprint.council
        return {letter: Scope(council, period, as_of) for letter, period in self.periods().items()}


def periods_of(said: Mapping[str, Sequence[str]]) -> dict[str, Period]:
    """Periods out of the row: {"A": ["2022-01-01", "2024-12-31"]}."""
    return {
        letter: Period(date.fromisoformat(since), date.fromisoformat(until))
        for letter, (since, until) in sorted(said.items())
    }


def plan(council: "Council", code: str = DEFAULT) -> Plan:
    """The council's blueprint of that code, or else ours. Refused when there is neither."""
    kept = Blueprint.objects.of(council).live().filter(code=code).first()
    if kept:
        kept.council = council
        return Plan(kept, list(kept.blocks.live().order_by("position")), kept=True)
    return ours(council, code)


def ours(council: "Council", code: str = DEFAULT) -> Plan:
    """A blueprint that comes with Kenes, as rows not yet saved."""
    path = SHELF / f"{code}.toml"
    if path not in SHELF.glob("*.toml"):
        raise Refused(_("There is no blueprint “%s”.") % code, field="blueprint")
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    titles = {f"title_{lang}": said["title"][lang] for lang in LANGS}
    blueprint = Blueprint(council=council, code=code, periods=said["periods"], **titles)
    blocks = [_block(blueprint, told, at * STEP) for at, told in enumerate(said["block"], start=1)]
    return Plan(blueprint, blocks, kept=False)


def _block(blueprint: Blueprint, said: Mapping[str, Any], position: int) -> Block:
    texts = {f"text_{lang}": said.get(lang, "").strip() for lang in LANGS}
    return Block(
        council=blueprint.council,
        blueprint=blueprint,
        position=position,
        kind=said["kind"],
        figure=said.get("figure", ""),
        **texts,
    )
