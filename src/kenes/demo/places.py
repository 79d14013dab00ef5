"""Districts of the city, streets and halls."""

from random import Random

from kenes.demo.days import Line

DISTRICTS: list[Line] = [
    {
        "title_kk": kk,
        "title_ru": ru,
        "title_en": en,
        "aliases": short,
        "map_column": column,
        "map_row": row,
    }
    for kk, ru, en, short, column, row in (
        ("Алатау ауданы", "Алатауский район", "Alatau", "Алатауский; Алатау", 1, 1),
        ("Алмалы ауданы", "Алмалинский район", "Almaly", "Алмалинский; Алмалы", 2, 2),
        ("Әуезов ауданы", "Ауэзовский район", "Auezov", "Ауэзовский; Әуезов", 1, 2),
        ("Бостандық ауданы", "Бостандыкский район", "Bostandyk", "Бостандыкский; Бостандық", 2, 3),
        ("Жетісу ауданы", "Жетысуский район", "Zhetysu", "Жетысуский; Жетісу", 2, 1),
        ("Медеу ауданы", "Медеуский район", "Medeu", "Медеуский; Медеу", 3, 2),
        ("Наурызбай ауданы", "Наурызбайский район", "Nauryzbay", "Наурызбайский; Наурызбай", 1, 3),
        ("Түрксіб ауданы", "Турксибский район", "Turksib", "Турксибский; Түрксіб", 3, 1),
        # Beyond the city: some meetings are held with the neighbours.
        ("Талғар ауданы", "Талгарский район", "Talgar", "Талгарский; Талғар", 3, 3),
    )
]
CITY = [line["title_ru"] for line in DISTRICTS[:8]]
BEYOND = DISTRICTS[8]["title_ru"]
# People live, complain and meet more in some districts than in others.
WEIGHTS = (1.7, 0.8, 1.3, 1.2, 0.9, 0.8, 0.9, 1.1)
IN_KAZAKH = {line["title_ru"]: line["title_kk"] for line in DISTRICTS}

STREETS = (
    ("Алмалы бақ көшесі", "ул. Алмалы бак"), ("Ақжол көшесі", "ул. Акжол"),
    ("Тұлпар көшесі", "ул. Тулпар"), ("Бұлбұл көшесі", "ул. Бульбуль"),
    ("Көктөбе көшесі", "ул. Коктобинская"), ("Шырағдан көшесі", "ул. Шырагдан"),
    ("Қызыл гүл көшесі", "ул. Кызыл гуль"), ("Жаңа жол көшесі", "ул. Жана жол"),
    ("Самұрық көшесі", "ул. Самрук"), ("Таңшолпан көшесі", "ул. Таншолпан"),
    ("Емен көшесі", "ул. Дубовая"), ("Теректі көшесі", "ул. Теректинская"),
    ("Арық көшесі", "ул. Арычная"), ("Бұлақ көшесі", "ул. Родниковая"),
    ("Достық алаңы", "пл. Дружбы"), ("Мұғалімдер көшесі", "ул. Учительская"),
    ("Теміржолшылар көшесі", "ул. Железнодорожников"), ("Өрік көшесі", "ул. Урюковая"),
    ("Шеберлер көшесі", "ул. Мастеровая"), ("Ақбұлақ ықшам ауданы", "мкр. Акбулак-3"),
    ("Жұлдыз ықшам ауданы", "мкр. Жулдыз-4"), ("Қайнар ықшам ауданы", "мкр. Кайнар-2"),
    ("Сарыарқа тұйығы", "пер. Сарыаркинский"), ("Шаңырақ-7 ықшам ауданы", "мкр. Шанырак-7"),
)  # fmt: skip
HALLS = (
    "актовый зал школы-гимназии № {n}", "библиотека-филиал № {n}", "Дом культуры «Шаттық»",
    "зал акимата: {district}", "коворкинг «Атамекен», зал {n}", "центр «Бақытты отбасы»",
    "общественный центр «Көрші»",
    "спорткомплекс «Тұлпар», конференц-зал", "колледж сервиса, аудитория {n}",
    "Дом дружбы, малый зал", "мәдениет үйі «Жеруйық»", "центр активного долголетия № {n}",
)  # fmt: skip
YARDS = ("двор дома: {street}, {n}", "сквер: {street}", "двор: {street}, {n}")
OWN_HALL = "зал заседаний Общественного совета"


def district(dice: Random) -> str:
    """A district of the city, the populous ones more often."""
    found: str = dice.choices(CITY, WEIGHTS)[0]
    return found


def hall(dice: Random, where: str, *, outside: bool = False) -> str:
    """Where people meet in a district; `outside`: perhaps in a yard."""
    street = dice.choice(STREETS)[1]
    known = (*HALLS, *YARDS) if outside else HALLS
    return dice.choice(known).format(n=dice.randint(2, 96), district=where, street=street)


def address(dice: Random, language: str) -> str:
    """Street, house and flat."""
    kk, ru = dice.choice(STREETS)
    house, flat = dice.randint(1, 178), dice.randint(1, 96)
    return (
        f"{kk}, {house}-үй, {flat}-пәтер" if language == "kk" else f"{ru}, д. {house}, кв. {flat}"
    )
