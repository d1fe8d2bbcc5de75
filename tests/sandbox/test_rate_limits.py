"""How often a program may ask in a minute."""

import pytest

from tests.sandbox.senders import Sending, refusal

MOBILE = "07700900888"
SENTENCE = "Exceeded rate limit for key type {} of 2 requests per 60 seconds"


@pytest.fixture
def service(api, services, people, request):
    """One for each test, as a minute is longer than all of them."""
    service = Sending(api, services[request.param], people["council_manager"]["id"])
    api.post(service.path, {"rate_limit": 2}).raise_for_status()
    return service


class TestRateLimits:
    @pytest.mark.parametrize(
        ("service", "key_type", "name"),
        [("council_tax", "normal", "LIVE"), ("bin_collections", "test", "TEST")],
        indirect=["service"],
    )
    def test_one_too_many_is_refused(self, service, key_type, name):
        client, template = service.client(service.key("Hasty", key_type)), service.template("sms")
        for _ in range(2):
            client.send_sms_notification(MOBILE, template, {"name": "Al"})

        found = refusal(client.send_sms_notification, MOBILE, template, {"name": "Al"})

        assert found == (429, "RateLimitError", SENTENCE.format(name))

    @pytest.mark.parametrize("service", ["library_loans"], indirect=True)
    def test_keys_of_a_type_are_counted_together_and_types_apart(self, service):
        template = service.template("sms")
        first, second = (service.client(service.key(name, "test")) for name in ("First", "Second"))
        team = service.client(service.key("Team", "team"))
        for client in (first, second):
            client.send_sms_notification(MOBILE, template, {"name": "Al"})

        refused = refusal(second.send_sms_notification, MOBILE, template, {"name": "Al"})
        other = refusal(team.send_sms_notification, MOBILE, template, {"name": "Al"})

        assert refused[0] == 429
        assert other[1] == "BadRequestError"

    @pytest.mark.parametrize("service", ["outpatients"], indirect=True)
    def test_reading_is_not_limited(self, service):
        client = service.client(service.key("Reader", "test"))

        pages = [client.get_all_notifications() for _ in range(3)]

        assert all("notifications" in page for page in pages)
