"""Names of things every sandbox has, looked up once."""

import json
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from itsdangerous import URLSafeTimedSerializer

from tests.sandbox.caller import ISSUER, SECRET, Caller
from tests.sandbox.clock import make_new
from tests.sandbox.letters.stored import StoredFiles
from tests.sandbox_process import SandboxProcess

DEVELOPMENT_KEY, DEVELOPMENT_SALT = "dev-notify-secret-key", "dev-notify-salt"
OTHER_CLIENT, OTHER_SECRET = "functional-tests", "a-secret-of-another-client-of-the-api"
# The portal's next secret, long enough for HS512; both of its secrets are good.
LONG_SECRET = "the-next-secret-of-the-portal-" * 3
# What a sandbox that is asked about everything starts with.
ENVIRON = {
    "INTERNAL_CLIENT_API_KEYS": json.dumps({ISSUER: [SECRET, LONG_SECRET], OTHER_CLIENT: [OTHER_SECRET]})
}
APRIL = 4


def signed(payload: str) -> str:
    """As the links in emails carry it."""
    text = URLSafeTimedSerializer(DEVELOPMENT_KEY, salt=DEVELOPMENT_SALT).dumps(payload)
    return str(text).replace(".", "%2E")


class Seeded:
    unknown = "00000000-0000-0000-0000-000000000000"
    portal = "http://portal.example"
    password = "harbour-lantern-42"
    other_client, other_secret, long_secret = OTHER_CLIENT, OTHER_SECRET, LONG_SECRET

    def __init__(self, sandbox: SandboxProcess, api: Caller) -> None:
        self.api = api
        self.database = sandbox.database
        self.files = StoredFiles(sandbox.files)
        world = sandbox.world()
        self.people = {row["key"]: row for row in world["people"]}
        self.services = {row["key"]: row["id"] for row in world["services"]}
        self.organisations = {row["key"]: row["id"] for row in world["organisations"]}
        self.person, self.person_email = (self.people["manager"][name] for name in ("id", "email_address"))
        self.service = self.services["boat_licences"]
        self.service_with_callback = self.services["council_tax"]
        self.service_with_guests = self.services["library_loans"]
        self.archived_service = self.services["flood_wardens"]
        self.archived_person = self.people["archived"]["id"]
        self.organisation = self.organisations["rivers"]

    def _get(self, path: str, **query: Any) -> Any:
        answer = self.api.get(path, **query)
        answer.raise_for_status()
        return answer.json()

    def _of_service(self, path: str, **query: Any) -> Any:
        return self._get(f"/service/{self.service}/{path}", **query)

    # Days

    @cached_property
    def now(self) -> str:
        return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"

    @cached_property
    def today(self) -> str:
        return f"{datetime.now(UTC):%Y-%m-%d}"

    @cached_property
    def week_ago(self) -> str:
        return f"{datetime.now(UTC) - timedelta(days=7):%Y-%m-%d}"

    @cached_property
    def first_of_month(self) -> str:
        return f"{datetime.now(UTC):%Y-%m}-01"

    @cached_property
    def year(self) -> int:
        now = datetime.now(UTC)
        return now.year if now.month >= APRIL else now.year - 1

    # Senders, templates and providers

    @cached_property
    def reply_to(self) -> str:
        return next(row["id"] for row in self._of_service("email-reply-to") if row["is_default"])

    @cached_property
    def letter_contact(self) -> str:
        return self._of_service("letter-contact")[0]["id"]

    @cached_property
    def sms_sender(self) -> str:
        return self._of_service("sms-sender")[0]["id"]

    @cached_property
    def email_template(self) -> str:
        rows = self._of_service("template")["data"]
        return next(row["id"] for row in rows if row["template_type"] == "email")

    @cached_property
    def provider(self) -> str:
        return self._get("/provider-details")["provider_details"][0]["id"]

    @cached_property
    def letter_brand(self) -> str:
        return self._get("/letter-branding")[0]["id"]

    @cached_property
    def free_number(self) -> str:
        return self._get("/inbound-number/available")["data"][0]["id"]

    # Messages and jobs

    def _job(self, template_type: str) -> str:
        rows = self._of_service("job", statuses="finished")["data"]
        return next(row["id"] for row in rows if row["template_type"] == template_type)

    @cached_property
    def email_job(self) -> str:
        return self._job("email")

    @cached_property
    def sms_job(self) -> str:
        return self._job("sms")

    @cached_property
    def letter_job(self) -> str:
        return self._job("letter")

    @cached_property
    def sent_template(self) -> str:
        return self._of_service("notifications")["notifications"][0]["template"]["id"]

    @cached_property
    def _letter(self) -> dict[str, Any]:
        found = self._of_service("notifications", template_type="letter", status="delivered")
        return found["notifications"][0]

    @property
    def letter(self) -> str:
        return self._letter["id"]

    @cached_property
    def _new_letter(self) -> dict[str, Any]:
        """Delivered, and still not printed: whatever the hour, half past five is yet to come for it."""
        make_new(self.database, "notification", self.letter)
        return self._of_service(f"notifications/{self.letter}")

    @property
    def delivered_letter(self) -> str:
        return self._new_letter["id"]

    @property
    def moment_of_delivered_letter(self) -> str:
        return str(self._new_letter["created_at"]).replace("T", " ").removesuffix("Z")

    @cached_property
    def _email(self) -> dict[str, Any]:
        return self._of_service("notifications", template_type="email")["notifications"][0]

    @property
    def email(self) -> str:
        return self._email["id"]

    @property
    def unsubscribe_token(self) -> str:
        return signed(self._email["to"])

    @cached_property
    def _received_text(self) -> dict[str, Any]:
        return self._of_service("inbound-sms/most-recent")["data"][0]

    @property
    def received_text(self) -> str:
        return self._received_text["id"]

    @property
    def number_that_wrote(self) -> str:
        return self._received_text["user_number"]

    @cached_property
    def day_of_returned_letters(self) -> str:
        return self._of_service("returned-letter-summary")[0]["reported_at"]

    # Jobs for later: one of them is cancelled by a case, the other stays.

    @property
    def service_with_scheduled_job(self) -> str:
        return self.service

    @cached_property
    def scheduled_job(self) -> str:
        return self._of_service("job", statuses="scheduled")["data"][0]["id"]
