"""What lies between the gateway and its API: everything passes, until an answer is lost on the way."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

HOST = "127.0.0.1"
METHODS = (b"GET ", b"POST ", b"PUT ", b"DELETE ")
CHUNK = 65_536


class Cable:
    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server((HOST, 0))
        self._lock = threading.Lock()
        self._countdown: int | None = None
        self._then: Callable[[], None] = lambda: None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._listener.getsockname()[1]}"

    def lose_an_answer(self, *, after: int = 0, then: Callable[[], None] = lambda: None) -> None:
        """So many requests are still answered. The next one arrives and is carried out, and nobody hears of it."""
        with self._lock:
            self._countdown, self._then = after, then

    def serve(self) -> None:
        """Until the listener is closed."""
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def close(self) -> None:
        # Closing alone would leave the one who waits in accept.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _connect(self, near: socket.socket) -> None:
        with near:
            try:
                far = socket.create_connection((HOST, self._port))
            except OSError:
                return
            with far:
                lost = threading.Event()
                threading.Thread(target=self._requests, args=(near, far, lost), daemon=True).start()
                self._answers(far, near, lost)
                # Closing alone would leave the one who waits for more requests.
                with suppress(OSError):
                    near.shutdown(socket.SHUT_RDWR)

    def _requests(self, near: socket.socket, far: socket.socket, lost: threading.Event) -> None:
        with suppress(OSError):
            while data := near.recv(CHUNK):
                if data.startswith(METHODS) and self._is_to_be_lost():
                    lost.set()
                far.sendall(data)
            far.shutdown(socket.SHUT_WR)

    def _answers(self, far: socket.socket, near: socket.socket, lost: threading.Event) -> None:
        with suppress(OSError):
            while data := far.recv(CHUNK):
                if lost.is_set():
                    self._then()
                    return
                near.sendall(data)

    def _is_to_be_lost(self) -> bool:
        with self._lock:
            if self._countdown is None:
                return False
            self._countdown -= 1
            if self._countdown >= 0:
                return False
            self._countdown = None
            return True


@contextmanager
def cable_to(port: int) -> Iterator[Cable]:
    cable = Cable(port)
    thread = threading.Thread(target=cable.serve, daemon=True)
    thread.start()
    try:
        yield cable
    finally:
        cable.close()
        thread.join()
