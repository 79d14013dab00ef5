"""Names of people in a text in Kazakh or in Russian, in any of their word forms and letters."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kenes.appeals.latin_names import latin_names
from kenes.core.text import fold

Span = tuple[int, int]
_UP = "А-ЯЁӘҒҚҢӨҰҮҺІ"
_LOW = "а-яёәғқңөұүһі"
_WORD = rf"[{_UP}][{_LOW}]+(?:-[{_UP}][{_LOW}]+)?"
# The endings of the cases in both languages.
_ENDING = (
    r"(?:а|у|ом|ем|е|ы|и|ой|ою|ей|ю|я|ого|ому|ым|ых|ыми|"
    r"[нтд][ыі]ң|[ғгқк][ае]|[нтд][ыі]|[нтд][ае]н|[пбм]ен|[тд][ае]|на|не)?"
)
_PATRONYMIC = (
    rf"[{_UP}][{_LOW}]+(?:ович|евич|ьич|[кмс]ич|овн|евн|иничн){_ENDING}"
    rf"|[{_UP}][{_LOW}]+-?(?:ұлы|улы|қызы|кызы){_ENDING}"
    rf"|{_WORD}\s+(?:ұлы|қызы)(?![{_LOW}])"
)
_SURNAME = re.compile(
    rf"[{_UP}][{_LOW}]+(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой|ою|ых|ы)?{_ENDING}"
    rf"|[{_UP}][{_LOW}]+(?:ск|цк)(?:ий|ая|ого|ому|ой|им|ую)"
    rf"|[{_UP}][{_LOW}]{{2,}}(?:енко|бекова?|баева?){_ENDING}"
)
# How Kazakh names end that are borne without «-ов» and without a patronymic.
_KAZAKH = re.compile(
    rf"[{_UP}][{_LOW}]{{2,}}(?:бай|бек|хан|жан|гүл|гуль|ғали|гали|назар|мырза){_ENDING}"
)
_PLAIN_SURNAME = re.compile(rf"[{_UP}][{_LOW}]{{2,}}(?:ов|ев|ёв|ин|ын)(?:а|у|ым|ой)?")
_PATRONYMIC_WORD = re.compile(_PATRONYMIC)
# Of words before a patronymic the given name is one; a surname stands before it or behind.
_FULL = (
    re.compile(rf"(?<!\w)(?:{_WORD}\s+)?(?:{_PATRONYMIC})\s+(?:{_SURNAME.pattern})(?!\w)"),
    re.compile(
        rf"(?<!\w)(?:(?:{_WORD}\s+){{1,2}})?(?:{_PATRONYMIC})(?!\w)(?!\s+(?:{_SURNAME.pattern}))"
    ),
    # «-тегі» is an ending of common words as well: a name stands before it.
    re.compile(rf"(?<!\w)(?:{_WORD}\s+){{1,2}}[{_UP}][{_LOW}]+тегі{_ENDING}(?!\w)"),
)
_INITIALS = (
    re.compile(rf"(?<!\w){_WORD}\s+[{_UP}]\.(?:\s?[{_UP}]\.)?"),
    re.compile(rf"(?<!\w)[{_UP}]\.\s?(?:[{_UP}]\.\s?)?{_WORD}"),
)
_PAIR = re.compile(rf"(?<!\w)({_WORD})\s+({_WORD})(?!\w)")
_ONE = re.compile(rf"(?<!\w)({_WORD})(?!\w)")
_GIVEN_WORDS = """
    айгуль айгүл айдана айдар айдос айжан айнур айнұр айбек айгерим айгерім айсулу айсұлу айман
    акмарал ақмарал алия әлия алма алмаз алибек әлібек аружан асель әсел асем әсем асет асқар
    аскар аян аяулым бағлан баглан бауыржан бауржан ботагоз ботагөз галия ғалия гаухар гулим
    гүлім гульмира гүлмира гульнар гульнара гүлнар гүлнара гүлжан гульжан дана данияр дария
    дархан дастан даулет дәулет динара диана досжан ерболат ербол ерлан ержан ермек есен есет
    жанар жанара жандос жанна жасулан жұлдыз зарина зауре зәуре зухра ибрагим кайрат қайрат
    камила қамила канат қанат карлыгаш қарлығаш кульсара куаныш қуаныш лаура ләззат ляззат
    мадина мәдина марат меруерт мұрат мурат мухтар мұхтар назгуль назым нурлан нұрлан нурсултан
    нұрсұлтан нуржан нұржан нұргүл нургуль олжас оразбек рахат рауан рустем сабина салтанат
    санжар сания сәуле сауле серик серік самат темирлан темірлан тимур тоқтар толеген төлеген
    фарида шолпан шынар шынгыс шыңғыс ерасыл ернар бекзат бибигуль бибігүл гулназ гүлназ
    александр алексей алла анастасия анатолий андрей анна антон артем борис вадим валентина
    валерий василий вера виктор виктория виталий владимир галина геннадий григорий дарья денис
    дмитрий евгений евгения екатерина елена иван игорь ирина кирилл ксения лариса лидия любовь
    людмила максим марина мария михаил надежда наталья наталия николай нина оксана олег ольга
    сабит сәбит бейбит бейбіт арман азамат айбек бекжан бекболат галымжан ғалымжан дулат ерасыл
    ержігіт жомарт қуат куат маржан нариман нұржан райхан рысты сара сымбат талгат талғат ұлан
    улан шара шахизада
    павел петр полина роман светлана сергей софия станислав степан тамара татьяна федор юлия
    юрий яна
