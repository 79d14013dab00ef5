"""The walk through every address: what stands in each blank of it, and what is sent there."""

import re
from collections import defaultdict
from itertools import islice, product

from django.db import transaction
from django.urls import URLResolver, get_resolver
from django.utils.translation import override

from kenes.appeals.inquiries.models import Inquiry
from kenes.appeals.messages.models import PersonMessage
from kenes.appeals.models import Appeal
from kenes.appeals.supports.models import Support
from kenes.core.attachment import Attachment
from kenes.core.letter import Letter
from kenes.events.problems.models import Problem
from kenes.office.register import registers
from kenes.report.catalogue import CATALOGUE
from kenes.report.models import Block
from tests.appeals.surrounding import CLOSED, OPEN
from tests.said import words_of
from tests.town import DAY

# So many addresses at most are made of one pattern.
MANY = 12
BLANK = re.compile(r"<(?:(\w+):)?(\w+)>")
# Whatever a form may ask for, so that it is taken and not only refused.
PLAUSIBLE = {
    **dict.fromkeys(("text", "what", "reason", "answer", "title_ru", "title_kk"), "Слова"),
    **{name: DAY.isoformat() for name in ("on", "received_on", "asked_on", "until_on")},
    **dict.fromkeys(("number", "q", "repeats", "into"), CLOSED),
    "read": "on",
    "outcome": "explained",
    "grounds": "",
    "register": "appeals",
    "code": "AAAA-BBBB-CCCC",
    "address": "somebody@example.kz",
    "deed": "message",
    "to": "/ru/",
    "next": "/ru/",
    "role": "member",
    "kind": "application",
}


def callbacks():
    """Every address of ours, as it stands in the pattern, with its view."""

    def walk(resolver, before=""):
        for pattern in resolver.url_patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, route)
            elif not pattern.callback.__module__.startswith("allauth."):
                yield route, pattern.callback

    with override("ru"):
        # Of two under one address the first answers.
        return dict(reversed(list(walk(get_resolver()))))


def routes():
    """Every address with who may come in."""
    return {route: view.permission for route, view in callbacks().items()}


def _of_registers():
    """The first row of each register, as it is named in addresses."""
    named = {}
    for code, register in registers().items():
        row = register.model.objects.live().order_by("pk").first()
        if row is not None:
            key = register.url(row).removeprefix(register.list_url).strip("/")
            flow = register.flow(row)
            moves = sorted(flow.MOVES[flow.status]) if flow is not None else []
            named[f"office/{code}/"] = {"key": [key], "status": moves or ["0"]}
            if register.face is not None:
                named[f"ru/{register.face.code}/"] = {"number": [key]}
    return named


