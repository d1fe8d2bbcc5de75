import pytest

from gateway.cache.families import Key, Pattern, PolicyError
from gateway.cache.registry import Registry, covers

VERSION = Key("service-{service_id}-template-{template_id}-version-{version}", api_reads=True)
LIST = Key("service-{service_id}-templates")
FOLDERS = Key("service-{service_id}-template-folders")
ANY = Pattern("service-{service_id}-template*")
DETAIL = Pattern("service-{service_id}-template-*")
ONE = Pattern("service-{service_id}-template-{template_id}*")


class TestCovers:
    @pytest.mark.parametrize(
        ("pattern", "key", "covered"),
        [
            (ANY, VERSION, True),
            (ANY, LIST, True),
            (ANY, FOLDERS, True),
            (DETAIL, LIST, False),
            (DETAIL, FOLDERS, True),
            (ONE, VERSION, True),
            (ONE, FOLDERS, False),
            (ONE, LIST, False),
            (ANY, Key("service-join-request-{request_id}"), False),
            (Pattern("organisation-*-name"), Key("organisation-{org_id}-name"), True),
            (Pattern("organisation-*-name"), Key("organisation-{org_id}-pool"), False),
            (Pattern("thing-????????-????-????-????-????????????"), Key("thing-{thing_id}"), True),
            (Pattern("thing-????"), Key("thing-{thing_id}"), False),
            (Pattern("a.c*"), Key("abc-{thing_id}"), False),
        ],
    )
    def test_follows_from_the_texts(self, pattern: Pattern, key: Key, covered: bool) -> None:
        assert covers(pattern, key) is covered

    def test_a_key_that_cannot_name_its_group_is_an_error(self) -> None:
        with pytest.raises(PolicyError, match="do not name the group"):
            covers(Pattern("service-{id}-template*"), LIST)


class TestRegistry:
    def test_an_entry_is_the_value_its_guard_and_the_guards_of_its_groups(self) -> None:
        registry = Registry([VERSION, LIST, FOLDERS], [ANY, DETAIL, ONE])

        entry = registry.entry(VERSION.fill(service_id="s", template_id="t", version=3))

        assert entry.value == "service-s-template-t-version-3"
        assert entry.guard == "guard:service-s-template-t-version-3"
        assert entry.groups == (
            "guard:service-s-template*",
            "guard:service-s-template-*",
            "guard:service-s-template-t*",
        )

    def test_a_pattern_has_no_entry(self) -> None:
        with pytest.raises(PolicyError):
            Registry([LIST], [ANY]).entry(ANY.fill(service_id="s"))

    def test_a_plan_fences_keys_and_groups_once(self) -> None:
        registry = Registry([VERSION, LIST, FOLDERS], [ANY, ONE])

        plan = registry.plan([LIST.fill(service_id="s"), ANY.fill(service_id="s"), LIST.fill(service_id="s")])

        assert plan.families == (LIST.text, ANY.text)
        assert plan.values == ("service-s-templates",)
        assert plan.guards == ("guard:service-s-templates", "guard:service-s-template*")

    def test_a_plan_sweeps_only_what_the_api_reads(self) -> None:
        registry = Registry(
            [VERSION, Key("organisation-{org_id}-pool")], [ANY, Pattern("organisation-*-pool")]
        )

        plan = registry.plan([ANY.fill(service_id="s"), registry.pattern("organisation-*-pool").fill()])

        assert plan.sweeps == ("service-s-template*",)

    def test_a_text_stands_for_the_declared_family(self) -> None:
        registry = Registry([LIST], [ANY])

        assert registry.key("service-{service_id}-templates") is LIST
        assert registry.pattern("service-{service_id}-template*") is ANY

    @pytest.mark.parametrize(
        "unknown", ["service-{id}-templates", "service-{service_id}-template*", Key("other")]
    )
    def test_an_undeclared_key_is_an_error(self, unknown: Key | str) -> None:
        with pytest.raises(PolicyError, match="is not a key"):
            Registry([LIST], [ANY]).key(unknown)

    def test_an_undeclared_pattern_is_an_error(self) -> None:
        with pytest.raises(PolicyError, match="is not a pattern"):
            Registry([LIST], [ANY]).pattern(DETAIL)

    def test_a_pattern_that_covers_nothing_is_an_error(self) -> None:
        with pytest.raises(PolicyError, match="covers no key"):
            Registry([LIST], [DETAIL])

    def test_a_key_with_a_wildcard_is_an_error(self) -> None:
        with pytest.raises(PolicyError, match="not a key"):
            Registry([Key("service-*")], [])

    def test_a_pattern_without_a_wildcard_is_an_error(self) -> None:
        with pytest.raises(PolicyError, match="not a pattern"):
            Registry([LIST], [Pattern("service-{service_id}-templates")])
