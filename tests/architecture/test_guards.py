"""Every page that others know is guarded by the rule they know, whoever comes: the list of pages against the views."""

import pytest
from django.urls import URLPattern

from notify_portal.inventory import KnownPage, addresses, known_pages
from portal_apps.core.permissions import Rule, Visit
from portal_apps.orgs.models import Organisation
from portal_apps.services.models import Service
from portal_apps.users.models import User
from tests.builders import EVERY_PERMISSION, a_member, a_service, a_user, an_organisation

ORGANISATION = an_organisation()
SERVICE = a_service(organisation=ORGANISATION["id"])
ARCHIVED = a_service(organisation=ORGANISATION["id"], active=False)
ONE_EACH = {
    "manage_service": ["manage_users", "manage_settings"],
    "view_activity": ["view_activity"],
    "send_messages": ["send_texts", "send_emails", "send_letters"],
    "manage_templates": ["manage_templates"],
    "manage_api_keys": ["manage_api_keys"],
}
OF_ORGANISATION = {"organisations": [ORGANISATION["id"]]}
MAKES_LIVE = {"organisation_permissions": {ORGANISATION["id"]: ["can_make_services_live"]}}

# Who comes: the person, and the words of the list that hold for them in the service and in the organisation.
VISITORS = {
    "stranger": (a_user(), set(), set()),
    "member without permissions": (a_member(SERVICE, []), {"member"}, set()),
    **{
        f"member with {name}": (a_member(SERVICE, stored), {"member", name}, set())
        for name, stored in ONE_EACH.items()
    },
    "member with everything": (a_member(SERVICE, EVERY_PERMISSION), {"member", *ONE_EACH}, set()),
    "member of the organisation": (a_user(**OF_ORGANISATION), {"+org"}, {"member"}),
    "member who makes services live": (
        a_user(**OF_ORGANISATION, **MAKES_LIVE),
        {"+org"},
        {"member", "org:can_make_services_live"},
    ),
}
# Conditions that views look into themselves, beyond the rule: each has tests of its own.
BEYOND_THE_RULE = {"gov", "svc:inbound_sms", "org-type", "central"}
WITHOUT_SIGN_IN = {"open", "anon-only", "mid-sign-in"}
GUARDED = [
    (page, pattern)
    for page in known_pages()
    if page.permission not in WITHOUT_SIGN_IN
    for pattern in addresses().get(page.shape, [])
    # Old addresses lead to new ones, and those ask.
    if pattern.callback.guarded_by is not None
]
OPEN = [
    (page, pattern)
    for page in known_pages()
    if page.permission in WITHOUT_SIGN_IN
    for pattern in addresses().get(page.shape, [])
]


def words_of(permission: str) -> set[str]:
    return (
        set(permission.replace(",", " ").replace("platform admin", "platform-admin").split())
        - {"or"}
        - BEYOND_THE_RULE
    )


def rule_of(page: KnownPage, pattern: URLPattern) -> Rule:
    """The rule for whoever comes in the way that the list says."""
    view = pattern.callback
    return view.guarded_by_to_post if page.methods == "P" else view.guarded_by


def is_expected(permission: str, holds: set[str]) -> bool:
    words = words_of(permission)
    return "login" in words or bool(words & holds)


@pytest.mark.parametrize(("page", "pattern"), GUARDED, ids=lambda value: getattr(value, "address", ""))
class TestGuards:
    @pytest.mark.parametrize("who", VISITORS)
    def test_admit_who_the_list_says(self, page, pattern, who):
        facts, in_service, in_organisation = VISITORS[who]
        is_of_organisation = "<uuid:org_id>" in page.address
        visit = Visit(
            user=User.from_json(facts),
            service=Service(SERVICE) if ":service_id>" in page.address else None,
            organisation=Organisation(ORGANISATION) if is_of_organisation else None,
        )

        admitted = visit.may(rule_of(page, pattern))

        assert admitted == is_expected(page.permission, in_organisation if is_of_organisation else in_service)

    def test_admit_platform_admins_with_their_powers(self, page, pattern):
        admin = User.from_json(a_user(platform_admin=True))
        place = {"service": Service(SERVICE)} if ":service_id>" in page.address else {}
        rule = rule_of(page, pattern)

        assert Visit(user=admin, **place).may(rule) == ("no-admin" not in page.permission)
        assert Visit(user=admin, **place, hides_powers=True).may(rule) == (
            "login" in words_of(page.permission)
        )

    def test_close_an_archived_service_to_its_members(self, page, pattern):
        member = User.from_json(a_member(ARCHIVED, EVERY_PERMISSION))

        if ":service_id>" in page.address:
            assert not Visit(user=member, service=Service(ARCHIVED)).may(rule_of(page, pattern))


class TestOpenPages:
    @pytest.mark.parametrize(("page", "pattern"), OPEN, ids=lambda value: getattr(value, "address", ""))
    def test_are_open(self, page, pattern):
        assert pattern.callback.guarded_by is None