def keys(around):
    """What stands in the blanks below each beginning of an address: the longest one holds."""
    closed = Appeal.objects.get(number=CLOSED)
    support = Support.objects.get()
    links = {"word": list(support.WORDS), "key": [support.key(word) for word in support.WORDS]}
    pk = [PersonMessage.objects.get().pk]
    letters = {"key": [each.pk for each in around.letters]}
    letters["file"] = Attachment.objects.filter(row_id__in=letters["key"]).values_list("pk")
    letters["file"] = [each for (each,) in letters["file"]]
    group = {"key": [around.group.pk], "which": [around.group.members.get().pk]}
    appeals = {
        "key": [OPEN, CLOSED, around.parted.number],
        "pk": pk,
        "ordinal": [1],
        "part": [around.asked.pk],
        "extension": [around.extension.pk],
        "which": [around.suggestion.pk],
        "about": ["topic"],
        "deed": ["publish", "hide", "read", "leave", "reopen"],
        "status": sorted({*Appeal.MOVES[closed.status], *Appeal.MOVES[around.open.status]}),
    }
    return {
        **_of_registers(),
        "": {"language": ["ru"], "lang": ["ru"], "form": ["docx", "pdf"], "register": ["appeals"]},
        "files/": {"key": Attachment.objects.values_list("pk", flat=True)},
        "language/": {"code": ["ru"]},
        "api/": {"number": [CLOSED, OPEN]},
        "ru/appeals/": {"number": [CLOSED, OPEN]},
        "ru/appeals/joined/": links,
        "ru/agencies/": {"code": [each.code for each in _named("organisations")]},
        "ru/bodies/": {"code": [each.code for each in _named("bodies")]},
        "ru/members/": {"code": [each.code for each in _named("members")]},
        "ru/figures/": {"code": [each for each in CATALOGUE if each.startswith("appeals.")][:4]},
        "ru/note/": {"form": ["docx", "pdf", "json"], "number": [around.edition.number]},
        "ru/events/": {"number": [_named("events")[0].number]},
        "office/events/<str:key>/problems/": {
            "pk": Problem.objects.values_list("pk", flat=True), "deed": ["correct"],
        },
        "feed/": {"code": [each.code for each in _named("organisations")], "number": ["2024-0001"],
                  "body": [each.code for each in _named("bodies")]},
        "calendar/": {"body": [each.code for each in _named("bodies")]},
        "office/appeals/": appeals,
        "office/appeals/<str:key>/restore/": {"key": [around.struck.pk]},
        "office/appeals/<str:key>/letters/<uuid:pk>/": {
            "pk": Inquiry.objects.values_list("pk", flat=True)
        },
        "office/appeals/<str:key>/matters/": {
            "key": [around.parted.number], "status": ["resolved", "explained"],
        },
        "office/appeals/groups/": group | {"word": ["confirm", "dismiss", "answer"]},
        "office/appeals/threshold/": {"code": ["topics"], "key": [around.open.topic.pk]},
        "office/letters/": {"key": Letter.objects.values_list("pk", flat=True)},
        "office/incoming/": letters,
        "office/quarantine/": {"number": [around.quarantined.number]},
        "office/reception/": {"number": [around.taken.number, CLOSED]},
        "office/import/": {"digest": [around.digest], "key": [around.intake.pk]},
        "office/import/done/": {"key": [around.intake.pk]},
        "office/working-days/": {"on": ["2025-05-01"]},
        "office/note/": {"key": [Block.objects.order_by("pk")[0].pk], "after": [1]},
        "office/settings/": {"code": ["agenda.appeals"]},
        "office/council/members/": {"code": [each.code for each in _named("members")]},
    }  # fmt: skip


def _named(code):
    return list(registers()[code].model.objects.live().order_by("pk"))


def addresses(around):
    """Every pattern with the addresses made of it."""
    known = keys(around)
    starts = sorted(known, key=len)
    # Where no row of ours belongs, the appeal itself is asked for.
    other = defaultdict(lambda: [OPEN], int=[1], uuid=[around.open.pk])
    for route in routes():
        found = {}
        for start in starts:
            if route.startswith(start):
                found |= known[start]
        choices = [list(found.get(name, other[kind])) for kind, name in BLANK.findall(route)]
        for chosen in islice(product(*choices), MANY):
            values = iter(chosen)
            url = BLANK.sub(lambda _blank, of=values: str(next(of)), route)
            yield route, "/" + url.replace("\\", "").lstrip("^").rstrip("$")
    for more in ("shown=true", "state=resolved", f"q={CLOSED}", "limit=1"):
        yield "api/v1/appeals", f"/api/v1/appeals?{more}"
    for listed in ("ru/appeals/", "office/appeals/", "office/letters/", "office/journal/"):
        for more in ("format=csv", "format=xlsx", "verdict=partly", "shown=yes"):
            yield listed, f"/{listed}?{more}"


def posted(client, url, said):
    """What a form sent there is answered with; nothing stays of it, nor is anybody signed out."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.post(url, said)
        words = words_of(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer, words


def reached(answer, method):
    """Whether an address did what it is for, and not only sent away whoever asked."""
    if answer.status_code == 200:
        return True
    led = answer.status_code == 302 and "/login/" not in answer["Location"]
    return method == "POST" and (led or answer.status_code in (409, 422))


def unopened(path):
    """The addresses that the walk opens for nobody: each with why it can hold no appeal."""
    reason, found = "", {}
    for line in path.read_text().splitlines():
        if line.startswith("# "):
            reason = line.removeprefix("# ")
        elif line:
            assert reason, line
            found[line] = reason
    return found
