"""A refusal that says who can help: to members, at the price of one call."""

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.template import engines
from redis.exceptions import ConnectionError as RedisAway

from portal_apps.core.permissions import Visit, manage_service, member, send_messages, view_activity
from portal_apps.services.models import Service
from portal_apps.team.who_can import names_of_those_who_can, permissions_named_by
from portal_apps.users.models import User
from tests.builders import a_user, an_error
from tests.pages import main, text_of, texts

SENDS = ["send_texts", "send_emails", "send_letters"]


@pytest.fixture
def amina(team):
    return team.member(SENDS, name="Amina Hussain")


def users_asked(team):
    return team.api.asked_to("GET", f"{team.path}/users")


class TestThePage:
    def test_names_the_permission_and_who_has_it(self, team, amina):
        team.member(name="<b>Tom</b>")

        page = team.browser(amina).get(f"{team.url}/invite")

        assert page.status_code == 403
        said = text_of(main(page))
        assert "You need the permission ‘Manage settings, team and usage’" in said  # noqa: RUF001 - quotation marks of the page
        assert "ask <b>Tom</b> or Morgan Ellis." in said
        assert b"<b>Tom" not in page.content
        assert "morgan.ellis" not in page.content.decode()

    def test_asks_once_and_then_remembers_for_a_minute(self, team, amina):
        browser = team.browser(amina)

        browser.get(f"{team.url}/invite")
        browser.get(f"{team.url}/invite-many")

        assert len(users_asked(team)) == 1

    def test_tells_outsiders_nothing_and_asks_nobody(self, team):
        page = team.browser(a_user()).get(f"{team.url}/invite")

        assert "Morgan" not in page.content.decode()
        assert users_asked(team) == []

    def test_members_of_the_organisation_alone_are_outsiders(self, team):
        team.service["organisation"] = "o1"

        page = team.browser(a_user(organisations=["o1"])).get(f"{team.url}/invite")

        assert "Morgan" not in page.content.decode()

    def test_is_a_page_without_names_when_the_api_is_away(self, team, amina):
        team.api.answers("GET", f"{team.path}/users", an_error("away"), status=503)

        page = team.browser(amina).get(f"{team.url}/invite")

        assert page.status_code == 403
        assert texts(page, "h1") == ["You cannot see this page"]

    def test_is_a_page_without_names_when_the_cache_is_away(self, team, amina, monkeypatch):
        def away(*_args, **_options):
            raise RedisAway

        browser = team.browser(amina)
        browser.get(team.url)
        monkeypatch.setattr(LocMemCache, "get", away)

        assert browser.get(f"{team.url}/invite").status_code == 403

    def test_says_nothing_where_the_page_itself_was_not_what_was_refused(self, team, amina):
        """Who may open the page, and may not do that on it, is not told to ask people like themselves."""
        team.api.answers("GET", f"{team.path}/template", {"data": []})
        templates = f"/services/{team.service['id']}/templates"

        page = team.browser(amina).post(templates, {"operation": "add-new-folder"})

        assert page.status_code == 403
        assert "Morgan" not in page.content.decode()


class TestNames:
    def visit(self, team, person):
        return Visit(User.from_json(person), Service(team.service))

    def test_a_rule_with_several_ways_counts_each(self, team):
        viewer = team.member(["view_activity"], name="gareth")
        team.member(SENDS, name="Amina")
        nobody = team.member([], name="Nobody")
        rule = view_activity | send_messages

        assert names_of_those_who_can(self.visit(team, nobody), rule) == ["Amina", "gareth", "Morgan Ellis"]
        assert names_of_those_who_can(self.visit(team, viewer), rule) == []

    def test_an_archived_service_has_nobody_to_ask(self, team):
        person = team.member([])
        team.service["active"] = False

        assert names_of_those_who_can(self.visit(team, person), manage_service) == []

    def test_a_visit_to_no_service_has_nobody_to_ask(self):
        assert names_of_those_who_can(None, member) == []
        assert names_of_those_who_can(Visit(User.from_json(a_user())), member) == []

    def test_permissions_are_named_as_the_team_page_names_them(self):
        assert permissions_named_by(view_activity | send_messages | member) == [
            "See dashboard",
            "Send messages",
        ]


class TestWhomToAsk:
    def drawn(self, names):
        source = '{% from "components/whom_to_ask.html" import whom_to_ask %}{{ whom_to_ask(names) }}'
        return engines["jinja2"].env.from_string(source).render(names=names).strip()

    @pytest.mark.parametrize(
        ("names", "words"),
        [
            (["Ann"], "Ask Ann."),
            (["Ann", "Ben"], "Ask Ann or Ben."),
            (list("abcde"), "Ask a, b, c, d or e."),
            (list("abcdef"), "Ask a, b, c, d, e or 1 other team member."),
            (list("abcdefg"), "Ask a, b, c, d, e or 2 other team members."),
        ],
    )
    def test_names_some_and_counts_the_others(self, names, words):
        assert words in self.drawn(names)

    def test_says_nothing_without_names(self):
        assert self.drawn([]) == ""
