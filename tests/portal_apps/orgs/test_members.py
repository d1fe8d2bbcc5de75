"""Who belongs to an organisation."""

import pytest

from tests.builders import a_user, an_error, an_id
from tests.pages import errors, link, of_class, text_of, texts, typed

LIVE = "can_make_services_live"


def an_invitation(organisation, **facts):
    return {
        "id": an_id(),
        "email_address": "new@meadowbridge.gov.uk",
        "invited_by": an_id(),
        "organisation": organisation["id"],
        "permissions": [],
        "status": "pending",
        "created_at": "2026-11-25T09:00:00.000000Z",
    } | facts


@pytest.fixture
def ben(organisation):
    return a_user(
        name="Ben <b>",
        email_address="ben@meadowbridge.gov.uk",
        organisations=[organisation["id"]],
        organisation_permissions={organisation["id"]: [LIVE]},
    )


@pytest.fixture
def knows(api, organisation, member, ben):
    """The API knows these invitations, and takes an event."""

    def invitations(*rows):
        api.answers("GET", f"/organisations/{organisation['id']}/users", {"data": [member, ben]})
        api.answers("GET", f"/organisation/{organisation['id']}/invite", {"data": list(rows)})
        api.answers("POST", "/events", {"data": {}}, status=201)

    return invitations


class TestList:
    def test_shows_members_and_open_invitations(self, browser, organisation, url, knows):
        knows(
            an_invitation(organisation),
            an_invitation(organisation, status="cancelled", email_address="no@example.com"),
        )

        page = browser.get(f"{url}/users")

        titles = [item.find("h2").get("title") for item in of_class(page, "user-list-item")]
        assert titles == [
            "ada.okafor@meadowbridge.gov.uk",
            "ben@meadowbridge.gov.uk",
            "new@meadowbridge.gov.uk",
        ]

    def test_the_first_link_of_a_member_leads_to_their_details(self, browser, url, ben, knows):
        knows()

        item = of_class(browser.get(f"{url}/users"), "user-list-item")[1]

        assert next(item.iter("a")).get("href") == f"{url}/users/{ben['id']}"

    def test_a_search_is_a_post_that_changes_nothing(self, api, browser, url, knows):
        knows()

        page = browser.post(f"{url}/users", {"search": "BEN@"})

        assert [item.find("h2").get("title") for item in of_class(page, "user-list-item")] == [
            "ben@meadowbridge.gov.uk"
        ]
        assert api.writes == []

    def test_very_many_are_shown_a_page_at_a_time(self, browser, organisation, url, knows):
        addresses = [f"new{number:02}@meadowbridge.gov.uk" for number in range(60)]
        knows(*[an_invitation(organisation, email_address=address) for address in addresses])

        first, last = browser.get(f"{url}/users"), browser.get(f"{url}/users?page=2")
        found = browser.post(f"{url}/users", {"search": "new"})

        assert [len(of_class(page, "user-list-item")) for page in (first, last, found)] == [50, 12, 50]
        assert "The first 50 are shown." in texts(found, "p")
        assert link(first, "2") == f"{url}/users?page=2"


class TestInvite:
    def test_is_sent_with_its_permission(self, api, browser, member, organisation, url, knows):
        knows()
        path = f"/organisation/{organisation['id']}/invite"
        api.answers("POST", path, {"data": {}}, status=201)

        answer = browser.post(
            f"{url}/users/invite", {"email_address": "cy@example.com", "permissions_field": LIVE}
        )

        sent = api.asked_to("POST", path)[0].body
        assert answer["Location"] == f"{url}/users"
        assert (sent["email_address"], sent["invited_by"], sent["permissions"]) == (
            "cy@example.com",
            member["id"],
            [LIVE],
        )

    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("ADA.okafor@meadowbridge.gov.uk", "You cannot send an invitation to yourself"),
            ("Ben@meadowbridge.gov.uk", "ben@meadowbridge.gov.uk is a member already"),
            ("new@meadowbridge.gov.uk", "new@meadowbridge.gov.uk has an invitation already"),
            ("", "Enter an email address"),
        ],
    )
    def test_somebody_who_needs_none_gets_none(
        self, api, browser, organisation, url, knows, address, expected
    ):
        knows(an_invitation(organisation))

        page = browser.post(f"{url}/users/invite", {"email_address": address})

        assert errors(page) == [expected]
        assert typed(page, "email_address") == [address]
        assert api.writes == []

    def test_what_the_api_refuses_is_said(self, api, browser, organisation, url, knows):
        knows()
        answer = an_error({"email_address": ["Not a valid email address"]})
        api.answers("POST", f"/organisation/{organisation['id']}/invite", answer, status=400)

        page = browser.post(f"{url}/users/invite", {"email_address": "cy@example.com"})

        assert errors(page) == ["Not a valid email address"]


