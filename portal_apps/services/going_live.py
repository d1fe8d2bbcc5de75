"""What a service needs before it may ask to go live, the request, and who decides about it."""

from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings

from gateway import fan_out, organisations_client, service_api_client, user_api_client
from gateway.errors import Gone
from portal_apps.core import support
from portal_apps.core.addresses import address_of
from portal_apps.core.lacking import Lacking
from portal_apps.core.permissions import PortalRequest, Visit, can_make_services_live
from portal_apps.orgs.models import Organisation
from portal_apps.services import status
from portal_apps.services.models import Service
from portal_apps.users.models import User

FEWEST_MANAGERS = 2
# The sender of a service that has not chosen one; only these may keep it.
GOVUK = "GOVUK"
MAY_SEND_AS_GOVUK = frozenset({"central"})
NOT_YOU = "You cannot decide about this request to go live"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list: what to do, where, and whether it is done."""

    text: str
    is_done: bool
    url_name: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """Everything that is asked of a service in trial mode."""

    service: Service
    organisation: Organisation | None
    team: list[User]
    templates: list[dict[str, Any]]
    reply_to: list[dict[str, Any]]
    sms_senders: list[dict[str, Any]]

    @classmethod
    def of(cls, service: Service) -> Self:
        """Asked for at once."""
        organisation, *lists = fan_out(
            lambda: Organisation.from_id(service.organisation_id) if service.organisation_id else None,
            lambda: list(map(User.from_json, user_api_client.get_users_for_service(service.id))),
            lambda: service_api_client.get_service_templates(service.id)["data"],
            lambda: service_api_client.get_reply_to_email_addresses(service.id),
            lambda: service_api_client.get_sms_senders(service.id),
        )
        return cls(service, organisation, *lists)

    @property
    def tasks(self) -> list[Task]:
        return [task for task in (*self._always(), *self._for_channels(), self._agreement()) if task]

    @property
    def is_complete(self) -> bool:
        return all(task.is_done for task in self.tasks)

    @property
    def volumes(self) -> dict[str, int]:
        return {name: self.service.facts[f"volume_{name}"] or 0 for name in ("email", "sms", "letter")}

    def _always(self) -> tuple[Task, ...]:
        facts = self.service.facts
        managers = [one for one in self.team if "manage_service" in one.permissions_in(self.service.id)]
        return (
            Task(
                "Confirm that your service is unique",
                bool(facts["confirmed_unique"]),
                "services:confirm_service_unique",
            ),
            Task(
                "Tell us how many messages you expect to send",
                any(self.volumes.values()),
                "service_settings:estimate_usage",
            ),
            Task(
                "Add a team member who can manage settings",
                len(managers) >= FEWEST_MANAGERS,
                "team:manage_users",
                "Somebody has to be there when you are away.",
            ),
            Task(
                "Add templates with examples of the messages you want to send",
                bool(self.templates),
                "message_templates:choose_template",
            ),
        )

    def _for_channels(self) -> tuple[Task | None, ...]:
        sends_emails, sends_texts = self._uses("email"), self._uses("sms")
        default = next((one["sms_sender"] for one in self.sms_senders if one["is_default"]), GOVUK)
        may_keep = self.service.facts["organisation_type"] in MAY_SEND_AS_GOVUK
        return (
            Task("Add a reply-to email address", bool(self.reply_to), "service_settings:email_reply_to")
            if sends_emails
            else None,
            Task("Change your text message sender ID", default != GOVUK, "service_settings:sms_sender")
            if sends_texts and not may_keep
            else None,
        )

    def _agreement(self) -> Task | None:
        """Nobody is held up where it is not known."""
        if self.organisation is None or self.organisation.facts["agreement_signed"] is not False:
            return None
        return Task(
            "Sign the data sharing and financial agreement",
            is_done=False,
            hint="Your organisation has not signed it. Contact us to sign it.",
        )

    def _uses(self, channel: str) -> bool:
        has_template = any(one["template_type"] == channel for one in self.templates)
        return self.service.has_permission(channel) and (has_template or bool(self.volumes[channel]))


def ask(request: PortalRequest, checklist: Checklist) -> None:
    """Put the request to whoever decides. To be called for a complete list only."""
    service, user = checklist.service, request.visit.user
    service_api_client.update_service(service.id, has_active_go_live_request=True, go_live_user=user.id)
    if checklist.organisation and checklist.organisation.can_approve_own_go_live_requests:
        organisations_client.notify_users_of_request_to_go_live_for_service(service.id)
    else:
        _tell_staff(service, user, checklist.organisation)
    status.record(request, service.id, original=status.TRIAL, new=status.REQUESTED, user_id=user.id)


def _tell_staff(service: Service, user: User, organisation: Organisation | None) -> None:
    """With the page on which they decide: a request in the name of no organisation has no questions to answer."""
    page = "services:make_service_live" if organisation else "service_settings:switch_live"
    support.tell_staff(
        f"Request to go live: {service.name}",
        f"{user.name} asks to make the service {service.name} live.\n"
        f"Organisation: {organisation.name if organisation else 'none'}\n\n"
        f"Decide about it: {settings.ADMIN_BASE_URL}{address_of(page, service_id=service.id)}\n",
    )


def organisation_that_decides(visit: Visit) -> Organisation:
    """In whose name the visitor decides. Raises Lacking for somebody who may not, and Gone once it is live."""
    service = visit.service
    if service.active and not service.trial_mode:
        raise Gone(message="The service is live already")
    if not service.active or not service.organisation_id or not service.facts["has_active_go_live_request"]:
        raise Lacking("Nobody is asking to make this service live")
    organisation = Organisation.from_id(service.organisation_id)
    if not organisation.can_approve_own_go_live_requests and not visit.is_platform_admin:
        raise Lacking(NOT_YOU, advice="The people who run this website decide about it.")
    if not visit.may(can_make_services_live):
        raise Lacking(
            NOT_YOU, advice=f"People who make services live for {organisation.name} decide about it."
        )
    return organisation


def reject(request: PortalRequest, organisation: Organisation, reason: str) -> None:
    """Tell the person who asked, if that is known, then put the service back to where it was."""
    service = request.visit.service
    if service.facts["go_live_user"]:
        _tell_requester(request, organisation, reason)
    status.set_live(request, live=False)


def _tell_requester(request: PortalRequest, organisation: Organisation, reason: str) -> None:
    service, user = request.visit.service, request.visit.user
    requester = User.from_id(service.facts["go_live_user"])
    organisations_client.notify_service_member_of_rejected_go_live_request(
        service_id=service.id,
        service_member_name=requester.name,
        service_name=service.name,
        organisation_name=organisation.name,
        rejection_reason=reason,
        organisation_team_member_name=user.name,
        organisation_team_member_email=user.email_address,
    )
