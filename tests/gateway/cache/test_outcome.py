"""Errors as the HTTP stack really raises them, seen through the gateway's own client."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from notifications_python_client.errors import HTTPError
from requests import ConnectionError as RequestsConnectionError
from requests import ConnectTimeout, ReadTimeout, Response, Session
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError

from gateway.cache.outcome import is_definite
from gateway.errors import CacheUnavailable, NotFound, Unavailable
from tests.redis_server import free_port


def answered(status: int) -> HTTPError:
    response = Response()
    response.status_code = status
    return HTTPError(response)


def raised_from(cause: BaseException) -> HTTPError:
    error = Unavailable(None)
    error.__cause__ = cause
    return error


@contextmanager
def a_server_that_hangs_up() -> Iterator[int]:
    """Takes one request and closes the connection without an answer."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up() -> None:
            connection, _ = listener.accept()
            connection.recv(1024)
            connection.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


class TestIsDefinite:
    @pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 422, 429, 500])
    def test_when_the_api_said_no(self, status: int) -> None:
        assert is_definite(answered(status))

    @pytest.mark.parametrize("status", [200, 302, 501, 502, 503, 504, 599])
    def test_not_when_somebody_else_answered_for_it(self, status: int) -> None:
        assert not is_definite(answered(status))

    @pytest.mark.parametrize(
        "error",
        [
            raised_from(ReadTimeout()),
            raised_from(
                RequestsConnectionError(ProtocolError("Connection aborted.", ConnectionResetError()))
            ),
            Unavailable(None),
            KeyboardInterrupt(),
            SystemExit(1),
            GeneratorExit(),
            ValueError("unknown"),
        ],
    )
    def test_not_when_nobody_answered(self, error: BaseException) -> None:
        assert not is_definite(error)

    @pytest.mark.parametrize(
        "error",
        [
            CacheUnavailable("Nothing was changed."),
            NotFound(None),
            raised_from(ConnectTimeout()),
            raised_from(
                RequestsConnectionError(MaxRetryError(None, "/", NewConnectionError(None, "refused")))
            ),
        ],
    )
    def test_when_it_was_never_asked(self, error: BaseException) -> None:
        assert is_definite(error)

    def test_when_the_port_is_closed(self) -> None:
        with Session() as session, pytest.raises(RequestsConnectionError) as failed:
            session.post(f"http://127.0.0.1:{free_port()}/", data=b"{}", timeout=30)

        assert is_definite(raised_from(failed.value))

    def test_not_when_the_api_hangs_up_on_the_request(self) -> None:
        with (
            a_server_that_hangs_up() as port,
            Session() as session,
            pytest.raises(RequestsConnectionError) as failed,
        ):
            session.post(f"http://127.0.0.1:{port}/", data=b"{}", timeout=30)

        assert not is_definite(raised_from(failed.value))
