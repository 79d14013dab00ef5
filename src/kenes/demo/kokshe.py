"""A second, small council in the register: none of its rows may count in the city's figures."""

from datetime import date, time

from kenes.demo.days import Line
from kenes.demo.journals import Journals

COUNCIL: Line = {
    "slug": "kokshe",
    "title_kk": "Көкше ауданының Қоғамдық кеңесі",
    "title_ru": "Общественный совет района Кокше",
    "title_en": "Public Council of Kokshe District",
}

# The number and the point to which a check and a later day belong.
ADVISED = ("2023-0001", 7)
_SINCE = date(2022, 2, 14)
_HALL = "Дом культуры «Көкше»"
_CHAIR, _SECOND, _THIRD, _NEW = (
    "Есенкулов Рустем Тулеуович", "Даулетьярова Сауле Муратовна", "Лысенко Вадим Андреевич",
    "Сугурбаева Меруерт Хамитовна",
)  # fmt: skip
_AKIMAT, _DEPARTMENT, _CLINIC, _ASSEMBLY = (
    "Акимат района Кокше", "Отдел ЖКХ района Кокше", "Районная поликлиника", "Районный маслихат",
)  # fmt: skip
_COUNCIL, _PRESIDIUM, _COMMISSION, _COMMITTEE = (
    "Общее заседание", "Президиум", "Комиссия по развитию сёл", "Комитет по воде",
)  # fmt: skip


def _sitting(no: int, body: str, on: date, kk: str) -> Line:
    return {
        "no": no,
        "body": body,
        "on": on,
        "at": time(11),
        "title_kk": kk,
        "title_ru": "Заседание",
        "place": _HALL,
        "seats": 3,
        "quorum": 2,
        "present": 3,
        "state": "held",
    }


def _event(no: int, kind: str, on: date, kk: str, ru: str, **more: object) -> Line:
    return {
        "no": no,
        "kind": kind,
        "on": on,
        "at": time(15),
        "title_kk": kk,
        "title_ru": ru,
        "place": _HALL,
        "district": "Арыкбалык",
        "topic": "Вода",
        "participants": _SECOND,
        "state": "held",
    } | more


def _appeal(no: int, on: date, text: str, **became: date) -> Line:
    return {
        "no": no,
        "received": on,
        "channel": "paper",
        "kind": "application",
        "applicant": f"Тоқсанова Күлән, {no}",
        "applicant_kind": "person",
        "topic": "Вода",
        "district": "Арыкбалык",
        "language": "kk",
        "text": text,
    } | became


def _hearing(no: int, agency: str) -> Line:
    return {
        "no": no,
        "agency": agency,
        "planned": date(2023, 3, 15),
        "heard": date(2023, 3, 15),
        "sitting": "1/2023",
        "position": no,
        "verdict": "accepted",
        "mark": 4,
        "state": "heard",
    }


