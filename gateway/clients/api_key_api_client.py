"""API keys of a service. Routes under /service/{id}/api-key."""

from gateway.base import Json, NotifyAdminAPIClient


class ApiKeyApiClient(NotifyAdminAPIClient):
    def get_api_keys(self, service_id: str) -> Json:
        """{apiKeys: [{id, name, key_type, created_by, created_at, expiry_date}, ...]}, revoked ones included."""
        return self.get(f"/service/{service_id}/api-keys")


api_key_api_client = ApiKeyApiClient()
