"""Letters as residents, programs and strangers write them to the council's address for appeals.

`LETTERS` are those of tests/jobs/difficult.py and more of their kind; `BECOMES` says what each of
them must end as: an appeal, an appeal in quarantine with its signs, or a letter in the inbox.
"""

from email.message import EmailMessage

from tests.jobs.difficult import (
    KAZAKH,
    LETTERS,
    PDF,
    TEXT,
    attached,
    head,
    mixed,
    part,
    plain,
    zipped,
)

ADDRESS = "kenes@council.example.kz"
WORDS = "У школы № 12 нет перехода, дети бегут через дорогу."
APPEAL, INBOX = "appeal", "inbox"


def letter(mark, text=WORDS, files=(), **headers):
    """A letter of a resident; a header that is None is left out."""
    said = {
        "From": "Сейткали Айгуль <aigul@example.kz>",
        "To": ADDRESS,
        "Message-ID": f"<{mark}@mail.example.kz>",
        "Subject": "Переход у школы",
        "Date": "Thu, 03 Apr 2025 10:00:00 +0500",
    }
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    made = EmailMessage()
    for name, value in said.items():
        if value is not None:
            made[name] = value
    made.set_content(text)
    for name, body in files:
        made.add_attachment(body, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def deep_archive(levels):
    held = b"c" * 9
    for level in range(levels):
        held = zipped(f"{level}.zip", held)
    return held


ICS = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} '; DROP TABLE x"
RIGHT_TO_LEFT = "מעבר חציה \u202eabc\u202c 🚸🏽‍♀️ عبور"
MORE = {
    "an ordinary letter": (letter("ordinary"), ()),
    "kazakh": (letter("kazakh", KAZAKH), ()),
    "windows-1251 of which nothing is said": (
        head("kk1") + b"Subject: \xd1\xf3\r\n\r\n" + WORDS.encode("cp1251", "ignore"),
        (),
    ),
    "kazakh in the code page of Kazakhstan": (
        plain("kk2", KAZAKH.encode("kz1048"), "text/plain; charset=kz-1048"),
        (),
    ),
    "an empty body": (letter("empty", " \n\n"), ("empty",)),
    "a subject alone": (letter("bare", "", Subject="Нет воды"), ("empty",)),
    "thirty thousand characters": (letter("long", "Вода. " * 5_001), ()),
    "longer than is kept": (letter("longer", "а" * 150_000), ()),
    "right to left": (letter("rtl", RIGHT_TO_LEFT), ()),
    "scripts": (letter("script", SCRIPT), ()),
    "an archive in an archive in an archive": (
        letter("nested", files=[("фото.zip", deep_archive(4))]),
        (),
    ),
    "fifty photos": (
        letter("photos", files=[(f"{n}.pdf", PDF + bytes([n])) for n in range(50)]),
        (),
    ),
    "one photo twice": (letter("twice", files=[("a.pdf", PDF), ("a.pdf", PDF)]), ()),
    "a calendar invitation": (mixed("ics", TEXT, part("text/calendar; method=REQUEST", ICS)), ()),
    "winmail.dat alone": (
        mixed("tnef2", attached("winmail.dat", b"\x78\x9f\x3e\x22", "application/ms-tnef")),
        ("empty",),
    ),
    "a forwarded message": (
        mixed("fwd", TEXT, part("message/rfc822", letter("inner", "чужое"))),
        (),
    ),
    "no From": (letter("nobody", From=None), ("nobody",)),
    "a From that is no address": (letter("odd", From="Айгуль"), ("nobody",)),
    "several From": (
        letter("several", From="a@example.kz, b@example.kz"),
        ("several",),
    ),
    "nobody reads the answer": (letter("noreply", From="no-reply@shop.example.kz"), ("nobody",)),
    "from ourselves": (letter("self", From=ADDRESS), ("nobody",)),
    "a subject of two thousand": (letter("subject", Subject="Вода " * 400), ()),
    "of 1970": (letter("old", Date="Thu, 01 Jan 1970 00:00:00 +0000"), ()),
    "of 2090": (letter("new", Date="Sun, 01 Jan 2090 00:00:00 +0000"), ()),
    "of no day": (letter("noday", Date="вчера"), ()),
    "to many": (
        letter("many", To=", ".join([ADDRESS, *(f"a{n}@example.kz" for n in range(20))])),
        ("many",),
    ),
    "a mailing list": (letter("list", List_Id="<news.example.kz>"), ("list",)),
    "advertising": (letter("ads", List_Unsubscribe="<https://example.kz/x>"), ("list",)),
    "marked as spam": (letter("spam", X_Spam_Flag="YES"), ("spam",)),
    "not confirmed": (
        letter("forged", Authentication_Results="mx.example.kz; spf=fail; dkim=none; dmarc=fail"),
        ("forged",),
    ),
    "confirmed by one of two": (
        letter("half", Authentication_Results="mx.example.kz; spf=softfail; dkim=pass"),
        (),
    ),
    "confirmed though spf fails": (
        letter("kept", Authentication_Results="mx.example.kz; spf=fail; dmarc=pass"),
        (),
    ),
    "the same mark with another text": (letter("ordinary", "Совсем другое: нет воды."), ()),
    "an automatic answer": (letter("auto", Auto_Submitted="auto-replied"), None),
    "on leave": (letter("leave", Subject="Автоответ: в отпуске"), None),
    "with no way back": (letter("null", Return_Path="<>"), None),
    "junk by its own word": (letter("junk", Precedence="bulk"), None),
    "to the council under another name": (letter("bcc", To="all@x.kz", Delivered_To=ADDRESS), ()),
    "with a plus": (letter("plus", To="kenes+aaaa@council.example.kz"), ()),
    "no head": (b"\r\n" + plain("", WORDS.encode()).split(b"\r\n\r\n")[1], None),
}
# The mail server of the tests itself gives up five hundred levels down; an empty message is none.
UNBRINGABLE = {"five hundred levels", "nothing"}
OLD = {name: each for name, each in LETTERS.items() if name not in UNBRINGABLE}
