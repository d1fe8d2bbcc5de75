"""The database as a whole: its place, and emptying it."""

from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from sandbox import outbox_search, settings


def make_room() -> None:
    """SQLite makes the file, but not the folder it is to be in."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and database["NAME"] != ":memory:":
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)


def migrate() -> None:
    call_command("migrate", verbosity=0)
    outbox_search.prepare()


def empty() -> None:
    """Every row of every table goes, however many there are. Foreign keys must be off in SQLite, or it looks at each row."""
    models = apps.get_app_config("sandbox").get_models(include_auto_created=True)
    tables = [model._meta.db_table for model in models]  # noqa: SLF001 - Django's documented name for it
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))
    outbox_search.forget()
