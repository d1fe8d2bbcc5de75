"""Who carries the messages. Routes under /provider-details."""

from gateway.base import Json, NotifyAdminAPIClient
from gateway.caller import attach_current_user


class ProviderClient(NotifyAdminAPIClient):
    def get_all_providers(self) -> Json:
        """{provider_details: [provider, ...]} (GET /provider-details)."""
        return self.get("/provider-details")

    def get_provider_by_id(self, provider_id: str) -> Json:
        """{provider_details: provider} (GET /provider-details/{id}). Raises NotFound."""
        return self.get(f"/provider-details/{provider_id}")

    def get_provider_versions(self, provider_id: str) -> Json:
        """{data: [version, ...]} (GET /provider-details/{id}/versions)."""
        return self.get(f"/provider-details/{provider_id}/versions")

    def update_provider(self, provider_id: str, priority: int, reason: str | None = None) -> Json:
        """{provider_details: provider} (POST /provider-details/{id}). A reason is sent only where there is one."""
        data: dict[str, object] = {"priority": priority}
        if reason is not None:
            data["reason"] = reason
        return self.post(f"/provider-details/{provider_id}", data=attach_current_user(data))


provider_client = ProviderClient()
