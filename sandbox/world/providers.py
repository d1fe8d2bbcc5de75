from sandbox.models import InboundNumber
from sandbox.world.ids import ago, uid
from sandbox.world.messages import NOTIFY_NUMBER
from sandbox.world.services import BY_NAME

AVAILABLE = ("07700900801", "07700900802", "07700900803")
NOT_IN_USE = "07700900804"


def build() -> None:
    numbers = [(NOTIFY_NUMBER, "boat_licences"), *((number, None) for number in (*AVAILABLE, NOT_IN_USE))]
    InboundNumber.objects.bulk_create(
        [
            InboundNumber(
                id=uid("inbound number", number),
                number=number,
                provider="mmg",
                service_id=BY_NAME[service].id if service else None,
                active=number != NOT_IN_USE,
                created_at=ago(300),
            )
            for number, service in numbers
        ]
    )
