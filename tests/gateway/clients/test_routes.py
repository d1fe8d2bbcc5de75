"""Each client method asks the right route with the right query and body, and returns the part that it promises."""

import pytest

import gateway
from gateway import acting_as
from gateway.base import NotifyAdminAPIClient
from tests.gateway.clients.names import WHO
from tests.gateway.clients.routes import ROUTES

# They ask nothing or several things, or are another name of a method with a row. Each has tests of its own.
OF_NO_SINGLE_ROUTE = {
    "service_api_client.archive_service",
    "service_api_client.get_notification_count",
    "service_api_client.parse_custom_email_sender_name_http_error",
    "service_api_client.parse_edit_service_http_error",
    "service_api_client.set_service_data_retention",
    "template_email_file_client.get_email_attachment",
    "template_email_file_client.upload_email_attachment",
    "template_folder_api_client.get_template_folder",
    "template_statistics_client.get_monthly_template_usage_for_service",
    "user_api_client.archive_user",
}
# Those of the API itself. Other hosts are asked in words of their own.
CLIENTS = {
    name: value
    for name, value in vars(gateway).items()
    if isinstance(value, NotifyAdminAPIClient) and type(value).base_url is NotifyAdminAPIClient.base_url
}


def names_in(call) -> set[str]:
    """The client and the method that a lambda calls; a method stands for itself."""
    owner = {name for name, client in CLIENTS.items() if getattr(call, "__self__", None) is client}
    return {call.__name__, *owner, *call.__code__.co_names}


class TestRoutes:
    @pytest.mark.parametrize(("call", "verb", "path", "sent", "answer", "returned"), ROUTES)
    def test_a_method_speaks_to_its_route(self, api, call, verb, path, sent, answer, returned):
        api.answers(verb, path, answer, status=204 if answer is None else 200)

        with acting_as(WHO):
            result = call()

        asked = api.asked[0]
        assert (asked.method, asked.path) == (verb, path)
        assert (asked.query if verb == "GET" else asked.body) == sent
        assert result == returned
        assert type(result) is type(returned)

    def test_every_method_has_a_row(self):
        public = {
            (client, method)
            for client, instance in CLIENTS.items()
            for method in set(dir(instance)) - set(dir(NotifyAdminAPIClient))
            if not method.startswith("_")
        }
        rows = [names_in(row[0]) for row in ROUTES]

        without = {".".join(pair) for pair in public if not any(names.issuperset(pair) for names in rows)}

        assert without == OF_NO_SINGLE_ROUTE
