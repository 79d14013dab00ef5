"""The journal says in words what was done."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from kenes.office.history import what

SOURCE = [path.read_text() for path in Path(settings.BASE).rglob("actions.py")]
VERBS = sorted(set(re.findall(r'journal\.write(?:_all)?\(\s*"([a-z]+\.[a-z]+)"', "".join(SOURCE))))


def test_the_source_writes_verbs_of_its_own():
    assert {"decision.published", "access.granted"} <= set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_verb_is_told_in_the_readers_words(verb, language):
    with override(language):
        assert re.findall("[A-Za-z]+", what(verb)) == []
