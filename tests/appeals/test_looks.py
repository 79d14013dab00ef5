"""What is shown of an appeal is a look, by whatever it was asked for; the journal knows each."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kenes.appeals.models import Appeal
from kenes.core.attachment import Attachment
from kenes.core.journal import Entry
from kenes.demo.sandbox import SESSION_KEY
from tests.appeals.test_portal import PHOTO, sent

pytestmark = pytest.mark.django_db
BASE = "/office/appeals/2025-0001/"
# Each shows the words of the appeal, or asks for something beside them.
SHOWING = (
    "correct/",
    "data/",
    "letters/",
    "letters/ask/",
    "publication/publish/",
    "questions/",
    "questions/matters/add/",
    "questions/remark/",
)


def looks():
    return Entry.objects.filter(verb="applicant.seen").count()


@pytest.mark.parametrize("tail", SHOWING)
def test_each_page_is_a_look_and_so_is_a_form_shown_again(town, visitor, secretary, tail):
    sent(visitor, town, open="on")
    assert secretary.get(BASE + tail).status_code == 200
    assert looks() == 1
    again = secretary.post(BASE + tail, {})
    if tail == "data/":
        # The file itself, which has a line of its own.
        assert (again["Content-Type"], looks()) == ("application/zip", 1)
        return
    assert again.status_code in {200, 422}
    assert looks() == 2
    assert again["Cache-Control"] == "no-store"


def test_a_file_of_an_appeal_is_a_look_at_it(town, visitor, secretary, member):
    sent(visitor, town, photos=[SimpleUploadedFile("дом.jpg", PHOTO)])
    url = Attachment.objects.get().get_absolute_url()
    assert b"".join(secretary.get(url).streaming_content) == PHOTO
    assert Entry.objects.get(verb="applicant.seen").row_id == Appeal.objects.get().pk
    assert [client.get(url).status_code for client in (visitor, member)] == [404, 404]
    assert looks() == 1


@pytest.mark.parametrize("more", [{}, {"format": "csv"}])
def test_words_looked_for_in_sealed_text_are_a_look_and_are_kept_nowhere(
    town, visitor, secretary, member, more
):
    sent(visitor, town, text="Тайнослово у школы.")
    searches = Entry.objects.filter(verb="applicant.searched")
    for client, asked in ((member, "тайнослово"), (secretary, "2025-0001"), (secretary, "")):
        client.get("/office/appeals/", {"q": asked, **more})
    visitor.get("/ru/appeals/", {"q": "тайнослово"})
    assert not searches.exists()
    found = secretary.get("/office/appeals/", {"q": "тайнослово", **more})
    assert "2025-0001" in b"".join(found).decode(errors="ignore") or more
    [line] = searches
    assert (line.row_id, line.by_name_then) == (town.council.pk, "The secretary")
    assert line.payload.said == {}
    assert "Applicant: words looked for" in secretary.get("/office/journal/").content.decode()


def test_what_leads_elsewhere_shows_nothing(town, visitor, secretary):
    sent(visitor, town)
    done = secretary.post(f"{BASE}questions/remark/", {"text": "Позвонить завтра."})
    assert done.status_code == 302
    assert looks() == 0


def test_who_tries_to_cheat_in_a_demo_leaves_lines_all_the_same(town, visitor, secretary):
    """What the sandbox strikes is rolled back, and a look is not."""
    sent(visitor, town, photos=[SimpleUploadedFile("дом.jpg", PHOTO)])
    session = secretary.session
    session[SESSION_KEY] = str(Appeal.objects.get().pk)
    session.save()
    assert "2025-0001" not in secretary.get("/ru/appeals/").content.decode()
    before = looks()
    assert secretary.get(f"{BASE}questions/").status_code == 200
    assert secretary.get(Attachment.objects.get().get_absolute_url()).getvalue()
    assert looks() == before + 2
