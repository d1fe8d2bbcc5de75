"""Templates from their first version to the archive."""

import pytest

pytestmark = pytest.mark.both_databases

TEXT = "Hello ((name)), your bin day is ((day))."


@pytest.fixture
def service(services):
    return f"/service/{services['bin_collections']}"


@pytest.fixture
def create(api, service, services, people):
    def make(template_type="sms", **more):
        body = {
            "name": "Bin day",
            "template_type": template_type,
            "content": TEXT,
            "service": services["bin_collections"],
            "created_by": people["council_manager"]["id"],
        }
        return api.post(f"{service}/template", body | more)

    return make


@pytest.fixture
def template(create):
    return create().json()["data"]


class TestCreating:
    def test_starts_at_version_1(self, api, service, create, people):
        answer = create("email", subject="Bins", has_unsubscribe_link=None)
        made = answer.json()["data"]

        assert answer.status_code == 201
        assert (made["version"], made["updated_at"], made["archived"]) == (1, None, False)
        assert made["created_by"] == people["council_manager"]["id"]
        assert made["has_unsubscribe_link"] is False
        assert made["reply_to_text"] == "recycling@meadowbridge.gov.uk"
        assert api.data(f"{service}/template/{made['id']}") == made

    def test_a_letter_goes_second_class_in_english(self, create):
        made = create("letter", subject="Bins").json()["data"]

        assert (made["postage"], made["letter_languages"]) == ("second", "english")

    @pytest.mark.parametrize(
        ("languages", "subject", "content", "text"),
        [
            ("welsh_then_english", "Biniau", None, "letter_welsh_content None is not of type string"),
            ("english", "Biniau", "Helo", "letter_welsh_subject Biniau is not of type null"),
            (None, None, "Helo", "letter_welsh_subject None is not of type string"),
        ],
    )
    def test_welsh_texts_come_and_go_together(self, create, languages, subject, content, text):
        answer = create(
            "letter",
            subject="Bins",
            letter_languages=languages,
            letter_welsh_subject=subject,
            letter_welsh_content=content,
        )

        assert answer.status_code == 400
        assert text in [error["message"] for error in answer.json()["errors"]]

    def test_languages_are_said_with_both_texts(self, create):
        answer = create("letter", subject="Bins", letter_languages="english")

        assert [error["message"] for error in answer.json()["errors"]] == [
            "letter_welsh_subject is a required property",
            "letter_welsh_content is a required property",
        ]

    def test_a_letter_in_both_languages(self, api, service, create):
        welsh = {"letter_welsh_subject": "Biniau", "letter_welsh_content": "Helo"}
        made = create("letter", subject="Bins", letter_languages="welsh_then_english", **welsh).json()["data"]
        english = dict.fromkeys(welsh) | {"letter_languages": "english"}
        changed = api.post(f"{service}/template/{made['id']}", english).json()["data"]

        assert {name: made[name] for name in welsh} == welsh
        assert {name: changed[name] for name in english} == english

    def test_everything_missing_is_named(self, api, service):
        answer = api.post(f"{service}/template", {})

        assert answer.status_code == 400
        assert answer.json()["status_code"] == 400
        assert answer.json()["errors"] == [
            {"error": "ValidationError", "message": f"{name} is a required property"}
            for name in ("subject", "name", "template_type", "content", "service", "created_by")
        ]

    def test_a_text_needs_no_subject(self, create):
        assert create("sms").status_code == 201

    def test_a_text_of_918_characters_is_the_longest(self, create):
        fits, too_long = create(content="a" * 918), create(content="a" * 919)

        assert fits.status_code == 201
        text = "Content has a character count greater than the limit of 918"
        assert (too_long.status_code, too_long.json()["message"]) == (400, {"content": [text]})

    def test_a_channel_that_is_off_is_403(self, api, services, people):
        service = services["harbour_notices"]
        body = {"name": "L", "template_type": "letter", "subject": "S", "content": "C", "service": service}
        answer = api.post(f"/service/{service}/template", body | {"created_by": people["manager"]["id"]})

        assert answer.status_code == 403
        assert answer.json()["message"] == {"template_type": ["Creating letter templates is not allowed"]}

    def test_an_unknown_folder_is_refused(self, create):
        answer = create(parent_folder_id="00000000-0000-0000-0000-000000000000")

        assert (answer.status_code, answer.json()["message"]) == (400, "parent_folder_id not found")