"""
_GIVEN = frozenset(_GIVEN_WORDS.split())
_COMMON = frozenset(
    {"роман", "вера", "надежда", "любовь", "алма", "дана", "есен", "дария", "рахат"}
)
# Words that stand before a name and are no part of it, or that only look like a name.
_NO_NAME_WORDS = """
    уважаемый уважаемая уважаемые прошу просим директор директора аким акима акиму сосед соседка
    соседи соседу гражданин гражданка врач учитель депутат меня мне мой моя наш наша господин
    госпожа дорогой сын дочь муж жена мать отец бабушка житель жительница я мы он она это
    председатель начальник мен біз менің біздің құрметті сізден көрші көршім азамат азаматша
    ұлым қызым әкем анам директоры дәрігер мұғалім әкім әкімі казахстан қазақстан алматы астана
    город район область министерство управление школа больница поликлиника республика совет қала
    ауданы облысы мектеп один одна одни один кроме россия украина берлин латвия свердловский
    саратов ростов сейчас магазин бензин причин причина причины половина середина машина картина
    вина цена длина новый новая новые основа основы готов готова готовы медеуский медеуского
    медеуском алмалинский алмалинского алмалинском ауэзовский ауэзовского ауэзовском
    бостандыкский бостандыкского бостандыкском жетысуский жетысуского жетысуском турксибский
    турксибского турксибском наурызбайский наурызбайского алатауский алатауского алматинский
    алматинская алматинской городская городской детская детский казахская русский русская
    жібек жибек наурызбай зовут менің атым фамилия имя врачи мастер слесарь инспектор тұрғын
    районный снова слова права здоров здорова остановка дров домов воров условия основной
    большинство общественный
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_NAMED_AFTER = re.compile(
    r"(?:ул\.?|улиц\w+|пр\.|пр-т\w*|просп\w*\.?|пер\.|переул\w+|б-р|бульвар\w*|мкр\.?|микрорайон\w*|"
    r"имени|им\.|парк\w*|площад\w+|школ\w+|район\w*|сел[аоеу]|пос[её]л\w+|город\w*|г\.|[уО]гол|мост\w*)"
    r"\s*$",
    re.IGNORECASE,
)
_STREET_AFTER = re.compile(
    r"\w{0,4}\s*(?:көше|даңғыл|атындағы|ықшамаудан|бульвар|алаң|саябағ|ауданы|ауылы|қаласы|облысы|пен\s|мен\s"
    r"|район|микрорайон|проспект|улиц|област)"
)
_ALONG = re.compile(r"(?<!\w)(?:по|на|между|вдоль|угол|до|от|к|и|—|-)\s+$", re.IGNORECASE)
_ABOUT_A_PERSON = re.compile(
    r"(?:жалоб\w+|жалу\w+|заявлени\w+|обид\w+|подозрени\w+)\s+на\s+$", re.IGNORECASE
)


# What is looked at before a name, to see what it is the name of.
_BEFORE = 40


def names(text: str) -> Iterator[Span]:
    """Where people are named: in full, with initials, by surname and name, by one of them."""
    yield from latin_names(text)
    calm = _calmed(text)
    for pattern in (*_FULL, *_INITIALS):
        for found in pattern.finditer(calm):
            if not _of_a_place(calm, found.start(), found.end()):
                yield _without_what_is_no_name(calm, found.start(), found.end())
    for found in _PAIR.finditer(calm):
        start, end = _without_what_is_no_name(calm, found.start(), found.end())
        pair = calm[start:end].split()
        likely = len(pair) > 1 and all(map(_SURNAME.fullmatch, pair)) and not _loud(text, start)
        if likely and not _of_a_place(calm, start, end):
            yield start, end
    # Words of pairs that were no names, and words that stand alone.
    words = list(_ONE.finditer(calm))
    for word in words:
        if _named(calm, word, loud=_loud(text, word.start())):
            yield word.span()
    for one, two in pairwise(words):
        if not calm[one.end() : two.start()].strip(" ") and _beside(calm, text, one, two):
            yield one.start(), two.end()


