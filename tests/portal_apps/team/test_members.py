"""The list of the team: who sees what of it, searching it, keeping it as a file."""

import csv

from tests.builders import a_user
from tests.pages import by_id, link, main, of_class, text_of, texts, tree
from tests.portal_apps.team.conftest import EXPIRED

SENDS = ["send_texts", "send_emails", "send_letters"]


def people(page):
    return [text_of(item.find("h2")) for item in of_class(page, "user-list-item")]


def permissions(item):
    """What the ticks say: the labels of what the person can do."""
    return [text_of(one).removeprefix("Can: ") for one in of_class(item, "tick-list__item--yes")]


class TestManageUsers:
    def test_lists_members_by_name_and_then_open_invitations(self, team):
        team.member(name="ben Whitlock", email_address="ben@meadowbridge.gov.uk")
        team.invitation(email_address="lena@meadowbridge.gov.uk")
        team.invitation(status="cancelled")
        team.invitation(status="accepted")

        page = tree(team.browser().get(team.url))

        assert people(page) == [
            "ben Whitlock ben@meadowbridge.gov.uk",
            "Morgan Ellis (you) morgan.ellis@meadowbridge.gov.uk",
            "lena@meadowbridge.gov.uk",
        ]
        assert [item.find("h2").get("title") for item in of_class(page, "user-list-item")] == [
            "ben@meadowbridge.gov.uk",
            "morgan.ellis@meadowbridge.gov.uk",
            "lena@meadowbridge.gov.uk",
        ]

    def test_asks_the_api_twice_once_it_is_warm(self, team):
        browser = team.browser()
        browser.get(team.url)
        team.api.mock.calls.reset()

        browser.get(team.url)

        assert sorted(one.path for one in team.api.asked) == [f"{team.path}/invite", f"{team.path}/users"]

    def test_says_what_each_can_do_and_see(self, team):
        amina = team.member(SENDS, name="Amina")
        team.folder(users_with_permission=[amina["id"]])
        team.folder(name="Spring")

        page = tree(team.browser().get(team.url))

        item = of_class(page, "user-list-item")[0]
        assert permissions(item) == ["Send messages"]
        assert "Can see 1 of 2 folders" in text_of(item)

    def test_names_come_out_as_text(self, team):
        team.member(name="<b>Ben</b>")

        response = team.browser().get(team.url)

        assert b"<b>Ben" not in response.content
        assert "<b>Ben</b>" in people(response)[0]

    def test_the_first_link_of_a_member_leads_to_changing_them(self, team):
        ben = team.member(name="Ben")

        item = of_class(team.browser().get(team.url), "user-list-item")[0]

        first = next(item.iter("a"))
        assert first.get("href") == f"{team.url}/{ben['id']}"
        assert text_of(first) == "Change details for Ben"

    def test_the_first_button_invites(self, team):
        page = tree(team.browser().get(team.url))

        first = next(a for a in main(page).iter("a") if "govuk-button" in (a.get("class") or "").split())
        assert first.get("href") == f"{team.url}/invite"

    def test_an_invitation_says_when_it_has_expired(self, team):
        team.invitation(created_at=EXPIRED)

        assert "Invitation expired" in text_of(main(team.browser().get(team.url)))

    def test_members_who_do_not_manage_the_service_see_no_ways_to_change_it(self, team):
        amina = team.member(SENDS, name="Amina")
        team.invitation()

        page = tree(team.browser(amina).get(team.url))

        assert len(people(page)) == 3
        assert [text_of(a) for a in main(page).iter("a")] == []
        assert "To change the team, ask Morgan Ellis." in text_of(main(page))

    def test_the_navigation_has_it(self, team):
        page = tree(team.browser().get(team.url))

        assert link(page, "Team members") == team.url


class TestSearch:
    def test_looks_in_names_and_addresses_of_everybody(self, team):
        for number in range(60):
            team.member(name=f"Person {number}", email_address=f"p{number}@meadowbridge.gov.uk")
        team.invitation(email_address="PAT.lee@meadowbridge.gov.uk")

        page = tree(team.browser().post(team.url, {"search": "pat"}))

        assert people(page) == ["PAT.lee@meadowbridge.gov.uk"]
        assert "1 person found" in text_of(main(page))
        assert by_id(page, "search").get("value") == "pat"

    def test_answers_htmx_with_the_list_alone(self, team):
        team.member(name="Ben Whitlock", email_address="ben@meadowbridge.gov.uk")

        response = team.browser().post(team.url, {"search": "whit"}, headers={"HX-Request": "true"})

        assert people(response) == ["Ben Whitlock ben@meadowbridge.gov.uk"]
        assert b"<html" not in response.content
        assert "HX-Request" in response["Vary"]

    def test_a_short_list_has_no_search(self, team):
        assert by_id(team.browser().get(team.url), "search") is None

    def test_a_long_list_is_read_page_by_page(self, team):
        for number in range(60):
            team.member(name=f"Person {number:02}")

        browser = team.browser()

        assert len(people(browser.get(team.url))) == 50
        assert len(people(browser.get(f"{team.url}?page=2"))) == 11

    def test_nobody_found(self, team):
        page = tree(team.browser().post(team.url, {"search": "nobody"}))

        assert people(page) == []
        assert "0 people found" in text_of(main(page))


class TestDownload:
    def rows(self, response):
        return list(csv.reader(response.content.decode("utf-8-sig").splitlines()))

    def test_has_everybody_with_what_they_may_do(self, team):
        team.member(SENDS, name="Amina", email_address="amina@meadowbridge.gov.uk")
        team.invitation(email_address="lena@meadowbridge.gov.uk", created_at=EXPIRED)

        response = team.browser().get(f"{team.url}.csv")

        headings, amina, _morgan, lena = self.rows(response)
        assert headings[:5] == ["Name", "Email address", "Status", "Sign-in method", "See dashboard"]
        assert amina[:4] == ["Amina", "amina@meadowbridge.gov.uk", "Member", "Text message code"]
        assert dict(zip(headings, amina, strict=True))["Send messages"] == "Yes"
        assert lena[:3] == ["", "lena@meadowbridge.gov.uk", "Invitation expired"]
        assert "Parking permits team members.csv" in response["Content-Disposition"]

    def test_does_not_give_spreadsheets_formulas(self, team):
        team.member(name='=HYPERLINK("https://evil.example")')

        names = [row[0] for row in self.rows(team.browser().get(f"{team.url}.csv"))]

        assert '\'=HYPERLINK("https://evil.example")' in names

    def test_is_for_managers_and_the_organisation(self, team):
        amina = team.member(SENDS)
        organisation_member = a_user(organisations=["o1"])
        team.service["organisation"] = "o1"

        assert team.browser(amina).get(f"{team.url}.csv").status_code == 403
        assert team.browser(organisation_member).get(f"{team.url}.csv").status_code == 200


class TestOutsiders:
    def test_see_nothing(self, team):
        response = team.browser(a_user()).get(team.url)

        assert response.status_code == 403
        assert texts(response, "h2") == ["If you ask for help"]
