"""Readers beside a write: what they see before, while and after it is made."""

from collections.abc import Callable

from requests import PreparedRequest

from tests.notify_api import NotifyAPI

Read = Callable[[], object]


def asked_again(api: NotifyAPI, path: str, *, read: Read, write: Read) -> bool:
    """Whether a reader who had the answer already asks the API for it after the write."""
    read()
    read()
    before = len(api.asked_to("GET", path))
    write()
    read()
    return before == 1 and len(api.asked_to("GET", path)) > before


def meanwhile(api: NotifyAPI, method: str, path: str, read: Read) -> None:
    """The route answers 204, and somebody reads after the request came in and before anything is committed."""

    def answer(_request: PreparedRequest) -> tuple[int, dict[str, str], str]:
        read()
        return 204, {}, ""

    api.mock.remove(method, api.address + path)
    api.mock.add_callback(method, api.address + path, callback=answer)