class TestChanging:
    def test_every_change_is_a_version_by_its_author(self, api, service, template, people):
        path = f"{service}/template/{template['id']}"
        changed = api.post(path, {"content": "Hi ((name))", "created_by": people["email_link"]["id"]}).json()[
            "data"
        ]
        versions = api.data(f"{path}/versions")

        assert (changed["version"], changed["content"]) == (2, "Hi ((name))")
        assert changed["updated_at"] is not None
        assert [(row["version"], row["content"]) for row in versions] == [(2, "Hi ((name))"), (1, TEXT)]
        assert [row["created_by"]["name"] for row in versions] == ["Isla Fraser", "Rosa Delgado"]
        assert api.data(f"{path}/version/1")["content"] == TEXT

    def test_no_change_is_no_version(self, api, service, template, people):
        body = {"name": "Bin day", "content": TEXT, "created_by": people["email_link"]["id"]}
        same = api.post(f"{service}/template/{template['id']}", body).json()["data"]

        assert (same["version"], same["updated_at"]) == (1, None)

    def test_an_unknown_version_is_404(self, api, service, template):
        assert api.get(f"{service}/template/{template['id']}/version/9").status_code == 404

    def test_the_template_of_another_service_is_404(self, api, services, template):
        assert api.get(f"/service/{services['boat_licences']}/template/{template['id']}").status_code == 404

    def test_archived_ones_leave_the_list_but_can_be_read(self, api, service, template, people):
        path = f"{service}/template/{template['id']}"
        body = {"archived": True, "created_by": people["council_manager"]["id"]}
        archived = api.post(path, body).json()["data"]
        listed = {row["id"] for row in api.data(f"{service}/template")}

        assert (archived["archived"], archived["folder"], archived["version"]) == (True, None, 2)
        assert template["id"] not in listed
        assert api.data(path)["archived"] is True

    def test_redacting_answers_null_and_stays(self, api, service, template, people):
        path = f"{service}/template/{template['id']}"
        answer = api.post(
            path, {"redact_personalisation": True, "created_by": people["council_manager"]["id"]}
        )

        assert (answer.status_code, answer.json()) == (200, None)
        assert api.data(path)["redact_personalisation"] is True

    def test_a_letter_can_name_another_sender(self, api, services, people):
        service = f"/service/{services['council_tax']}"
        letter = next(row for row in api.data(f"{service}/template") if row["template_type"] == "letter")
        unknown = "31cc233b-d99a-4716-b6d3-53faea2b3cbd"
        path, author = f"{service}/template/{letter['id']}", people["council_manager"]["id"]
        refused = api.post(path, {"reply_to": unknown, "created_by": author})
        blank = api.post(path, {"reply_to": None, "created_by": author}).json()["data"]

        text = (
            f"letter_contact_id {unknown} does not exist in database for service id {services['council_tax']}"
        )
        assert (refused.status_code, refused.json()["message"]) == (400, text)
        assert (blank["reply_to"], blank["reply_to_text"], blank["version"]) == (None, None, 2)


class TestListing:
    def test_by_channel_then_name(self, api, services):
        rows = api.data(f"/service/{services['boat_licences']}/template")

        assert [row["template_type"] for row in rows] == sorted(row["template_type"] for row in rows)
        emails = [row["name"].lower() for row in rows if row["template_type"] == "email"]
        assert emails == sorted(emails)

    def test_the_hidden_template_of_uploaded_letters_is_made_once(self, api, services):
        service = f"/service/{services['boat_licences']}"
        first, second = (
            api.get(f"{service}/template/precompiled").json(),
            api.get(f"{service}/template/precompiled").json(),
        )
        listed = {row["id"] for row in api.data(f"{service}/template")}

        assert first["id"] == second["id"]
        assert (first["hidden"], first["is_precompiled_letter"]) == (True, True)
        assert first["id"] not in listed


class TestPreview:
    def test_fills_the_placeholders(self, api, service, template):
        answer = api.get(f"{service}/template/{template['id']}/preview", name="Ann", day="Friday")

        assert answer.json()["content"] == "Hello Ann, your bin day is Friday."

    def test_a_missing_value_is_named(self, api, service, template):
        answer = api.get(f"{service}/template/{template['id']}/preview", NAME="Ann")

        assert (answer.status_code, answer.json()["message"]) == (400, "Missing personalisation: day")

    @pytest.mark.parametrize(
        ("value", "content"), [("yes", "Hi. Moved."), ("no", "Hi. "), ("Y", "Hi. Moved.")]
    )
    def test_conditional_text_shows_for_yes(self, api, service, create, value, content):
        made = create(content="Hi. ((holiday??Moved.))").json()["data"]

        assert api.get(f"{service}/template/{made['id']}/preview", holiday=value).json()["content"] == content
