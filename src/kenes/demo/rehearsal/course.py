"""The course of a rehearsal: the roll, the door, the opening, one vote by name, the close."""

import asyncio
import math
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.demo.accounts import PASSWORD
from kenes.demo.gathering import CLERK, Gathering
from kenes.demo.rehearsal.browser import CSRF, Browser
from kenes.demo.rehearsal.watcher import EVERY, Watcher
from kenes.sittings.hall import door

# Members make up their minds at this rate together; a hall of 300 takes ten seconds.
VOTES_A_SECOND = 30
# One in so many phones loses the answer and sends its vote again.
DROPPED = 10
_BALLOT = re.compile(rb'name="ballot" value="([0-9a-f-]{36})"')


@dataclass(frozen=True)
class Rehearsed:
    """What came of it: votes acknowledged to phones, and for each vote and watcher the delay."""

    acknowledged: int
    delays: Sequence[float]
    polls_a_second: float

    def within(self, share: float) -> int:
        """The milliseconds within which that share of the votes was on a screen."""
        if not self.delays:
            return 0
        ordered = sorted(self.delays)
        delay = ordered[min(len(ordered) - 1, int(share * len(ordered)))]
        if math.isinf(delay):
            raise Refused(_("Votes were taken that never came to the screen."))
        return round(1000 * delay)


class Course:
    """One sitting, run through from the roll to the close."""

    def __init__(self, port: int, gathering: Gathering, watchers: int) -> None:
        self.port = port
        self.number = gathering.sitting.number
        self.gathering = gathering
        self.clerk = Browser(port)
        self.phones = [
            Browser(port, {"csrftoken": CSRF, "sessionid": key})
            for key in gathering.sessions.values()
        ]
        path = f"/hall/live/{gathering.sitting.pk}.ru"
        self.watchers = [Watcher(port, path) for _n in range(watchers)]
        self.chance = random.Random("rehearsal")
        self.sent: list[float] = []
        self.acknowledged = 0

    async def run(self) -> Rehearsed:
        """The whole sitting."""
        await self._sign_in()
        await self._do("presence/roll/")
        await asyncio.gather(*(self._come(phone) for phone in self.phones))
        await self._do("presence/open/")
        await self._do("votes/take-up/", item=2)
        question = {"question_ru": "Принять решение?", "kind": "roll_call", "base": "present"}
        await self._do("votes/prepare/", item=2, norm="vote.ordinary", **question)
        ballot = await self._ballot()
        watching = [
            asyncio.create_task(watcher.watch(EVERY * self.chance.random()))
            for watcher in self.watchers
        ]
        await asyncio.sleep(3 * EVERY)
        began = time.monotonic()
        await self._do("votes/open/", item=2, ballot=ballot)
        window = len(self.phones) / VOTES_A_SECOND
        await asyncio.gather(*(self._vote(each, window, ballot) for each in self.phones))
        await asyncio.sleep(4 * EVERY)
        lasted = time.monotonic() - began
        for task in watching:
            task.cancel()
        await self._do("votes/close/", item=2, ballot=ballot)
        await self._do("votes/publish/", item=2, ballot=ballot)
        await self._do("presence/close/")
        polls = sum(watcher.asked for watcher in self.watchers) / (lasted + 3 * EVERY)
        return Rehearsed(self.acknowledged, self._delays(), polls)

    async def _sign_in(self) -> None:
        await self.clerk.get("/account/login/")
        answer = await self.clerk.post(
            "/account/login/", login=CLERK, password=PASSWORD, csrfmiddlewaretoken=CSRF
        )
        if answer.status != 302:
            raise Refused(_("The secretary of the rehearsal could not sign in."))

    async def _do(self, path: str, **told: object) -> None:
        """An act of the secretary. Each is answered with the way back."""
        answer = await self.clerk.post(f"/office/sittings/{self.number}/{path}", **told)
        if answer.status != 302:
            raise Refused(_("The rehearsal stopped at “%s”.") % path)

    async def _ballot(self) -> str:
        page = await self.clerk.get(f"/office/sittings/{self.number}/votes/?item=2")
        found = _BALLOT.search(page.body)
        if found is None:
            raise Refused(_("The rehearsal stopped at “%s”.") % "votes/")
        return found[1].decode()

    async def _come(self, phone: Browser) -> None:
        """A member reads the code at the door and says that he is here."""
        await asyncio.sleep(len(self.phones) / VOTES_A_SECOND * self.chance.random())
        await phone.get(f"/hall/{self.number}/door/{door.code(self.gathering.sitting)}/")
        await phone.post(f"/hall/{self.number}/here/")

    async def _vote(self, phone: Browser, window: float, ballot: str) -> None:
        """A member opens his page and votes; some phones lose the answer and send it again."""
        await asyncio.sleep(window * self.chance.random())
        await phone.get(f"/hall/{self.number}/", HX_Request="true")
        told = {
            "ballot": ballot,
            "choice": self.chance.choice(("for", "for", "against", "abstain")),
        }
        self.sent.append(time.monotonic())
        answer = await phone.post(f"/hall/{self.number}/vote/", **told)
        if self.chance.randrange(DROPPED) == 0:
            await phone.close()
            answer = await phone.post(f"/hall/{self.number}/vote/", **told)
        self.acknowledged += answer.status == 302

    def _delays(self) -> list[float]:
        """From the moment each vote was sent until it was on each watcher's screen."""
        sent = sorted(self.sent)
        return [
            watcher.saw(count) - moment
            for watcher in self.watchers
            for count, moment in enumerate(sent, start=1)
        ]
