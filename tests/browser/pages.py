"""Every type of page, public and of the office; addresses are written in Russian.

A function finds its address on a page that leads there, because numbers of records are invented.
"""

from urllib.parse import urljoin

ROW = "table.register tbody th a"
ASKED = "main .asked a"
DUE_FIRST = "/office/appeals/?order=due"
# A complaint is not extended, and neither is what is overdue.
ORDINARY = "/office/appeals/?order=due&kind=application"
PAPER = "main .papers a[href^='/office/dispatches/']"


def _first(path, link=ROW):
    """The address behind the first such link of a page."""

    def found(page):
        page.goto(path)
        return page.locator(link).first.get_attribute("href").partition("#")[0]

    return found


def _linked(path, link):
    """The address behind the first such link of a page, told from where the page stands."""
    found = _first(path, link)
    return lambda page: urljoin(path, found(page))


def _then(found, more):
    """An address below another one."""
    return lambda page: found(page) + more


def _offered(path, below, each, link):
    """The address behind the first such link on a page of the records that another page lists."""

    def found(page):
        page.goto(path)
        listed = [a.get_attribute("href").split("#")[0] for a in page.locator(each).all()]
        for record in listed:
            page.goto(record + below)
            if page.locator(link).count():
                return urljoin(page.url, page.locator(link).first.get_attribute("href"))
        raise AssertionError(f"{link} is on no page of {path}")

    return found


def _asked_at(path, word):
    """What everyone may do at the first of these records that is still ahead."""
    return _offered(path, "", ROW, f"main a[href='{word}']")


def _of_points(link):
    """What the office does with points of a recommendation, and asks on a page of its own."""
    return _offered("/office/recommendations/", "points/", ROW, link)


def _said_of_points(word):
    """What an agency's contact says of a point, and is asked on a page of its own."""
    link = f".deeds a[href$='/{word}/']"
    return _offered("/cabinet/?view=all", "", ASKED, link)


def _minutes_at_work(page):
    """The working page of minutes that are published."""
    page.goto("/ru/minutes/")
    page.goto(page.locator(ROW).first.get_attribute("href"))
    sitting = page.locator("main a[href*='/sittings/']").first.get_attribute("href")
    return f"/office/sittings/{sitting.strip('/').split('/')[-1]}/minutes/"


def _problems_at_work(page):
    """The working page of the problems of an event at which something was voiced."""
    return _first("/office/problems/")(page)


def _of_problem(word):
    """What the office does with a problem voiced, and asks on a page of its own."""

    def found(page):
        page.goto(_problems_at_work(page))
        each = page.locator(f".deeds a[href*='{word}']").first
        return urljoin(page.url, each.get_attribute("href"))

    return found


