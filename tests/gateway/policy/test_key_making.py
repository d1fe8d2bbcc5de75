"""Properties of every key: one for each thing, one spelling, and in exactly the groups whose patterns match it."""

from fnmatch import fnmatchcase
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from gateway.cache import keys
from gateway.cache.arguments import target_for
from gateway.cache.families import Filled, Key, Pattern
from gateway.cache.registry import GUARD_PREFIX

FAMILIES = list(keys.REGISTRY.keys.values())
PATTERNS = list(keys.REGISTRY.patterns.values())
SPELLINGS = [
    str,
    lambda id_: str(id_).upper(),
    lambda id_: id_.hex,
    lambda id_: f"{{{id_}}}",
    lambda id_: id_,
]

families = st.sampled_from(FAMILIES)
patterns = st.sampled_from(PATTERNS)
spellings = st.sampled_from(SPELLINGS)


def filled(data: st.DataObject, family: Key | Pattern) -> Filled:
    return family.fill(**{name: data.draw(st.uuids()) for name in family.fields})


def text(thing: Filled) -> str:
    return thing.family.text.format_map(thing.fields)


class TestKeys:
    @given(st.data(), families, families)
    def test_two_things_never_share_one(self, data: st.DataObject, one: Key, other: Key) -> None:
        first, second = filled(data, one), filled(data, other)

        assert (text(first) == text(second)) == (first == second)

    @given(
        families, st.lists(st.uuids(), min_size=3, max_size=3), st.lists(spellings, min_size=3, max_size=3)
    )
    def test_an_id_has_one_spelling(self, family: Key, ids: list[UUID], spelt: list[object]) -> None:
        plain = dict(zip(family.fields, ids, strict=False))
        otherwise = {name: spell(id_) for (name, id_), spell in zip(plain.items(), spelt, strict=False)}

        assert family.fill(**otherwise) == family.fill(**plain)

    @given(st.data(), families)
    def test_one_entry_names_a_value_its_guard_and_its_groups(self, data: st.DataObject, family: Key) -> None:
        thing = filled(data, family)

        entry = keys.REGISTRY.entry(thing)

        assert entry.value == text(thing)
        assert entry.guard == GUARD_PREFIX + entry.value
        assert list(entry.groups) == [
            GUARD_PREFIX + text(group.fill(**{name: thing.fields[name] for name in group.fields}))
            for group in keys.REGISTRY.groups[family]
        ]

    @given(st.data(), families)
    def test_its_family_finds_it(self, data: st.DataObject, family: Key) -> None:
        assert fnmatchcase(text(filled(data, family)), family.glob)

    @given(st.uuids(), st.uuids(), st.one_of(st.none(), st.integers(1, 99)), st.booleans(), st.booleans())
    def test_it_is_the_same_however_arguments_are_given(
        self, service_id: UUID, template_id: UUID, version: int | None, by_name: bool, leave_out: bool
    ) -> None:
        def get_template(service_id: str, template_id: str, version: int | None = None) -> None: ...

        target = target_for(get_template, keys.SERVICE_TEMPLATE_VERSION, keys.REGISTRY.key)
        positional = () if by_name else (service_id, template_id)
        named = {"service_id": service_id, "template_id": template_id} if by_name else {}
        if version is not None or not leave_out:
            named["version"] = version

        assert target.fields(positional, named) == {
            "service_id": str(service_id),
            "template_id": str(template_id),
            "version": str(version),
        }


class TestGroups:
    @given(st.data(), families, patterns)
    def test_a_key_is_in_a_group_if_the_pattern_of_its_own_fields_matches(
        self, data: st.DataObject, family: Key, pattern: Pattern
    ) -> None:
        thing = filled(data, family)
        fields = {name: thing.fields.get(name) or data.draw(st.uuids()) for name in pattern.fields}

        matches = fnmatchcase(text(thing), text(pattern.fill(**fields)))

        assert matches == (pattern in keys.REGISTRY.groups[family])

    @given(st.data(), families, patterns)
    def test_the_group_of_another_thing_is_another_group(
        self, data: st.DataObject, family: Key, pattern: Pattern
    ) -> None:
        thing, others = filled(data, family), filled(data, pattern)

        is_member = GUARD_PREFIX + text(others) in keys.REGISTRY.entry(thing).groups

        assert is_member == fnmatchcase(text(thing), text(others))
