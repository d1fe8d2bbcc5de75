import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from functools import wraps
from typing import Any

import pytest

from gateway.cache import keys
from gateway.cache.families import Key, PolicyError
from gateway.cache.policy import Policy, record_of
from tests.gateway.cache.support import World, an_id, plain_world


@pytest.fixture
def world() -> World:
    return plain_world()


@pytest.fixture
def policy(world: World) -> Policy:
    return world.policy


def through(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapper


class TestDefinition:
    def test_a_placeholder_that_is_no_parameter_breaks_the_definition(self, policy: Policy) -> None:
        with pytest.raises(PolicyError, match="no parameter 'service_id'"):

            @policy.set(keys.SERVICE)
            def get_service(service: str) -> None: ...

    def test_extra_keyword_arguments_are_no_parameter(self, policy: Policy) -> None:
        with pytest.raises(PolicyError, match="no parameter 'service_id'"):

            @policy.delete(keys.SERVICE)
            def update_service(**service_id: str) -> None: ...

    def test_a_text_that_is_not_declared_breaks_the_definition(self, policy: Policy) -> None:
        with pytest.raises(PolicyError, match="not a key"):
            policy.set("service-{id}")(lambda id: None)  # noqa: A006 - as the text names it

    def test_a_text_that_is_declared_is_taken(self, policy: Policy) -> None:
        @policy.delete("service-{service_id}")
        @policy.delete_by_pattern("service-{service_id}-template*")
        def archive(service_id: str) -> None: ...

        assert families_of(archive) == ("service-{service_id}", "service-{service_id}-template*")

    def test_a_pattern_is_not_a_key(self, policy: Policy) -> None:
        with pytest.raises(PolicyError, match="not a key"):
            policy.delete(keys.ANY_SERVICE_TEMPLATE)(lambda service_id: None)

    def test_a_write_that_names_nothing_breaks_the_definition(self, policy: Policy) -> None:
        with pytest.raises(PolicyError, match="name what the write invalidates"):
            policy.delete()(lambda: None)

    def test_a_method_is_kept_once(self, policy: Policy) -> None:
        @policy.set(keys.ORGANISATIONS)
        def get_organisations() -> None: ...

        with pytest.raises(PolicyError):
            policy.set(keys.DOMAINS)(get_organisations)

    @pytest.mark.parametrize("read_first", [True, False])
    def test_a_method_is_not_both_kept_and_a_write(self, policy: Policy, read_first: bool) -> None:
        decorators = [policy.set(keys.DOMAINS), policy.delete(keys.ORGANISATIONS)]
        inner, outer = decorators if read_first else reversed(decorators)

        with pytest.raises(PolicyError, match="cannot be both"):
            outer(inner(lambda: None))

    def test_what_works_after_it_returned_is_refused(self, policy: Policy) -> None:
        async def later() -> None: ...

        def bit_by_bit() -> Iterator[None]:
            yield

        async def both() -> AsyncIterator[None]:
            yield

        for function in (later, bit_by_bit, both):
            with pytest.raises(PolicyError, match="after it returned"):
                policy.delete(keys.ORGANISATIONS)(function)

    def test_name_and_signature_stay(self, policy: Policy) -> None:
        def get_service_template(service_id: str, template_id: str, version: int | None = None) -> str: ...

        kept = policy.set(keys.SERVICE_TEMPLATE_VERSION)(get_service_template)

        assert kept.__name__ == "get_service_template"
        assert inspect.signature(kept) == inspect.signature(get_service_template)


class TestArguments:
    @pytest.mark.parametrize(
        ("args", "kwargs", "version"),
        [
            (("s", "t"), {}, "None"),
            (("s", "t", 3), {}, "3"),
            (("s",), {"version": 3, "template_id": "t"}, "3"),
            ((), {"template_id": "t", "service_id": "s"}, "None"),
        ],
    )
    def test_fields_are_found_however_they_are_given(
        self, world: World, args: tuple[object, ...], kwargs: dict[str, object], version: str
    ) -> None:
        world.client.get_service_template(*args, **kwargs)

        assert world.raw.get(f"service-s-template-t-version-{version}") == b"null"

    def test_arguments_by_name_only_are_found(self, world: World) -> None:
        @world.policy.set(keys.SERVICE)
        def get_service(*, service_id: str) -> str:
            return service_id

        get_service(service_id="s")

        assert world.raw.get("service-s") == b'"s"'

    def test_a_parameter_may_have_another_name(self, world: World) -> None:
        @world.policy.delete(keys.USER.from_argument(user_id="requester_id"))
        @world.policy.delete_by_pattern(keys.ANY_VERSION_OF_TEMPLATE.from_argument(template_id="id_"))
        def update(service_id: str, id_: str, requester_id: str) -> None:
            seen.extend(key for key in everything if world.raw.get(key))

        everything = ["user-r", "service-s-template-t-version-1"]
        seen: list[str] = []
        world.client.get_service_template("s", "t", 1)
        world.raw.set("user-r", b"{}")

        update("s", "t", requester_id="r")

        world.client.get_service_template("s", "t", 1)
        assert seen == ["service-s-template-t-version-1"]
        assert world.api.reads == 2

    def test_a_missing_argument_is_an_error_before_anything_happens(self, world: World) -> None:
        with pytest.raises(TypeError, match="service_id"):
            world.client.update_service()

        assert world.api.writes == 0


class TestStacking:
    def test_stacked_decorators_become_one_write(self, world: World) -> None:
        steps = []
        begin = world.store.begin
        world.store.begin = lambda plan, writer, ttl: (steps.append(plan), begin(plan, writer, ttl))[1]

        world.client.archive_service("s")

        assert [plan.families for plan in steps] == [
            ("service-{service_id}", "service-{service_id}-templates", "service-{service_id}-template*")
        ]

    def test_a_decorator_in_between_keeps_its_effect(self, policy: Policy) -> None:
        calls = []

        def noting(function: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(function)
            def wrapper() -> None:
                calls.append("noted")
                function()

            return wrapper

        @policy.delete(keys.ORGANISATIONS)
        @noting
        @policy.delete(keys.DOMAINS)
        def update() -> None:
            calls.append("updated")

        update()

        assert calls == ["noted", "updated"]


class TestKeysKnownOnlyAtRunTime:
    def test_they_are_invalidated_around_the_call(self, world: World) -> None:
        ids = [an_id() for _ in range(3)]
        for id_ in ids:
            world.client.get_service(id_)

        @world.policy.also_writes(keys.SERVICE)
        def update() -> None:
            with world.policy.writing(*(keys.SERVICE.fill(service_id=id_) for id_ in ids)):
                world.api.values |= dict.fromkeys(ids, "new")

        update()

        assert [world.client.get_service(id_) for id_ in ids] == ["new"] * 3

    def test_no_keys_are_no_write(self, world: World) -> None:
        with world.policy.writing():
            world.api.values["s"] = "new"

        assert world.client.get_service("s") == "new"

    def test_a_family_that_is_not_declared_is_refused(self, policy: Policy) -> None:
        @policy.delete(keys.ORGANISATIONS)
        @policy.also_writes(keys.USER)
        def update() -> None:
            with policy.writing(keys.SERVICE.fill(service_id="s")):
                raise AssertionError("the API was called")

        with pytest.raises(PolicyError, match=r"declare it in @cache\.also_writes"):
            update()

    def test_outside_of_a_declared_method_every_family_is_refused(self, policy: Policy) -> None:
        with pytest.raises(PolicyError, match="declare it"), policy.writing(keys.DOMAINS.fill()):
            raise AssertionError("the API was called")

    def test_a_write_inside_another_declares_for_itself(self, policy: Policy) -> None:
        @policy.delete(keys.DOMAINS)
        def inner() -> None:
            with policy.writing(keys.USER.fill(user_id="u")):
                raise AssertionError("the API was called")

        @policy.also_writes(keys.USER)
        def outer() -> None:
            inner()

        with pytest.raises(PolicyError):
            outer()

    def test_a_family_outside_the_policy_cannot_be_declared(self, policy: Policy) -> None:
        with pytest.raises(PolicyError, match="is not a key"):
            policy.also_writes(Key("unknown-{id}"))


class TestRecord:
    def test_a_read_says_its_key(self, world: World) -> None:
        assert families_of(world.client.get_service) == ("service-{service_id}",)

    def test_a_write_says_everything_it_invalidates(self, world: World) -> None:
        assert families_of(world.client.archive_service) == (
            "service-{service_id}",
            "service-{service_id}-templates",
            "service-{service_id}-template*",
        )

    def test_a_write_says_also_what_it_invalidates_in_its_body(self, policy: Policy) -> None:
        @policy.delete(keys.DOMAINS)
        @policy.also_writes(keys.USER, keys.ANY_SERVICE_TEMPLATE)
        def update() -> None:
            pass

        assert families_of(update) == ("domains", "user-{user_id}", "service-{service_id}-template*")

    def test_another_decorator_hides_it(self, world: World) -> None:
        assert record_of(through(world.client.archive_service)) is None

    def test_a_method_outside_the_policy_has_none(self) -> None:
        assert record_of(an_id) is None


def families_of(method: Callable[..., Any]) -> tuple[str, ...]:
    record = record_of(method)
    assert record is not None
    return tuple(family.text for family in record.families)