REGISTERS = (
    "sittings",
    "decisions",
    "hearings",
    "recommendations",
    "appeals",
    "events",
    "control/hearings",
    "control/monitorings",
    "control/expertises",
    "control/discussions",
    "drafts",
    "acts",
    "news",
    "surveys",
    "urgent",
)
# The others are listed and shown in the same way.
DIRECTORIES = (
    "districts",
    "organisations",
    "members",
    "mandates",
    "channels",
    "stated",
)
HELD = "/office/events/?kind=platform&state=held"
# The one event ahead that people register for.
SEMINAR = "/office/events/?q=Перерасчёт"
EDITION = _first("/ru/note/editions/", ".listing a")
PUBLIC = {
    "home": "/ru/",
    "figures": "/ru/figures/",
    "figure": "/ru/figures/appeals.resolved/",
    "figure of groups": "/ru/figures/events.platform_districts/",
    "figure of weights": "/ru/figures/events.platform_reach/",
    "figure narrowed": _first("/ru/figures/appeals.resolved/", ".breakdown td a.figure"),
    "figure of nothing": "/ru/figures/appeals.resolved/?from=2001-01-01&until=2001-12-31",
    **{f"list {code}": f"/ru/{code}/" for code in REGISTERS},
    **{f"card {code}": _first(f"/ru/{code}/") for code in REGISTERS},
    "tracker by waiting": "/ru/recommendations/?order=waiting&answer=overdue",
    "agencies": "/ru/agencies/",
    "agency": _first("/ru/agencies/", ".alphabet a"),
    "comparison": "/ru/agencies/comparison/",
    "comparison of nothing": "/ru/agencies/comparison/?from=2001-01-01&until=2001-12-31",
    "follow": _then(_first("/ru/agencies/", ".alphabet a"), "follow/"),
    "list narrowed": "/ru/appeals/?from=2024-01-01&until=2024-06-30",
    "list of nothing": "/ru/appeals/?q=ъъъъ",
    "control": "/ru/control/",
    "write an appeal": "/ru/appeals/new/",
    "follow an appeal": "/ru/appeals/track/",
    "addresses for programs": "/ru/api/",
    "plan of hearings": "/ru/hearings/plan/",
    "question for a hearing": _asked_at("/ru/hearings/", "ask/"),
    "come to a public hearing": _asked_at("/ru/control/hearings/", "come/"),
    "come to an event": _asked_at("/ru/events/?state=planned", "come/"),
    "question for a public hearing": _asked_at("/ru/control/hearings/", "ask/"),
    "calendar": "/ru/calendar/",
    "year": "/ru/calendar/year/?year=2024",
    "map of districts": "/ru/calendar/map/?year=2024",
    "map of a district": "/ru/calendar/map/?month=2024-05&district=~",
    "map of nothing": "/ru/calendar/map/?year=2001&district=~",
    "events of a kind": "/ru/events/?kind=platform",
    "problems": "/ru/problems/",
    "problems of which nothing came": "/ru/problems/?became=nothing&order=oldest",
    "year of nothing": "/ru/calendar/year/?year=2001",
    "sheet for the wall": _offered("/ru/control/hearings/", "", ROW, "main a[href$='/poster/']"),
    "bodies": "/ru/bodies/",
    "body": _first("/ru/bodies/", "main a[href*='/bodies/']"),
    "list minutes": "/ru/minutes/",
    "minutes": _first("/ru/minutes/"),
    "minutes in Kazakh": _first("/kk/minutes/"),
    "members": "/ru/members/",
    "rotation": "/ru/members/rotation/",
    "contest": _first("/ru/members/", "main .panel a.main"),
    "member": _first("/ru/members/", "main .people a"),
    "note": "/ru/note/",
    "together": _first("/ru/note/", "a[href*=together]"),
    "editions": "/ru/note/editions/",
    "edition": EDITION,
    "drift": _then(EDITION, "drift/"),
    "search": "/ru/search/",
    "search found": "/ru/search/?q=вода",
    "search of nothing": "/ru/search/?q=ъъъъ",
    "cheat": "/ru/cheat/",
    "gallery": "/ru/gallery/",
    "no such page": "/ru/nothing-here/",
    "not a date": "/ru/figures/appeals.resolved/?from=yesterday",
    "sign in": "/account/login/",
    "forgotten password": "/account/password/reset/",
}
# Who has to be signed in to see a page, and where it is.
OFFICE = {
    "desk": "/office/",
    "import": "/office/import/",
    "deadline": "/office/deadline/",
    "deadline reckoned": "/office/deadline/?norm=rec.answer.general&on=2025-04-03",
    "working days": "/office/working-days/",
    "working days of a far year": "/office/working-days/?year=2040",
    "mark a day": "/office/working-days/mark/",
    "exchange two days": "/office/working-days/exchange/",
    "unmark a day": _first("/office/working-days/", "main a[href$='/unmark/']"),
    "journal": "/office/journal/",
    **{
        f"council {word}": f"/office/council/{word}"
        for word in ("", "vacancies/", "contests/", "bodies/", "disputes/", "handover/", "leave/")
    },
    "plan of sittings": "/office/plan/",
    "letters": "/office/letters/",
    "incoming letters": "/office/incoming/",
    "take an appeal": "/office/reception/",
    "quarantine": "/office/quarantine/",
    "keeping of appeals": "/office/settings/appeals/keeping/",
    "address for appeals": "/office/settings/appeals/address/",
    "letterhead": "/office/letterhead/",
    "papers to agencies": "/office/dispatches/",
    "paper to an agency": _first("/office/dispatches/?kind=recommendation", PAPER),
    "word a paper": _then(_first("/office/dispatches/?kind=reminder", PAPER), "word/"),
    "silence": "/office/dispatches/silence/",
    "settings": "/office/settings/",
    "change a setting": "/office/settings/silence.reminder/",
    "recommendation's points": _then(_first("/office/recommendations/"), "points/"),
    "recommendation's papers": _then(_first("/office/recommendations/"), "papers/"),
    "points for many agencies": _then(_first("/office/recommendations/"), "spread/"),
    "answers entered": _of_points("details.menu a[href*='/answers/']"),
    **{
        f"point's {word}": _of_points(f".deeds a[href$='/{word}/']")
        for word in ("claim", "check", "close", "more-time")
    },
    "office list minutes": "/office/minutes/",
    **{
        f"sitting's {word}": _then(_first("/office/sittings/?state=planned"), f"{word}/")
        for word in ("agenda", "agenda/new", "invitations", "presence", "votes", "minutes")
    },
    "sitting's published minutes": _minutes_at_work,
    "plan of hearings of the office": "/office/hearings/plan/",
    **{
        f"hearing's {word}": _then(_first("/office/hearings/"), f"{word}/")
        for word in ("letters", "questions", "mark")
    },
    **{
        f"answer to a request: {word}": _offered(
            "/office/", "", "main .desk a[href$='/letters/']", f"#requests a[href$='/{word}/']"
        )
        for word in ("grant", "refuse")
    },
    **{
        f"{code}'s {word}": _then(_first(f"/office/control/{code}/"), f"{word}/")
        for code, words in (
            ("hearings", ("course", "participants", "reach", "document")),
            ("monitorings", ("course", "people", "checklist", "checklist/field", "document")),
            ("expertises", ("course", "people", "document")),
            ("discussions", ("course", "participants", "document")),
        )
        for word in words
    },
    "event's reach": _then(_first(HELD), "reach/"),
    **{
        f"event's {word} of reach": _then(_first(HELD), f"reach/{word}/")
        for word in ("add", "stated")
    },
    "line of reach": _offered(HELD, "reach/", ROW, "td.doing a[href$='/correct/']"),
    **{
        f"event's {word}": _then(_first(SEMINAR), word)
        for word in ("coming/", "coming/door/", "coming/door/?q=а")
    },
    "one at the door": _offered(SEMINAR, "coming/", ROW, "#registered li a"),
    "blueprint": "/office/note/",
    "office problems": "/office/problems/?became=nothing&order=oldest",
    "event's problems": _problems_at_work,
    **{f"event's problem {word}": _of_problem(word) for word in ("correct", "strike")},
    "event's problem added": _then(_first("/office/events/?state=held"), "problems/add/"),
    "form of a kind": "/office/events/new/?kind=platform",
    "recommendation from a problem": _of_problem("/office/recommendations/new/"),
    "second factor": "/account/2fa/",
    "change of password": "/account/password/change/",
    "sign out": "/account/logout/",
    **{f"office list {code}": f"/office/{code}/" for code in (*REGISTERS, *DIRECTORIES)},
    **{f"office card {code}": _first(f"/office/{code}/") for code in (*REGISTERS, *DIRECTORIES)},
    **{f"office new {code}": f"/office/{code}/new/" for code in REGISTERS},
    **{
        f"work at an appeal: {path}": _then(_first("/office/appeals/"), path)
        for path in (
            *("questions/", "questions/matters/add/", "questions/remark/"),
            "letters/",
            "letters/ask/",
        )
    },
    "list of templates of answers": "/office/answer-templates/",
    "new template of an answer": "/office/answer-templates/new/",
    "how good suggestions are": "/office/appeals/suggestions/",
    "appeals alike": "/office/appeals/groups/",
    "appeals past the threshold": "/office/appeals/threshold/",
    "office correct": _then(_first("/office/appeals/"), "correct/"),
    "office strike": _then(_first("/office/appeals/"), "strike/"),
    "messages of a person": _then(_first("/office/appeals/"), "messages/"),
    "data of a person": _then(_first("/office/appeals/"), "data/"),
    "office appeals by day of answer": "/office/appeals/?order=due",
    "office appeal with its terms": _first(DUE_FIRST),
    "office appeal returned": _then(_first(DUE_FIRST), "moves/returned/"),
    "office appeal extended": _then(_first(ORDINARY), "extend/"),
    "office appeal missing a part": _then(_first(DUE_FIRST), "missing/"),
    "office appeal merged": _then(_first(DUE_FIRST), "moves/merged/"),
    "what a person says, written down": _then(
        _first("/office/appeals/?state=resolved"), "questions/verdict/"
    ),
    "office appeal repeats": _then(_first(DUE_FIRST), "repeats/"),
}
# What the council asks of an agency, as its contact sees it.
AGENCY = {
    "cabinet": "/cabinet/",
    **{f"cabinet {word}": f"/cabinet/?view={word}" for word in ("promised", "mine", "closed")},
    "cabinet of nothing": "/cabinet/?q=ъъъъ",
    "asked of the agency": _first("/cabinet/", ASKED),
    "answers of the agency": _offered("/cabinet/", "", ASKED, "main a[href='answer/']"),
    **{f"agency's {word}": _said_of_points(word) for word in ("report", "more-time", "colleague")},
    **{f"agency's {word}": f"/cabinet/{word}/" for word in ("hearings", "dossier", "colleagues")},
    **{
        f"agency's hearing: {word}": _linked("/cabinet/hearings/", f"main a[href$='/{word}/']")
        for word in ("report", "later")
    },
    "statement of the agency": "/cabinet/dossier/statement/",
}
ADMINISTRATOR = {
    "state of the system": "/office/status/",
    "accounts": "/office/accounts/",
    "give access": "/office/accounts/new/",
    "end access": _first("/office/accounts/", "main a[href$='/end/']"),
}
ALL = {**PUBLIC, **OFFICE, **AGENCY, **ADMINISTRATOR}
ROLES = {
    **dict.fromkeys(OFFICE, "secretary"),
    **dict.fromkeys(AGENCY, "agency"),
    **dict.fromkeys(ADMINISTRATOR, "administrator"),
}
