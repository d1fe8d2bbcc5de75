"""bulk_send: a file of 100,000 recipients, from the start of the command to its plan, in front of a sandbox."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from django.conf import settings
from django.test import override_settings

from benchmarks.figures import Figure
from benchmarks.measured_process import measured
from gateway import acting_as, service_api_client
from tests.redis_server import RedisServer
from tests.sandbox_process import SandboxProcess

ROWS = 100_000
SECONDS, MEGABYTES = 2.2, 80
TEMPLATE = "Licence renewed text"


def bulk_send(_server: RedisServer) -> Iterator[Figure]:
    secret = {"ADMIN_CLIENT_SECRET": settings.ADMIN_CLIENT_SECRET}
    with TemporaryDirectory() as folder, SandboxProcess(environ=secret) as sandbox:
        people = Path(folder, "people.csv")
        people.write_text("\n".join(lines()))
        environ = {**secret, "API_HOST_NAME": sandbox.url, "SENDS": sends(sandbox)}
        plan = measured("benchmarks.bulk_send_once", people, environ)
    assert plan["result"] == ROWS
    yield Figure(
        f"bulk_send plans {ROWS:,} texts, with its start, CPU",
        "",
        f"{plan['seconds']:.2f} s",
        f"<= {SECONDS:g} s",
        plan["seconds"] <= SECONDS,
    )
    yield Figure(
        f"bulk_send plans {ROWS:,} texts, memory of the process",
        "",
        f"{plan['peak']:.0f} MB",
        f"<= {MEGABYTES} MB",
        plan["peak"] <= MEGABYTES,
    )


def lines() -> Iterator[str]:
    random = Random(1)
    yield "phone number,licence number,expiry date"
    for number in range(ROWS):
        start = random.choice(["07400", "07890"])
        yield f"{start}{random.randrange(10**6):06},L{number},{random.randrange(1, 29)} May 2027"


def sends(sandbox: SandboxProcess) -> str:
    """A service that may send so many, and one of its templates."""
    service_id = sandbox.service("boat_licences")["id"]
    with override_settings(API_HOST_NAME=sandbox.url), acting_as(sandbox.person("platform_admin")["id"]):
        service_api_client.update_service(service_id, sms_message_limit=2 * ROWS)
        templates = service_api_client.get_service_templates(service_id)["data"]
    template_id = next(template["id"] for template in templates if template["name"] == TEMPLATE)
    return f"--service {service_id} --template {template_id}"
