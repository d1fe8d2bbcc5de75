"""Services themselves: creating, finding, changing and archiving them. Routes under /service."""

from collections.abc import Collection
from datetime import UTC, datetime

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient, Query
from gateway.cache import keys
from gateway.caller import attach_current_user
from gateway.clients.attributes import only
from gateway.counters import counted_today, empty_token_buckets
from gateway.errors import HTTPError, field_messages

# Four of them the API takes without any effect: free_sms_fragment_limit, letter_contact_block, reply_to_email_address
# and sms_sender.
UPDATABLE_SERVICE_ATTRIBUTES = frozenset(
    {
        "active",
        "billing_contact_email_addresses",
        "billing_contact_names",
        "billing_reference",
        "confirmed_email_sender_name",
        "confirmed_unique",
        "consent_to_research",
        "contact_link",
        "count_as_live",
        "created_by",
        "custom_email_sender_name",
        "email_branding",
        "email_message_limit",
        "free_sms_fragment_limit",
        "go_live_at",
        "go_live_user",
        "has_active_go_live_request",
        "international_sms_message_limit",
        "letter_branding",
        "letter_contact_block",
        "letter_message_limit",
        "name",
        "notes",
        "organisation_type",
        "permissions",
        "prefix_sms",
        "purchase_order_number",
        "rate_limit",
        "reply_to_email_address",
        "restricted",
        "sms_message_limit",
        "sms_sender",
        "volume_email",
        "volume_letter",
        "volume_sms",
    }
)

TRIAL_LIMITS = {"email_message_limit": 50, "sms_message_limit": 50, "letter_message_limit": 50}
LIVE_LIMITS = {"email_message_limit": 250_000, "sms_message_limit": 250_000, "letter_message_limit": 20_000}

NAME_TAKEN = "Another service already has this name. Choose a different name"
NAME_NOT_LATIN = "Write the service name in letters from the Latin alphabet"
SENDER_NAME_NOT_LATIN = "Write the email sender name in letters from the Latin alphabet"


