"""The rules that a view holds a file of recipients against."""

import pytest

from portal_apps.sending.file_rules import rules_for
from portal_apps.services.models import Service
from tests.builders import a_member, a_service, a_template


@pytest.fixture
def trial(api):
    """A service in trial mode with one member, who has no mobile, and two guests."""
    service = a_service(restricted=True)
    path = f"/service/{service['id']}"
    member = a_member(service, email_address="ada@example.gov.uk", mobile_number=None)
    guests = {"email_addresses": ["guest@example.com"], "phone_numbers": ["07700 900002"]}
    api.answers("GET", f"{path}/users", {"data": [member]})
    api.answers("GET", f"{path}/guest-list", guests)
    return Service(service)


class TestRules:
    def test_of_a_live_service_let_it_send_to_anybody_and_ask_nobody(self, api):
        rules = rules_for(Service(a_service()))

        assert rules.allowed is None
        assert rules.template_type is None
        assert api.asked == []

    def test_of_a_service_in_trial_mode_name_its_team_and_its_guests(self, trial):
        rules = rules_for(trial)

        assert rules.allowed == {"ada@example.gov.uk", "guest@example.com", "447700900002"}

    def test_are_those_of_the_template_where_there_is_one(self):
        template = a_template(template_type="sms", content="Hello ((name))")

        rules = rules_for(Service(a_service()), template)

        assert rules.template_id == template["id"]
        assert rules.placeholders == ["name"]
