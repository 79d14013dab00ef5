"""One chart of each kind, full and empty, for the tests."""

from datetime import date

from kenes.report.charts.chart import (
    Bar,
    Bars,
    Column,
    Columns,
    Course,
    Interval,
    Intervals,
    Lane,
    Mark,
    Reached,
    Share,
    Tile,
    Tiles,
    Years,
)

MONTHS = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
EMPTY = "За этот период записей нет."
LONG = "Работники образования и здравоохранения, социальные работники и библиотекари города"


def bars(values: tuple[int, ...] = (2104, 1187, 398, 0)) -> Bars:
    labels = ["Жастар мен студенттер", LONG, "Өңірдің ардагерлері", "Прочие"]
    rows = [
        Bar(label, value, url="/ru/figures/events.platform_reach/", note="по оценке" * (n == 1))
        for n, (label, value) in enumerate(zip(labels, values, strict=False))
    ]
    return Bars(title="Охват", lang="ru", unit="человек", heading="Кто", empty=EMPTY, rows=rows)


def columns(months: int = 36, high: int = 9) -> Columns:
    made = [
        Column(
            MONTHS[n % 12], {"Общие": n % 3, "Комиссии": n * 7 % high}, group=str(2022 + n // 12)
        )
        for n in range(months)
    ]
    return Columns(title="Заседания", lang="ru", unit="заседаний", total="Всего",
                   series=["Общие", "Комиссии"], columns=made, empty=EMPTY)  # fmt: skip


def share() -> Share:
    parts = [
        Bar("Решено", 795),
        Bar("Разъяснено", 71),
        Bar("Отказано", 0),
        Bar(f"В работе. {LONG}", 25),
    ]
    return Share(title="Обращения", lang="ru", unit="обращений", parts=parts, empty=EMPTY)


def tiles() -> Tiles:
    names = ["Алатауский", "Алмалинский", "Ауэзовский", "Бостандыкский", "Жетысуский", "Өжет"]
    made = [
        Tile(f"{name} район", n * 1300, n % 4, n // 4, url=f"/ru/districts/{n}/")
        for n, name in enumerate(names)
    ]
    return Tiles(title="Площадки", lang="ru", unit="площадок", tiles=made, empty=EMPTY)


def lying() -> Tiles:
    """Tiles of a phone side by side in threes, each with the parts of its value."""
    names = ("Алатауский", "Бостандыкский", "Наурызбайский", "Медеуский", "Түрксіб", "Әуезов")
    made = [
        Tile(f"{name} район", n * 14, n % 3, n // 3, parts=(n * 10, n * 4))
        for n, name in enumerate(names)
    ]
    return Tiles(title="Жолданымдар", lang="kk", parts=("жабылды", "жұмыста"), tiles=made,
                 empty=EMPTY)  # fmt: skip


def intervals() -> Intervals:
    rows = [
        Interval("Акимат", 0.6, 0.31, 0.83, 10, url="/ru/agencies/akimat/"),
        Interval(LONG, 0, 0, 0.28, 12),
        Interval("Департамент полиции", 1, 0.99, 1, 4280),
    ]
    return Intervals(title="В срок", lang="ru", unit="%", heading="Орган", of="пунктов",
                     between="интервал", rows=rows, empty=EMPTY)  # fmt: skip


def years() -> Years:
    lanes = [
        Lane(
            f"{LONG[: 12 + n * 6]}",
            [
                Mark(date(2022 + k % 3, k * n % 12 + 1, k % 28 + 1), f"Запись {k}", f"/ru/{n}/{k}/")
                for k in range(n * 22)
            ],
            url=f"/ru/events/?kind={n}",
            colour=n + 1,
        )
        for n in range(10)
    ]
    return Years(title="Годы", lang="ru", lanes=lanes, since=date(2022, 1, 1),
                 until=date(2024, 12, 31), months=MONTHS, today=date(2024, 12, 30),
                 today_label="сегодня, 30 декабря 2024", empty=EMPTY)  # fmt: skip


def course() -> Course:
    reached = [
        Reached(date(2022 + n, n + 1, 7), f"7.{n + 1}.{2022 + n}", n % 5 + 1, f"/ru/hearings/{n}/")
        for n in range(4)
    ]
    return Course(title="Оценки", lang="ru", heading="День", unit="оценка", reached=reached,
                  least=1, most=5, empty=EMPTY)  # fmt: skip


CHARTS = [
    course(),
    bars(),
    columns(),
    columns(12, 4000),
    columns(1),
    share(),
    tiles(),
    lying(),
    intervals(),
    years(),
]
EMPTY_CHARTS = [
    Course(title="Оценки", lang="ru", reached=[], least=1, most=5, empty=EMPTY),
    Bars(title="Охват", lang="ru", rows=[], empty=EMPTY),
    Bars(title="Охват", lang="ru", rows=[Bar("Жастар", 0)], empty=EMPTY),
    Columns(title="Заседания", lang="ru", series=[], columns=[], empty=EMPTY),
    Columns(title="Заседания", lang="ru", series=["А"], columns=[Column("янв", {})], empty=EMPTY),
    Share(title="Обращения", lang="ru", parts=[], empty=EMPTY),
    Share(title="Обращения", lang="ru", parts=[Bar("Решено", 0)], empty=EMPTY),
    Tiles(title="Площадки", lang="ru", tiles=[], empty=EMPTY),
    Tiles(title="Площадки", lang="ru", tiles=[Tile("Медеу", 0, 0, 0)], empty=EMPTY),
    Intervals(title="В срок", lang="ru", of="пунктов", between="интервал", rows=[], empty=EMPTY),
    Years(title="Годы", lang="ru", lanes=[], since=date(2022, 1, 1), until=date(2022, 2, 1),
          months=MONTHS, empty=EMPTY),
    Years(title="Годы", lang="ru", lanes=[Lane("Площадки", [])], since=date(2022, 1, 1),
          until=date(2022, 2, 1), months=MONTHS, empty=EMPTY),
]  # fmt: skip
