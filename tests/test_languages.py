"""Every sentence stands in Kazakh, Russian and English."""

import gettext
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

SOURCE = Path(settings.BASE)
LANGUAGES = ("kk", "ru")


def catalogue(language, root=SOURCE):
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def statistics(path):
    told = subprocess.run(
        ["msgfmt", "--check", "--statistics", "-o", "/dev/null", str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    return told.stderr.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated(language):
    said = statistics(catalogue(language))
    assert "untranslated" not in said, said
    assert "fuzzy" not in said, said


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """A copy of the source whose catalogues were gathered anew."""
    root = tmp_path_factory.mktemp("gathered") / "kenes"
    shutil.copytree(SOURCE, root, ignore=shutil.ignore_patterns("static", "assets", "__pycache__"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr(settings, "LOCALE_PATHS", [str(root / "locale")])
        call_command(
            "makemessages", locale=list(LANGUAGES), no_location=True, no_wrap=True, verbosity=0
        )
    return root


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_source_is_in_the_catalogue(gathered, language):
    said = statistics(catalogue(language, gathered))
    assert "untranslated" not in said, said
    assert "fuzzy" not in said, said


# Whatever gathers the sentences knows these names alone; under another one a sentence is lost.
GATHERED = {"gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "_"}
GATHERED |= {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
RENAMED = re.compile(r"\b(?:n|p|np)?gettext(?:_lazy|_noop)? as (\w+)")


def test_no_sentence_hides_behind_a_name_of_its_own():
    said = {
        (path.relative_to(SOURCE).as_posix(), name)
        for path in SOURCE.rglob("*.py")
        for name in RENAMED.findall(path.read_text())
    }
    assert {each for each in said if each[1] not in GATHERED} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shipped_is_what_was_translated(language, tmp_path):
    """The compiled catalogue is committed, so that nothing has to be compiled to run."""
    fresh = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "-o", str(fresh), str(catalogue(language))], check=True)
    shipped = catalogue(language).with_suffix(".mo")
    with fresh.open("rb") as one, shipped.open("rb") as other:
        assert gettext.GNUTranslations(one)._catalog == gettext.GNUTranslations(other)._catalog


# What is put into a sentence later, with the marks around it: no word of any language.
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|[№–,]")


def test_kazakh_is_not_russian():
    """No Kazakh sentence is the Russian one, but for names and words both languages share."""
    with catalogue("kk").with_suffix(".mo").open("rb") as file:
        kazakh = gettext.GNUTranslations(file)._catalog
    with catalogue("ru").with_suffix(".mo").open("rb") as file:
        russian = gettext.GNUTranslations(file)._catalog
    same = {
        key: text
        for key, text in kazakh.items()
        if key and text == russian.get(key) and len(PLACE.sub("", str(text)).split()) > 2
    }
    assert same == {}
