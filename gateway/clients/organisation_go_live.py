"""Messages to the people on both sides of a request to go live. Routes under /organisations/notify-..."""

from django.conf import settings

from gateway.base import NotifyAdminAPIClient

OPENING = "You are looking at a request to make “{service_name}” live."
CHECK_IF_UNIQUE = """# Find out whether the service is unique

You said that another service might do the same thing.

* Ask the person who made the request which messages they will send, and to whom.
* Look for a similar service among the services of your organisation. If there is one, ask its team first."""
UNCLEAR_NAME = """# Agree on a clearer name

You said that the name of the service is hard to understand.

* Recipients see this name as the sender. It should tell them what the message is about.
* Spell out acronyms, and leave out the names of teams and systems.
* The team of the service can change the name in its settings."""
CLOSING = """# When you have spoken to them

Accept or reject the request on this page, which also says who made it: {address}"""


class OrganisationGoLive(NotifyAdminAPIClient):
    def notify_users_of_request_to_go_live_for_service(self, service_id: str) -> None:
        """Write to everybody in the organisation who may make services live.

        POST /organisations/notify-users-of-request-to-go-live/{id}.
        """
        self.post(f"/organisations/notify-users-of-request-to-go-live/{service_id}", data=None)

    def notify_org_member_about_next_steps_of_go_live_request(
        self, service_id: str, service_name: str, to: str, check_if_unique: bool, unclear_service_name: bool
    ) -> None:
        """Write to the person who decides what to find out first.

        POST /organisations/notify-org-member-about-next-steps-of-go-live-request/{id}. Raises BadRequest when nobody has
        asked to go live.
        """
        data = {
            "to": to,
            "service_name": service_name,
            "body": next_steps(service_id, service_name, check_if_unique, unclear_service_name),
        }
        path = f"/organisations/notify-org-member-about-next-steps-of-go-live-request/{service_id}"
        self.post(path, data=data)

    def notify_service_member_of_rejected_go_live_request(
        self,
        service_id: str,
        service_member_name: str,
        service_name: str,
        organisation_name: str,
        rejection_reason: str,
        organisation_team_member_name: str,
        organisation_team_member_email: str,
    ) -> None:
        """Write to the person who asked to go live, with the reason and whom to ask.

        POST /organisations/notify-service-member-of-rejected-go-live-request/{id}.
        """
        data = {
            "name": service_member_name,
            "service_name": service_name,
            "organisation_name": organisation_name,
            "reason": rejection_reason,
            "organisation_team_member_name": organisation_team_member_name,
            "organisation_team_member_email": organisation_team_member_email,
        }
        path = f"/organisations/notify-service-member-of-rejected-go-live-request/{service_id}"
        self.post(path, data=data)


def next_steps(service_id: str, service_name: str, check_if_unique: bool, unclear_service_name: bool) -> str:
    """What to do before deciding, in the markdown of the API's e-mails."""
    address = f"{settings.ADMIN_BASE_URL}/services/{service_id}/make-service-live"
    parts = [OPENING.format(service_name=service_name)]
    if check_if_unique:
        parts.append(CHECK_IF_UNIQUE)
    if unclear_service_name:
        parts.append(UNCLEAR_NAME)
    return "\n\n".join([*parts, CLOSING.format(address=address)])