_LOUD_WORD = re.compile(rf"(?<!\w)[{_UP}]{{3,}}(?:-[{_UP}]{{3,}})?(?!\w)")
_VOWEL = re.compile("[АЕЁИОУЫЭЮЯӘӨҰҮІ]")


def _calmed(text: str) -> str:
    """The same text, in which words in capitals are written as names are."""
    return _LOUD_WORD.sub(lambda word: word[0].title() if _VOWEL.search(word[0]) else word[0], text)


def _loud(text: str, at: int) -> bool:
    """Whether the word that begins there stands in capitals: where all do, they tell nothing."""
    return text[at : at + 2].isupper()


def _beside(calm: str, text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    """Whether two words are a name by one of them: a given name or one that ends as names do."""
    if _of_a_place(calm, one.start(), two.end()):
        return False
    for near, far in ((one, two), (two, one)):
        if far[1].casefold() in _NO_NAME or near[1].casefold() in _NO_NAME:
            continue
        known = _given(near[1]) or bool(_KAZAKH.fullmatch(near[1]))
        # Beside a surname that stands first, any word in capitals is the given name.
        known = known or (near is one and bool(_PLAIN_SURNAME.fullmatch(near[1])))
        if known and (not _loud(text, far.start()) or _like_a_name(far[1])):
            return True
    return False


def _like_a_name(word: str) -> bool:
    """Whether a word alone looks like a part of a name, wherever it stands."""
    kinds = (_SURNAME, _KAZAKH, _PATRONYMIC_WORD)
    return _given(word) or any(kind.fullmatch(word) for kind in kinds)


def _without_what_is_no_name(text: str, start: int, end: int) -> Span:
    """The span without words in front that are no part of a name."""
    while True:
        first = _ONE.match(text, start)
        if first is None or first[1].casefold() not in _NO_NAME or first.end() >= end:
            return start, end
        start = first.end() + len(text[first.end() : end]) - len(text[first.end() : end].lstrip())


def _of_a_place(text: str, start: int, end: int) -> bool:
    """Whether it is a street, a school or a park that bears the name."""
    before = text[max(0, start - _BEFORE) : start]
    return bool(_NAMED_AFTER.search(before) or _STREET_AFTER.match(text, end))


def _named(text: str, found: re.Match[str], *, loud: bool) -> bool:
    """Whether one word is a name: a given one, or a surname that stands within a sentence."""
    word, before = found[1], text[max(0, found.start() - _BEFORE) : found.start()]
    if word.casefold() in _NO_NAME or _of_a_place(text, *found.span()):
        return False
    begins = not before.strip() or before.rstrip()[-1] in ".!?…:\n«"
    if _given(word):
        return not ((begins or loud) and fold(word) in _COMMON)
    if begins or loud or not (_SURNAME.fullmatch(word) or _KAZAKH.fullmatch(word)):
        return False
    return not _ALONG.search(before) or bool(_ABOUT_A_PERSON.search(before))


# The endings of Russian and of Kazakh, apart: «Ольга» is no «Оль» with an ending of the other.
_CASES = (
    re.compile(r"(?:ию|ии|ией|ье|ьи|ью|ьей|ой|ей|ом|ем|а|у|е|ы|и|ю|я|й|ь)$"),
    re.compile(r"(?:[нтд][ыі]ң|[ғгқк][ае]|[нтд][ае]н|[нтд][ыі]|[пбм]ен|[тд][ае])$"),
)


def _stems(word: str) -> set[str]:
    """What is left of a word without an ending of either language."""
    return {stem for case in _CASES if len(stem := case.sub("", word)) > 3}


_GIVEN_STEMS = frozenset(stem for name in _GIVEN - _COMMON for stem in _stems(name))


def _given(word: str) -> bool:
    """Whether the word is a form of a given name."""
    plain = fold(word)
    return plain in _GIVEN or not _GIVEN_STEMS.isdisjoint(_stems(plain))


def own_names(text: str, name: str) -> Iterator[Span]:
    """Where the words of one person's name stand, however they are declined or written."""
    for word in re.findall(r"[^\W\d_]{3,}", name):
        stem = word[:-1] if len(word) > 4 and word[-1].casefold() in "аяйьыи" else word
        for found in re.finditer(rf"(?<!\w){re.escape(stem)}\w{{0,5}}(?!\w)", text, re.IGNORECASE):
            yield found.span()
