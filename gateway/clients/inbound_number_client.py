"""Numbers that receive text messages. Routes under /inbound-number."""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class InboundNumberClient(NotifyAdminAPIClient):
    def get_available_inbound_sms_numbers(self) -> Json:
        """{data: [number, ...]} that no service has (GET /inbound-number/available)."""
        return self.get("/inbound-number/available")

    def get_all_inbound_sms_number_service(self) -> Json:
        """{data: [number, ...]}, each with its service (GET /inbound-number)."""
        return self.get("/inbound-number")

    def get_inbound_sms_number_for_service(self, service_id: str) -> Json:
        """{data: number}, {data: {}} when the service has none (GET /inbound-number/service/{id})."""
        return self.get(f"/inbound-number/service/{service_id}")

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def add_inbound_number_to_service(self, service_id: str, inbound_number_id: str | None = None) -> Json:
        """The new sender of the service: this number, or any free one (POST /inbound-number/service/{id}).

        When no number is free, the API raises ServerError and the sandbox BadRequest.
        """
        data = {"inbound_number_id": inbound_number_id} if inbound_number_id else {}
        return self.post(f"/inbound-number/service/{service_id}", data=data)


inbound_number_client = InboundNumberClient()
