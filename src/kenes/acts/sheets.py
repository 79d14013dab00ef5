"""The journals of draft acts, of acts in force and of what was found in them."""

from typing import Any

from django.utils.translation import gettext as _

from kenes.acts.models import Act, DraftAct, Finding, Review
from kenes.core import record
from kenes.core.cell import Day, Named, OneOf, Whole
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.sheet import NUMBER, Column, Facts, Lookup, Sheet
from kenes.council.models import Body
from kenes.organs.models import Organisation
from kenes.organs.sheets import ALIASES, NAME_EN, NAME_KK, NAME_RU, names


def _draft(facts: Facts, lookup: Lookup) -> Filing[Any]:
    draft = DraftAct(
        council=lookup.council,
        received_on=facts["received"],
        title_kk=facts.get("title_kk", ""),
        title_ru=facts.get("title_ru", ""),
        kind=facts.get("kind", DraftAct.Kind.ACT),
        developer=facts["developer"],
        commission=facts.get("commission"),
    )
    return Filing(draft, parts=_reviews(draft, facts))


def _reviews(draft: DraftAct, facts: Facts) -> list[Review]:
    """The conclusion on a draft, once there is one: its day and its outcome come together."""
    if "concluded" not in facts and "outcome" not in facts:
        return []
    for column in ("concluded", "outcome"):
        if column not in facts:
            raise Refused(_("A conclusion has both a day and an outcome."), field=column)
    if facts["concluded"] < facts["received"]:
        raise Refused(_("The conclusion is earlier than the draft."), field="concluded")
    return [
        Review(
            council=draft.council,
            draft=draft,
            concluded_on=facts["concluded"],
            outcome=facts["outcome"],
            remarks=facts.get("remarks", 0),
        )
    ]


def _act(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(Act(council=lookup.council, **names(facts)))


def _finding(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Finding(
            council=lookup.council,
            found_on=facts["found"],
            act=facts["act"],
            article=facts.get("article", ""),
            kind=facts["kind"],
            title_kk=facts.get("title_kk", ""),
            title_ru=facts.get("title_ru", ""),
        )
    )


DRAFTS = Sheet(
    code="drafts",
    kk="НҚА жобалары",
    ru="Проекты НПА",
    model=DraftAct,
    columns=(
        NUMBER,
        Column("received", "Түскен күні", "Дата поступления", Day(), "05.03.2024", required=True),
        Column("title_kk", "Атауы қазақша", "Название на казахском"),
        Column("title_ru", "Атауы орысша", "Название на русском"),
        Column("kind", "Түрі", "Вид", OneOf(DraftAct.Kind), "act"),
        Column("developer", "Әзірлеуші", "Разработчик", Named(Organisation), required=True),
        Column("commission", "Комиссия", "Комиссия", Named(Body)),
        Column("concluded", "Қорытынды күні", "Дата заключения", Day(), "15.03.2024"),
        Column("outcome", "Қорытынды", "Заключение", OneOf(Review.Outcome), "remarks"),
        Column("remarks", "Ескертулер саны", "Замечаний", Whole(), 3),
    ),
    build=_draft,
    register=record.register,
    natural_key=("received", "title_ru", "title_kk"),
    dated_by="received",
)

ACTS = Sheet(
    code="acts",
    kk="Қолданыстағы актілер",
    ru="Действующие акты",
    model=Act,
    columns=(NAME_KK, NAME_RU, NAME_EN, ALIASES),
    build=_act,
    register=record.register,
    natural_key=("title_ru", "title_kk"),
)

FINDINGS = Sheet(
    code="findings",
    kk="Актілерді талдау",
    ru="Анализ актов",
    model=Finding,
    columns=(
        NUMBER,
        Column("found", "Анықталған күні", "Дата выявления", Day(), "05.03.2024", required=True),
        Column("act", "Акт", "Акт", Named(Act), required=True),
        Column("article", "Бап, тармақ", "Статья, пункт", example="13(2)"),
        Column("kind", "Түрі", "Вид", OneOf(Finding.Kind), "gap", required=True),
        Column("title_kk", "Не анықталды, қазақша", "Что выявлено, на казахском"),
        Column("title_ru", "Не анықталды, орысша", "Что выявлено, на русском"),
    ),
    build=_finding,
    register=record.register,
    natural_key=("found", "act", "article", "title_ru", "title_kk"),
    dated_by="found",
)

SHEETS = (DRAFTS, ACTS, FINDINGS)
