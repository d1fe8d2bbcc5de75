"""Who may fill a key when several want to, on both stores."""

from gateway.cache.metrics import Event
from gateway.errors import NotFound
from tests.gateway.cache.support import World, an_id, in_thread


class TestLease:
    def test_many_readers_of_a_cold_key_make_one_call(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "value"

        answers = world.read_together(64, lambda: world.client.get_service(service_id))

        assert answers == ["value"] * 64
        assert world.api.reads == 1

    def test_is_taken_over_when_its_holder_is_gone(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "value"

        with world.api.holding("after_read") as gate, in_thread(lambda: world.client.get_service(service_id)):
            gate.wait_until_reached()
            world.api.after_read = None
            world.on_sleep = lambda: world.raw.delete(f"guard:service-{service_id}")
            answer = world.client.get_service(service_id)
            world.on_sleep = None
            gate.open()

        assert answer == "value"
        assert world.counted(Event.LEASE_TAKEOVER) == 1
        assert world.counted(Event.FILL_REFUSED) == 1
        assert world.client.get_service(service_id) == "value"
        assert world.counted(Event.HIT) == 1

    def test_is_given_back_when_the_call_fails(self, world: World) -> None:
        service_id = an_id()
        world.api.read_error = NotFound(None)

        errors = world.read_together(8, lambda: world.not_found(service_id))

        assert errors == ["not found"] * 8

    def test_of_somebody_else_is_not_given_back(self, world: World) -> None:
        service_id = an_id()
        guard = f"guard:service-{service_id}"
        world.api.read_error = NotFound(None)

        with world.api.holding("after_read") as gate, in_thread(lambda: world.not_found(service_id)):
            gate.wait_until_reached()
            world.raw.set(guard, b"Lsomebody else's;")
            gate.open()

        assert world.raw.get(guard) == b"Lsomebody else's;"

    def test_nobody_waits_for_a_third_lease(self, world: World) -> None:
        service_id = an_id()
        guard = f"guard:service-{service_id}"
        world.raw.set(guard, b"L0;")
        leases = iter(f"L{number};".encode() for number in range(1, 100))
        world.on_sleep = lambda: world.raw.set(guard, next(leases))

        world.client.get_service(service_id)

        assert world.counted(Event.LEASE_WAIT) == 2
        assert world.api.reads == 1
        assert world.raw.get(f"service-{service_id}") is None

    def test_a_write_ends_the_waiting(self, world: World) -> None:
        service_id = an_id()
        world.raw.set(f"guard:service-{service_id}", b"L0;")
        world.on_sleep = lambda: world.write_without_answer(service_id)

        world.client.get_service(service_id)

        assert world.counted(Event.LEASE_WAIT) == 1
        assert world.counted(Event.FENCED_READ) == 1

    def test_doomed_by_a_group_is_not_waited_for(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()

        with (
            world.api.holding("after_read") as gate,
            in_thread(lambda: world.client.get_service_template(service_id, template_id)),
        ):
            gate.wait_until_reached()
            world.api.after_read = None
            world.client.update_service_template(service_id, template_id, "new")
            during = world.client.get_service_template(service_id, template_id)
            gate.open()

        assert during == "new"
        assert world.counted(Event.LEASE_WAIT) == 0
        assert world.client.get_service_template(service_id, template_id) == "new"
        assert world.counted(Event.HIT) == 1
