from uuid import UUID

import pytest

from gateway.cache.families import Key, Pattern, PolicyError, field_text

CANONICAL = "8b1c0f1e-0000-4000-8000-00000000000a"


class TestFieldText:
    @pytest.mark.parametrize(
        "spelling",
        [
            CANONICAL,
            CANONICAL.upper(),
            CANONICAL.replace("-", ""),
            f"{{{CANONICAL}}}",
            f"urn:uuid:{CANONICAL}",
            UUID(CANONICAL),
        ],
    )
    def test_a_uuid_has_one_spelling(self, spelling: object) -> None:
        assert field_text(spelling) == CANONICAL

    @pytest.mark.parametrize(
        ("value", "text"),
        [(None, "None"), (3, "3"), ("2030-01-02", "2030-01-02"), ("z" * 36, "z" * 36), ("", "")],
    )
    def test_anything_else_is_as_it_is_written(self, value: object, text: str) -> None:
        assert field_text(value) == text


class TestFill:
    def test_knows_its_fields(self) -> None:
        key = Key("service-{service_id}-template-{template_id}")

        filled = key.fill(service_id=CANONICAL.upper(), template_id="t")

        assert filled.family is key
        assert filled.fields == {"service_id": CANONICAL, "template_id": "t"}

    def test_an_optional_field_may_be_left_out(self) -> None:
        key = Key("thing-{thing_id}-{version}", optional=("version",))

        assert key.fill(thing_id="t").fields == {"thing_id": "t", "version": "None"}

    def test_a_missing_field_is_an_error(self) -> None:
        with pytest.raises(PolicyError, match="needs thing_id"):
            Key("thing-{thing_id}-{version}", optional=("version",)).fill(version=1)

    def test_an_unknown_field_is_an_error(self) -> None:
        with pytest.raises(PolicyError, match="has no field thing"):
            Pattern("thing-{thing_id}*").fill(thing_id="t", thing="t")

    def test_an_argument_for_an_unknown_field_is_an_error(self) -> None:
        with pytest.raises(PolicyError, match="has no field id"):
            Key("thing-{thing_id}").from_argument(id="id_")


class TestGlob:
    def test_with_an_id_stands_for_keys_that_have_it_in_any_place(self) -> None:
        one, any_ = "11111111-1111-4111-8111-111111111111", "????????-????-????-????-????????????"
        key = Key("service-{service_id}-template-{template_id}-version-{version}")

        assert key.globs_with(one) == [
            f"service-{one}-template-{any_}-version-*",
            f"service-{any_}-template-{one}-version-*",
        ]

    def test_an_id_matches_only_what_looks_like_one(self) -> None:
        key = Key("service-{service_id}-template-{template_id}-version-{version}")

        uuid = "????????-????-????-????-????????????"
        assert key.glob == f"service-{uuid}-template-{uuid}-version-*"
