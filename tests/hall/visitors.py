"""Those who come to a hall over HTTP, and what they do there."""

from django.test import Client

from kenes.core import record
from kenes.core.access import Access, User
from kenes.core.filing import Filing
from tests.sittings.chamber import BEGAN

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def client(chamber, role, person=None, language="en"):
    email = f"{role}.{person.pk if person else 'x'}@localhost"
    user = User(email=email, name=role)
    user.save()
    access = Access(council=chamber.council, user=user, role=role, person=person, since_on=BEGAN)
    record.register([Filing(access)], by=chamber.by)
    browser = Client(HTTP_HOST=f"{chamber.council.slug}.localhost")
    browser.cookies["django_language"] = language
    browser.force_login(user, backend=BACKEND)
    return browser


def public(language="en"):
    """Somebody without an account."""
    browser = Client(HTTP_HOST="almaty.localhost")
    browser.cookies["django_language"] = language
    return browser


def office(chamber, tab="presence"):
    return f"/office/sittings/{chamber.sitting.number}/{tab}/"


def hall(chamber):
    return f"/hall/{chamber.sitting.number}/"


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def do(browser, address, **told):
    answer = browser.post(address, told, follow=True)
    assert answer.status_code == 200, answer.content
    return answer
