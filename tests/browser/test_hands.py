"""Other hands: a phone, a keyboard alone, a browser without scripts."""

from tests.browser.looking import barriers
from tests.browser.walker import PHONE, RESOLVED, follow, value

MENU = "header details.menu.narrow"


def test_the_menu_of_a_phone(site):
    page = site.visitor(PHONE, has_touch=True, is_mobile=True)
    page.goto("/ru/")
    assert not page.locator("header .nav.wide").is_visible()
    sheet = page.locator(f"{MENU} .sheet")
    assert not sheet.is_visible()
    page.tap(f"{MENU} > summary")
    assert sheet.is_visible()
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    assert page.locator(f"{MENU} > summary").evaluate("part => part === document.activeElement")
    page.tap(f"{MENU} > summary")
    sheet.locator("a[href='/ru/appeals/']").tap()
    page.wait_for_url("**/ru/appeals/")
    page.tap(f"{MENU} > summary")
    sheet.locator("a[hreflang=kk]").tap()
    page.wait_for_url("**/kk/appeals/")


def test_an_open_menu_is_for_everyone(site):
    page = site.visitor(PHONE)
    page.goto("/ru/")
    page.click(f"{MENU} > summary")
    assert not barriers(page)


def test_the_registers_of_the_office_fold_on_a_phone(site):
    page = site.visitor(PHONE, role="secretary")
    page.goto("/office/")
    page.click(".side details.narrow > summary")
    page.click(".side details.narrow a[href='/office/appeals/']")
    page.wait_for_url("**/office/appeals/")


def focused(page, question="part.outerHTML.slice(0, 80)"):
    return page.evaluate(f"(() => {{ const part = document.activeElement; return {question}; }})()")


def test_the_keyboard_alone(page):
    page.goto("/ru/")
    page.keyboard.press("Tab")
    assert focused(page, "part.className") == "skip"
    assert page.locator("a.skip").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page, "part.matches('.living a.figure')")
    outline = "getComputedStyle(part).outlineStyle !== 'none' && part.matches(':focus-visible')"
    assert focused(page, outline)
    first = focused(page, "part.textContent.trim()")
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures/**")
    assert value(page) == first


def test_every_door_is_reached_by_tab(page):
    """Nothing on a page that can be pressed is passed over, and nothing holds the focus."""
    page.goto("/ru/appeals/")
    doors = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
          .filter((part) => part.checkVisibility() && part.tabIndex >= 0).length"""
    )
    reached = set()
    for _ in range(doors + 5):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                """() => [...document.querySelectorAll("*")].indexOf(document.activeElement)"""
            )
        )
    assert len(reached) >= doors


def test_no_script_public(site):
    page = site.visitor(java_script_enabled=False)
    page.goto("/ru/")
    follow(page, page.locator(f".living {RESOLVED}"))
    assert value(page) == "795"
    follow(page, page.locator("nav.pager a[rel=next] >> nth=0"))
    assert page.locator("#rows tbody tr").count() == 50

    page.goto("/ru/appeals/")
    page.click("form.filters summary")
    page.select_option("form.filters select[name=kind]", "complaint")
    follow(page, page.locator("form.filters .sheet button[type=submit]"))
    assert "kind=complaint" in page.url
    page.fill("form.filters [name=q]", "2024")
    follow(page, page.locator("form.filters .bar > button[type=submit]"))
    assert page.locator("main .chips a").count() >= 1
    follow(page, page.locator("header .wide a[hreflang=kk]"))
    assert page.url.startswith(site.url("/kk/appeals/?"))
    assert page.locator("html").get_attribute("lang") == "kk"


def test_no_script_office(site):
    page = site.visitor(java_script_enabled=False)
    site.sign_in(page, "secretary@demo.localhost", site.password)
    page.goto("/office/urgent/new/")
    page.fill("[name=title_ru]", "Лифт стоит третью неделю")
    follow(page, page.locator("main form button.main"))
    assert page.locator(".field.wrong .error").count()
    assert page.input_value("[name=title_ru]") == "Лифт стоит третью неделю"
    page.fill("[name=raised_on]", "2025-04-02")
    page.select_option("[name=agency]", index=1)
    follow(page, page.locator("main form button.main"))
    assert "Лифт стоит третью неделю" in page.locator("main h1").inner_text()

    page.goto("/office/events/new/")
    before = page.locator("textarea[name^=problems]").count()
    page.fill("[name=title_ru]", "Площадка")
    follow(page, page.locator("button[name=more][value=problems]"))
    assert page.locator("textarea[name^=problems]").count() > before
    assert page.input_value("[name=title_ru]") == "Площадка"

    page.goto("/office/")
    follow(page, page.locator("header .wide a[hreflang=kk]"))
    assert page.url.endswith("/office/")
    assert page.locator("html").get_attribute("lang") == "kk"


def test_colours_are_chosen_and_remembered(page):
    page.emulate_media(color_scheme="light")
    page.goto("/ru/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("header .wide [data-scheme-switch]")
    assert page.evaluate(paper) == light
    page.click("header .wide [data-scheme-switch]")
    dark = page.evaluate(paper)
    assert dark != light
    page.goto("/ru/note/")
    assert page.evaluate(paper) == dark
