"""An API in a process of its own that keeps what is written to it, and takes 45 ms for every answer."""

import asyncio
import re
import sys
from typing import cast

import orjson

DELAY = 0.045
END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
FACTS = {
    "active": True,
    "restricted": False,
    "organisation": None,
    "organisation_type": "local",
    "permissions": ["email", "sms"],
    "prefix_sms": True,
    "count_as_live": True,
    "email_message_limit": 1_000,
    "sms_message_limit": 1_000,
    "international_sms_message_limit": 100,
    "letter_message_limit": 1_000,
    "rate_limit": 3_000,
    "notes": None,
    "billing_contact_names": None,
    "billing_contact_email_addresses": None,
    "billing_reference": None,
    "purchase_order_number": None,
}
written: dict[str, dict[str, object]] = {}


class Conversation(asyncio.Protocol):
    """One kept-alive connection, one request at a time."""

    def __init__(self) -> None:
        self._request = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._request += data
        head, end, body = self._request.partition(END_OF_HEAD)
        length = LENGTH.search(head)
        if not end or len(body) < (int(length[1]) if length else 0):
            return
        self._request = b""
        path = head.split(b" ", 2)[1].decode()
        if body:
            written.setdefault(path, {}).update(orjson.loads(body))
        asyncio.get_running_loop().call_later(DELAY, self._answer, path)

    def _answer(self, path: str) -> None:
        facts = {**FACTS, "id": path.rsplit("/", 1)[1], **written.get(path, {})}
        body = orjson.dumps({"data": facts})
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        if self._transport is not None:
            self._transport.write(head.encode() + body)


async def serve() -> None:
    server = await asyncio.get_running_loop().create_server(Conversation, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
