import psycopg
import pytest

from tests import postgres_server
from tests.postgres_server import drop_database, execute, name_of, new_database


def tables(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
    return [name for (name,) in rows]


class TestDatabases:
    def test_a_copy_has_what_its_template_has(self) -> None:
        url = new_database()
        execute(url, "create table messages (id integer)")

        copy = new_database(name_of(url))
        execute(url, "drop table messages")

        assert (tables(url), tables(copy)) == ([], ["messages"])
        drop_database(url)
        drop_database(copy)

    def test_a_dropped_one_is_gone_even_while_somebody_is_connected(self) -> None:
        url = new_database()

        with psycopg.connect(url, autocommit=True) as connection:
            drop_database(url)
            with pytest.raises(psycopg.OperationalError):
                connection.execute("select 1")

        with pytest.raises(psycopg.OperationalError):
            execute(url, "select 1")


class TestPostgresServer:
    def test_another_server_may_be_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TEST_POSTGRES_URL", "postgres://ada:secret@db.example:5432/postgres")

        assert postgres_server.server_url.__wrapped__() == "postgres://ada:secret@db.example:5432"

    def test_without_any_it_fails(self, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
        monkeypatch.setenv("PATH", "")
        monkeypatch.setattr(postgres_server, "DEBIAN", tmp_path)
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

        with pytest.raises(FileNotFoundError, match="No PostgreSQL"):
            postgres_server.postgres_binaries()
