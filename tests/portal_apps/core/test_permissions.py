"""Who may see which page."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from portal_apps.core import permissions as rules
from portal_apps.core.permissions import Visit
from portal_apps.orgs.models import Organisation
from portal_apps.services.models import Service
from portal_apps.users.models import User
from tests.builders import EVERY_PERMISSION, a_member, a_service, a_user, an_id, an_organisation

SERVICE = a_service(organisation=an_id())


def visit(user_facts, service=SERVICE):
    return Visit(user=User.from_json(user_facts), service=Service(service))


class TestPermissions:
    @pytest.mark.parametrize(
        ("rule", "stored"),
        [
            (rules.manage_service, ["manage_users", "manage_settings"]),
            (rules.view_activity, ["view_activity"]),
            (rules.send_messages, ["send_texts", "send_emails", "send_letters"]),
            (rules.manage_templates, ["manage_templates"]),
            (rules.manage_api_keys, ["manage_api_keys"]),
        ],
        ids=lambda value: getattr(value, "name", ""),
    )
    def test_one_is_held_when_all_of_its_stored_parts_are(self, rule, stored):
        assert visit(a_member(SERVICE, stored)).may(rule)
        assert not visit(a_member(SERVICE, [name for name in EVERY_PERMISSION if name != stored[-1]])).may(
            rule
        )

    def test_a_permission_in_another_service_is_worth_nothing(self):
        other = a_service()

        assert not visit(a_member(other)).may(rules.manage_templates)

    def test_either_of_two_is_enough(self):
        either = rules.view_activity | rules.send_messages

        assert visit(a_member(SERVICE, ["view_activity"])).may(either)
        assert not visit(a_member(SERVICE, ["manage_templates"])).may(either)
        assert either.name == "view_activity or send_messages"


class TestMembership:
    def test_of_the_service(self):
        assert visit(a_member(SERVICE, [])).may(rules.member)
        assert not visit(a_user()).may(rules.member)

    def test_of_the_organisation_that_owns_the_service(self):
        assert visit(a_user(organisations=[SERVICE["organisation"]])).may(rules.organisation_member)
        assert not visit(a_user(organisations=[an_id()])).may(rules.organisation_member)

    def test_of_no_organisation_is_not_membership_of_a_service_without_one(self):
        assert not visit(a_user(), a_service(organisation=None)).may(rules.organisation_member)

    def test_of_the_organisation_in_the_path(self):
        organisation = an_organisation()
        person = User.from_json(a_user(organisations=[organisation["id"]]))

        assert Visit(user=person, organisation=Organisation(organisation)).may(rules.organisation_member)

    def test_may_come_with_the_right_to_make_services_live(self):
        organisation = an_organisation()
        person = User.from_json(
            a_user(
                organisations=[organisation["id"]],
                organisation_permissions={organisation["id"]: ["can_make_services_live"]},
            )
        )

        assert Visit(user=person, organisation=Organisation(organisation)).may(rules.can_make_services_live)
        assert not Visit(user=person, organisation=Organisation(an_organisation())).may(
            rules.can_make_services_live
        )


class TestArchivedServices:
    def test_are_closed_to_their_members(self):
        archived = a_service(active=False)

        assert not visit(a_member(archived), archived).may(rules.member)

    def test_are_open_to_platform_admins(self):
        assert visit(a_user(platform_admin=True), a_service(active=False)).may(rules.member)


class TestPlatformAdmins:
    def test_may_do_everything(self):
        assert visit(a_user(platform_admin=True)).may(rules.manage_templates)
        assert visit(a_user(platform_admin=True)).may(rules.platform_admin)

    def test_need_the_permission_where_the_rule_says_so(self):
        rule = rules.send_messages.without_platform_admin()

        assert not visit(a_user(platform_admin=True)).may(rule)
        assert visit(a_member(SERVICE, platform_admin=True)).may(rule)

    def test_may_hide_their_powers(self):
        admin = User.from_json(a_user(platform_admin=True))

        assert not Visit(user=admin, service=Service(SERVICE), hides_powers=True).may(rules.member)

    def test_nobody_else_is_one(self):
        assert not visit(a_member(SERVICE)).may(rules.platform_admin)


class TestRequires:
    def test_may_ask_for_more_of_those_who_send_the_form(self, rf):
        page = rules.requires(rules.member, to_post=rules.send_messages)(lambda _request: HttpResponse())
        request, form = rf.get("/"), rf.post("/")
        request.visit = form.visit = visit(a_member(SERVICE, []))

        assert page(request).status_code == 200
        with pytest.raises(PermissionDenied):
            page(form)
