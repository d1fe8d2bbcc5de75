from pathlib import Path

from sandbox import settings


def make_room() -> None:
    """SQLite makes the file, but not the folder it is to be in."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and database["NAME"] != ":memory:":
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
