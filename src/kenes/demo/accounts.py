"""Accounts of the demo: one for each role. They exist in a demo register and nowhere else."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.access import Access, User
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.models import Person
from kenes.demo.days import THIRD_BEGAN
from kenes.demo.people import ROLL
from kenes.demo.recommendations import MOBILITY
from kenes.organs.models import Organisation

if TYPE_CHECKING:
    from kenes.council.models import Council

PASSWORD = "kenes-demo-2025"  # noqa: S105
AGENCY = MOBILITY


@dataclass(frozen=True)
class Account:
    """One sign-in of the demo."""

    role: str
    name: str
    language: str = "ru"

    @property
    def email(self) -> str:
        return f"{self.role}@demo.localhost"


_chair, _member = ROLL.holders(range(1, 2))[0], ROLL.holders(range(8, 9))[0]
ACCOUNTS = (
    Account("administrator", "Байсеркин Тимур Рахимович"),
    Account("secretary", "Джетписова Дана Муратовна"),
    Account("chair", _chair, "kk"),
    Account("member", _member),
    Account("expert", "Соловей Тамара Игнатьевна"),
    Account("agency", "Рыскельдин Нуржан Сагынович", "kk"),
)


def open_all(city: "Council", neighbour: "Council", *, by: User) -> None:
    """Open an account for each role in the city, and a secretary's in the neighbouring council."""
    if not (city.is_demo and neighbour.is_demo):
        raise Refused(_("Demo accounts exist in a demo register alone."))
    agency = Organisation.objects.of(city).get(title_ru=AGENCY)
    filings = [_filing(account, city, agency) for account in ACCOUNTS]
    elsewhere = Account("secretary.kokshe", "Сарыбаев Айдос Төлеуович")
    filings.append(_filing(elsewhere, neighbour, None, role="secretary"))
    record.register(filings, by=by)


def _filing(
    account: Account, council: "Council", agency: Organisation | None, role: str = ""
) -> Filing[Access]:
    user = User(email=account.email, name=account.name, language=account.language)
    user.set_password(PASSWORD)
    user.save()
    role = role or account.role
    member = Person.objects.of(council).filter(title_ru=account.name).first()
    return Filing(
        Access(
            council=council,
            user=user,
            role=role,
            agency=agency if role == "agency" else None,
            person=member,
            since_on=THIRD_BEGAN,
        )
    )


def secretary_of(council: "Council") -> User:
    """The secretary of a council of the demo, who enters what no journal holds."""
    user: User = Access.objects.of(council).live().get(role="secretary").user
    user.acting_as = "secretary"
    return user
