"""What an error body says, by field."""

import pytest
import requests

from gateway.errors import BadRequest, NotFound, Unavailable, field_messages


def an_answer(body: str, status: int = 400) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response._content = body.encode()
    return response


class TestFieldMessages:
    @pytest.mark.parametrize(
        ("body", "messages"),
        [
            ('{"message": {"name": ["taken", "too long"]}}', {"name": ["taken", "too long"]}),
            ('{"message": {"name": "taken"}}', {"name": ["taken"]}),
            ('{"message": "Folder is not empty"}', {"": ["Folder is not empty"]}),
            (
                '{"errors": [{"error": "ValidationError", "message": "name is required"}]}',
                {"": ["name is required"]},
            ),
            ("<html>", {"": ["Request failed"]}),
        ],
    )
    def test_reads_every_shape_of_body(self, body, messages):
        assert field_messages(BadRequest(an_answer(body))) == messages


class TestStatus:
    def test_an_error_without_an_answer_knows_its_status(self):
        assert NotFound(message="Template folder not found").status_code == 404
        assert Unavailable(None).status_code == 503

    def test_the_answer_says_it_where_there_is_one(self):
        assert Unavailable(an_answer("{}", status=504)).status_code == 504