class ServiceDetails(NotifyAdminAPIClient):
    # Creating and finding services

    @cache.delete(keys.USER)
    def create_service(
        self,
        service_name: str,
        organisation_type: str,
        email_message_limit: int,
        international_sms_message_limit: int,
        sms_message_limit: int,
        letter_message_limit: int,
        restricted: bool,
        user_id: str,
    ) -> str:
        """The id of the new service, whose first member is the user (POST /service).

        Raises BadRequest, which parse_edit_service_http_error explains.
        """
        data = {
            "name": service_name,
            "organisation_type": organisation_type,
            "active": True,
            "email_message_limit": email_message_limit,
            "international_sms_message_limit": international_sms_message_limit,
            "sms_message_limit": sms_message_limit,
            "letter_message_limit": letter_message_limit,
            "user_id": user_id,
            "restricted": restricted,
        }
        return self.post("/service", data=attach_current_user(data))["data"]["id"]

    @cache.set(keys.SERVICE)
    def get_service(self, service_id: str) -> Json:
        """{data: service} (GET /service/{id}). Raises NotFound. The API reads and writes the same cache key."""
        return self.get(f"/service/{service_id}")

    def get_services(self, params_dict: Query | None = None) -> Json:
        """{data: [service, ...]} (GET /service).

        The query may have only_active, detailed, include_from_test_key (True or False), user_id, start_date and
        end_date. With detailed, rows are short and carry statistics.
        """
        return self.get("/service", params=params_dict)

    def get_active_services(self, params_dict: Query | None = None) -> Json:
        """As get_services, without archived ones."""
        return self.get_services({**(params_dict or {}), "only_active": True})

    def get_live_services_data(self, params_dict: Query | None = None) -> Json:
        """{data: [row, ...]}: who runs each live service, its volumes and totals (GET /service/live-services-data)."""
        return self.get("/service/live-services-data", params=params_dict)

    def find_services_by_name(self, service_name: str) -> Json:
        """{data: [{id, name, active, restricted}, ...]} (GET /service/find-services-by-name)."""
        return self.get("/service/find-services-by-name", params={"service_name": service_name})

    # Changing services

    @only(UPDATABLE_SERVICE_ATTRIBUTES, "service")
    @cache.delete(keys.SERVICE, keys.DATA_RETENTION)
    @cache.also_writes(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def update_service(self, service_id: str, **kwargs: object) -> Json:
        """{data: service} (POST /service/{id}). Permissions replace the whole list.

        Raises TypeError for an attribute that may not be changed, and BadRequest, which parse_edit_service_http_error
        and parse_custom_email_sender_name_http_error explain. Go live and back with update_status.
        """
        # The logo is part of the letters whose pages were counted.
        letters = (
            [keys.ANY_SERVICE_TEMPLATE_DETAIL.fill(service_id=service_id)]
            if "letter_branding" in kwargs
            else []
        )
        with cache.writing(*letters):
            answer = self.post(f"/service/{service_id}", data=attach_current_user(kwargs))
        if "rate_limit" in kwargs:
            empty_token_buckets(service_id)
        return answer

    @cache.delete(keys.LIVE_COUNTS, keys.ORGANISATIONS)
    @cache.also_writes(keys.SERVICE, keys.DATA_RETENTION)
    def update_status(self, service_id: str, live: bool, **given: object) -> Json:
        """{data: service}, made live or put back into trial mode, with the limits of that (POST /service/{id}).

        Attributes that are given go before those that come with the mode.
        """
        # The API keeps this moment in UTC and without a zone.
        now = datetime.now(tz=UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        attributes = {
            **(LIVE_LIMITS if live else TRIAL_LIMITS),
            "restricted": not live,
            "go_live_at": now if live else None,
            "has_active_go_live_request": False,
        }
        return self.update_service(service_id, **{**attributes, **given})

    @cache.delete(keys.LIVE_COUNTS, keys.ORGANISATIONS)
    @cache.also_writes(keys.SERVICE, keys.DATA_RETENTION)
    def update_count_as_live(self, service_id: str, count_as_live: bool) -> Json:
        """{data: service}, in or out of the counts of live services (POST /service/{id})."""
        return self.update_service(service_id, count_as_live=count_as_live)

    @cache.delete(keys.SERVICE, keys.LIVE_COUNTS, keys.ORGANISATIONS)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE)
    @cache.also_writes(keys.USER)
    def archive_service(
        self, service_id: str, cached_service_user_ids: Collection[str] | None = None
    ) -> None:
        """Archive the service, its templates and its keys (POST /service/{id}/archive).

        The members lose the service, so they are looked up (GET /service/{id}/users); more ids may be given.
        """
        members = [user["id"] for user in self.get(f"/service/{service_id}/users")["data"]]
        people = dict.fromkeys([*members, *(cached_service_user_ids or ())])
        with cache.writing(*[keys.USER.fill(user_id=user_id) for user_id in people]):
            self.post(f"/service/{service_id}/archive", data=None)

    @cache.delete(keys.SERVICE, keys.USER, keys.TEMPLATE_FOLDERS)
    def remove_user_from_service(self, service_id: str, user_id: str) -> None:
        """End a membership (DELETE /service/{id}/users/{id}).

        Raises NotFound for somebody who is no member, BadRequest when too few people would remain.
        """
        self.delete(f"/service/{service_id}/users/{user_id}", data=attach_current_user({}))

    # History and numbers

    def get_service_history(self, service_id: str) -> Json:
        """{service_history: [...], api_key_history: [...]} (GET /service/{id}/history)."""
        return self.get(f"/service/{service_id}/history")["data"]

    def get_service_statistics(self, service_id: str, limit_days: int | None = None) -> Json:
        """Counts requested, delivered, failed by channel (GET /service/{id}/statistics). The API's default is 7 days."""
        return self.get(f"/service/{service_id}/statistics", params={"limit_days": limit_days})["data"]

    def get_monthly_notification_stats(self, service_id: str, year: int) -> Json:
        """{data: {month: {channel: {status: count}}}} (GET /service/{id}/notifications/monthly)."""
        return self.get(f"/service/{service_id}/notifications/monthly", params={"year": year})

    def get_notification_count(self, service_id: str, notification_type: str) -> int:
        """How many messages of the type count towards today's limit: the API's own counter, which has no route."""
        return counted_today(service_id, notification_type)

    # Who may receive messages in trial mode

    def get_guest_list(self, service_id: str) -> Json:
        """{email_addresses: [...], phone_numbers: [...]} (GET /service/{id}/guest-list)."""
        return self.get(f"/service/{service_id}/guest-list")

    @cache.delete(keys.SERVICE)
    def update_guest_list(self, service_id: str, data: Json) -> None:
        """Replace both lists (PUT /service/{id}/guest-list). Raises BadRequest, which names a bad recipient."""
        self.put(f"/service/{service_id}/guest-list", data=data)

    # What a refused change means

    @staticmethod
    def parse_edit_service_http_error(http_error: HTTPError) -> str | None:
        """What is wrong with the name of a service, for the person who entered it; None when it is something else."""
        fields = field_messages(http_error)
        if "normalised_service_name" in fields:
            return NAME_NOT_LATIN
        return NAME_TAKEN if "name" in fields else None

    @staticmethod
    def parse_custom_email_sender_name_http_error(http_error: HTTPError) -> str | None:
        """What is wrong with an email sender name, for the person who entered it; None when it is something else."""
        return SENDER_NAME_NOT_LATIN if "email_sender_local_part" in field_messages(http_error) else None
