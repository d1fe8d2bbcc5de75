"""JSON that is read, and JSON that is not: what no database keeps is refused before anything looks at it."""

import pytest

from sandbox.api.bodies import parsed

DEEP = 100_000


def can_be_kept(text: bytes) -> bool:
    try:
        parsed(text)
    except ValueError:
        return False
    return True


class TestParsed:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            (b'{"name": "Zo\xc3\xab"}', {"name": "Zoë"}),
            (b'"\\ud83d\\udea2"', "🚢"),
            (b'"\\\\u0000 is written like this"', "\\u0000 is written like this"),
            (b"[1, 2.5, null]", [1, 2.5, None]),
        ],
    )
    def test_what_can_be_kept(self, text, value):
        assert parsed(text) == value

    @pytest.mark.parametrize(
        "text",
        [
            b"",
            b"{bad",
            b'{"a": NaN}',
            b'{"a": -Infinity}',
            b"[1e999]",
            b'"half of a ship: \\ud83d"',
            b'"\xed\xa0\xbd"',
            b'{"\\u0000": 1}',
            b'["a\\\\\\u0000"]',
            b'"\xff"',
            b"[" * DEEP,
            b"[" * DEEP + b"]" * DEEP,
            b"9" * DEEP,
        ],
        ids=lambda text: text[:20],
    )
    def test_what_cannot(self, text):
        assert not can_be_kept(text)


class TestOverHTTP:
    @pytest.mark.parametrize(
        ("body", "status", "message"),
        [
            (b'{"name": "\\u0000"}', 400, "The browser (or proxy) sent a request that this server could not"),
            (
                b"[" * DEEP,
                400,
                "The browser (or proxy) sent a request that this server could not understand.",
            ),
            (b'"' + b"x" * 11 * 1024 * 1024 + b'"', 413, "The data value transmitted exceeds the capacity"),
        ],
        ids=["NUL", "nesting", "size"],
    )
    def test_is_refused_in_words(self, api, body, status, message):
        answer = api.request(
            "POST", "/organisations", data=body, headers={"Content-Type": "application/json"}
        )

        assert answer.status_code == status
        assert answer.json()["message"].startswith(message)

    def test_an_object_is_needed(self, api):
        by_schema = api.post("/organisations", [1])
        by_field = api.post("/user", [1])

        assert [error["message"] for error in by_schema.json()["errors"]] == ["[1] is not of type object"]
        assert by_field.json()["message"] == {"_schema": ["Invalid input type."]}

    def test_a_query_may_have_no_nul_either(self, api):
        assert api.get("/organisations/search", name="\x00").status_code == 400


class TestWhatTheDatabaseRefuses:
    def test_an_id_in_use(self, api, services, people):
        path = f"/service/{services['boat_licences']}/contact-list"
        author = people["manager"]["id"]
        body = {
            "id": author,
            "original_file_name": "a.csv",
            "row_count": 1,
            "template_type": "sms",
            "created_by": author,
        }
        first, second = api.post(path, body), api.post(path, body)

        assert (first.status_code, second.status_code) == (201, 400)
        assert second.json()["message"].startswith("A value of this request is in use already")

    def test_an_id_of_nothing(self, api, services):
        answer = api.post(
            f"/service/{services['boat_licences']}", {"email_branding": services["boat_licences"]}
        )

        assert answer.status_code == 400
