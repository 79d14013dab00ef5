"""A row of every register around the planted appeals, so that addresses open instead of failing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kenes.appeals.campaigns.models import Campaign, CampaignAppeal
from kenes.appeals.extensions import actions as extensions
from kenes.appeals.inquiries import actions as inquiries
from kenes.appeals.inquiries.models import Inquiry
from kenes.appeals.intake import actions as intake
from kenes.appeals.matters import actions as matters
from kenes.appeals.matters.models import Matter
from kenes.appeals.missing import actions as missing
from kenes.appeals.models import Appeal
from kenes.appeals.suggestions.models import Reading, Suggestion, Training
from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.incoming import IncomingLetter
from kenes.core.link import between
from kenes.events.problems.models import Problem
from kenes.jobs import actions as jobs
from kenes.journals import actions as journals
from kenes.journals.catalogue import SHEETS
from kenes.journals.preview import preview
from kenes.journals.reading import read
from kenes.norms import actions as norms
from kenes.norms.models import Norm
from kenes.recommendations.models import Recommendation
from kenes.report import actions as report
from kenes.report.models import Edition
from kenes.report.note import edition
from tests.appeals.conftest import received
from tests.appeals.intake.letters import ADDRESS, letter
from tests.appeals.planting import TALES
from tests.appeals.test_portal import PHOTO
from tests.appeals.test_shown import sent
from tests.journals.books import written
from tests.journals.whole import WHOLE
from tests.office.test_reception import told
from tests.town import DAY, NOW, Town

# The journal of appeals tells who wrote and what, in words that are sealed.
JOURNALS = WHOLE | {
    "appeals": [
        line | {"applicant": TALES["name"], "text": TALES["text"]} for line in WHOLE["appeals"]
    ],
    # The town has a convocation of its own.
    **{
        each: [line | {"convocation": 2} for line in WHOLE[each]]
        for each in ("convocations", "seats", "mandates")
    },
}
OPEN, CLOSED = "2025-0002", "2025-0001"


@dataclass
class Around:
    """What stands around the planted appeals, to be named in addresses."""

    open: Appeal
    parted: Appeal
    struck: Appeal
    quarantined: Appeal
    taken: Appeal
    extension: Any
    group: Campaign
    asked: Any
    inquiry: Inquiry
    suggestion: Suggestion
    letters: list[IncomingLetter]
    intake: Any
    digest: str
    edition: Edition


def surround(town: Town, visitor: Any, secretary: Any) -> Around:
    """Rows of every register by its journals; appeals of each kind of state, letters, a note."""
    with clock.standing(NOW):
        taken = _journals(town)
        row = _open(town, visitor)
        until = DAY + timedelta(7)
        asked = missing.ask(row, what="Тайнопросьба.", on=DAY, until_on=until, by=town.by)
        reason = {"reason": "Ждём ответа органа.", "on": DAY, "by": town.by}
        longer = extensions.extend(row, official="head", length=1, **reason)
        inquiry = Inquiry(appeal=row, agency=town.agency, text=TALES["asked"], asked_on=DAY)
        inquiries.ask(inquiry, by=town.by)
        _linked(town, row)
        return Around(
            open=row,
            parted=_parted(town),
            struck=_struck(town),
            quarantined=_quarantined(town),
            taken=_taken(town, secretary),
            extension=longer,
            group=_group(town, row),
            asked=asked,
            inquiry=inquiry,
            suggestion=_suggestion(town, row),
            letters=_letters(town),
            intake=taken,
            digest=_brought(secretary),
            edition=_edition(town),
        )


def _file(town: Town, row: Any, **more: Any) -> Any:
    record.register([Filing(row, **more)], by=town.by)
    return row


def _journals(town: Town) -> Any:
    content = written(**JOURNALS)
    book = read(content, SHEETS)
    shown = preview(book, town.council, SHEETS)
    refused = [(each.sheet.code, str(r)) for each in shown for r in each.refused]
    assert not refused, refused
    facts = {"council": town.council, "file_name": "a.xlsx", "digest": book.digest}
    return journals.take(shown, by=town.by, **facts)


def _brought(secretary: Any) -> str:
    """A journal that waits to be looked at; who brought it reads what it says."""
    more = [JOURNALS["appeals"][0] | {"no": 77}]
    file = SimpleUploadedFile("b.xlsx", written(appeals=more))
    answer = secretary.post("/office/import/", {"file": file})
    return str(answer["Location"].strip("/").rpartition("/")[2])


def _open(town: Town, visitor: Any) -> Appeal:
    photo = SimpleUploadedFile(TALES["file"], PHOTO)
    facts = {name: TALES[name] for name in ("name", "email", "contact", "address", "place")}
    sent(visitor, town, photos=[photo], text=TALES["text"] + " Ещё раз.", **facts)
    return Appeal.objects.get(number=OPEN)


def _parted(town: Town) -> Appeal:
    """An appeal of two questions."""
    row = received(town, text=TALES["text"] + " Две беды.")
    for said in ("Тайновопрос первый.", "Тайновопрос второй."):
        matter = Matter(council=town.council, appeal=row, topic=town.topic, question=said)
        matters.tell_apart(matter, on=DAY, by=town.by)
    return row


def _struck(town: Town) -> Appeal:
    row = received(town, text=TALES["text"] + " Ошибкой.")
    record.strike([row], reason="Ошибка", by=town.by)
    return row


def _taken(town: Town, secretary: Any) -> Appeal:
    """An appeal that was taken at the reception, with a receipt to give again."""
    text = TALES["text"] + " На бумаге."
    answer = secretary.post("/office/reception/", told(town, text=text, name="Тайноподпись Асель"))
    assert answer.status_code == 200
    found: Appeal = Appeal.objects.get(channel="paper")
    return found


def _quarantined(town: Town) -> Appeal:
    intake.receive_at(town.council, ADDRESS, by=town.by)
    jobs.take(letter("spam", TALES["text"], X_Spam_Flag="YES"), by=town.by)
    found: Appeal = Appeal.objects.get(quarantined=True, channel="mail")
    return found


def _letters(town: Town) -> list[IncomingLetter]:
    """A letter that waits in the inbox with its file, of a person and to be made an appeal."""
    intake.receive_at(town.council, "", by=town.by)
    file = (TALES["file"].replace(".jpg", ".pdf"), b"%PDF-1.7 ...")
    jobs.take(letter("one", TALES["text"], [file], Subject=TALES["message"]), by=town.by)
    return list(IncomingLetter.objects.all())


def _group(town: Town, row: Appeal) -> Campaign:
    facts = {"kind": "campaign", "topic": town.topic, "found_on": DAY}
    group = Campaign(council=town.council, **facts)
    member = CampaignAppeal(council=town.council, campaign=group, appeal=row, percent=90)
    return _file(town, group, path=[("waiting", DAY)], parts=[member])


def _suggestion(town: Town, row: Appeal) -> Suggestion:
    council = town.council
    training = _file(town, Training(council=council, trained_on=DAY, appeals=60, copies=0))
    reading = Reading(council=council, appeal=row, training=training, read_on=DAY)
    facts = {"about": "topic", "ordinal": 1, "percent": 80, "topic": town.topic}
    made = Suggestion(council=council, reading=reading, **facts)
    _file(town, reading, parts=[made])
    return made


def _linked(town: Town, row: Appeal) -> None:
    """What came of the open appeal, and of what it came; its topic is past the threshold."""
    _file(town, between(row, Recommendation.objects.get()))
    _file(town, between(Problem.objects.get(), row))
    norms.override(
        Norm.objects.law().get(code="agenda.appeals"),
        council=town.council,
        value=1,
        article="Регламент",
        valid_from=date(2022, 1, 1),
        by=town.by,
    )


def _edition(town: Town) -> Edition:
    blueprint = report.load_default(town.council, by=town.by)
    return edition.freeze(blueprint, by=town.by)
