"""The API that knows everything in a process of its own: what each path answers is in the file that is named."""

import asyncio
import sys
from functools import partial
from pathlib import Path

import orjson

from benchmarks.api_server import Conversation

NOT_FOUND = orjson.dumps({"result": "error", "message": "No result found"})


def whole_answer(status: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class WholeConversation(Conversation):
    """Every answer is there before it is asked for, and nothing is computed."""

    def __init__(self, answers: dict[str, bytes]) -> None:
        super().__init__()
        self._answers = answers

    def answer_to(self, path: bytes) -> bytes:
        address = path.decode()
        found = self._answers.get(address, self._answers.get(address.partition("?")[0]))
        return found or whole_answer("404 NOT FOUND", NOT_FOUND)


async def serve(answers: dict[str, bytes]) -> None:
    make = partial(WholeConversation, answers)
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    known = orjson.loads(Path(sys.argv[1]).read_bytes())
    asyncio.run(serve({path: whole_answer("200 OK", orjson.dumps(body)) for path, body in known.items()}))
