"""The table of the policy: complete, true to the methods, and without a family that nobody would ever refresh."""

from typing import Any

import gateway
from gateway.cache import keys
from gateway.cache.families import Key, Pattern
from gateway.cache.policy import Policy
from gateway.cache.policy_table import AT_RUN_TIME, Row, as_markdown, as_text, duration, methods_of, rows
from gateway.cache.registry import Registry
from tests.gateway.cache.support import plain_world

TABLE = rows(methods_of(vars(gateway)), keys.REGISTRY)
MINUTES = 300

THING = Key("thing-{thing_id}", ttl=60, api_reads=True)
PART = Key("thing-{thing_id}-part", api_deletes=True, ttl_unshared=5)
GUESS = Key("guess", ttl_for=lambda answer: 1)
ANY_PART = Pattern("thing-{thing_id}-*")
SMALL = Registry([THING, PART, GUESS], [ANY_PART])


def a_table() -> dict[str, Row]:
    policy = Policy(SMALL, plain_world().guard)

    class Client:
        @policy.set(THING)
        def get_thing(self, thing_id: str) -> Any: ...

        @policy.delete(THING)
        def update_thing(self, thing_id: str) -> None: ...

        @policy.delete_by_pattern(ANY_PART)
        def update_parts(self, thing_id: str) -> None: ...

        @policy.also_writes(THING, ANY_PART)
        def update_everything(self) -> None: ...

        @policy.delete(PART)
        @policy.delete_by_pattern(ANY_PART)
        def replace_part(self, thing_id: str) -> None: ...

    table = rows(methods_of({"client": Client(), "Client": Client, "name": "text"}), SMALL)
    return {row.key.text: row for row in table}


def writers(row: Row) -> dict[str, str]:
    return {writer.method.full_name: writer.how for writer in row.writers}


class TestRows:
    def test_there_is_one_for_each_family(self) -> None:
        assert list(a_table()) == list(SMALL.keys)

    def test_a_reader_is_named_with_its_client(self) -> None:
        table = a_table()

        assert [reader.full_name for reader in table[THING.text].readers] == ["client.get_thing"]
        assert table[PART.text].readers == ()

    def test_a_writer_says_what_it_invalidates_by(self) -> None:
        table = a_table()

        assert writers(table[THING.text]) == {
            "client.update_everything": AT_RUN_TIME,
            "client.update_thing": THING.text,
        }
        assert writers(table[PART.text]) == {
            "client.replace_part": PART.text,
            "client.update_everything": AT_RUN_TIME,
            "client.update_parts": ANY_PART.text,
        }

    def test_a_time_to_live_is_in_words(self) -> None:
        assert [row.lasts for row in a_table().values()] == [
            "1 min",
            "default, unshared 5 s",
            "as each answer says",
        ]
        assert [duration(seconds) for seconds in (86_400, 3_600, 300, 90, 0.5)] == [
            "24 h",
            "1 h",
            "5 min",
            "90 s",
            "0.5 s",
        ]

    def test_what_the_api_does_itself_is_said(self) -> None:
        assert [row.api for row in a_table().values()] == ["reads and writes it", "deletes it", ""]

    def test_it_may_be_had_as_json(self) -> None:
        row = a_table()[THING.text].as_json()

        assert row["key"] == THING.text
        assert row["readers"] == ["client.get_thing"]
        assert {"method": "client.update_thing", "invalidates": THING.text} in row["writers"]
        assert (row["ttl"], row["api_reads"], row["api_deletes"]) == (60, True, False)

    def test_a_line_of_markdown_names_everything(self) -> None:
        line = as_markdown([a_table()[THING.text]]).splitlines()[2]

        assert line == (
            "| `thing-{thing_id}` | *client* get_thing | 1 min | *client* update_everything, update_thing "
            "| reads and writes it |"
        )

    def test_text_says_by_which_pattern(self) -> None:
        text = as_text([a_table()[PART.text]])

        assert "invalidated by  client.update_parts (thing-{thing_id}-*)" in text
        assert "invalidated by  client.replace_part\n" in text
        assert "the API         deletes it" in text


class TestThePolicyOfTheGateway:
    def test_every_family_is_kept_by_exactly_one_method(self) -> None:
        assert {row.key.text: len(row.readers) for row in TABLE if len(row.readers) != 1} == {}

    def test_no_family_lasts_a_day_without_anybody_to_invalidate_it(self) -> None:
        assert [row.key.text for row in TABLE if not row.writers and row.key.ttl is None] == []

    def test_what_the_api_deletes_by_itself_lasts_minutes(self) -> None:
        deleted = [row.key for row in TABLE if row.key.api_deletes]

        assert deleted
        assert [key.text for key in deleted if key.ttl is None or key.ttl > MINUTES] == []

    def test_every_pattern_is_used_by_a_write(self) -> None:
        used = {
            family.text
            for method in methods_of(vars(gateway))
            for family in method.record.families
            if isinstance(family, Pattern)
        }

        assert keys.REGISTRY.patterns.keys() - used == set()
