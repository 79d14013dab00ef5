"""The connection between a phone and the server: it may be cut, and may lose what comes back."""

import contextlib
import socket
import threading


class Line:
    """Passes on what goes to a port and what comes from it, byte by byte.

    While it is `cut` nobody gets through. Forms sent to an address that ends with `loses` are heard
    by the server, which does what they ask; nothing of its answer comes back.
    """

    def __init__(self, port):
        self.cut = False
        self.loses = b""
        self.lost = 0
        self._to = port
        self._ends = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def hang_up(self):
        """Nobody gets through, and whoever was talking is interrupted."""
        self.cut = True
        for end in list(self._ends):
            _end(end)

    def close(self):
        self.hang_up()
        self._listener.close()

    def _listen(self):
        while True:
            try:
                phone, _address = self._listener.accept()
            except OSError:
                return
            if self.cut:
                phone.close()
                continue
            call = _Call(self, phone, socket.create_connection(("127.0.0.1", self._to)))
            self._ends |= {call.phone, call.server}
            for direction in (call.ask, call.answer):
                threading.Thread(target=direction, daemon=True).start()


class _Call:
    """One connection over the line."""

    def __init__(self, line, phone, server):
        self.line, self.phone, self.server = line, phone, server
        self.losing = False

    def ask(self):
        for said in _heard(self.phone):
            if said[:4] in (b"GET ", b"POST"):
                words = said.split(b" ", 2)
                self.losing = words[0] == b"POST" and self._loses(words[1])
            if not _passed(self.server, said):
                break
        _end(self.server)

    def _loses(self, address):
        return bool(self.line.loses) and address.endswith(self.line.loses)

    def answer(self):
        for said in _heard(self.server):
            if self.losing:
                self.line.lost += 1
                break
            if not _passed(self.phone, said):
                break
        _end(self.phone)


def _heard(end):
    with contextlib.suppress(OSError):
        while said := end.recv(65536):
            yield said


def _passed(end, said):
    try:
        end.sendall(said)
    except OSError:
        return False
    return True


def _end(end):
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
