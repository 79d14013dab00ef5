"""Each page in each language: the same page, said to be in it, with no English left over."""

import re

import pytest

from tests.browser.pages import OFFICE, PUBLIC, ROLES

# What everybody reads, in text and in what is only spoken; words of another language say so.
WORDS = """language => {
  const own = (part) => (part.closest("[lang]") ?? document.documentElement).lang === language;
  const found = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const part = walk.currentNode.parentElement;
    const unread = part.closest("script, style, noscript, code, kbd, td.code, th.code");
    if (own(part) && !unread) found.push(walk.currentNode.data);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt", "data-label"]) {
    for (const part of document.querySelectorAll(`[${name}]`)) {
      if (own(part)) found.push(part.getAttribute(name));
    }
  }
  return found.map((text) => text.trim()).filter(Boolean);
}"""
# Names, codes and marks that are Latin in every language.
LATIN = re.compile(
    r"""
    [\w.+-]+@[\w.-]+ | (https?://)?[\w-]+(\.[\w-]+)+[/\w.?=&%-]*   # addresses, codes of figures
    | localhost(:\d+)?[/\w.?=&%-]*
    | [\w/.-]+\.(py|toml|xlsx)\S* | \.docx | SHA-256\S*(\s[0-9a-f]{8,}…?)?
    | \d{4}-[\w-]+ | \b[0-9a-f]{8}-[0-9a-f-]{27}\b
    | \b(Kenes|Excel|Word|PDF|CSV|JSON|HTML|MB|EN|Eng|English|Telegram|Instagram|Facebook|YouTube
    |TikTok|Atom|Alt|WhatsApp|eGov|e-Otinish|Qala|iKomek|ID|SQL|SMS|AI|WCAG|TOTP|IV|V?I{1,3})\b
    """,
    re.VERBOSE,
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")
PAGES = [name for name in (*PUBLIC, *OFFICE) if not name.startswith("office card ")]


def left_over(page, language):
    """The texts with a word that is not of this language's letters."""
    texts = dict.fromkeys(page.evaluate(WORDS, language))
    return [text[:120] for text in texts if ENGLISH.search(LATIN.sub(" ", text))]


def language_of(page):
    return page.locator("html").get_attribute("lang")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_each_language(site, name):
    page = site.visitor(role=ROLES.get(name, ""))
    site.open(page, name)
    found = {}
    for language in ("ru", "kk"):
        if language_of(page) != language:
            _switch(page, language)
        assert language_of(page) == language
        if texts := left_over(page, language):
            found[language] = texts
    assert not found
    _switch(page, "en")
    assert language_of(page) == "en"


def _switch(page, language):
    """The same page in another language: the address differs in nothing else."""
    before = page.url
    with page.expect_navigation():
        page.click(f"header .wide a[hreflang={language}]")
    strip = re.compile(r"/(kk|ru|en)/")
    assert strip.sub("/", page.url, count=1) == strip.sub("/", before, count=1)
