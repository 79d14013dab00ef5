"""Bytes of a message as plain text: whatever they are in, and however wrongly that is said."""

import re
from base64 import b64decode
from binascii import Error
from quopri import decodestring

from kenes.core.text import lines

# No letter is written in these, and they take long over what is not theirs.
_NO_LETTERS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}
# In these every byte means something, so Russian and Kazakh sent under their name look like «Ïðè».
_ANYTHING_GOES = {"", "ascii", "us-ascii", "latin1", "latin-1", "iso-8859-1", "windows-1252"}
_CYRILLIC = re.compile(rb"[\xc0-\xff]{3}")
_PAIRS = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_ENCODED = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_HTML_AT_MOST = 4_000_000
_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "header"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table"),
        *("tr", "ul"),
    }
)
_UNSEEN = frozenset({"head", "noscript", "script", "style", "template", "title"})


def text_of(content: bytes, charset: str = "") -> str:
    """The text that bytes hold; the charset said is tried first, and never trusted."""
    said = charset.strip("\"' ").casefold()
    tried = [] if said in _NO_LETTERS else [said]
    if said in _ANYTHING_GOES:
        tried = ["utf-8"] if _CYRILLIC.search(content) else ["utf-8", "latin-1"]
    for name in (*tried, "utf-8"):
        try:
            return clean(content.decode(name))
        except (LookupError, ValueError):
            continue
    return clean(content.decode("utf-8" if _nearly(content) else "cp1251", "replace"))


def _nearly(content: bytes) -> bool:
    """Whether bytes are UTF-8 but for a letter or two: a text that was cut on its way."""
    spoiled = content.decode("utf-8", "replace").count("\ufffd")
    return spoiled * 10 < len(_PAIRS.findall(content))


def clean(text: str) -> str:
    """Text without signs of control and tricks of direction, its lines ended in one way."""
    plain = text.encode("utf-8", "replace").decode()
    return _CONTROL.sub("", lines(plain))


def header_of(value: str, at_most: int = 1000) -> str:
    """A header as a person reads it: one line, its encoded words read, its raw bytes guessed."""
    raw = value[: at_most * 20].encode("utf-8", "surrogateescape")
    line = _BETWEEN.sub(r"\1\2", text_of(raw))
    return " ".join(clean(_words(line)).split())[:at_most]


def _words(line: str) -> str:
    """Encoded words read; those of one charset beside one another may share a letter."""
    out: list[str] = []
    pending: list[tuple[str, bytes]] = []
    place = 0

    def settle() -> None:
        if pending:
            out.append(text_of(b"".join(each for _charset, each in pending), pending[0][0]))
            pending.clear()

    for found in _ENCODED.finditer(line):
        charset, kind, said = found.groups()
        if found.start() > place:
            settle()
            out.append(line[place : found.start()])
        charset = charset.partition("*")[0].casefold()
        if pending and pending[0][0] != charset:
            settle()
        pending.append((charset, _encoded(kind, said)))
        place = found.end()
    settle()
    return "".join(out) + line[place:]


def _encoded(kind: str, said: str) -> bytes:
    raw = said.encode("utf-8", "replace")
    if kind in "qQ":
        return decodestring(raw, header=True)
    try:
        return b64decode(raw + b"=" * (-len(raw) % 4))
    except (Error, ValueError):
        return raw


class _Reader:
    """Gathers what a reader of the page would see, a line for each block."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.unseen = 0

    def start(self, tag: str, attributes: object) -> None:
        self._edge(tag)
        self.unseen += tag in _UNSEEN

    def end(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))
        if tag not in {"br", "hr"}:
            self._edge(tag)

    def _edge(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.said.append("\n")
        elif tag in {"td", "th"}:
            self.said.append(" ")

    def data(self, words: str) -> None:
        if not self.unseen:
            self.said.append(re.sub(r"\s+", " ", words))

    def close(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.said).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def html_text(page: str) -> str:
    """What a page of HTML says, as plain text; nothing in it is carried out or fetched."""
    # Loaded by those who read letters, and not by every process that serves pages.
    from lxml import etree

    parser = etree.HTMLParser(target=_Reader(), encoding="utf-8", no_network=True, recover=True)
    content = page[:_HTML_AT_MOST].strip().encode("utf-8", "replace")
    if not content:
        return ""
    parser.feed(content)
    return clean(str(parser.close()))
