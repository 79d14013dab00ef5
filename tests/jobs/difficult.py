"""Letters as the world writes them: broken, odd, hostile, and merely automatic.

Each is the whole message in bytes; `LETTERS` names what a reader must find in each.
"""

import io
import zipfile
from base64 import b64encode
from dataclasses import dataclass, field
from email.message import EmailMessage
from quopri import encodestring

HEAD = (
    b"From: =?utf-8?b?0JDQu9C40Y8g0KHQtdGA0LjQug==?= <aliya@example.kz>\r\n"
    b"To: kenes@council.example.kz\r\n"
    b"Date: Thu, 03 Apr 2025 10:00:00 +0500\r\n"
)
WORDS = "Ответ на рекомендацию: дорогу починим до июля"
KAZAKH = "Құрметті кеңес! Жолды шілдеге дейін жөндейміз, әңгіме осымен бітті"


@dataclass(frozen=True)
class Difficult:
    """A message, and what is read in it: the kind, some words, the names of its files."""

    raw: bytes
    kind: str = "letter"
    text: str = ""
    subject: str = ""
    files: tuple[str, ...] = ()
    lost: tuple[str, ...] = field(default=())


def head(mark="", more=b""):
    mark = f"Message-ID: <{mark}@agency.example.kz>\r\n".encode() if mark else b""
    return HEAD + mark + more


def plain(mark, body, kind='text/plain; charset="utf-8"', encoding="8bit", more=b""):
    about = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    return head(mark, more) + about + body


def mixed(mark, *parts, kind="mixed", more=b""):
    out = head(mark, more) + f'Content-Type: multipart/{kind}; boundary="cut"\r\n\r\n'.encode()
    return out + b"".join(b"--cut\r\n" + part + b"\r\n" for part in parts) + b"--cut--\r\n"


def part(kind, body, more=""):
    return f"Content-Type: {kind}\r\n{more}\r\n".encode() + body


def attached(name, body, kind="application/octet-stream"):
    more = (
        f'Content-Disposition: attachment; filename="{name}"\r\nContent-Transfer-Encoding: base64'
        "\r\n"
    )
    return part(kind, b64encode(body), more)


def zipped(name, body):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, body)
    return out.getvalue()


