"""Query strings become the values they stand for, or are refused."""

from datetime import date
from uuid import UUID

import pytest
from django.http import QueryDict

from sandbox.api import query, schema
from sandbox.api.errors import BadRequestError, NotFoundError, SchemaError
from sandbox.api.query import Query

AN_ID = "6ce466d0-fd6a-11e5-82f5-e0accb9d11a6"
EVERYTHING = Query(
    {
        "page": query.PAGE,
        "limit_days": query.DAYS,
        "include_jobs": query.flag(default=True),
        "detailed": query.LITERAL_TRUE,
        "status": query.TEXTS,
        "start_date": query.DAY,
        "user_id": schema.UUID,
    }
)


def refusal(wanted: Query, text: str) -> object:
    with pytest.raises(BadRequestError) as caught:
        wanted.read(QueryDict(text))
    return caught.value.message


class TestReading:
    @pytest.mark.parametrize(
        ("text", "name", "value"),
        [
            ("page=3", "page", 3),
            ("limit_days=7", "limit_days", 7),
            ("include_jobs=false", "include_jobs", False),
            ("include_jobs=1", "include_jobs", True),
            ("detailed=True", "detailed", True),
            ("detailed=true", "detailed", False),
            ("status=sent&status=failed", "status", ["sent", "failed"]),
            ("start_date=2026-02-28", "start_date", date(2026, 2, 28)),
            (f"user_id={AN_ID.upper()}", "user_id", UUID(AN_ID)),
        ],
    )
    def test_a_text_becomes_what_it_stands_for(self, text, name, value):
        assert EVERYTHING.read(QueryDict(text))[name] == value

    def test_what_is_left_out_is_its_default_or_nothing(self):
        assert EVERYTHING.read(QueryDict("")) == {"page": 1, "include_jobs": True, "detailed": False}

    def test_of_several_the_first_counts(self):
        assert EVERYTHING.read(QueryDict("page=2&page=9"))["page"] == 2

    def test_other_names_are_ignored(self):
        assert "colour" not in EVERYTHING.read(QueryDict("colour=red"))

    def test_other_names_are_texts_where_anything_may_be_said(self):
        assert Query(free=True).read(QueryDict("colour=red")) == {"colour": "red"}


class TestRefusing:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("page=x", {"page": ["Not a valid integer."]}),
            ("page=0", {"page": ["Must be greater than or equal to 1."]}),
            ("page=99999999999", {"page": ["Must be less than or equal to 2147483647."]}),
            ("include_jobs=perhaps", {"include_jobs": ["Not a valid boolean."]}),
            ("start_date=2026-02-30", {"start_date": ["Not a valid date."]}),
            (
                "page=x&limit_days=y",
                {"page": ["Not a valid integer."], "limit_days": ["Not a valid integer."]},
            ),
        ],
    )
    def test_says_what_is_wrong_with_each(self, text, message):
        assert refusal(EVERYTHING, text) == message

    def test_an_id_that_is_none_finds_nothing(self):
        with pytest.raises(NotFoundError):
            EVERYTHING.read(QueryDict("user_id=x"))

    @pytest.mark.parametrize("text", ["", "year=", "year=x", "year=0", "year=9999"])
    def test_some_routes_have_words_of_their_own(self, text):
        assert refusal(query.IN_A_YEAR, text) == "No valid year provided"

    def test_the_public_api_lists_them(self):
        wanted = Query({"older_than": schema.UUID}, additional=False, family="json_schema")

        with pytest.raises(SchemaError) as caught:
            wanted.read(QueryDict("older_than=x&page=2"))

        assert caught.value.texts == [
            "older_than is not a valid UUID",
            "Additional properties are not allowed (page was unexpected)",
        ]