_DAY = date(2023, 6, 14)
JOURNALS: Journals = {
    "districts": [{"title_kk": "Арықбалық", "title_ru": "Арыкбалык", "title_en": "Aryqbalyq"}],
    "topics": [{"title_kk": "Су", "title_ru": "Вода", "title_en": "Water"}],
    "organisations": [
        {"title_kk": "Көкше ауданының әкімдігі", "title_ru": _AKIMAT, "kind": "akimat"},
        {"title_kk": "ТКШ бөлімі", "title_ru": _DEPARTMENT, "kind": "state_body"},
        {"title_kk": "Аудандық емхана", "title_ru": _CLINIC, "kind": "subordinate"},
        {"title_kk": "Аудандық мәслихат", "title_ru": _ASSEMBLY, "kind": "maslikhat"},
    ],
    "convocations": [{"convocation": 1, "since": _SINCE}],
    "people": [
        {"title_ru": _CHAIR, "title_kk": "Есенқұлов Рүстем Төлеуұлы", "sex": "man"},
        {"title_ru": _SECOND, "title_kk": "Дәулетиярова Сәуле Мұратқызы", "sex": "woman"},
        {"title_ru": _THIRD, "sex": "man"},
        {"title_ru": _NEW, "title_kk": "Сүгірбаева Меруерт Хамитқызы", "sex": "woman"},
    ],
    "seats": [{"convocation": 1, "seat": at, "quota": "civil" if at < 3 else "state"}
              for at in (1, 2, 3)],
    "mandates": [
        {"convocation": 1, "seat": 1, "person": _CHAIR, "since": _SINCE, "entered": "contest"},
        {"convocation": 1, "seat": 2, "person": _SECOND, "since": _SINCE, "entered": "contest",
         "ended": date(2023, 9, 20), "ground": "resigned"},
        {"convocation": 1, "seat": 2, "person": _NEW, "since": date(2023, 9, 20),
         "entered": "reserve", "decided": date(2023, 9, 20)},
        {"convocation": 1, "seat": 3, "person": _THIRD, "since": _SINCE, "entered": "agency"},
    ],
    "bodies": [
        {"title_kk": kk, "title_ru": ru, "kind": kind, "since": _SINCE}
        for kk, ru, kind in (("Жалпы отырыс", _COUNCIL, "council"),
                             ("Төралқа", _PRESIDIUM, "presidium"),
                             ("Ауылдарды дамыту комиссиясы", _COMMISSION, "commission"),
                             ("Су комитеті", _COMMITTEE, "committee"))
    ],
    "offices": [{"body": _COUNCIL, "person": _CHAIR, "role": "chair", "since": _SINCE}],
    "events": [
        _event(1, "platform", date(2023, 5, 17), "«Ауыз су» диалог алаңы",
               "Диалоговая площадка «Питьевая вода»", members=2, residents=19),
        _event(2, "round_table", _DAY, "«Ауыз су» дөңгелек үстелі", "Круглый стол «Питьевая вода»",
               coorganisers=_ASSEMBLY),
        _event(3, "akim_meeting", date(2023, 2, 8), "Аудан әкімінің тұрғындармен кездесуі",
               "Встреча акима района с жителями", akim_of=_AKIMAT),
        *(_event(4 + at, kind, date(2023, 10, 3 + at), f"{kk}: ауыз су", f"{ru}: питьевая вода")
          for at, (kind, kk, ru) in enumerate((
              ("seminar", "Семинар", "Семинар"), ("reception", "Қабылдау", "Приём"),
              ("training", "Оқыту", "Обучение"), ("budget_review", "Бюджет", "Бюджет"),
              ("recommendation_review", "Ұсынымдар", "Рекомендации"),
              ("other", "Сенбілік", "Субботник")))),
    ],
    "problems": [{"event": "1/2023", "text_kk": "Құдықтың суы тұзды", "voice": "resident",
                  "text_ru": "Вода в колодце солёная", "topic": "Вода"}],
    "sittings": [
        _sitting(1, _COUNCIL, date(2023, 3, 15), "Отырыс"),
        _sitting(2, _PRESIDIUM, date(2023, 4, 12), "Төралқа"),
        _sitting(3, _COMMISSION, date(2023, 4, 19), "Комиссия отырысы"),
        _sitting(4, _COMMITTEE, date(2023, 4, 26), "Комитет отырысы"),
    ],
    "items": [
        *({"sitting": "1/2023", "position": at, "kind": "report", "title_kk": "Есеп",
           "title_ru": "Отчёт"} for at in (1, 2, 3)),
        {"sitting": "1/2023", "position": 4, "kind": "question", "title_kk": "Ауыз су туралы",
         "title_ru": "О питьевой воде"},
    ],
    "hearings": [_hearing(1, _AKIMAT), _hearing(2, _DEPARTMENT), _hearing(3, _CLINIC)],
    "public_hearings": [{"no": 1, "on": _DAY, "at": time(14), "title_kk": "Су тарифі",
                         "title_ru": "О тарифе на воду", "topic": "Вода", "place": _HALL}],
    "monitorings": [{"no": 1, "on": date(2023, 7, 12), "title_kk": "Құдықтар", "place": _HALL,
                     "title_ru": "Мониторинг колодцев", "agency": _DEPARTMENT, "topic": "Вода",
                     "began": date(2023, 7, 10), "concluded_on": date(2023, 7, 20)}],
    "drafts": [{"no": 1, "received": date(2023, 5, 2), "title_kk": "Су тарифі туралы жоба",
                "title_ru": "Проект решения о тарифе", "developer": _DEPARTMENT,
                "concluded": date(2023, 5, 12), "outcome": "remarks", "remarks": 2}],
    "acts": [{"title_kk": "Су пайдалану қағидалары", "title_ru": "Правила пользования водой"}],
    "findings": [{"no": 1, "found": _DAY, "act": "Правила пользования водой", "kind": "gap",
                  "title_kk": "Мерзім жоқ", "title_ru": "Не указан срок"}],
    "appeals": [
        _appeal(1, date(2023, 4, 3), "Су келмейді.", resolved_on=date(2023, 4, 18)),
        _appeal(2, date(2023, 4, 4), "Құдық лас.", explained_on=date(2023, 4, 18)),
        _appeal(3, date(2023, 4, 5), "Тарифті төмендетіңіздер.", refused_on=date(2023, 4, 18)),
        _appeal(4, date(2023, 4, 6), "Жол керек."),
        _appeal(5, date(2023, 4, 7), "Кісі аты жоқ хат.", returned_on=date(2023, 4, 11)),
        _appeal(6, date(2023, 5, 2), "Су тағы келмейді."),
    ],
    "recommendations": [
        {"no": 1, "adopted": date(2023, 3, 20), "title_kk": "Су туралы", "from_hearing": "1/2023",
         "title_ru": "О питьевой воде"},
        {"no": 2, "adopted": date(2023, 3, 21), "title_kk": "Емхана туралы",
         "from_hearing": "3/2023", "title_ru": "О поликлинике"},
    ],
    "points": [
        {"recommendation": "1/2023", "ordinal": 1, "addressee": _DEPARTMENT,
         "text_kk": "Құдықтарды тазалау", "text_ru": "Очистить колодцы", "sent": date(2023, 3, 24),
         "answered": date(2023, 4, 10), "answer": "accepted", "closed": date(2023, 8, 1),
         "closing": "implemented"},
        {"recommendation": "1/2023", "ordinal": 2, "addressee": _AKIMAT, "sent": date(2023, 3, 24),
         "text_kk": "Кестені жариялау", "text_ru": "Опубликовать график"},
        *({"recommendation": "1/2023", "ordinal": at, "addressee": _AKIMAT, "text_kk": kk,
           "text_ru": ru, "sent": date(2023, 3, 24), "answered": day, "answer": answer} | closing
          for at, (kk, ru, day, answer, closing) in enumerate((
              ("Су мұнарасын жөндеу", "Починить водонапорную башню", date(2023, 5, 15), "partly",
               {"closed": date(2023, 9, 4), "closing": "not_implemented"}),
              ("Тарифті түсіндіру", "Объяснить тариф", date(2023, 4, 12), "rejected", {}),
              ("Сүзгі қою", "Поставить фильтры", date(2023, 4, 13), "beyond", {}),
              ("Суды тексеру", "Проверить воду", date(2023, 4, 14), "hollow", {}),
              ("Құбырды ауыстыру", "Заменить трубы", date(2023, 4, 17), "partly", {})), start=3)),
        {"recommendation": "2/2023", "ordinal": 1, "addressee": _CLINIC,
         "text_kk": "Кезекті қысқарту", "text_ru": "Сократить очередь"},
    ],
    "urgent": [{"no": 1, "raised": date(2023, 1, 17), "settled": date(2023, 1, 18),
                "title_kk": "Құбыр жарылды", "title_ru": "Прорыв трубы", "agency": _DEPARTMENT}],
    "surveys": [{"no": 1, "title_kk": "Ауыз су", "title_ru": "Питьевая вода", "respondents": 240,
                 "from": date(2023, 10, 2), "until": date(2023, 10, 13)}],
    "channels": [
        {"title_kk": "Кеңес сайты", "title_ru": "Сайт совета", "kind": "site"},
        {"title_kk": "Төраға парақшасы", "title_ru": "Страница председателя", "kind": "facebook",
         "member": _CHAIR},
    ],
    "posts": [
        {"no": 1, "posted": date(2023, 3, 16), "channel": "Сайт совета", "subject": "sittings",
         "title_kk": "Отырыс өтті", "title_ru": "Прошло заседание", "link": "https://kokshe.example/1"},
        {"no": 2, "posted": date(2023, 3, 17), "channel": "Страница председателя",
         "title_kk": "Ауыз су", "title_ru": "О воде", "link": "https://kokshe.example/2"},
    ],
}  # fmt: skip
