"""A real clamd over a socket of its own, that knows one virus: the standard test file."""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

# Put together here, for a scanner on the reader's machine would find it in this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
MISSING = "The virus scanner is not on this machine. Install it: apt install clamav-daemon"


class Clamd:
    """The daemon, its folder short enough for the name of a socket."""

    def __init__(self):
        if shutil.which("clamd", path=f"{os.environ['PATH']}:/usr/sbin") is None:
            pytest.fail(MISSING)
        self.folder = Path(tempfile.mkdtemp(prefix="clamd-"))
        self.socket = self.folder / "socket"
        self.process = None

    @property
    def url(self):
        return f"unix://{self.socket}"

    def start(self):
        known = self.folder / "known"
        known.mkdir(exist_ok=True)
        line = f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Kenes.Test-File\n"
        (known / "test.hdb").write_text(line)
        (self.folder / "clamd.conf").write_text(
            f"LocalSocket {self.socket}\nDatabaseDirectory {known}\nForeground yes\n"
            f"TemporaryDirectory {self.folder}\nUser {pwd.getpwuid(os.getuid()).pw_name}\n"
            "StreamMaxLength 3M\nMaxThreads 2\n"
        )
        self.process = subprocess.Popen(
            ["/usr/sbin/clamd", "--config-file", self.folder / "clamd.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(1200):
            if self.socket.exists():
                return self
            assert self.process.poll() is None, "clamd ended by itself"
            time.sleep(0.05)
        raise AssertionError("clamd did not start")

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None
        self.socket.unlink(missing_ok=True)

    def close(self):
        self.stop()
        shutil.rmtree(self.folder)
