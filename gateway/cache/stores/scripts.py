"""The Lua scripts: sent by their digest, and in full only to a Redis that does not know them yet."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from redis import Redis
from redis.exceptions import NoScriptError

Text = str | bytes

FOLDER = Path(__file__).parent.parent / "lua"


class Script:
    """One file of gateway/cache/lua."""

    def __init__(self, name: str) -> None:
        self.text = (FOLDER / f"{name}.lua").read_text(encoding="utf-8")
        # SHA-1 is what EVALSHA names scripts by.
        self.sha = hashlib.sha1(self.text.encode(), usedforsecurity=False).hexdigest()

    def run(self, client: Redis, keys: Sequence[Text], arguments: Sequence[Text | int]) -> Any:
        """One round trip; two after Redis was restarted."""
        try:
            return client.evalsha(self.sha, len(keys), *keys, *arguments)
        except NoScriptError:
            return client.eval(self.text, len(keys), *keys, *arguments)


ACQUIRE: Final = Script("acquire")
FILL: Final = Script("fill")
ABANDON: Final = Script("abandon")
BEGIN: Final = Script("begin")
END: Final = Script("end")
FORGET: Final = Script("forget")
