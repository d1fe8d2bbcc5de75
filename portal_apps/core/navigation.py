"""The links of the header and of a service, in their fixed order, each only where it leads somewhere."""

from dataclasses import dataclass

from django.urls import reverse

from portal_apps.core.permissions import Rule, Visit, member, organisation_member, view_activity

Link = dict[str, str | bool]


@dataclass(frozen=True, slots=True)
class ServicePage:
    text: str
    url_name: str
    rule: Rule
    sections: tuple[str, ...]  # first parts of the path, below the service, that belong to this link


SERVICE_PAGES = (
    ServicePage("Dashboard", "services:home", view_activity, ("", "dashboard")),
    ServicePage(
        "Templates", "message_templates:choose_template", member | organisation_member, ("templates",)
    ),
)


def service_links(visit: Visit, path: str) -> list[Link]:
    """The navigation of the service the visit is about."""
    service_id = visit.service.id if visit.service else ""
    _, _, below = path.partition(f"/services/{service_id}")
    section = below.strip("/").split("/")[0]
    return [
        {
            "text": page.text,
            "href": reverse(page.url_name, kwargs={"service_id": service_id}),
            "current": section in page.sections,
        }
        for page in SERVICE_PAGES
        if visit.may(page.rule)
    ]


def account_links(path: str, *, is_signed_in: bool) -> list[Link]:
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
    links = ((text, reverse(name)) for text, name in names)
    return [{"text": text, "href": href, "current": href == path} for text, href in links]
