"""Requests of people who want to join a service. Routes under /service/{id}/service-join-request."""

from collections.abc import Collection

from django.conf import settings

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.clients.attributes import only

UPDATABLE_JOIN_REQUEST_ATTRIBUTES = frozenset(
    {"auth_type", "folder_permissions", "permissions", "reason", "status", "status_changed_by_id"}
)


class ServiceJoinRequests(NotifyAdminAPIClient):
    def create_service_join_request(
        self, user_to_invite_id: str, *, service_id: str, service_managers_ids: Collection[str], reason: str
    ) -> Json:
        """{service_join_request_id}; the API writes to the managers and to the person (POST .../service-join-request).

        Raises BadRequest for a member, and when none of the ids is a manager's.
        """
        data = {
            "requester_id": user_to_invite_id,
            "contacted_user_ids": list(service_managers_ids),
            "invite_link_host": settings.ADMIN_BASE_URL,
            "reason": reason,
        }
        return self.post(f"/service/{service_id}/service-join-request", data=data)

    @cache.set(keys.SERVICE_JOIN_REQUEST)
    def get_service_join_request(self, request_id: str, service_id: str) -> Json:
        """The request, without a wrapper (GET .../service-join-request/{id}). Raises NotFound."""
        return self.get(f"/service/{service_id}/service-join-request/{request_id}")

    # An approval also ends the person's other requests. Their ids are known to the API alone, so what is kept of them
    # lasts for minutes only.
    @only(UPDATABLE_JOIN_REQUEST_ATTRIBUTES, "join request")
    @cache.delete(
        keys.SERVICE_JOIN_REQUEST, keys.USER.from_argument(user_id="requester_id"), keys.TEMPLATE_FOLDERS
    )
    def update_service_join_requests(
        self,
        request_id: str,
        requester_id: str,
        service_id: str,
        **kwargs: object,
    ) -> Json:
        """The decided request (POST .../service-join-request/{id}); permissions are as the API stores them.

        An approval makes the person a member. Raises TypeError for an attribute that a request does not have.
        """
        return self.post(f"/service/{service_id}/service-join-request/{request_id}", data=kwargs)
