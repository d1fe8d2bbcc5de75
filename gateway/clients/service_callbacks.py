"""Where a service hears of things: text messages it receives, and addresses of its own that the API calls."""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class ServiceCallbacks(NotifyAdminAPIClient):
    # Received text messages

    def get_inbound_sms(self, service_id: str, user_number: str = "") -> Json:
        """{data: [message, ...]}, of one number or of all (POST /service/{id}/inbound-sms, so that it is in no URL)."""
        return self.post(f"/service/{service_id}/inbound-sms", data={"phone_number": user_number})

    def get_most_recent_inbound_sms(self, service_id: str, page: int | None = None) -> Json:
        """{data: [message, ...], has_next}: the last one of each number (GET /service/{id}/inbound-sms/most-recent)."""
        return self.get(f"/service/{service_id}/inbound-sms/most-recent", params={"page": page})

    def get_inbound_sms_by_id(self, service_id: str, notification_id: str) -> Json:
        """One message (GET /service/{id}/inbound-sms/{id}). Raises NotFound."""
        return self.get(f"/service/{service_id}/inbound-sms/{notification_id}")

    def get_inbound_sms_summary(self, service_id: str) -> Json:
        """{count, most_recent} (GET /service/{id}/inbound-sms/summary)."""
        return self.get(f"/service/{service_id}/inbound-sms/summary")

    def get_most_recent_inbound_number_usage_date(self, service_id: str) -> Json:
        """When the number was last used (GET /service/{id}/inbound-sms/most-recent-usage). Raises NotFound without one."""
        return self.get(f"/service/{service_id}/inbound-sms/most-recent-usage")

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def remove_service_inbound_sms(self, service_id: str, archive: bool) -> Json:
        """Take the number away, and retire it or release it for others (POST /service/{id}/inbound-sms/remove)."""
        return self.post(f"/service/{service_id}/inbound-sms/remove", data={"archive": archive})

    # Callbacks: delivery_status, complaint, returned_letter or inbound_sms

    def get_service_callback_api(self, service_id: str, callback_api_id: str, callback_type: str) -> Json:
        """The callback, without its bearer token (GET /service/{id}/callback-api/{id}).

        For an unknown id, the API raises ServerError and the sandbox NotFound.
        """
        path = f"/service/{service_id}/callback-api/{callback_api_id}"
        return self.get(path, params={"callback_type": callback_type})["data"]

    @cache.delete(keys.SERVICE)
    def create_service_callback_api(
        self, service_id: str, url: str, bearer_token: str, user_id: str, callback_type: str
    ) -> Json:
        """{data: callback} (POST /service/{id}/callback-api).

        Raises BadRequest for a second one of the type, an address without https or a token below 10 characters.
        """
        data = {
            "url": url,
            "bearer_token": bearer_token,
            "updated_by_id": user_id,
            "callback_type": callback_type,
        }
        return self.post(f"/service/{service_id}/callback-api", data=data)

    @cache.delete(keys.SERVICE)
    def update_service_callback_api(
        self,
        service_id: str,
        url: str,
        bearer_token: str | None,
        user_id: str,
        callback_api_id: str,
        callback_type: str,
    ) -> Json:
        """{data: callback}; without a token it keeps the one it has (POST /service/{id}/callback-api/{id})."""
        data = {"url": url, "updated_by_id": user_id, "callback_type": callback_type}
        if bearer_token:
            data["bearer_token"] = bearer_token
        return self.post(f"/service/{service_id}/callback-api/{callback_api_id}", data=data)

    @cache.delete(keys.SERVICE)
    def delete_service_callback_api(self, service_id: str, callback_api_id: str, callback_type: str) -> None:
        """Call the address no more (DELETE /service/{id}/callback-api/{id})."""
        path = f"/service/{service_id}/callback-api/{callback_api_id}"
        self.request("DELETE", path, params={"callback_type": callback_type})
