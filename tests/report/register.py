"""A small register of invented rows, with every figure of the note in it."""

from datetime import date, timedelta
from typing import Any

from kenes.acts.models import Act, DraftAct, Finding, Review
from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.control.models import Monitoring, PublicHearing
from kenes.core import kept, record
from kenes.core.access import User
from kenes.core.filing import Filing
from kenes.council import actions as councils
from kenes.council.models import Body, Council
from kenes.events.models import Coorganiser, Event, ReachEntry
from kenes.events.problems.models import Problem
from kenes.hearings.models import Hearing
from kenes.norms.models import Norm
from kenes.organs.models import District, Organisation, Topic
from kenes.programme.models import Programme, ProgrammeLine
from kenes.publications.models import Channel, Post
from kenes.report.small import RULE
from kenes.sittings.models import AgendaItem, Sitting

DAY = date(2023, 6, 1)


class Register:
    """One council with its directories; each method enters rows of one kind."""

    def __init__(self, slug: str = "sample") -> None:
        self.user = User.objects.create(email=f"{slug}@example.org", name="Клерк")
        self.council: Council = councils.found(
            by=self.user,
            slug=slug,
            title_kk="Үлгі қала Қоғамдық кеңесі",
            title_ru="Общественный совет города Образцового",
            title_en="Public Council of the City of Sample",
        )
        # So few rows are told as they are; what is hidden has tests of its own.
        told = {"direction": "limit", "value": 1, "unit": "number", "act": "own", "article": "?"}
        Norm.objects.create(council=self.council, code=RULE, valid_from=date(2022, 1, 1), **told)
        # As where the law is loaded: what processes keep is kept.
        kept.changed()
        self.districts = [
            self.one(District, code=f"d{n}", title_kk=f"{kk} ауданы", title_ru=f"{ru} район",
                     title_en=f"{en} District")
            for n, (kk, ru, en) in enumerate(
                [("Жоғары", "Верхний", "Upper"), ("Төмен", "Нижний", "Lower")])
        ]  # fmt: skip
        self.topics = [
            self.one(Topic, code=f"t{n}", title_kk=kk, title_ru=ru, title_en=en)
            for n, (kk, ru, en) in enumerate(
                [("Экология", "Экология", "Ecology"), ("Жолдар", "Дороги", "Roads"),
                 ("ТКШ", "ЖКХ", "Housing")])
        ]  # fmt: skip
        kinds = Organisation.Kind
        self.agencies = {
            kind: self.one(Organisation, code=kind, kind=kind, title_kk=f"Орган ({kk})",
                           title_ru=f"Орган ({ru})", title_en=f"Body ({kind})")
            for kind, kk, ru in [
                (kinds.AKIMAT, "әкімдік", "акимат"), (kinds.STATE_BODY, "басқарма", "управление"),
                (kinds.SUBORDINATE, "мекеме", "учреждение"),
                 (kinds.MASLIKHAT, "мәслихат", "маслихат")]
        }  # fmt: skip
        self.general = self.one(Body, code="council", kind="council", since_on=date(2022, 1, 1),
                                title_kk="Кеңес", title_ru="Совет", title_en="Council")  # fmt: skip

    def file(self, *filings: Filing[Any]) -> None:
        record.register(filings, by=self.user)

    def one(self, model: Any, **facts: Any) -> Any:
        row = model(council=self.council, **facts)
        self.file(Filing(row))
        return row

    def event(self, kind: str, on: date = DAY, **facts: Any) -> Filing[Any]:
        facts = {"title_ru": "Событие", "title_kk": "Оқиға", "topic": self.topics[0],
                 "district": self.districts[0]} | facts  # fmt: skip
        row = Event(council=self.council, kind=kind, held_on=on, **facts)
        return Filing(row, path=[("planned", on - timedelta(9)), ("held", on)])

    def held(self, kind: str, times: int, *, maslikhat: bool = False, **facts: Any) -> list[Event]:
        """So many events of a kind, alone or with the maslikhat."""
        made = []
        for _n in range(times):
            filing = self.event(kind, **facts)
            if maslikhat:
                told = {"organisation": self.agencies["maslikhat"], "kind_then": "maslikhat"}
                part = Coorganiser(council=self.council, event=filing.row, **told)
                filing.parts = [part]
            hung = {"monitoring": Monitoring, "public_hearing": PublicHearing}.get(kind)
            if hung:
                filing = Filing(hung(council=self.council, event=filing.row), within=filing)
            self.file(filing)
            made.append(filing.within.row if filing.within else filing.row)
        return made

    def sitting(self, on: date = DAY, questions: int = 2) -> Sitting:
        occasion = self.event("sitting", on, title_ru="Общее заседание", title_kk="Жалпы отырыс")
        row = Sitting(council=self.council, event=occasion.row, body=self.general, seats_then=38,
                      quorum_then=26, present=30)  # fmt: skip
        items = [
            AgendaItem(council=self.council, sitting=row, position=n, kind="question",
                       title_ru=f"Вопрос {n}", title_kk=f"Мәселе {n}")
            for n in range(1, questions + 1)
        ]  # fmt: skip
        self.file(Filing(row, parts=items, within=occasion))
        return row

    def hearing(self, kind: str, on: date = DAY) -> Hearing:
        item = AgendaItem.objects.filter(sitting=self.sitting(on, questions=1)).get()
        row = Hearing(council=self.council, agency=self.agencies[kind], agency_kind_then=kind,
                      planned_on=on, heard_on=on, item=item, verdict="accepted")  # fmt: skip
        self.file(Filing(row, path=[("planned", on), ("heard", on)]))
        return row

    def appeals(self, outcome: str, times: int, on: date = DAY) -> list[Appeal]:
        made = []
        for n in range(times):
            applicant = Applicant(council=self.council, kind="person", name="Имя Скрытое")
            applicant.check_facts()
            row = Appeal(council=self.council, received_on=on, channel="mail", kind="complaint",
                         applicant=applicant, applicant_kind_then="person",
                         topic=self.topics[n % 3], district=self.districts[n % 2])  # fmt: skip
            path = [("registered", on), ("in_work", on)]
            if outcome != "in_work":
                path.append((outcome, on + timedelta(10)))
            self.file(Filing(applicant), Filing(row, path=path))
            made.append(row)
        return made

    def posts(self, times: int) -> None:
        channel = self.one(Channel, code="site", kind="site", title_kk="Сайт", title_ru="Сайт",
                           title_en="Site")  # fmt: skip
        for n in range(times):
            self.one(Post, posted_on=DAY, channel=channel, subject="sittings", title_ru="Новость",
                     title_kk="Жаңалық", link=f"https://example.org/{n}")  # fmt: skip

    def programme(self) -> None:
        row = Programme(council=self.council, code="support", title_kk="Қоғамдық кеңес",
                        title_ru="Общественный совет", title_en="Public Council",
                        body=self.agencies["state_body"], since_on=date(2023, 1, 1),
                        until_on=date(2025, 12, 31), goal_kk="Кеңесті қолдау.",
                        goal_ru="Поддержка совета.")  # fmt: skip
        lines = [
            ProgrammeLine(council=self.council, programme=row, ordinal=n, kind=kind, year=year,
                          title_kk=f"Жол {kind}", title_ru=f"Строка {kind}", tenge=money)
            for n, (kind, year, money) in enumerate(
                [("task", 2023, 0), ("event", 2023, 5_000_000), ("event", 2024, 7_000_000)])
        ]  # fmt: skip
        self.file(Filing(row, parts=lines))


