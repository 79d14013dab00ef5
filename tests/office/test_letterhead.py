"""The council's own letterhead carries its papers, or says in a sentence why it cannot."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kenes.report.models import Letterhead
from kenes.report.papers.file import letterhead_of
from kenes.report.papers.letterhead import standard

pytestmark = pytest.mark.django_db
HERE = "/office/letterhead/"


def edited(*lines):
    """The letterhead that comes with Kenes, with lines a clerk has put on top."""
    document = docx.Document(BytesIO(standard()))
    for line in lines:
        document.paragraphs[0].insert_paragraph_before(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def bring(client, content, name="our.docx"):
    return client.post(HERE, {"file": SimpleUploadedFile(name, content)})


def test_papers_are_set_on_the_letterhead_that_was_brought(town, secretary):
    assert bring(secretary, edited("Наш бланк {{ number }}"))["Location"] == HERE

    note = secretary.get("/ru/note/note.docx")
    words = [p.text for p in docx.Document(BytesIO(note.content)).paragraphs]
    assert [line for line in words if line.startswith("Наш бланк")]
    assert secretary.get(f"{HERE}letterhead.docx").content == letterhead_of(town.council)

    secretary.post(f"{HERE}drop/")
    assert letterhead_of(town.council) is None
    assert secretary.get(f"{HERE}letterhead.docx").content == standard()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (edited("{{ adress }}"), ["adress", "council"]),
        (edited("{{ council"), []),
        (b"not a document", [".docx"]),
        (b"", []),
    ],
    ids=["unknown field", "unclosed field", "no document", "empty"],
)
def test_a_letterhead_that_cannot_carry_a_paper_is_refused(town, secretary, content, said):
    answer = bring(secretary, content)

    assert answer.status_code == 422
    sentence = str(answer.context["form"].errors["file"][0])
    assert [word for word in said if word not in sentence] == []
    assert not Letterhead.objects.exists()


def test_it_is_the_councils_own(town, other, secretary, member):
    bring(secretary, edited("Наш бланк"))

    assert letterhead_of(other.council) is None
    assert member.get(HERE).status_code == 403
