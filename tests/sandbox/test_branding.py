"""Brands of emails and letters, and the pools organisations choose from."""

import itertools

import pytest

NAMES = (f"Office of Everything {number}" for number in itertools.count(1))


@pytest.fixture
def branding(api, people):
    name = next(NAMES)
    body = {"name": name, "alt_text": name, "text": None, "created_by": people["platform_admin"]["id"]}
    return api.post("/email-branding", body).json()["data"]


@pytest.fixture
def letter_branding(api):
    name = next(NAMES)
    return api.post("/letter-branding", {"name": name, "filename": name.lower()}).json()


class TestEmailBranding:
    def test_a_new_one_is_listed(self, api, people, branding):
        listed = api.get("/email-branding").json()["email_branding"]

        assert branding in listed
        assert branding["created_by"] == people["platform_admin"]["id"]

    def test_a_name_is_used_once(self, api, branding):
        answer = api.post("/email-branding", {"name": branding["name"], "text": "x"})

        assert (answer.status_code, answer.json()["message"]) == (
            400,
            {"name": ["An email branding with that name already exists."]},
        )

    @pytest.mark.parametrize("texts", [{}, {"text": "a", "alt_text": "b"}])
    def test_has_either_text_or_alt_text(self, api, texts):
        answer = api.post("/email-branding", {"name": next(NAMES), **texts})

        assert (answer.status_code, answer.json()["message"]) == (
            400,
            "Email branding must have exactly one of alt_text and text.",
        )

    def test_a_kind_is_one_of_a_list(self, api):
        answer = api.post("/email-branding", {"name": "", "brand_type": "nonsense"})

        assert answer.json()["errors"] == [
            {
                "error": "ValidationError",
                "message": "brand_type nonsense is not one of [org, both, org_banner]",
            }
        ]

    def test_changing_one(self, api, branding):
        path = f"/email-branding/{branding['id']}"
        answer = api.post(path, {"text": "Words", "alt_text": None, "brand_type": "org_banner"})
        after = api.get(path).json()["email_branding"]

        assert answer.status_code == 200
        assert (after["text"], after["alt_text"], after["brand_type"]) == ("Words", None, "org_banner")
        assert after["updated_at"] is not None

    def test_an_alt_text_becomes_a_free_name(self, api, branding):
        path = "/email-branding/get-name-for-alt-text/"
        taken = api.post(path, {"alt_text": branding["name"].upper()}).json()
        free = api.post(path, {"alt_text": "Nobody has this"}).json()

        assert taken == {"name": f"{branding['name'].upper()} (alternate 1)"}
        assert free == {"name": "Nobody has this"}

    def test_archiving_takes_it_out_of_list_and_pools(self, api, branding, organisations):
        pool = f"/organisations/{organisations['northmoor']}/email-branding-pool"
        api.post(pool, {"branding_ids": [branding["id"]]})
        answer = api.post(f"/email-branding/{branding['id']}/archive")
        listed = api.get("/email-branding").json()["email_branding"]

        assert answer.status_code == 204
        assert branding["id"] not in [row["id"] for row in listed]
        assert api.data(pool) == []

    def test_one_in_use_cannot_be_archived(self, api, branding, services):
        path = f"/email-branding/{branding['id']}"
        api.post(f"/service/{services['library_loans']}", {"email_branding": branding["id"]})
        used_by = api.data(f"{path}/orgs_and_services")

        assert used_by["services"] == [{"id": services["library_loans"], "name": "Library loans"}]
        assert api.post(f"{path}/archive").status_code == 400

    def test_an_unknown_one_is_404(self, api):
        answer = api.get("/email-branding/00000000-0000-0000-0000-000000000000")

        assert (answer.status_code, answer.json()["message"]) == (404, "No result found")


class TestLetterBranding:
    @pytest.mark.parametrize("field", ["name", "filename"])
    def test_name_and_file_are_used_once(self, api, letter_branding, field):
        body = {"name": "New", "filename": "new"} | {field: letter_branding[field]}
        answer = api.post("/letter-branding", body)

        assert answer.status_code == 400
        assert answer.json()["message"] == {field: [f"{field.capitalize()} already in use"]}

    def test_changing_one_answers_201(self, api, letter_branding):
        path = f"/letter-branding/{letter_branding['id']}"
        answer = api.post(path, {"name": next(NAMES), "filename": letter_branding["filename"]})

        assert answer.status_code == 201
        assert api.get(path).json() == answer.json()

    def test_a_free_name(self, api, letter_branding):
        answer = api.post("/letter-branding/get-unique-name/", {"name": letter_branding["name"]})

        assert answer.json() == {"name": f"{letter_branding['name']} (alternate 1)"}


class TestPools:
    def test_an_email_brand_comes_and_goes(self, api, branding, organisations):
        pool = f"/organisations/{organisations['rivers']}/email-branding-pool"
        added = api.post(pool, {"branding_ids": [branding["id"]]})
        inside = api.data(pool)
        removed = api.delete(f"{pool}/{branding['id']}")
        again = api.delete(f"{pool}/{branding['id']}")

        assert (added.status_code, removed.status_code, again.status_code) == (204, 204, 404)
        assert (inside, api.data(pool)) == ([branding], [])

    def test_a_letter_brand_comes_and_goes(self, api, letter_branding, organisations):
        pool = f"/organisations/{organisations['rivers']}/letter-branding-pool"
        added = api.post(pool, {"branding_ids": [letter_branding["id"]]})
        inside = api.data(pool)
        removed = api.delete(f"{pool}/{letter_branding['id']}")

        assert (added.status_code, removed.status_code) == (204, 204)
        assert (inside, api.data(pool)) == ([letter_branding], [])

    def test_the_brand_of_an_organisation_is_in_its_pool(self, api, branding, organisations):
        path = f"/organisations/{organisations['northmoor']}"
        api.post(path, {"email_branding_id": branding["id"]})

        assert branding in api.data(f"{path}/email-branding-pool")
