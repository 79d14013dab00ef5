"""The fixed words of a note, in the note's own language; see `wording`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kenes.core.period import Period
from kenes.report.agreement import suffix
from kenes.report.numerals import NBSP, number
from kenes.report.wording import WORDING, Lang


@dataclass(frozen=True)
class Phrases:
    """Words around the figures: periods, totals, the sentence of a note that mixes periods."""

    period: str
    bare: str
    total: str
    share: str
    not_stated: str
    both: str
    months: tuple[str, ...]
    mixed: str
    mixed_line: str
    as_of: str
    stated: str
    chair: str
    annex: tuple[str, str, str, str]
    empty: str
    unsaid: str


PHRASES: Final[dict[Lang, Phrases]] = {
    "ru": Phrases(
        period="с {since} по {until}",
        bare="{since} – {until}",
        total="Всего",
        share="Доля, %",
        not_stated="не указано",
        both="Вместе, без повторов",
        months=("янв", "фев", "мар", "апр", "май", "июн",
                "июл", "авг", "сен", "окт", "ноя", "дек"),
        mixed="Показатели справки относятся к разным периодам: {periods}. Строки, в которых период "
        "не указан, относятся к периоду {main}.",
        mixed_line="({period})",
        as_of="состояние на {day}",
        stated="по данным: {paper}",
        chair="Председатель Общественного совета",
        annex=("Показатель", "Значение", "Период", "Что считается"),
        empty="Записей нет.",
        unsaid="ещё не опубликовано",
    ),
    "kk": Phrases(
        period="{since} – {until}",
        bare="{since} – {until}",
        total="Барлығы",
        share="Үлесі, %",
        not_stated="көрсетілмеген",
        both="Бірге, қайталаусыз",
        months=("қаң", "ақп", "нау", "сәу", "мам", "мау",
                "шіл", "там", "қыр", "қаз", "қар", "жел"),
        mixed="Анықтаманың көрсеткіштері әртүрлі кезеңдерге жатады: {periods}. Кезеңі "
        "көрсетілмеген жолдар {main} кезеңіне жатады.",
        mixed_line="({period})",
        as_of="{day} жағдай бойынша",
        stated="дереккөз: {paper}",
        chair="Қоғамдық кеңестің төрағасы",
        annex=("Көрсеткіш", "Мәні", "Кезең", "Не есептеледі"),
        empty="Жазба жоқ.",
        unsaid="әлі жарияланбаған",
    ),
    "en": Phrases(
        period="from {since} to {until}",
        bare="{since} – {until}",
        total="Total",
        share="Share, %",
        not_stated="not stated",
        both="Together, each once",
        months=("Jan", "Feb", "Mar", "Apr", "May", "Jun",
                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        mixed="The figures of this note are for different periods: {periods}. Lines that name no "
        "period are for {main}.",
        mixed_line="({period})",
        as_of="as of {day}",
        stated="as stated in: {paper}",
        chair="Chair of the Public Council",
        annex=("Figure", "Value", "Period", "What is counted"),
        empty="No records.",
        unsaid="not public yet",
    ),
}  # fmt: skip


def day_words(day: date, lang: Lang) -> str:
    """«3 апреля 2025 года»."""
    return WORDING[lang].date(day).replace(" ", NBSP, 1)


def period_words(period: Period, lang: Lang) -> str:
    """«с 1 апреля 2023 года по 31 марта 2025 года», to stand inside a sentence."""
    since, until = day_words(period.since, lang), day_words(period.until, lang)
    return PHRASES[lang].period.format(since=since, until=until)


def period_short(period: Period, lang: Lang) -> str:
    """«01.04.2023 – 31.03.2025», for small type and tables."""
    return f"{period.since:%d.%m.%Y}{NBSP}– {period.until:%d.%m.%Y}"


def period_bare(period: Period, lang: Lang) -> str:
    """«1 апреля 2023 года – 31 марта 2025 года», to stand alone."""
    since, until = day_words(period.since, lang), day_words(period.until, lang)
    return PHRASES[lang].bare.format(since=since, until=until)


def years_words(period: Period) -> str:
    """«2022–2024», or one year."""
    since, until = period.since.year, period.until.year
    return str(since) if since == until else f"{since}–{until}"


def out_of(value: int, of: int, noun: str, lang: Lang) -> str:
    """«160 из 160 месяцев»; in Kazakh the whole comes first: «160 айдың 160-ы»."""
    told, whole = number(value, lang), number(of, lang)
    if lang == "kk":
        whole = f"{whole} {noun}" if noun else f"{whole}{suffix(of, 'gen')}"
        return f"{whole} {told}{suffix(value, 'poss')}"
    between = "из" if lang == "ru" else "of"
    return f"{told} {between} {whole}{NBSP + noun if noun else ''}"