def written(mark, text=WORDS, files=(), **headers):
    made = EmailMessage()
    made["From"], made["To"] = "Алия <aliya@example.kz>", "kenes@council.example.kz"
    made["Message-ID"], made["Subject"] = f"<{mark}@agency.example.kz>", "Жауап"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    for name, body in files:
        made.add_attachment(body, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def deep(levels):
    body = part("text/plain; charset=utf-8", WORDS.encode())
    for level in range(levels):
        edge = f"b{level}".encode()
        body = (
            b'Content-Type: multipart/mixed; boundary="' + edge + b'"\r\n\r\n--' + edge + b"\r\n"
        ) + (body + b"\r\n--" + edge + b"--")
    return head("deep") + body


TEXT = part("text/plain; charset=utf-8", WORDS.encode())
HTML = (
    "<html><head><title>нет</title><style>p{color:red}</style></head><body><p>Ответ на "
    "рекомендацию</p><script>alert(1)</script><p>дорогу&nbsp;починим<br>до июля</p></body></html>"
)
PDF = b"%PDF-1.7\n" + b"0" * 200
RETURNED = (
    b"Message-ID: <ours@council.example.kz>\r\nFrom: kenes@council.example.kz\r\n"
    b"To: aliya@example.kz\r\nSubject: x\r\n\r\nbody\r\n"
)
STATUS = (
    b"Reporting-MTA: dns; mail.example.kz\r\n\r\nFinal-Recipient: rfc822; aliya@example.kz\r\n"
    b"Action: %s\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 No such user\r\n\r\n"
)


def report(mark, action=b"failed", enclosed="message/rfc822", returned=RETURNED):
    return mixed(
        mark,
        part("text/plain", b"Your message was not delivered."),
        part("message/delivery-status", STATUS % action),
        part(enclosed, returned),
        kind='report; report-type="delivery-status"',
        more=b"Subject: Undelivered Mail\r\nAuto-Submitted: auto-replied\r\n",
    )


NOT_SAID = WORDS.encode("cp1251")
LETTERS = {
    "koi8-r": Difficult(
        plain("koi", WORDS.encode("koi8-r"), "text/plain; charset=koi8-r"), text=WORDS
    ),
    "windows-1251 said to be utf-8": Difficult(plain("w1", NOT_SAID), text=WORDS),
    "windows-1251 said to be latin": Difficult(
        plain("w2", NOT_SAID, "text/plain; charset=iso-8859-1"), text=WORDS
    ),
    "windows-1251 of which nothing is said": Difficult(
        head("w3") + b"Subject: " + "Жалоба".encode("cp1251") + b"\r\n\r\n" + NOT_SAID,
        text=WORDS,
        subject="Жалоба",
    ),
    "a charset nobody knows": Difficult(
        plain("odd", WORDS.encode(), 'text/plain; charset="x-kazakh\x07"'), text=WORDS
    ),
    "utf-7": Difficult(plain("u7", WORDS.encode("utf-7"), "text/plain; charset=utf-7"), text=WORDS),
    "utf-16": Difficult(
        plain("u16", b64encode(WORDS.encode("utf-16")), "text/plain; charset=utf-16", "base64"),
        text=WORDS,
    ),
    "kazakh in quoted-printable, cut": Difficult(
        plain("qp", encodestring(KAZAKH.encode())[:-1] + b"=D", encoding="quoted-printable"),
        text="Құрметті кеңес!",
    ),
    "base64, cut": Difficult(
        plain("b64", b64encode(WORDS.encode())[:-9], encoding="base64"),
        text="Ответ на рекомендацию",
    ),
    "html alone": Difficult(
        plain("html", HTML.encode(), 'text/html; charset="utf-8"'),
        text="Ответ на рекомендацию\n\nдорогу починим\nдо июля",
    ),
    "html of nothing but brackets": Difficult(
        plain("brackets", b"<![<!--<" * 4000 + WORDS.encode(), 'text/html; charset="utf-8"'),
    ),
    "alternatives": Difficult(
        mixed(
            "alt",
            TEXT,
            part("text/html; charset=utf-8", b"<p>HTML</p>"),
            kind="alternative",
        ),
        text=WORDS,
    ),
    "an empty alternative": Difficult(
        mixed(
            "alt2",
            part("text/plain", b" \r\n"),
            part("text/html; charset=utf-8", HTML.encode()),
            kind="alternative",
        ),
        text="дорогу починим",
    ),
    "twenty levels": Difficult(deep(20), text=WORDS),
    "five hundred levels": Difficult(deep(500), kind="unclear"),
    "a message within": Difficult(
        mixed("within", TEXT, part("message/rfc822", written("inner", "чужой текст"))),
        text=WORDS,
        lost=("2.eml",),
    ),
    "fifty files": Difficult(
        written("fifty", files=[(f"фото {at}.pdf", PDF + bytes([at])) for at in range(50)]),
        text=WORDS,
        files=tuple(f"фото {at}.pdf" for at in range(50)),
    ),
    "winmail.dat": Difficult(
        mixed("tnef", TEXT, attached("winmail.dat", b"\x78\x9f\x3e\x22", "application/ms-tnef")),
        text=WORDS,
        lost=("winmail.dat",),
    ),
    "an archive in an archive": Difficult(
        mixed(
            "zip", TEXT, attached("ответ.zip", zipped("b.zip", zipped("c.txt", b"c" * 9)))
        ).replace("ответ".encode(), b"answer"),
        text=WORDS,
        files=("answer.zip",),
    ),
    "a program named a paper": Difficult(
        mixed("exe", TEXT, attached("report.pdf", b"MZ\x90\x00" * 90)),
        text=WORDS,
        lost=("report.pdf",),
    ),
    "a file of the folder above": Difficult(
        mixed("path", TEXT, attached("../../etc/x.pdf", PDF)), text=WORDS, files=("x.pdf",)
    ),
    "no Message-ID": Difficult(plain("", WORDS.encode()), text=WORDS),
    "huge headers": Difficult(
        plain("huge", WORDS.encode(), more=b"X-Long: " + b"a" * 300_000 + b"\r\n"), text=WORDS
    ),
    "ten thousand references": Difficult(
        plain(
            "refs",
            WORDS.encode(),
            more=b"References: " + b" <%d@x>" * 10_000 % tuple(range(10_000)) + b"\r\n",
        ),
        text=WORDS,
    ),
    "right to left and emoji": Difficult(
        plain(
            "rtl",
            "שלום \u202efdp.exe مرحبا 👩‍⚖️🇰🇿".encode(),
            more="Subject: שלום \u202eabc 🇰🇿\r\n".encode(),
        ),
        text="שלום fdp.exe مرحبا 👩‍⚖️🇰🇿",
        subject="שלום abc 🇰🇿",
    ),
    "signs of control": Difficult(
        plain("nul", b"a\x00b\x1b[31m" + WORDS.encode(), more=b"Subject: a\x00b\x07c\r\n"),
        text=f"ab[31m{WORDS}",
        subject="abc",
    ),
    "an empty body": Difficult(plain("empty", b"", more=b"Subject: x\r\n"), subject="x"),
    "no end of the parts": Difficult(mixed("open", TEXT).replace(b"--cut--", b""), text=WORDS),
    "no parts at all": Difficult(
        head("none") + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n' + WORDS.encode(),
        text=WORDS,
    ),
    "a broken encoded word": Difficult(
        plain("word", WORDS.encode(), more=b"Subject: =?utf-8?b?0J6x!!?= =?x?q?=ZZ?=\r\n"),
        text=WORDS,
    ),
    "a letter cut in two by its encoding": Difficult(
        plain(
            "split",
            WORDS.encode(),
            more=b"Subject: =?utf-8?b?0J7RgtCy0LXR?=\r\n =?utf-8?b?gg==?=\r\n",
        ),
        text=WORDS,
        subject="Ответ",
    ),
    "a calendar's answer": Difficult(
        mixed(
            "cal",
            TEXT,
            part(
                "text/calendar; method=REPLY; charset=utf-8",
                b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR",
            ),
            kind="alternative",
        ),
        text=WORDS,
        lost=("2.ics",),
    ),
    "nothing but noise": Difficult(bytes(range(256)) * 40, kind="unclear"),
    "nothing": Difficult(b"", kind="unclear"),
    "a bounce with the message": Difficult(report("b1"), kind="bounce", text="not delivered"),
    "a bounce with its headers": Difficult(
        report("b2", enclosed="text/rfc822-headers"), kind="bounce", lost=()
    ),
    "a bounce in words": Difficult(
        plain(
            "b3",
            b"Hi. This is the qmail-send program.\n<aliya@example.kz>: no mailbox here.\n\n"
            b"--- Below this line is a copy of the message.\n\n" + RETURNED,
            "text/plain",
            more=b"Subject: failure notice\r\n",
        ).replace(b"aliya@example.kz>\r\nTo", b"MAILER-DAEMON@example.kz>\r\nTo", 1),
        kind="bounce",
        text="qmail-send",
    ),
    "a delay": Difficult(report("b4", b"delayed"), kind="automatic"),
    "on leave, in Kazakh": Difficult(
        written("kk", Subject_="x")
        .replace(b"Subject_: x\n", b"")
        .replace(
            b"Subject: =?utf-8?b?0JbQsNGD0LDQvw==?=",
            "Subject: Автоматты жауап: демалыстамын".encode(),
        ),
        kind="automatic",
    ),
    "on leave, in Russian": Difficult(
        written("ru", X_Auto_Response_Suppress="All"), kind="automatic"
    ),
    "on leave, in English": Difficult(
        written("en", Auto_Submitted="auto-replied (vacation)"), kind="automatic"
    ),
    "a list's letter": Difficult(written("list", Precedence="bulk"), kind="automatic"),
    "a person's own word that it is not automatic": Difficult(
        written("no", Auto_Submitted="no"), text=WORDS
    ),
}
