"""Those who watch a sitting: each asks twice a second what is new, and notes when he saw what."""

import asyncio
import contextlib
import re
import time
from bisect import bisect_left
from dataclasses import dataclass, field

EVERY = 0.5
_VOTED = re.compile(rb'data-voted="(\d+)"')
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_TAG = re.compile(rb'etag: *("[^"]+")', re.IGNORECASE)


@dataclass
class Watcher:
    """One open page of the hall. It is leaner than a browser, for a thousand run in one process."""

    port: int
    path: str
    # When so many votes were seen for the first time: two lists in step.
    moments: list[float] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    asked: int = 0
    _tag: bytes = b""

    async def watch(self, begins_after: float) -> None:
        """Ask until cancelled; who is cut off dials again."""
        await asyncio.sleep(begins_after)
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                try:
                    await self._watch(reader, writer)
                finally:
                    writer.close()
            await asyncio.sleep(EVERY)

    async def _watch(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            began = time.monotonic()
            seen = b"\r\nIf-None-Match: " + self._tag if self._tag else b""
            head = f"GET {self.path} HTTP/1.1\r\nHost: localhost:{self.port}".encode()
            writer.write(head + seen + b"\r\n\r\n")
            answer = await reader.readuntil(b"\r\n\r\n")
            self.asked += 1
            if not answer.startswith(b"HTTP/1.1 304"):
                await self._note(answer, reader)
            await asyncio.sleep(max(0.0, began + EVERY - time.monotonic()))

    async def _note(self, head: bytes, reader: asyncio.StreamReader) -> None:
        length = _LENGTH.search(head)
        body = await reader.readexactly(int(length[1])) if length else b""
        tag, voted = _TAG.search(head), _VOTED.search(body)
        self._tag = tag[1] if tag else b""
        if voted and (not self.counts or int(voted[1]) > self.counts[-1]):
            self.moments.append(time.monotonic())
            self.counts.append(int(voted[1]))

    def saw(self, count: int) -> float:
        """The moment at which that many votes were on his screen; infinity if they never were."""
        at = bisect_left(self.counts, count)
        return self.moments[at] if at < len(self.moments) else float("inf")
