"""Whoever looks at the demo may look through anybody's eyes."""

from kenes.core.access import Access, User
from kenes.demo import accounts


def test_a_sign_in_for_every_role(demo, db):
    roles = {access.role: access.user for access in Access.objects.of(demo)}
    assert set(roles) == {account.role for account in accounts.ACCOUNTS}
    assert roles["secretary"].check_password(accounts.PASSWORD)
    assert User.objects.filter(email__endswith="@demo.localhost").count() == len(roles) + 1
