from sandbox import versions
from sandbox.models import Service, ServiceHistory, Template
from sandbox.models.services import NOTIFY_SERVICE_ID
from sandbox.notify_service import REPLY_TO_TEMPLATE_ID
from sandbox.serialise.services import service_version
from sandbox.world.ids import ago
from sandbox.world.people import BY_KEY

CONTENT = """Somebody in your team wants people to be able to reply to this email address.

You do not need to do anything. We sent this email to see that the address works."""


def build() -> None:
    """Nobody is in its team, and no public number counts it."""
    owner = BY_KEY["platform_admin"].id
    service = Service.objects.create(
        id=NOTIFY_SERVICE_ID,
        name="Notify",
        restricted=False,
        count_as_live=False,
        created_by_id=owner,
        created_at=ago(900),
    )
    ServiceHistory.objects.create(service=service, version=1, snapshot=service_version(service))
    versions.create_template(
        Template(
            id=REPLY_TO_TEMPLATE_ID,
            service=service,
            template_type="email",
            name="Check of a reply-to email address",
            subject="Checking your reply-to email address",
            content=CONTENT,
            created_by_id=owner,
            created_at=ago(900),
        )
    )
