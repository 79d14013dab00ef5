"""What no journal holds of appeals: questions inside them, letters to agencies, who may read."""

from typing import TYPE_CHECKING

from kenes.appeals import actions as appeals
from kenes.appeals.answers.models import AnswerTemplate
from kenes.appeals.inquiries import actions as inquiries
from kenes.appeals.inquiries.models import Inquiry
from kenes.appeals.matters import actions as matters
from kenes.appeals.matters.models import Matter
from kenes.appeals.models import Appeal
from kenes.appeals.publication import actions as publication
from kenes.appeals.publication.models import Publication
from kenes.appeals.remarks import actions as remarks
from kenes.appeals.supports import actions as supports
from kenes.appeals.verdicts import actions as verdicts
from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.link import Role, between
from kenes.organs.models import Organisation

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

_TEMPLATES = (
    ("Жұмыс жоспарға енгізілді", "Включено в план работ",
     "Құрметті {аты}! {күні} түскен {нөмірі} жолданымыңыз қаралды. Жұмыс биылғы жоспарға "
     "енгізілді.",
     "Уважаемый заявитель {имя}! Ваше обращение {номер} от {дата} рассмотрено. Работы включены "
     "в план этого года."),
    ("Ақау жойылды", "Неисправность устранена",
     "Құрметті {аты}! {нөмірі} жолданымыңыз бойынша ақау жойылды. Тексеріп, беттен хабарлаңыз.",
     "Уважаемый заявитель {имя}! По Вашему обращению {номер} неисправность устранена. "
     "Проверьте и сообщите об этом на странице обращения."),
    ("Қайда жүгіну керек", "Куда обратиться",
     "Құрметті {аты}! «{тақырып}» мәселесі бойынша {орган} жауапты. Кеңес оған хат жіберді.",
     "Уважаемый заявитель {имя}! За вопрос «{тема}» отвечает {орган}. Совет направил туда "
     "запрос."),
)  # fmt: skip
_WHO = {
    "kk": "Бұған кім жауап береді және қандай мерзімде?",
    "ru": "Кто за это отвечает и в какой срок?",
}
_ASKED = {
    "kk": "Төмендегі мәселе бойынша мерзімін және жауапты адамды хабарлауыңызды сұраймыз.",
    "ru": "Просим сообщить срок и ответственного по вопросу ниже.",
}
_ANSWERED = {
    "kk": "Учаске тексерілді, жұмыс жоспарға енгізілді, жауапты бөлім белгіленді.",
    "ru": "Участок осмотрен, работы включены в план, ответственный отдел назначен.",
}


# How a person agreed who came otherwise than by the site.
_GIVEN = {
    Appeal.Channel.PAPER: Publication.Given.PAPER,
    Appeal.Channel.ORAL: Publication.Given.ORAL,
    Appeal.Channel.MEMBER: Publication.Given.ORAL,
    Appeal.Channel.MAIL: Publication.Given.LETTER,
}
# Closed is not the same as fixed.
_SAID = ("solved", "not_solved", "solved", "partly", "solved")


def lay(council: "Council", *, by: "User") -> None:
    """Bring the newest appeals in work to life; no figure changes by it."""
    record.register(
        [
            Filing(
                AnswerTemplate(
                    council=council, title_kk=kk, title_ru=ru, text_kk=said_kk, text_ru=said_ru
                )
            )
            for kk, ru, said_kk, said_ru in _TEMPLATES
        ],
        by=by,
    )
    open_ones = Appeal.objects.of(council).live().filter(status=Appeal.Status.IN_WORK)
    rows = list(open_ones.select_related("council", "topic").order_by("-received_on", "-pk")[:6])
    for at, appeal in enumerate(rows):
        if at < 2:
            _tell_apart(appeal, by=by)
        inquiry = _ask(appeal, by=by)
        if at % 2:
            text = _ANSWERED[appeal.language]
            inquiries.answer(
                inquiry, on=clock.today(), text=text, number_in=f"ЗТ-{118 + at}", by=by
            )
    remarks.write(rows[0], "Звонить после шести: днём человек на работе.", by=by)
    _show(council, by=by)


def _show(council: "Council", *, by: "User") -> None:
    """Authors agreed that everyone reads what they wrote; neighbours joined, some said what came.

    The clerk confirmed the words as the mask left them.
    """
    told = Appeal.objects.of(council).live().exclude(topic=None).order_by("-received_on", "-pk")
    open_ones = list(told.filter(status__in=Appeal.OPEN).select_related("applicant")[:8])
    answered = list(told.filter(status__in=Appeal.ANSWERED).select_related("applicant")[:16])
    for appeal in [*open_ones, *answered]:
        given = _GIVEN.get(Appeal.Channel(appeal.channel), Publication.Given.PORTAL)
        publication.consent(appeal, given=given, by=by)
        known = Publication.objects.get(appeal=appeal)
        said = publication.proposed(appeal)
        publication.publish(known, text=said["text"], answer=said["answer"], by=by)
    shown = told.filter(pk__in=[each.pk for each in open_ones]).select_related("publication")
    for at, appeal in enumerate(shown):
        for neighbour in range((at * 5) % 13):
            token = f"demo {at} {neighbour}"
            supports.join_by_device(appeal, token, language=appeal.language, by=by)
    for at, appeal in enumerate(answered[:12]):
        verdicts.judge(appeal, _SAID[at % len(_SAID)], by=by)


def repeat(council: "Council", *, by: "User") -> None:
    """In each year somebody wrote again about what had stood resolved; one such was a mistake."""
    rows = Appeal.objects.of(council).order_by("received_on", "pk")
    solved = rows.live().filter(status=Appeal.Status.RESOLVED)
    for year in (2021, 2023, 2025):
        for later in rows.live().filter(received_on__year=year).order_by("-received_on", "-pk"):
            before = solved.filter(topic=later.topic, status_on__lt=later.received_on).last()
            if before is not None:
                appeals.repeat(later, of=before, by=by)
                break
    for mistaken in rows.exclude(struck_at=None).filter(received_on__year=2023):
        before = solved.filter(status_on__lt=mistaken.received_on).last()
        if before is not None:
            record.register([Filing(between(mistaken, before, Role.REPEATS))], by=by)


def _tell_apart(appeal: Appeal, *, by: "User") -> None:
    """What is written, and who answers for it: two questions, the second with its outcome."""
    on = clock.today()
    matters.tell_apart(
        Matter(appeal=appeal, question=appeal.text, topic=appeal.topic), on=on, by=by
    )
    second = Matter(appeal=appeal, question=_WHO[appeal.language])
    matters.tell_apart(second, on=on, by=by)
    answer = _ANSWERED[appeal.language]
    matters.close(second, Matter.Status.EXPLAINED, answer=answer, on=on, by=by)


def _ask(appeal: Appeal, *, by: "User") -> Inquiry:
    agency = appeal.agency or _any_agency(appeal.council)
    inquiry = Inquiry(
        appeal=appeal,
        agency=agency,
        text=f"{_ASKED[appeal.language]}\n\n{appeal.text}",
        asked_on=appeal.status_on,
        number_out=f"12-05/{appeal.number}",
    )
    return inquiries.ask(inquiry, by=by)


def _any_agency(council: "Council") -> Organisation:
    rows = Organisation.objects.of(council).live().filter(kind="state_body")
    found: Organisation = rows.order_by("title_ru", "pk")[0]
    return found
