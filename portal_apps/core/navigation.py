"""The links of the header, of a service and of an organisation, in their fixed order, each only where it leads somewhere."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from portal_apps.core.addresses import address_of
from portal_apps.core.permissions import (
    Rule,
    Visit,
    can_make_services_live,
    is_in_trial_mode,
    manage_api_keys,
    manage_service,
    member,
    organisation_member,
    platform_admin,
    view_activity,
)

Link = dict[str, str | bool]


class AccountLink(NamedTuple):
    text: str
    href: str
    current: bool


# Whoever sees the dashboard comes to the messages from its figures.
sees_no_dashboard = Rule(
    "member who sees no dashboard",
    lambda visit: member.holds(visit) and not view_activity.holds(visit),
    admits_platform_admin=False,
)

DEPTH_OF_SECTION = 2  # /services/<id> or /organisations/<id> come before it
# /services/<id>/<template id>/check/<upload id> belongs to "check".
AN_ID = re.compile(r"[0-9a-f-]{36}")


@dataclass(frozen=True, slots=True)
class SectionPage:
    text: str
    url_name: str
    rule: Rule
    sections: tuple[
        str, ...
    ]  # first words of the path, below the service or organisation, that belong to this link


SERVICE_PAGES = (
    SectionPage(
        "Dashboard",
        "services:home",
        view_activity,
        (
            "",
            "dashboard",
            "notifications",
            "notification",
            "download-report",
            "inbox",
            "conversation",
            "monthly",
            "returned-letters",
            "template-activity",
            "template-usage",
            "unsubscribe-requests",
        ),
    ),
    SectionPage(
        "Templates",
        "message_templates:choose_template",
        member | organisation_member,
        ("templates", "send", "template", "check", "start-job"),
    ),
    SectionPage(
        "Sent messages",
        "activity:view_notifications",
        sees_no_dashboard,
        ("notifications", "notification", "download-report"),
    ),
    SectionPage(
        "Uploads",
        "uploads:uploads",
        member,
        ("uploads", "jobs", "upload-contact-list", "check-contact-list", "contact-list"),
    ),
    SectionPage(
        "Team members",
        "team:manage_users",
        member | organisation_member,
        ("users", "join-request", "cancel-invited-user", "resend-invitation"),
    ),
    SectionPage("Usage", "billing:usage", manage_service | organisation_member, ("usage",)),
    SectionPage(
        "Settings",
        "service_settings:settings",
        manage_service | manage_api_keys,
        ("service-settings", "data-retention", "notes", "history"),
    ),
    SectionPage("API integration", "api_integration:message_log", manage_api_keys, ("api",)),
    SectionPage(
        "Make your service live",
        "services:request_to_go_live",
        manage_service.where(is_in_trial_mode),
        ("make-your-service-live", "agreement"),
    ),
)


ORGANISATION_PAGES = (
    SectionPage("Usage", "orgs:dashboard", organisation_member, ("",)),
    SectionPage("Team members", "orgs:members", organisation_member, ("users", "cancel-invited-user")),
    SectionPage("Trial mode services", "orgs:trial_services", can_make_services_live, ("trial-services",)),
    SectionPage("Settings", "orgs:settings", platform_admin, ("settings",)),
    SectionPage("Billing", "orgs:billing", platform_admin, ("billing",)),
)


def section(visit: Visit | None) -> str:
    """What kind of place the page belongs to: the layouts are called so too."""
    if visit and visit.service:
        return "service"
    return "organisation" if visit and visit.organisation else "base"


def section_links(visit: Visit, path: str) -> list[Link]:
    """The navigation of the service or the organisation the visit is about."""
    if visit.service:
        return _links(visit, path, SERVICE_PAGES, {"service_id": visit.service.id})
    if visit.organisation:
        return _links(visit, path, ORGANISATION_PAGES, {"org_id": visit.organisation.id})
    return []


def _links(
    visit: Visit, path: str, pages: tuple[SectionPage, ...], identifiers: dict[str, str]
) -> list[Link]:
    here = path.strip("/").split("/")[DEPTH_OF_SECTION:]
    section = next((part for part in here if not AN_ID.fullmatch(part)), "")
    return [
        {
            "text": page.text,
            "href": address_of(page.url_name, **identifiers),
            "current": section in page.sections,
        }
        for page in pages
        if visit.may(page.rule)
    ]


def account_links(path: str, *, is_signed_in: bool) -> tuple[AccountLink, ...]:
    """The links of the header: to one's own pages, or to the door."""
    names = (
        (
            ("Your services", "services:your_services"),
            ("Your account", "users:your_account"),
            ("Sign out", "users:sign_out"),
        )
        if is_signed_in
        else (("Sign in", "users:sign_in"),)
    )
    links = ((text, address_of(name)) for text, name in names)
    return tuple(AccountLink(text, href, href == path) for text, href in links)
