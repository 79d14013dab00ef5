"""The fragment of a sitting: each change makes it late, and whoever asks next has it written."""

import re

import pytest

from kenes.sittings.ballots.models import Ballot
from kenes.sittings.hall import screen
from tests.hall.visitors import hall, public

pytestmark = pytest.mark.django_db
MARK = re.compile(r'data-mark="([^"]+)"')


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def written(chamber, language="en"):
    """The newest fragment."""
    screen.write(chamber.sitting.pk, language)
    return screen.file_of(chamber.sitting.pk, language).read_text()


def changes(chamber):
    return screen.changes_of(chamber.sitting.pk).stat().st_size


def test_while_a_vote_by_name_is_open_the_screen_tells_only_how_many(chamber, commits):
    with commits():
        ballot = chamber.opened().vote()
        chamber.cast(ballot, "against", chamber.people[:4])
    page = public().get(hall(chamber) + "screen/").content.decode()
    assert 'data-voted="4"' in page
    assert "of 9 have voted" in page
    assert "Against" not in page
    with commits():
        chamber.close(ballot)
    page = public().get(hall(chamber) + "screen/").content.decode()
    assert "Against" in page
    assert "Not carried" in page


def test_each_change_is_counted_once_it_is_committed(chamber, commits):
    with commits():
        ballot = chamber.opened().vote()
        assert not screen.folder().exists()
    before, counted = written(chamber), changes(chamber)
    with commits():
        chamber.cast(ballot, "for", chamber.people[:2])
    assert changes(chamber) == counted + 1
    after = written(chamber)
    assert ('data-voted="0"' in before, 'data-voted="2"' in after) == (True, True)
    assert MARK.search(before).group(1) == MARK.search(after).group(1)
    with commits():
        chamber.close(ballot)
    assert MARK.search(written(chamber)).group(1) != MARK.search(after).group(1)


def test_only_a_language_that_is_asked_for_is_written(chamber, commits):
    with commits():
        chamber.opened()
    written(chamber, "kk")
    key = chamber.sitting.pk
    lie = sorted(path.name for path in screen.folder().iterdir())
    assert lie == [f"{key}.changes", f"{key}.kk.html"]


def test_what_tells_of_every_change_is_not_written_again(chamber, commits):
    with commits():
        chamber.opened()
    written(chamber)
    path = screen.file_of(chamber.sitting.pk, "en")
    first = path.stat().st_ino
    written(chamber)
    assert path.stat().st_ino == first
    # A server that was killed may have had no time to count: after it every fragment is late.
    counted = changes(chamber)
    screen.distrust()
    assert changes(chamber) == counted + 1
    written(chamber)
    assert path.stat().st_mtime == counted + 1


def test_a_change_during_the_writing_leaves_the_fragment_late(chamber, commits, monkeypatch):
    with commits():
        ballot = chamber.opened().vote()
    render = screen._render

    def slow(sitting, language):
        text = render(sitting, language)
        with commits():
            chamber.cast(ballot, "for", chamber.people[:3])
        return text

    monkeypatch.setattr(screen, "_render", slow)
    assert 'data-voted="0"' in written(chamber)
    monkeypatch.undo()
    assert 'data-voted="3"' in written(chamber)


def test_a_change_that_cannot_be_counted_fails_no_vote(chamber, commits):
    with commits():
        chamber.opened()
    screen.changes_of(chamber.sitting.pk).unlink()
    screen.changes_of(chamber.sitting.pk).mkdir()
    with commits():
        chamber.vote()
    assert Ballot.objects.get().status == "open"
