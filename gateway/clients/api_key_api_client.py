"""API keys of a service. Routes under /service/{id}/api-key."""

from gateway.base import Json, NotifyAdminAPIClient
from gateway.caller import attach_current_user


class ApiKeyApiClient(NotifyAdminAPIClient):
    def get_api_keys(self, service_id: str) -> Json:
        """{apiKeys: [{id, name, key_type, created_by, created_at, expiry_date}, ...]}, revoked ones included."""
        return self.get(f"/service/{service_id}/api-keys")

    def create_api_key(self, service_id: str, key_name: str, key_type: str) -> str:
        """The secret part of the new key, told this once (POST /service/{id}/api-key).

        What people use is <name as a slug>-<service id>-<secret>. The type is normal, team or test. The name of a key that
        is not revoked is a ServerError of the API and a BadRequest of the sandbox: look for it first.
        """
        data = attach_current_user({"name": key_name, "key_type": key_type})
        return self.post(f"/service/{service_id}/api-key", data=data)["data"]

    def revoke_api_key(self, service_id: str, key_id: str) -> Json:
        """{} (POST /service/{id}/api-key/revoke/{id}). Raises NotFound."""
        return self.post(f"/service/{service_id}/api-key/revoke/{key_id}", data=attach_current_user({}))


api_key_api_client = ApiKeyApiClient()
