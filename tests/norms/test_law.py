"""The rules of the first load: complete, cited, in three languages, and true as limits."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.utils import translation

from kenes.norms.kinds import UNREAD, acts, norms_of_law
from kenes.norms.models import Norm

REQUIRED = {
    *("form.start", "public_hearing.notice", "public_hearing.materials", "discussion.media"),
    *("discussion.invite", "control.final_doc", "control.answer", "control.hearing_notice"),
    *("monitor.repeat_visit", "rec.answer.general", "rec.answer.drafts", "npa.act", "npa.bill"),
    *("npa.crisis", "npa.accept_letter", "appeal.forward", "appeal.return", "appeal.answer"),
    *("appeal.extend", "appeal.extend_notice", "complaint.file", "complaint.answer"),
    *("info.answer", "info.extend", "info.refuse", "info.forward", "absence.limit"),
    *("inform.public", "consent.withdraw", "pd.objection", "pd.correct"),
}


def test_every_rule_of_the_domain_is_there_once() -> None:
    codes = [facts["code"] for facts in norms_of_law()]

    assert set(codes) >= REQUIRED
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("facts", norms_of_law(), ids=lambda facts: str(facts["code"]))
def test_a_rule_names_its_act_article_and_words(facts: Mapping[str, object]) -> None:
    norm = Norm(**facts)

    norm.clean_fields()
    assert norm.act in acts()
    assert norm.article
    for tongue in ("kk", "ru", "en"):
        assert norm.in_language("name", tongue)
        assert norm.in_language("base", tongue)
        assert norm.source.in_language("name", tongue)
        # Of an act we have not read no article is named.
        assert (norm.article in norm.citation(tongue)) is (norm.article != UNREAD)
    assert (norm.unit in Norm.TERMS) is norm.is_term


def test_what_is_not_confirmed_says_so(law: Mapping[str, Norm]) -> None:
    doubtful = {code: norm.knowledge for code, norm in law.items() if norm.knowledge != "confirmed"}

    assert doubtful == {
        "council.term": "inferred",
        "agenda.appeals": "unconfirmed",
        "sitting.frequency": "unconfirmed",
        "sitting.minutes": "unconfirmed",
        "vote.ordinary": "unconfirmed",
        "quorum.body": "unconfirmed",
        "sitting.notice": "unconfirmed",
        "tie.chair": "unconfirmed",
        "pd.objection": "inferred",
        "silence.reminder": "unconfirmed",
        "silence.chair": "unconfirmed",
        "silence.supervisor": "unconfirmed",
        "silence.publish": "unconfirmed",
        "comparison.minimum": "unconfirmed",
        "hearing.report_before": "unconfirmed",
        "hearing.interval": "unconfirmed",
        "hearing.appeals": "unconfirmed",
        "figures.least": "unconfirmed",
        "participants.names": "unconfirmed",
        "participants.reminder": "unconfirmed",
    }


@pytest.mark.parametrize(
    ("code", "count", "of", "holds"),
    [
        ("quorum.sitting", 26, 38, True),
        ("quorum.sitting", 25, 38, False),
        ("council.civil_share", 35, 38, True),
        ("council.civil_share", 25, 38, False),
        ("vote.public_hearing", 20, 39, True),
        ("vote.public_hearing", 19, 38, False),
        ("vote.report", 13, 25, True),
        ("absence.limit", 3, 1, False),
        ("absence.limit", 4, 1, True),
        ("inform.public", 2, 1, True),
        ("inform.public", 1, 1, False),
        ("control.group_size", 5, 1, True),
        ("control.group_size", 6, 1, False),
    ],
)
def test_a_limit_tells_whether_it_holds(
    law: Mapping[str, Norm], code: str, count: int, of: int, holds: bool
) -> None:
    assert law[code].holds(count, of) is holds


@pytest.mark.parametrize(
    ("code", "of", "needed"),
    [
        ("quorum.sitting", 38, 26),
        ("quorum.sitting", 39, 26),
        ("quorum.sitting", 40, 27),
        ("vote.public_hearing", 26, 14),
        ("vote.public_hearing", 27, 14),
        ("absence.limit", 1, 4),
        ("inform.public", 1, 2),
    ],
)
def test_the_least_number_that_satisfies_a_limit(
    law: Mapping[str, Norm], code: str, of: int, needed: int
) -> None:
    assert law[code].needed(of) == needed
    assert law[code].holds(needed, of)
    assert not law[code].holds(needed - 1, of)


def test_how_far_a_day_lies_from_the_life_of_a_version() -> None:
    norm = Norm(valid_from=date(2022, 1, 1), valid_until=date(2023, 12, 31))

    assert norm.away_from(date(2021, 12, 30)) == 2
    assert norm.away_from(date(2022, 1, 1)) == norm.away_from(date(2023, 12, 31)) == 0
    assert norm.away_from(date(2024, 1, 1)) == 1


def test_length_in_words(law: Mapping[str, Norm]) -> None:
    with translation.override("en"):
        assert law["appeal.answer"].length == "15 working days"
        assert law["rec.answer.general"].length == "1 month"
        assert law["quorum.sitting"].length == "2/3"
