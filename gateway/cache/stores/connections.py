"""The connections for the one command that every page runs many times."""

from collections import deque
from typing import Any

from redis import ConnectionPool
from redis.exceptions import RedisError

# A pool holds a hundred by default, and what lies idle here is lost to the other commands.
MOST_IDLE = 16


class ReadConnections:
    """Idle connections of a pool, kept in hand: handing each back to its pool costs a fifth of a cached read.

    A connection is used by one thread at a time, and comes back only after its reply was read to the end.
    """

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool
        self._idle: deque[Any] = deque()

    def run(self, *command: str) -> Any:
        """The reply. Raises what redis-py raises; the connection is then closed and not used again."""
        connection = self._take()
        try:
            connection.send_command(*command)
            reply = connection.read_response()
        except BaseException:
            connection.disconnect()
            self._pool.release(connection)
            raise
        if len(self._idle) < MOST_IDLE:
            self._idle.append(connection)
        else:
            self._pool.release(connection)
        return reply

    def _take(self) -> Any:
        try:
            connection = self._idle.pop()
        except IndexError:
            return self._pool.get_connection()
        # Not one of the parent process, nor of a master that was demoted.
        if not self._pool.owns_connection(connection):
            self._pool.release(connection)
            return self._take()
        if _is_stale(connection):
            connection.disconnect()
        return connection


def _is_stale(connection: Any) -> bool:
    """Readable before anything was asked: closed by the server, or the rest of something that is not our answer."""
    try:
        return bool(connection.can_read())
    except (RedisError, OSError):
        return True
