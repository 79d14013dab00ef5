"""Looking a page through: is it as narrow as a phone, can everyone use it.

Long tables and drawings are cut to their first rows and marks beforehand: the others are made by
the same lines of the same templates. What is folded is unfolded; a menu lies over the page when it
is open, so the page is looked at with its menus shut, and then each of them open, for itself.
"""

from axe_playwright_python.sync_playwright import Axe

from tests.browser.walker import PHONE, SMALL_PHONE, WIDE

SHOWN = 8
MENUS = "main details.menu"
CUT = """shown => {
  document.querySelectorAll("main details:not(.menu)").forEach((part) => { part.open = true; });
  const rest = (parts) => [...parts].slice(shown).forEach((part) => part.remove());
  document.querySelectorAll("tbody").forEach((body) => rest(body.rows));
  document.querySelectorAll("main ul, main ol, select, .note-section, .figures, .year").forEach(
    (list) => rest(list.children));
  document.querySelectorAll(".boxes [role=group] > div, .boxes fieldset > div").forEach(
    (list) => rest(list.children));
  document.querySelectorAll("svg").forEach((drawing) => rest(drawing.querySelectorAll("a")));
}"""
LOOK = """async ([part, options]) => (
    await axe.run(part || document, {resultTypes: ["violations"], ...options}))
  .violations.map((found) => [found.id, found.nodes.map((node) => node.html.slice(0, 200))])"""
# Beyond what the engine looks at by default: the size of what one touches, new in WCAG 2.2.
EVERYTHING = {"rules": {"target-size": {"enabled": True}}}
# The dark scheme is another set of colours and nothing else.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((part) => part.getBoundingClientRect().right > width + 1)
    .slice(0, 5).map((part) => part.outerHTML.slice(0, 120));
}"""
SCRIPT = Axe().axe_script


def unfit(page):
    """What is wider than a phone."""
    found = {}
    for size in (PHONE, SMALL_PHONE):
        page.set_viewport_size(size)
        if outside := page.evaluate(OUTSIDE):
            found[size["width"]] = outside
    return found


def barriers(page):
    """What the engine of accessibility holds against a page, wide and narrow, light and dark."""
    page.evaluate(CUT, SHOWN)
    page.evaluate(SCRIPT)
    found = {}
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        for scheme, rules in (("light", EVERYTHING), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            violations = page.evaluate(LOOK, [None, rules])
            for menu in page.locator(MENUS).all():
                menu.evaluate("(menu) => { menu.open = true; }")
                violations += page.evaluate(LOOK, [menu.element_handle(), rules])
                violations += page.evaluate(OUTSIDE)
                menu.evaluate("(menu) => { menu.open = false; }")
            if violations:
                found[size["width"], scheme] = violations
    return found


def for_everyone(page):
    """A page nobody is kept from. It is cut by the looking, and not to be used afterwards."""
    assert page.title()
    assert page.locator("h1").count() == 1
    wide = unfit(page)
    assert not wide, wide
    found = barriers(page)
    assert not found, found
