"""The names of the parts of a figure, in the note's language."""

from collections.abc import Iterable, Mapping

from django.utils.translation import override

from kenes.core.dimension import Month, month_of
from kenes.core.indicator import Indicator
from kenes.core.period import Scope
from kenes.report.note.phrases import PHRASES
from kenes.report.wording import Lang


def labels(
    indicator: Indicator, scope: Scope, by: str, keys: Iterable[str], lang: Lang
) -> Mapping[str, str]:
    """What a person reads for each key: «2024-03» is «мар», an empty key «не указано»."""
    dimension = indicator.dimension(by)
    wanted = [key for key in keys if key]
    phrases = PHRASES[lang]
    found = {"": phrases.not_stated}
    if isinstance(dimension, Month):
        return found | {key: phrases.months[month_of(key).since.month - 1] for key in wanted}
    with override(lang):
        return found | dict(dimension.labels(indicator.model, scope, wanted))


def listed(names: list[str], lang: Lang) -> str:
    """«экология, общественный транспорт и чистый воздух»."""
    last = {"ru": " и ", "kk": " және ", "en": " and "}[lang]
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def inside(name: str) -> str:
    """The name of a topic as it stands inside a sentence: «экология», but «ЖКХ»."""
    return name[:1].lower() + name[1:] if not name[1:2].isupper() else name
