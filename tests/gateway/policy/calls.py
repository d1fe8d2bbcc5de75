"""How each writing method of the gateway is called: the rows of the routes, and what these cannot tell."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import gateway
from gateway import (
    organisations_client,
    service_api_client,
    template_folder_api_client,
    user_api_client,
)
from gateway.cache.policy_table import Method, methods_of
from tests.gateway.clients.routes import ROUTES
from tests.notify_api import NotifyAPI

METHODS = methods_of(vars(gateway))
WRITERS = [method for method in METHODS if not method.record.reads]


class Call(NamedTuple):
    """One call, and what the API answers to what it asks."""

    make: Callable[[], object]
    answers: tuple[tuple[str, str, Any], ...]

    def prepare(self, api: NotifyAPI) -> None:
        for verb, path, answer in self.answers:
            api.answers(verb, path, answer, status=204 if answer is None else 200)


# Methods that ask several things, and arguments that decide what is invalidated.
FURTHER: dict[str, list[Call]] = {
    "service_api_client.archive_service": [
        Call(
            lambda: service_api_client.archive_service("s1", cached_service_user_ids=["u9"]),
            (("GET", "/service/s1/users", {"data": [{"id": "u1"}]}), ("POST", "/service/s1/archive", None)),
        )
    ],
    "service_api_client.set_service_data_retention": [
        Call(
            lambda: service_api_client.set_service_data_retention("s1", 7),
            (
                ("GET", "/service/s1/data-retention", [{"notification_type": "sms", "id": "r1"}]),
                ("POST", "/service/s1/data-retention", {}),
                ("POST", "/service/s1/data-retention/r1", None),
            ),
        )
    ],
    "service_api_client.update_service": [
        Call(lambda: service_api_client.update_service("s1", name="n"), (("POST", "/service/s1", {}),)),
        Call(
            lambda: service_api_client.update_service("s1", letter_branding="b1"),
            (("POST", "/service/s1", {}),),
        ),
    ],
    "organisations_client.update_organisation": [
        Call(
            lambda: organisations_client.update_organisation(
                "o1", cached_service_ids=["s9"], letter_branding_id="b1"
            ),
            (
                ("GET", "/organisations/o1/services", [{"id": "s1"}]),
                ("POST", "/organisations/o1", None),
            ),
        )
    ],
    "template_folder_api_client.move_to_folder": [
        Call(
            lambda: template_folder_api_client.move_to_folder("s1", "f1", ["t1", "t2"], ["f2"]),
            (("POST", "/service/s1/template-folder/f1/contents", None),),
        )
    ],
    "user_api_client.update_user_attribute": [
        Call(
            lambda: user_api_client.update_user_attribute("u1", name="n"),
            (("POST", "/user/u1", {"data": {"services": ["s1", "s2"]}}),),
        )
    ],
    "user_api_client.archive_user": [
        Call(
            lambda: user_api_client.archive_user("u1"),
            (("GET", "/user/u1", {"data": {"services": ["s1"]}}), ("POST", "/user/u1/archive", None)),
        )
    ],
}


def calls_of(method: Method) -> Iterator[Call]:
    """Every way in which the tests call the method."""
    yield from FURTHER.get(method.full_name, ())
    for call, verb, path, _sent, answer, _returned in ROUTES:
        if _calls(call, method):
            yield Call(call, ((verb, path, answer),))


def _calls(call: Any, method: Method) -> bool:
    if getattr(call, "__self__", None) is method.owner:
        return call.__name__ == method.name
    return {method.client, method.name} <= set(call.__code__.co_names)
