"""The tests of this folder leave no method of the gateway out. Runs last, and only together with all of them."""

from tests.integration.gateway.kept import WRITERS, shown
from tests.integration.gateway.noted import METHODS, asked_by

# They look at what they are given, or into Redis.
ASKS_NOBODY = {
    "service_api_client.get_notification_count",
    "service_api_client.parse_custom_email_sender_name_http_error",
    "service_api_client.parse_edit_service_http_error",
    "template_preview_client.get_allowed_headers",
}
# What they change stands in no answer that is kept.
SEEN_BY_NOBODY = {
    "invite_api_client.accept_invite",
    "job_api_client.cancel_job",
    "job_api_client.cancel_letter_job",
    "service_api_client.add_letter_contact",
    "service_api_client.delete_reply_to_email_address",
    "service_api_client.delete_sms_sender",
    "service_api_client.update_guest_list",
    "service_api_client.update_service_callback_api",
}


class TestEveryMethod:
    def test_has_answered(self):
        assert sorted(METHODS - asked_by.keys()) == []

    def test_has_asked_over_http(self):
        silent = {method for method, asked in asked_by.items() if not asked}

        assert silent == ASKS_NOBODY

    def test_that_writes_was_seen_by_somebody_who_had_a_kept_answer(self):
        assert WRITERS - shown == SEEN_BY_NOBODY
