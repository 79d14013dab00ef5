"""The few fixed words of a paper, in the paper's own language.

They follow the language of the document, not that of the clerk's screen, and so do not come
from gettext.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Lang = Literal["kk", "ru", "en"]


@dataclass(frozen=True)
class Wording:
    """Words around the content: «стр. 1 из 6», «Таблица 1», «№ 12»."""

    locale: str
    page: tuple[str, str, str]  # before the page, between it and their number, after
    table: tuple[str, str]  # before and after the number of a table
    picture: tuple[str, str]
    digest: str
    emblem: str
    day: str
    months: tuple[str, ...]

    def date(self, on: date) -> str:
        """Write a day in words: «3 апреля 2025 года»."""
        return self.day.format(day=on.day, month=self.months[on.month - 1], year=on.year)

    def numbered(self, kind: Literal["table", "picture"], number: int) -> str:
        """Name a table or a picture: «Таблица 1», «1-кесте»."""
        before, after = self.table if kind == "table" else self.picture
        return f"{before}{number}{after}"


WORDING: Final[dict[Lang, Wording]] = {
    "kk": Wording(
        locale="kk-KZ",
        page=("", "-бет, барлығы ", " бет"),
        table=("", "-кесте"),
        picture=("", "-сурет"),
        digest="Басылымның бақылау сомасы (SHA-256)",
        emblem="Кеңестің эмблемасы",
        day="{year} жылғы {day} {month}",
        months=(
            "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
            "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
        ),
    ),
    "ru": Wording(
        locale="ru-RU",
        page=("стр. ", " из ", ""),
        table=("Таблица ", ""),
        picture=("Рисунок ", ""),
        digest="Контрольная сумма издания (SHA-256)",
        emblem="Эмблема совета",
        day="{day} {month} {year} года",
        months=(
            "января", "февраля", "марта", "апреля", "мая", "июня",
            "июля", "августа", "сентября", "октября", "ноября", "декабря",
        ),
    ),
    "en": Wording(
        locale="en-GB",
        page=("page ", " of ", ""),
        table=("Table ", ""),
        picture=("Figure ", ""),
        digest="Check sum of this edition (SHA-256)",
        emblem="Emblem of the council",
        day="{day} {month} {year}",
        months=(
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ),
    ),
}  # fmt: skip
