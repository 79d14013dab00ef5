"""The file of the keys is made once, whole, however many processes come at the same moment."""

import json
import threading

from kenes.core import secret


def test_of_many_who_come_at_once_the_first_makes_the_keys(tmp_path):
    path = tmp_path / "var" / "keys.json"
    before = threading.Barrier(8, timeout=30)
    found = []

    def come():
        before.wait()
        secret._made(path)
        found.append(json.loads(path.read_text()))

    threads = [threading.Thread(target=come) for _each in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert [set(each) for each in found] == [{"index", "k1"}] * 8
    assert all(each == found[0] for each in found)
    assert [each.name for each in path.parent.iterdir()] == ["keys.json"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_neither_a_disk_without_links_nor_a_broken_beginning_is_in_the_way(tmp_path, monkeypatch):
    def refused(*_args, **_options):
        raise PermissionError("this disk knows no second name of a file")

    monkeypatch.setattr("os.link", refused)
    path = tmp_path / "keys.json"
    path.with_name("keys.json.new").write_text('{"index":')
    secret._made(path)
    assert set(json.loads(path.read_text())) == {"index", "k1"}
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]
    assert path.stat().st_mode & 0o777 == 0o600
