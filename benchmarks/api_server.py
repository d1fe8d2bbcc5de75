"""A tiny API in a process of its own: any path answers one document, and /slow/<milliseconds> takes its time."""

import asyncio
import sys
from typing import cast

import orjson

from benchmarks.documents import document

SIZE = 2_000
BODY = orjson.dumps(document(SIZE))
HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(BODY)}\r\n\r\n".encode()
ANSWER = HEAD + BODY
END_OF_REQUEST = b"\r\n\r\n"


class Conversation(asyncio.Protocol):
    """One kept-alive connection, one request at a time."""

    def __init__(self) -> None:
        self._request = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._request += data
        if not self._request.endswith(END_OF_REQUEST):
            return
        path = self._request.split(b" ", 2)[1]
        self._request = b""
        if path.startswith(b"/slow/"):
            milliseconds = int(path.rsplit(b"/", 1)[1])
            asyncio.get_running_loop().call_later(milliseconds / 1000, self._answer, path)
        else:
            self._answer(path)

    def answer_to(self, path: bytes) -> bytes:
        return ANSWER

    def _answer(self, path: bytes) -> None:
        if self._transport is not None:
            self._transport.write(self.answer_to(path))


async def serve() -> None:
    server = await asyncio.get_running_loop().create_server(Conversation, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
