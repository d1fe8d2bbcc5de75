"""Who belongs to a service, and who may not leave it."""

from collections.abc import Collection
from uuid import UUID

from sandbox.domains import domain_of, is_within
from sandbox.models import Organisation, Service, ServiceMember, TemplateFolder, User

GOVERNMENT_DOMAINS = (
    "gov.uk",
    "mod.uk",
    "mil.uk",
    "nhs.uk",
    "nhs.net",
    "parliament.uk",
    "police.uk",
    "gov.scot",
    "gov.wales",
)
MANAGES = "manage_settings"
FEWEST_MANAGERS = 2
FEWEST_MANAGERS_IN_TRIAL_MODE = 1


def add(
    service: Service, user: User, permissions: list[str], folder_ids: list[str] | None = None
) -> ServiceMember:
    member = ServiceMember.objects.create(service=service, user=user, permissions=permissions)
    set_folders(service, user, folder_ids or [])
    return member


def remove(member: ServiceMember) -> None:
    set_folders(member.service, member.user, [])
    member.delete()


def set_folders(service: Service, user: User, folder_ids: list[str]) -> None:
    """The complete list of folders of this service the person can see."""
    wanted = {UUID(folder_id) for folder_id in folder_ids}
    for folder in TemplateFolder.objects.filter(service=service):
        if folder.id in wanted:
            folder.users.add(user)
        else:
            folder.users.remove(user)


def managers_among(service: Service, user_ids: Collection[str]) -> list[User]:
    """Those of the people who may decide about the team."""
    members = ServiceMember.objects.filter(service=service, user__in=user_ids, user__state="active")
    return [member.user for member in members.select_related("user") if MANAGES in member.permissions]


def _government_domains() -> set[str]:
    rows = Organisation.objects.filter(active=True).values_list("domains", flat=True)
    return {*GOVERNMENT_DOMAINS, *(domain for domains in rows for domain in domains)}


def would_have_too_few_managers(service: Service, leaving: User) -> bool:
    """Whether the service needs this person's manage_settings (only government people in active accounts count)."""
    members = ServiceMember.objects.filter(service=service, user__state="active").select_related("user")
    known = _government_domains()
    managers = [
        m.user
        for m in members
        if MANAGES in m.permissions and is_within(domain_of(m.user.email_address), known)
    ]
    if leaving not in managers:
        return False
    in_trial_mode = service.restricted and not service.has_active_go_live_request
    needed = FEWEST_MANAGERS_IN_TRIAL_MODE if in_trial_mode else FEWEST_MANAGERS
    return len(managers) - 1 < needed


def is_last_active_member(service: Service, leaving: User) -> bool:
    others = ServiceMember.objects.filter(service=service, user__state="active").exclude(user=leaving)
    return not others.exists()


def cannot_leave(service: Service, user: User) -> bool:
    return is_last_active_member(service, user) or would_have_too_few_managers(service, user)
