"""A real IMAP server on loopback, with one mailbox in its memory."""

import imaplib
import subprocess
import sys
import time
from urllib.parse import quote

from tests.jobs.mailbox import free_port

USER, PASSWORD = "kenes", "пароль 1"


def wire(raw):
    """A message with its lines ended as they travel."""
    return imaplib.MapCRLF.sub(b"\r\n", raw)


class Inbox:
    """The server in a process of its own. Letters are put in as any mail program would."""

    def __init__(self):
        self.port = free_port()
        self.process = None

    def start(self):
        words = ("--port", self.port, "--no-tls", "dict")
        who = ("--demo-user", USER, "--demo-password", PASSWORD)
        command = [
            sys.executable,
            "-c",
            "from pymap.main import main; main()",
            "--host",
            "127.0.0.1",
            *map(str, words),
            *who,
        ]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(400):
            try:
                self._line().logout()
                return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the IMAP server did not start")

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def url(self, after="", word=PASSWORD):
        more = f"&after={after}" if after else ""
        return f"imap://{USER}:{quote(word)}@127.0.0.1:{self.port}/INBOX?tls=none{more}"

    def _line(self):
        line = imaplib.IMAP4("127.0.0.1", self.port)
        line.authenticate("PLAIN", lambda _asked: f"\0{USER}\0{PASSWORD}".encode())
        return line

    def put(self, *letters):
        line = self._line()
        for raw in letters:
            assert line.append("INBOX", None, None, raw)[0] == "OK"
        line.logout()

    def held(self, folder="INBOX", which="ALL"):
        """The letters in a folder, as they lie there."""
        line = self._line()
        if line.select(folder, readonly=True)[0] != "OK":
            return []
        keys = line.search(None, which)[1][0].split()
        found = [line.fetch(key.decode(), "(BODY.PEEK[])")[1][0][1] for key in keys]
        line.logout()
        return found