def filled(slug: str = "sample") -> Register:
    """A register in which every line of the note has something to say."""
    register = Register(slug)
    register.sitting()
    for kind in ("akimat", "state_body", "state_body", "subordinate"):
        register.hearing(kind)
    register.held("platform", 3)
    register.held("platform", 1, district=register.districts[1], on=date(2025, 2, 1))
    event = register.held("platform", 1, district=register.districts[1])[0]
    council = register.council
    register.one(ReachEntry, event=event, audience="residents", people=1200)
    register.one(ReachEntry, event=event, audience="activists", people=31, estimated=True)
    register.one(Problem, event=event, voice="resident", topic=register.topics[1],
                 text_ru="Нет тротуара", text_kk="Тротуар жоқ")  # fmt: skip
    register.held("monitoring", 3)
    register.held("monitoring", 2, maslikhat=True)
    register.held("round_table", 1, maslikhat=True)
    register.held("round_table", 1)
    register.held("budget_review", 1, maslikhat=True)
    register.held("public_hearing", 1, topic=register.topics[0])
    register.held("public_hearing", 1, topic=register.topics[2])
    register.appeals("resolved", 5)
    register.appeals("explained", 2)
    register.appeals("in_work", 1)
    register.appeals("forwarded", 1)
    draft = DraftAct(council=council, received_on=DAY, title_ru="Проект правил",
                     developer=register.agencies["state_body"])  # fmt: skip
    review = Review(council=council, draft=draft, concluded_on=DAY, outcome="remarks")
    register.file(Filing(draft, parts=[review]))
    act = register.one(Act, code="law", title_kk="Заң", title_ru="Закон", title_en="Law")
    register.one(Finding, found_on=DAY, act=act, kind="gap", title_ru="Пробел", title_kk="Олқылық")
    register.posts(2)
    register.programme()
    return register
