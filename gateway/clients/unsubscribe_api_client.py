"""The link by which a recipient ends e-mails."""

from urllib.parse import quote

from gateway.base import NotifyAdminAPIClient
from gateway.errors import NotFound


class UnsubscribeApiClient(NotifyAdminAPIClient):
    def unsubscribe(self, notification_id: str, token: str) -> bool:
        """Whether the link was good (POST /unsubscribe/{id}/{token}); a year old, wrong or unknown is False."""
        try:
            self.post(f"/unsubscribe/{notification_id}/{quote(token, safe='')}", data=None)
        except NotFound:
            return False
        return True


unsubscribe_api_client = UnsubscribeApiClient()