class TestEdit:
    def test_is_recorded_with_what_was_before(self, api, browser, member, organisation, url, ben, knows):
        knows()
        path = f"/user/{ben['id']}/organisation/{organisation['id']}/permissions"
        api.answers("POST", path, status=204)

        browser.post(f"{url}/users/{ben['id']}", {"permissions_field": []} | {"started_from": ""})

        assert api.asked_to("POST", path)[0].body == {"permissions": []}
        event = api.asked_to("POST", "/events")[0].body
        facts = {
            "user_id": ben["id"],
            "organisation_id": organisation["id"],
            "original_permissions": [LIVE],
            "new_permissions": [],
            "set_by_id": member["id"],
        }
        assert event["event_type"] == "set_organisation_user_permissions"
        assert facts.items() <= event["data"].items()

    def test_a_permission_that_does_not_exist_is_refused(self, api, browser, url, ben, knows):
        knows()

        page = browser.post(f"{url}/users/{ben['id']}", {"permissions_field": "manage_everything"})

        assert len(errors(page)) == 1
        assert api.writes == []

    def test_somebody_who_is_no_member_is_not_found(self, api, browser, url, knows):
        knows()
        stranger = an_id()

        assert browser.get(f"{url}/users/{stranger}").status_code == 404
        assert browser.post(f"{url}/users/{stranger}/delete").status_code == 404
        assert api.writes == []


class TestRemove:
    def test_asks_first(self, api, browser, url, ben, knows):
        knows()

        page = browser.get(f"{url}/users/{ben['id']}/delete")

        assert "Are you sure you want to remove Ben <b>?" in texts(page, "p")
        assert api.writes == []

    def test_is_done_and_recorded(self, api, browser, member, organisation, url, ben, knows):
        knows()
        path = f"/organisations/{organisation['id']}/users/{ben['id']}"
        api.answers("DELETE", path, status=204)

        answer = browser.post(f"{url}/users/{ben['id']}/delete", {"delete": "y"})

        assert answer["Location"] == f"{url}/users"
        assert api.writes == [("DELETE", path), ("POST", "/events")]
        event = api.asked_to("POST", "/events")[0].body
        assert (event["event_type"], event["data"]["removed_by_id"]) == (
            "remove_user_from_organisation",
            member["id"],
        )


class TestCancel:
    @pytest.fixture
    def path(self, api, organisation, knows):
        knows()
        invitation = an_invitation(organisation)
        path = f"/organisation/{organisation['id']}/invite/{invitation['id']}"
        api.answers("GET", path, {"data": invitation})
        api.answers("POST", path, {"data": invitation})
        return path

    def test_a_get_asks_and_a_post_does_it(self, api, browser, url, path):
        address = f"{url}/cancel-invited-user/{path.rpartition('/')[2]}"

        page = browser.get(address)
        asked = api.writes
        browser.post(address, {"delete": "y"})

        assert len(of_class(page, "banner-dangerous")) == 1
        assert (asked, api.writes) == ([], [("POST", path)])
        assert api.asked_to("POST", path)[0].body["status"] == "cancelled"

    def test_one_that_is_over_stays_so(self, api, browser, organisation, url, path):
        api.answers("GET", path, {"data": an_invitation(organisation, status="accepted")})

        answer = browser.post(
            f"{url}/cancel-invited-user/{path.rpartition('/')[2]}", {"delete": "y"}, follow=True
        )

        assert "accepted or cancelled already" in text_of(of_class(answer, "banner-dangerous")[0])
        assert api.writes == []


class TestNavigation:
    def test_leads_from_your_services_to_the_organisation(self, api, browser, member, organisation, url):
        mine = {
            "organisations": [
                {"id": organisation["id"], "name": "Meadowbridge", "count_of_live_services": 1}
            ],
            "services": [],
        }
        api.answers("GET", f"/user/{member['id']}/organisations-and-services", mine)
        api.answers("GET", "/organisations/by-domain", organisation)

        assert link(browser.get("/your-services"), "Meadowbridge") == url
