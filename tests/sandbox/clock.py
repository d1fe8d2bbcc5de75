"""The sandbox goes by the clock alone; its tests move the past, by making rows older."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.sandbox_databases import SandboxDatabase


def make_older(database: SandboxDatabase, table: str, row_id: str, seconds: float, *columns: str) -> None:
    """Moves these columns of a row (`created_at`, unless others are named) so far back."""
    for column in columns or ("created_at",):
        [(at,)] = database.run(f"select {column} from sandbox_{table} where id = %s", UUID(row_id))  # noqa: S608 - the names are the tests' own words
        moment = at if isinstance(at, datetime) else datetime.fromisoformat(at).replace(tzinfo=UTC)
        then = moment - timedelta(seconds=seconds)
        database.run(f"update sandbox_{table} set {column} = %s where id = %s", then, UUID(row_id))  # noqa: S608 - the names are the tests' own words


def make_new(database: SandboxDatabase, table: str, row_id: str) -> None:
    """As if the row had been created at this moment."""
    database.run(f"update sandbox_{table} set created_at = %s where id = %s", datetime.now(UTC), UUID(row_id))  # noqa: S608 - the names are the tests' own words
