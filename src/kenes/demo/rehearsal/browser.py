"""As much of a browser as a rehearsal needs: one connection that stays open, and cookies."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

# A token that a browser would have got with its first page; the server only compares the two.
CSRF = "rehearsal" * 3 + "token"
TRIES = 3
PATIENCE = 30


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Browser:
    """One visitor: asks for pages one after another over one connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=lambda: {"csrftoken": CSRF})
    _line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page; `If_None_Match="…"` becomes a header."""
        return await self._ask("GET", path, b"", headers)

    async def post(self, path: str, **told: object) -> Answer:
        """Send a form."""
        body = urlencode(told, doseq=True).encode()
        kind = {
            "Content_Type": "application/x-www-form-urlencoded",
            "X_CSRFToken": self.cookies["csrftoken"],
        }
        return await self._ask("POST", path, body, kind)

    async def close(self) -> None:
        """Hang up; the next question dials anew, as a phone does that lost the net."""
        if self._line is not None:
            self._line[1].close()
            self._line = None

    async def _ask(self, method: str, path: str, body: bytes, more: Mapping[str, str]) -> Answer:
        for again in range(TRIES):
            try:
                async with asyncio.timeout(PATIENCE):
                    return await self._once(method, path, body, more)
            except (OSError, asyncio.IncompleteReadError):
                await self.close()
                if again == TRIES - 1:
                    raise
        raise AssertionError

    async def _once(self, method: str, path: str, body: bytes, more: Mapping[str, str]) -> Answer:
        if self._line is None:
            self._line = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._line
        head = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.port}"]
        head.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        head += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
        if body:
            head.append(f"Content-Length: {len(body)}")
        writer.write("\r\n".join([*head, "", ""]).encode() + body)
        answer = await _read(reader)
        for cookie in answer.headers.get("set-cookie", "").split("\n"):
            name, _equals, value = cookie.partition(";")[0].partition("=")
            if name:
                self.cookies[name] = value
        return answer


async def _read(reader: asyncio.StreamReader) -> Answer:
    """One answer, of a told length or in chunks."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(first.split(" ", 2)[1])
    headers: dict[str, str] = {}
    for line in lines:
        name, _colon, value = line.partition(":")
        if name:
            key = name.lower()
            headers[key] = f"{headers[key]}\n{value.strip()}" if key in headers else value.strip()
    if headers.get("transfer-encoding") == "chunked":
        return Answer(status, headers, await _chunks(reader))
    length = int(headers.get("content-length", "0")) if status != 304 else 0
    return Answer(status, headers, await reader.readexactly(length))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int((await reader.readuntil(b"\r\n")).strip() or b"0", 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)
    return body
