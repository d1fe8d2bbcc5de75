"""What a file is held against: made from the API's service and template."""

import pytest

from portal_apps.sending.recipients import Rules
from tests.builders import a_service, a_template


class TestTemplate:
    def test_is_known_by_its_id_and_version(self):
        template = a_template(template_type="sms", version=3)

        rules = Rules.of(a_service(), template)

        assert (rules.template_type, rules.template_id, rules.template_version) == (
            "sms",
            template["id"],
            3,
        )

    def test_may_be_none_yet(self):
        rules = Rules.of(a_service())

        assert (rules.template_type, rules.template_id, rules.template_version) == (None, "", 0)
        assert (rules.subject, rules.content, rules.placeholders) == ("", "", [])

    def test_of_a_letter_in_two_languages_has_both_texts_each_on_its_lines(self):
        letter = a_template(
            template_type="letter",
            subject="Reminder",
            content="Dear ((name))",
            letter_languages="welsh_then_english",
            letter_welsh_subject="Nodyn",
            letter_welsh_content="Annwyl ((enw))",
        )

        rules = Rules.of(a_service(), letter)

        assert rules.subject == "Nodyn\nReminder"
        assert rules.content == "Annwyl ((enw))\nDear ((name))"
        assert rules.placeholders == ["enw", "name"]

    def test_of_a_letter_whose_welsh_is_not_written_yet_has_the_english_one(self):
        letter = a_template(
            template_type="letter",
            content="Dear ((name))",
            letter_languages="welsh_then_english",
            letter_welsh_content=None,
        )

        assert Rules.of(a_service(), letter).content == "\nDear ((name))"


class TestTrialMode:
    def test_knows_its_people_by_addresses_and_numbers_that_are_some(self):
        people = ["Ada@Example.com", "07911 123456", "ada@@example.com", "12", ""]

        rules = Rules.of(a_service(restricted=True), a_template(), people)

        assert rules.allowed == {"ada@example.com", "447911123456"}

    def test_is_no_matter_for_live_services(self):
        assert Rules.of(a_service(), a_template(), ["ada@example.com"]).allowed is None


class TestDigest:
    def test_is_the_same_for_the_same_rules_in_any_order(self):
        one, other = a_service(permissions=["sms", "email"]), a_service(permissions=["email", "sms"])
        template = a_template()

        assert Rules.of(one, template).digest == Rules.of(other, template).digest

    @pytest.mark.parametrize(
        "changed",
        [
            {"version": 2},
            {"content": "Other ((name))"},
            {"subject": "Other"},
            {"template_type": "sms"},
            {"email_files": [{"filename": "plan.pdf"}]},
        ],
    )
    def test_is_another_one_after_a_change_of_the_template(self, changed):
        template, service = a_template(), a_service()

        assert Rules.of(service, template).digest != Rules.of(service, {**template, **changed}).digest

    @pytest.mark.parametrize(
        "changed", [{"name": "Other"}, {"prefix_sms": False}, {"permissions": []}, {"restricted": True}]
    )
    def test_is_another_one_after_a_change_of_the_service(self, changed):
        template, service = a_template(template_type="sms"), a_service()

        assert Rules.of(service, template).digest != Rules.of({**service, **changed}, template).digest
