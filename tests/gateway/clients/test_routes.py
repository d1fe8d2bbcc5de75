"""Each client method asks the right route with the right query and body, and returns the part that it promises."""

import pytest

from gateway import acting_as
from tests.architecture.imports import ROOT
from tests.gateway.clients.names import WHO
from tests.gateway.clients.routes import ROUTES

# They ask nothing or several things, or are another name of a method with a row. Each has tests of its own.
OF_NO_SINGLE_ROUTE = {
    "archive_service",
    "archive_user",
    "get_monthly_template_usage_for_service",
    "get_notification_count",
    "get_template_folder",
    "parse_custom_email_sender_name_http_error",
    "parse_edit_service_http_error",
    "set_service_data_retention",
}


def names_in(call) -> tuple[str, ...]:
    """What a lambda calls; a method stands for itself."""
    return (call.__name__, *call.__code__.co_names)


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
        clients = (ROOT / "gateway" / "clients").glob("*.py")
        written = [
            line for path in clients for line in path.read_text().splitlines() if line.startswith("    def ")
        ]
        public = {
            line.split("(")[0].removeprefix("    def ")
            for line in written
            if not line.startswith("    def _")
        }

        covered = {name for name in public if any(name in names_in(row[0]) for row in ROUTES)}

        assert public - covered == OF_NO_SINGLE_ROUTE
