"""The journals of channels and of what was posted on them."""

from typing import Any

from kenes.core import record
from kenes.core.cell import Day, Named, OneOf
from kenes.core.filing import Filing
from kenes.core.sheet import NUMBER, Column, Facts, Lookup, Sheet
from kenes.council.models import Person
from kenes.organs.sheets import ALIASES, NAME_EN, NAME_KK, NAME_RU, names
from kenes.publications.models import Channel, Post


def _channel(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Channel(
            council=lookup.council,
            kind=facts["kind"],
            member=facts.get("member"),
            **names(facts),
        )
    )


def _post(facts: Facts, lookup: Lookup) -> Filing[Any]:
    return Filing(
        Post(
            council=lookup.council,
            posted_on=facts["posted"],
            channel=facts["channel"],
            form=facts.get("form", Post.Form.POST),
            subject=facts.get("subject", Post.Subject.OTHER),
            title_kk=facts.get("title_kk", ""),
            title_ru=facts.get("title_ru", ""),
            link=facts["link"],
        )
    )


CHANNELS = Sheet(
    code="channels",
    kk="Арналар",
    ru="Каналы",
    model=Channel,
    columns=(
        NAME_KK,
        NAME_RU,
        NAME_EN,
        Column("kind", "Түрі", "Вид", OneOf(Channel.Kind), "site", required=True),
        Column("member", "Қай мүшенің парақшасы", "Страница члена совета", Named(Person)),
        ALIASES,
    ),
    build=_channel,
    register=record.register,
    natural_key=("title_ru", "title_kk"),
)

POSTS = Sheet(
    code="posts",
    kk="Жарияланымдар",
    ru="Публикации",
    model=Post,
    columns=(
        NUMBER,
        Column("posted", "Жарияланған күні", "Дата публикации", Day(), "05.03.2024", required=True),
        Column("channel", "Арна", "Канал", Named(Channel), required=True),
        Column("form", "Нысаны", "Форма", OneOf(Post.Form), "post"),
        Column("subject", "Не туралы", "О чём", OneOf(Post.Subject), "events"),
        Column("title_kk", "Тақырыбы қазақша", "Заголовок на казахском"),
        Column("title_ru", "Тақырыбы орысша", "Заголовок на русском"),
        Column("link", "Сілтеме", "Ссылка", example="https://example.kz/news/1", required=True),
    ),
    build=_post,
    register=record.register,
    natural_key=("link",),
    dated_by="posted",
)

SHEETS = (CHANNELS, POSTS)
