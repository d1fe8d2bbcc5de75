"""Changing one thing about an organisation."""

import pytest

from portal_apps.orgs.settings import SETTINGS
from tests.builders import an_error
from tests.pages import errors, link, of_class, text_of, texts, typed

CHANGES = {
    "edit-name": ({"name": "Eastgate"}, {"name": "Eastgate"}),
    "edit-type": ({"organisation_type": "nhs_local"}, {"organisation_type": "nhs_local"}),
    "edit-crown-status": ({"crown_status": "unknown"}, {"crown": None}),
    "edit-agreement": ({"agreement_signed": "no"}, {"agreement_signed": False}),
    "edit-organisation-domains": (
        {"domains-0": "Eastgate.gov.uk", "domains-7": "eastgate.gov.uk", "domains-29": "e.gov.uk"},
        {"domains": ["eastgate.gov.uk", "e.gov.uk"]},
    ),
    "edit-go-live-notes": ({"request_to_go_live_notes": ""}, {"request_to_go_live_notes": None}),
    "edit-can-approve-own-go-live-requests": (
        {"enabled": "False"},
        {"can_approve_own_go_live_requests": False},
    ),
    "edit-can-ask-to-join-a-service": ({"enabled": "True"}, {"permissions": ["can_ask_to_join_a_service"]}),
    "notes": ({"notes": "Ask <b>Ada</b>"}, {"notes": "Ask <b>Ada</b>"}),
    "edit-billing-details": (
        {"billing_reference": "R1", "notes": "n"},
        {
            "billing_contact_names": None,
            "billing_contact_email_addresses": None,
            "billing_reference": "R1",
            "purchase_order_number": None,
            "notes": "n",
        },
    ),
}


@pytest.fixture
def path(api, organisation):
    path = f"/organisations/{organisation['id']}"
    api.answers("POST", path, status=204)
    api.answers("GET", f"{path}/services", [])
    for channel in ("email", "letter"):
        api.answers("GET", f"{path}/{channel}-branding-pool", {"data": []})
    return path


class TestSettings:
    def test_shows_everything_with_a_link_to_change_it(self, admin, url, path):
        page = admin.get(f"{url}/settings")

        links = [
            a.get("href") for row in of_class(page, "govuk-summary-list__actions") for a in row.iter("a")
        ]
        assert {f"{url}/settings/{one.address}" for one in SETTINGS} <= set(links)
        assert "meadowbridge.gov.uk" in texts(page, "dd", "govuk-summary-list__value")

    def test_asks_for_the_organisation_alone_when_warm(self, api, admin, url, path):
        admin.get(f"{url}/settings")
        before = len(api.asked)

        admin.get(f"{url}/settings")

        assert [request.path for request in api.asked[before:]] == [path]

    def test_an_address_with_a_slash_leads_to_the_page(self, admin, url):
        assert admin.get(f"{url}/settings/")["Location"] == f"{url}/settings"


class TestEveryPage:
    def test_is_tried_here(self):
        assert CHANGES.keys() == {one.address for one in SETTINGS}

    @pytest.mark.parametrize("address", CHANGES)
    def test_tells_the_api_what_was_changed_and_nothing_else(self, api, admin, url, path, address):
        sent, expected = CHANGES[address]

        answer = admin.post(f"{url}/settings/{address}", sent)

        assert (answer.status_code, answer["Location"]) == (302, f"{url}/settings")
        assert api.asked_to("POST", path)[0].body == expected

    @pytest.mark.parametrize("address", CHANGES)
    def test_does_not_overwrite_what_somebody_else_changed(
        self, api, admin, organisation, url, path, address
    ):
        started_from = typed(admin.get(f"{url}/settings/{address}"), "started_from")[0]
        everything = {
            "name": "Theirs",
            "organisation_type": "central",
            "crown": True,
            "agreement_signed": None,
            "domains": ["theirs.gov.uk"],
            "request_to_go_live_notes": "Theirs",
            "can_approve_own_go_live_requests": not organisation["can_approve_own_go_live_requests"],
            "permissions": [],
            "notes": "Theirs",
            "billing_reference": "Theirs",
        }
        api.answers("GET", path, {**organisation, **everything, **MEANWHILE.get(address, {})})

        page = admin.post(
            f"{url}/settings/{address}",
            {**DIFFERENT.get(address, CHANGES[address][0]), "started_from": started_from},
        )

        assert "Your change is not saved yet" in errors(page)[0]
        assert api.writes == []

    def test_a_name_that_is_taken_is_refused_beside_its_field(self, api, admin, url, path):
        api.answers("POST", path, an_error("Organisation name already exists"), status=400)

        page = admin.post(f"{url}/settings/edit-name", {"name": "Eastgate"})

        assert link(page, "Organisation name already exists") == "#name"
        assert typed(page, "name") == ["Eastgate"]


# Where the change of the table above would say what somebody else has saved.
MEANWHILE = {"edit-can-ask-to-join-a-service": {"permissions": ["can_ask_to_join_a_service"]}}
DIFFERENT = {
    "edit-can-ask-to-join-a-service": {"enabled": "False"},
    "edit-can-approve-own-go-live-requests": {"enabled": "True"},
}


class TestDomains:
    @pytest.mark.parametrize(
        ("typed_in", "expected"),
        [
            ("ada@eastgate.gov.uk", "A domain has no @ in it. Leave out the part before and the @ itself"),
            ("nhs.uk", "nhs.uk belongs to many organisations, so it cannot tell them apart"),
            ("NHS.net", "nhs.net belongs to many organisations, so it cannot tell them apart"),
            ("eastgate", "Enter a domain in the correct format, like example.gov.uk"),
            ("east gate.gov.uk", "Enter a domain in the correct format, like example.gov.uk"),
            (f"{'e' * 249}.gov.uk", "Domain 4 must be 255 characters or fewer"),
        ],
    )
    def test_what_is_no_domain_is_refused(self, api, admin, url, path, typed_in, expected):
        page = admin.post(f"{url}/settings/edit-organisation-domains", {"domains-3": typed_in})

        assert errors(page) == [expected]
        assert typed(page, "domains-3") == [typed_in]
        assert api.writes == []

    def test_a_domain_of_another_organisation_is_refused_by_the_api(self, api, admin, url, path):
        api.answers("POST", path, an_error("Domain already exists"), status=400)

        page = admin.post(f"{url}/settings/edit-organisation-domains", {"domains-0": "northmoor.nhs.uk"})

        assert errors(page) == ["Domain already exists"]


class TestArchive:
    def test_asks_first(self, api, admin, url):
        page = admin.get(f"{url}/settings/archive")

        assert len(of_class(page, "banner-dangerous")) == 1
        assert api.writes == []

    def test_is_done(self, api, admin, organisation, url):
        path = f"/organisations/{organisation['id']}/archive"
        api.answers("POST", path, status=204)

        answer = admin.post(f"{url}/settings/archive", {"delete": "y"})

        assert answer["Location"] == "/organisations"
        assert api.writes == [("POST", path)]

    def test_says_what_is_in_the_way(self, api, admin, organisation, url):
        text = "Cannot archive an organisation with services"
        api.answers("POST", f"/organisations/{organisation['id']}/archive", an_error(text), status=400)

        page = admin.post(f"{url}/settings/archive", {"delete": "y"})

        assert text in text_of(of_class(page, "banner-dangerous")[0])
