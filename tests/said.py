"""Everything a file or an answer says, whatever it is packed in: JSON, Word, Excel, PDF."""

import io
import re
import zipfile
from urllib.parse import unquote

import pikepdf


def words_of(answer):
    """What an answer says, its head included."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head = " ".join(f"{name}: {value}" for name, value in answer.items())
    return unquote(head) + " " + unpacked(body)


def unpacked(body):
    """What a file says."""
    if body.startswith(b"%PDF-") and len(body) > 200:
        return of_pdf(body)
    if not body.startswith(b"PK"):
        said = body.decode(errors="replace")
        # JSON may write letters as their numbers.
        return said + re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), said)
    with zipfile.ZipFile(io.BytesIO(body)) as pack:
        return "".join(name + unpacked(pack.read(name)) for name in pack.namelist())


def of_pdf(body):
    """The words of a PDF: what its pages draw and what they say to those who do not see them."""
    with pikepdf.open(io.BytesIO(body)) as book:
        drawn = [_drawn(page) for page in book.pages]
        told = [
            str(each[name])
            for each in book.objects
            if isinstance(each, pikepdf.Dictionary)
            for name in ("/Alt", "/ActualText", "/Title", "/URI")
            if isinstance(each.get(name), pikepdf.String)
        ]
    return "\n".join([*drawn, *told])


def _drawn(page):
    fonts = {name: _letters(font) for name, font in page.get("/Resources").get("/Font").items()}
    said, known = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        word = str(operator)
        if word == "Tf":
            known = fonts[str(operands[0])]
        elif word in ("Tj", "TJ"):
            parts = operands[0] if word == "TJ" else operands
            codes = b"".join(bytes(each) for each in parts if isinstance(each, pikepdf.String))
            said += [known.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
        elif word in ("Tm", "Td", "T*", "ET"):
            said.append(" ")
    return re.sub(r" +", " ", "".join(said))


def _letters(font):
    """What each code of a font means, by the table it brings."""
    found = {}
    table = font["/ToUnicode"].read_bytes().decode("latin-1") if "/ToUnicode" in font else ""
    for each in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, meant in re.findall(r"<(\w+)>\s*<(\w+)>", each):
            found[bytes.fromhex(code)] = bytes.fromhex(meant).decode("utf-16-be")
    for each in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for since, until, meant in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", each):
            for at in range(int(since, 16), int(until, 16) + 1):
                letter = int(meant, 16) + at - int(since, 16)
                found[at.to_bytes(2, "big")] = chr(letter)
    return found
