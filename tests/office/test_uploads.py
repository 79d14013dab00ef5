"""Files too large or disguised, brought over a real connection."""

import contextlib
import http.client
import re
import threading
import time
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from kenes.core import clock
from kenes.core.attachment import Attachment
from tests.sittings.chamber import Chamber
from tests.town import NOW, signed_in

MEGABYTE = bytes(1024**2)
EDGE = "the-edge-of-a-part"


def until(happens):
    for _ in range(200):
        if happens():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen")


@pytest.fixture
def served(transactional_db):
    """The application behind a real server, on loopback."""

    class Quiet(WSGIRequestHandler):
        def log_message(self, *words):
            """Nothing is said of each request."""

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)

    def serve():
        with contextlib.closing(connections["default"]):
            server.serve_forever()

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def _held(folder):
    """How much lies there; what the server takes away at this very moment is no longer there."""
    held = 0
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):
            held += path.stat().st_size
    return held


@pytest.fixture
def brought(served, settings, tmp_path):
    """Brings one file with a form to the materials of a question, as a browser would."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(temporary)
    with clock.standing(NOW):
        chamber = Chamber()

    class Town:
        council, by = chamber.council, chamber.by

    client = signed_in(Town, "secretary")
    session = client.cookies["sessionid"].value
    item = chamber.items[0]
    url = f"/office/sittings/{item.sitting.number}/agenda/{item.pk}/materials/"

    def bring(name, first, megabytes=0, said_length=None):
        head = (
            f'--{EDGE}\r\nContent-Disposition: form-data; name="public"\r\n\r\non\r\n'
            f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f"{'a' * 32}\r\n"
            f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        ).encode()
        tail = f"\r\n--{EDGE}--\r\n".encode()
        length = len(head) + len(first) + megabytes * len(MEGABYTE) + len(tail)
        line = http.client.HTTPConnection("127.0.0.1", served, timeout=120)
        line.putrequest("POST", url, skip_host=True)
        line.putheader("Host", f"{chamber.council.slug}.localhost")
        cookies = f"sessionid={session}; csrftoken={'a' * 32}; django_language=en"
        line.putheader("Cookie", cookies)
        line.putheader("Content-Type", f"multipart/form-data; boundary={EDGE}")
        line.putheader("Content-Length", str(said_length or length))
        line.endheaders()
        most = 0
        if said_length is None:
            line.send(head + first)
            for _ in range(megabytes):
                line.send(MEGABYTE)
                most = max(most, _held(temporary))
            line.send(tail)
        answer = line.getresponse()
        html = answer.read().decode()
        line.close()
        # The server closes the file when it has answered, and that may be a moment later.
        until(lambda: list(temporary.iterdir()) == [])
        return answer.status, html, most

    return bring


@pytest.mark.django_db(transaction=True)
def test_two_hundred_megabytes_are_refused_beside_the_field_and_kept_nowhere(brought, settings):
    status, html, most = brought("large.pdf", b"%PDF-1.7\n", megabytes=200)
    assert status == 422
    assert "The file is larger than 25 MB." in html
    # What the form said besides is kept.
    assert re.search(r'<input[^>]*name="public"[^>]* checked', html)
    assert most <= settings.KENES_FILE_AT_MOST
    assert not Attachment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_more_than_any_form_may_send_is_refused_unread(brought):
    status, html, _most = brought("huge.pdf", b"", said_length=10 * 1024**3)
    assert status == 413
    assert "at most 250 MB together" in html


@pytest.mark.django_db(transaction=True)
def test_a_program_named_a_paper_is_refused_beside_the_field(brought):
    status, html, _most = brought("report.pdf", b"MZ\x90\x00" + b"0" * 5000)
    assert status == 422
    assert "This file is not what its name says: report.pdf." in html
    assert not Attachment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_of_the_size_allowed_is_kept(brought, settings):
    status, _html, _most = brought("right.pdf", b"%PDF-1.7\n", megabytes=24)
    assert status == 302
    assert Attachment.objects.get().size == 24 * 1024**2 + 9
