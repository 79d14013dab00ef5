"""A line of every journal, each naming others where it can."""

from datetime import date

D = date
AGENCY = "Управление парков"
BODY = "Президиум"
WHOLE = {
    "districts": [{"title_ru": "Наурызбайский район", "title_kk": "Наурызбай ауданы"}],
    "topics": [{"title_ru": "Парки", "title_kk": "Саябақтар", "title_en": "Parks"}],
    "organisations": [
        {"title_ru": AGENCY, "kind": "state_body", "district": "Наурызбай ауданы"},
        {"title_ru": "Зеленстрой", "kind": "subordinate", "parent": AGENCY},
    ],
    "convocations": [{"convocation": 3, "since": D(2022, 5, 16)}],
    "people": [{"title_ru": "Жұмабек Асқар", "sex": "man", "birth_year": 1975}],
    "seats": [{"convocation": 3, "seat": 1, "quota": "civil"}],
    "mandates": [
        {
            "convocation": 3,
            "seat": 1,
            "person": "Жұмабек Асқар",
            "since": D(2022, 5, 16),
            "entered": "contest",
            "nominated_by": "Зеленстрой",
        }
    ],
    "bodies": [{"title_ru": BODY, "kind": "presidium", "since": D(2022, 5, 16)}],
    "offices": [
        {"body": BODY, "person": "Жұмабек Асқар", "role": "chair", "since": D(2022, 5, 16)}
    ],
    "programmes": [
        {"title_ru": "Общественный совет", "since": D(2023, 1, 1), "until": D(2025, 12, 31)}
    ],
    "programme_lines": [
        {
            "programme": "Общественный совет",
            "ordinal": 1,
            "kind": "event",
            "year": 2024,
            "title_ru": "Площадки",
            "tenge": 12_000_000_000,
        }
    ],
    "events": [
        {
            "no": 1,
            "kind": "platform",
            "on": D(2024, 3, 1),
            "title_ru": "Площадка",
            "state_bodies": 6,
            "residents": 12,
            "estimated": True,
        }
    ],
    "problems": [{"event": "1/2024", "text_ru": "Нет скамеек", "voice": "resident"}],
    "sittings": [
        {
            "no": 1,
            "body": BODY,
            "on": D(2024, 3, 14),
            "title_ru": "Заседание",
            "seats": 9,
            "quorum": 6,
            "present": 7,
        }
    ],
    "items": [
        {"sitting": "1/2024", "position": 1, "kind": "report", "title_ru": "Отчёт"},
        {"sitting": "1/2024", "position": 2, "title_ru": "Разное", "taken_up": False},
    ],
    "hearings": [
        {
            "no": 1,
            "agency": AGENCY,
            "planned": D(2024, 3, 14),
            "heard": D(2024, 3, 14),
            "sitting": "1",
            "position": 1,
            "verdict": "accepted",
            "mark": 4,
        },
        {"no": 2, "agency": AGENCY, "planned": D(2024, 6, 1), "state": "postponed"},
    ],
    "public_hearings": [{"no": 1, "on": D(2024, 4, 2), "title_ru": "Слушание", "residents": 40}],
    "monitorings": [
        {
            "no": 1,
            "on": D(2024, 4, 5),
            "began": D(2024, 4, 1),
            "title_ru": "Мониторинг",
            "object_ru": "Парк",
            "agency": AGENCY,
            "concluded_on": D(2024, 4, 12),
        }
    ],
    "drafts": [
        {
            "no": 1,
            "received": D(2024, 2, 1),
            "title_ru": "Проект",
            "developer": AGENCY,
            "concluded": D(2024, 2, 9),
            "outcome": "remarks",
            "remarks": 3,
        },
        {"no": 2, "received": D(2024, 2, 2), "title_ru": "Второй", "developer": AGENCY},
    ],
    "acts": [{"title_ru": "Об общественных советах", "aliases": "ЗОС"}],
    "findings": [
        {
            "no": 1,
            "found": D(2024, 2, 20),
            "act": "ЗОС",
            "article": "13(2)",
            "kind": "gap",
            "title_ru": "Не сказано",
        }
    ],
    "appeals": [
        {
            "no": 1,
            "received": D(2024, 3, 5),
            "channel": "mail",
            "kind": "complaint",
            "applicant": "Асанов А.",
            "topic": "Парки",
            "text": "Нет скамеек",
            "resolved_on": D(2024, 3, 20),
        },
        {
            "no": 2,
            "received": D(2024, 3, 6),
            "channel": "oral",
            "kind": "report",
            "topic": "Парки",
            "merged_on": D(2024, 3, 7),
            "merged_into": "1",
        },
    ],
    "recommendations": [
        {
            "no": 1,
            "adopted": D(2024, 3, 14),
            "title_ru": "О скамейках",
            "norm": "rec.answer.drafts",
            "from_sitting": "1",
            "from_hearing": "1",
            "from_public_hearing": "1",
            "from_monitoring": "1",
            "from_event": "1",
            "from_draft": "1",
            "from_appeal": "1",
        }
    ],
    "points": [
        {
            "recommendation": "1/2024",
            "ordinal": 1,
            "addressee": AGENCY,
            "text_ru": "Поставить скамейки",
            "sent": D(2024, 3, 15),
            "answered": D(2024, 3, 25),
            "answer": "partly",
            "closed": D(2024, 6, 1),
            "closing": "implemented",
        },
        {"recommendation": "1/2024", "ordinal": 2, "addressee": AGENCY, "text_ru": "Покрасить"},
    ],
    "urgent": [{"no": 1, "raised": D(2024, 3, 3), "title_ru": "Авария", "settled": D(2024, 3, 4)}],
    "surveys": [
        {
            "no": 1,
            "title_ru": "Опрос",
            "from": D(2024, 3, 1),
            "until": D(2024, 3, 9),
            "respondents": 1200,
        }
    ],
    "stated": [
        {
            "code": "acts.reviewed",
            "since": D(2020, 1, 1),
            "until": D(2020, 12, 31),
            "value": 41,
            "paper_ru": "Справка 2020 года",
        }
    ],
    "channels": [{"title_ru": "Instagram совета", "kind": "instagram", "member": "Жұмабек Асқар"}],
    "posts": [
        {
            "no": 1,
            "posted": D(2024, 3, 15),
            "channel": "Instagram совета",
            "subject": "sittings",
            "title_ru": "Итоги",
            "link": "https://example.kz/p/1",
        }
    ],
}
