"""The answer to a thousand watchers, before the program and by it."""

import os

import pytest

from kenes.hall.live import live
from kenes.sittings.hall import screen
from tests.hall.visitors import public

pytestmark = pytest.mark.django_db
# Whoever writes a late fragment closes his connection to the database after it.
COMMITTED = pytest.mark.django_db(transaction=True)
NOBODY = "0195fa55-0000-7000-8000-000000000000"


class Asked:
    """A watcher's question, put to the layer before the program."""

    def __init__(self, path, seen="", method="GET"):
        def program(environ, start_response):
            start_response("200 OK", [])
            return [b"the program"]

        def start(status, headers):
            self.status, self.headers = status, dict(headers)

        environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_IF_NONE_MATCH": seen}
        self.body = b"".join(live(program)(environ, start))
        self.text = self.body.decode()


def test_watchers_are_answered_before_the_program():
    address, file = f"/hall/live/{NOBODY}.ru", screen.file_of(NOBODY, "ru")
    assert Asked(address).text == "the program"
    file.parent.mkdir()
    screen._replace(file, "первое", 0)
    first = Asked(address)
    assert (first.status, first.text) == ("200 OK", "первое")
    assert first.headers["Content-Length"] == str(len(first.body))
    again = Asked(address, first.headers["ETag"])
    assert (again.status, again.body) == ("304 Not Modified", b"")
    screen._replace(file, "второе", 0)
    third = Asked(address, first.headers["ETag"])
    assert (third.status, third.text) == ("200 OK", "второе")
    for path in (f"/hall/live/{NOBODY}.fr", f"/hall/live/../{NOBODY}.ru", f"{address}/"):
        assert Asked(path).text == "the program"
    assert Asked(address, method="POST").text == "the program"


def test_the_first_watcher_of_all_is_answered_by_the_program(chamber):
    answer = public().get(f"/hall/live/{chamber.sitting.pk}.kk")
    assert (answer.status_code, "ETag" in answer.headers) == (200, True)
    assert public().get(f"/hall/live/{chamber.sitting.pk}.fr").status_code == 404
    assert public().get(f"/hall/live/{chamber.council.pk}.ru").status_code == 404
    assert os.listdir(screen.folder())  # noqa: PTH208


@COMMITTED
def test_a_late_fragment_is_written_for_the_next_who_asks_and_in_a_rush_a_moment_later(
    chamber, monkeypatch
):
    ballot = chamber.opened().vote()
    address = f"/hall/live/{chamber.sitting.pk}.en"
    screen.write(chamber.sitting.pk, "en")
    first = Asked(address)
    chamber.cast(ballot, "for", chamber.people[:3])
    monkeypatch.setattr(screen, "EASE", 3600)
    early = Asked(address, first.headers["ETag"])
    assert early.status == "304 Not Modified"
    monkeypatch.setattr(screen, "EASE", 0)
    late = Asked(address, first.headers["ETag"])
    assert (late.status, 'data-voted="3"' in late.text) == ("200 OK", True)
    assert Asked(address, late.headers["ETag"]).status == "304 Not Modified"


@COMMITTED
def test_what_cannot_be_written_is_answered_as_it_was(chamber, monkeypatch, caplog):
    screen.write(chamber.sitting.pk, "en")
    screen._count(screen.changes_of(chamber.sitting.pk))
    monkeypatch.setattr(screen, "EASE", 0)

    def full(*_told):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(screen, "_replace", full)
    address = f"/hall/live/{chamber.sitting.pk}.en"
    assert (Asked(address).status, "cannot be written" in caplog.text) == ("200 OK", True)
    monkeypatch.undo()
    assert screen.file_of(chamber.sitting.pk, "en").stat().st_mtime == 0
    screen.write(chamber.sitting.pk, "en")
    assert screen.file_of(chamber.sitting.pk, "en").stat().st_mtime == 1
