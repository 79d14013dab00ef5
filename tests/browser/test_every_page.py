"""Every type of page: for everyone, on every screen, and without a complaint of the browser."""

import pytest

from tests.browser.looking import for_everyone
from tests.browser.pages import ALL, ROLES

STATUS = {"no such page": 404, "not a date": 409}


@pytest.mark.parametrize("name", ALL)
def test_a_page_is_for_everyone(site, name):
    page = site.visitor(role=ROLES.get(name, ""))
    assert site.open(page, name).status == STATUS.get(name, 200)
    for_everyone(page)
