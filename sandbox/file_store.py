"""The files that the API and the portal share: a folder for each kind, as docs/storage.md describes them."""

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sandbox import settings

BESIDE = ".facts.json"


def path(kind: str, key: str) -> Path:
    return settings.SANDBOX_FILES / kind / key


def metadata(kind: str, key: str) -> dict[str, str]:
    """What the portal wrote about a file; nothing when it wrote nothing."""
    beside = _beside(path(kind, key))
    if not beside.is_file():
        return {}
    found: dict[str, str] = json.loads(beside.read_text(encoding="utf-8")).get("metadata", {})
    return found


def write(kind: str, key: str, chunks: Iterable[bytes], content_type: str) -> None:
    """Nobody reads half a file, and whoever sees one sees what is known of it. Raises OSError."""
    target = path(kind, key)
    target.parent.mkdir(parents=True, exist_ok=True)
    facts = {"content_type": content_type, "metadata": {}, "tags": {}}
    _replace(_beside(target), [json.dumps(facts).encode()])
    _replace(target, chunks)


def remove(kind: str, key: str) -> None:
    """What is gone already is no error."""
    target = path(kind, key)
    target.unlink(missing_ok=True)
    _beside(target).unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    return target.with_name(target.name + BESIDE)


def _replace(target: Path, chunks: Iterable[bytes]) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(chunks)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
