"""Names that not everybody may send text messages from."""

from gateway.base import NotifyAdminAPIClient


class ProtectedSenderIDApiClient(NotifyAdminAPIClient):
    def get_check_sender_id(self, sender_id: str) -> bool:
        """Whether the name is protected (GET /protected-sender-id/check)."""
        return self.get("/protected-sender-id/check", params={"sender_id": sender_id})


protected_sender_id_api_client = ProtectedSenderIDApiClient()
