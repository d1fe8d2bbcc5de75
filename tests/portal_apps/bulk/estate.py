"""Services that keep what is written to them, at the HTTP seam; and what can go wrong on the way."""

import json
import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import requests
import responses

from tests.builders import a_service, a_user, an_error
from tests.notify_api import ADDRESS

SERVICE = re.compile(rf"{ADDRESS}/service/([0-9a-f-]+)")
RETENTION = re.compile(rf"{ADDRESS}/service/([0-9a-f-]+)/data-retention")
LOST_BEFORE, LOST_AFTER, REFUSED = "lost before", "lost after", "refused"


@dataclass
class Estate:
    """`fails` are answers to come instead of the usual ones, by method: a status, (status, headers), or LOST_..."""

    services: dict[str, dict]
    admin: dict = field(default_factory=lambda: a_user(platform_admin=True))
    fails: dict[str, list] = field(default_factory=lambda: {"GET": [], "POST": []})
    asked: Counter = field(default_factory=Counter)
    bodies: list[dict] = field(default_factory=list)
    on_write: Callable[[], object] = lambda: None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, count: int = 3, **facts):
        services = [a_service(name=f"Service {number}", **facts) for number in range(count)]
        return cls({service["id"]: service for service in services})

    @property
    def ids(self) -> list[str]:
        return list(self.services)

    def values(self, name: str) -> list:
        return [service[name] for service in self.services.values()]

    def answer_on(self, mock: responses.RequestsMock) -> None:
        mock.add_callback("GET", SERVICE, self._read)
        mock.add_callback("POST", SERVICE, self._write)
        mock.add_callback("GET", RETENTION, lambda _request: (200, {}, "[]"))
        mock.add_callback("GET", f"{ADDRESS}/service", lambda _request: ok(list(self.services.values())))
        mock.add_callback("GET", f"{ADDRESS}/user/{self.admin['id']}", lambda _request: ok(self.admin))
        mock.add_callback("POST", f"{ADDRESS}/user/email", lambda _request: ok(self.admin))

    def _read(self, request):
        service_id = SERVICE.fullmatch(request.url)[1]
        return self._answered("GET", service_id, lambda: None)

    def _write(self, request):
        service_id = SERVICE.fullmatch(request.url)[1]
        body = json.loads(request.body)

        def carry_out():
            self.bodies.append(body)
            facts = {name: value for name, value in body.items() if name != "created_by"}
            self.services[service_id].update(facts)
            self.on_write()

        return self._answered("POST", service_id, carry_out)

    def _answered(self, method, service_id, carry_out):
        with self.lock:
            self.asked[method] += 1
            failure = self.fails[method].pop(0) if self.fails[method] else None
            if service_id not in self.services:
                return 404, {}, json.dumps(an_error("No result found"))
            if failure is None or failure == LOST_AFTER:
                carry_out()
        if failure in (LOST_BEFORE, LOST_AFTER):
            raise requests.ReadTimeout("no answer in time")
        if failure == REFUSED:
            raise requests.ConnectTimeout("nobody there")
        if failure:
            status, headers = failure if isinstance(failure, tuple) else (failure, {})
            return status, headers, json.dumps(an_error("told to fail"))
        return ok(self.services[service_id])


def ok(data):
    return 200, {}, json.dumps({"data": data})
