"""A new service."""

import pytest

from tests.builders import a_service, a_user, an_error, an_organisation
from tests.pages import errors, link, texts, tree, typed

NEW = a_service(name="Parking permits", restricted=True)
PAGE = "/add-service/name-your-service"


@pytest.fixture
def knows(api):
    """The API takes a new service, and knows this organisation for the address of whoever makes it."""

    def organisation(own=None):
        answer, status = (own, 200) if own else (an_error("No result found"), 404)
        api.answers("GET", "/organisations/by-domain", answer, status=status)
        api.answers("POST", "/service", {"data": NEW}, status=201)
        api.answers("POST", f"/service/{NEW['id']}", {"data": NEW})
        api.answers("POST", f"/service/{NEW['id']}/template", {"data": {}}, status=201)

    return organisation


def types_offered(page):
    return [box.get("value") for box in tree(page).iter("input") if box.get("name") == "organisation_type"]


class TestAddService:
    def test_explains_trial_mode_first(self, sign_in):
        page = sign_in(a_user()).get("/add-service")

        assert texts(page, "h1") == ["Add a new service"]
        assert link(page, "Continue") == PAGE

    @pytest.mark.parametrize("path", ["/add-service", PAGE])
    def test_is_for_people_of_the_public_sector(self, api, sign_in, path):
        api.answers("GET", "/organisations", [])

        assert sign_in(a_user(email_address="ada@example.com")).get(path).status_code == 403


class TestAfterRegistration:
    """The address of a first service, where everybody goes whose account is new."""

    FIRST = "/add-service?first=first"

    def test_goes_on_to_the_list_where_people_may_join_services_there_are(self, sign_in, knows):
        knows(an_organisation(permissions=["can_ask_to_join_a_service"]))

        assert sign_in(a_user()).get(self.FIRST)["Location"] == "/your-services"

    @pytest.mark.parametrize("organisation", [None, an_organisation(permissions=[])])
    def test_is_the_first_service_itself_everywhere_else(self, sign_in, knows, organisation):
        knows(organisation)

        page = sign_in(a_user()).get(self.FIRST)

        assert link(page, "Continue") == PAGE


class TestNameYourService:
    def test_takes_the_type_of_ones_organisation(self, api, sign_in, knows):
        knows(an_organisation(organisation_type="central"))
        user = a_user()

        answer = sign_in(user).post(PAGE, {"name": "Parking permits", "organisation_type": "nhs_gp"})

        assert answer["Location"] == f"/services/{NEW['id']}"
        body = api.asked_to("POST", "/service")[0].body
        assert body == {
            "name": "Parking permits",
            "organisation_type": "central",
            "active": True,
            "email_message_limit": 50,
            "sms_message_limit": 50,
            "letter_message_limit": 50,
            "international_sms_message_limit": 100,
            "user_id": user["id"],
            "restricted": True,
            "created_by": user["id"],
        }

    def test_asks_for_the_type_where_it_is_not_known(self, api, sign_in, knows):
        knows()

        page = sign_in(a_user()).post(PAGE, {"name": "Parking permits"})

        assert errors(page) == ["Select who runs this service"]
        assert "local" in types_offered(page)
        assert api.writes == []

    def test_offers_types_of_the_nhs_to_its_people(self, sign_in, knows):
        knows()

        page = sign_in(a_user(email_address="ada@trust.nhs.uk")).get(PAGE)

        assert types_offered(page) == ["nhs_central", "nhs_local", "nhs_gp"]

    def test_a_surgery_starts_without_text_messages(self, api, sign_in, knows):
        knows()

        sign_in(a_user()).post(PAGE, {"name": "Parking permits", "organisation_type": "nhs_gp"})

        assert api.asked_to("POST", f"/service/{NEW['id']}")[0].body["sms_message_limit"] == 0

    def test_ones_first_service_has_a_template_to_try(self, api, sign_in, knows):
        knows(an_organisation())
        path = f"/service/{NEW['id']}/template"

        sign_in(a_user()).post(PAGE, {"name": "Parking permits"})
        first = len(api.asked_to("POST", path))
        sign_in(a_user(services=[a_service()["id"]])).post(PAGE, {"name": "Parking permits"})

        assert (first, len(api.asked_to("POST", path))) == (1, 1)

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("", "Enter a service name"),
            ("!", "Service name must include at least two letters or numbers"),
            ("служба", "Write the name in letters from the Latin alphabet"),
        ],
    )
    def test_a_name_that_will_not_do_stays_in_the_form(self, api, sign_in, knows, name, expected):
        knows(an_organisation())

        page = sign_in(a_user()).post(PAGE, {"name": name})

        assert errors(page) == [expected]
        assert typed(page, "name") == [name]
        assert api.writes == []

    def test_a_name_that_another_service_has_is_refused(self, api, sign_in, knows):
        knows(an_organisation())
        api.answers("POST", "/service", an_error({"name": ["Duplicate service name"]}), status=400)

        page = sign_in(a_user()).post(PAGE, {"name": "Parking permits"})

        assert errors(page) == ["Another service already has this name. Choose a different name"]
