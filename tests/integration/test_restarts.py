"""The API is killed in the middle of things, and started again. Nobody is ever shown what was true before."""

import threading
import time
from contextlib import suppress
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import override_settings
from django_redis import get_redis_connection

from gateway import acting_as, service_api_client
from gateway.errors import Unavailable
from tests.gateway.cache.support import wait_until
from tests.integration.cable import cable_to
from tests.integration.gateway.kept import around, stale
from tests.integration.gateway.noted import listening
from tests.integration.nearby import gateway_to, sandbox_environ
from tests.sandbox_process import SandboxProcess

# Seconds for which a write of unknown outcome keeps its keys closed; outside of tests it is more than a minute.
FENCE = 1
# One that is certainly still there when a slow machine looks.
LONG_FENCE = 60
READERS = 4
KILLS = 2


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def sandbox(seeded, files):
    with SandboxProcess(seeded, sandbox_environ(files)) as process:
        yield process


@pytest.fixture(scope="module")
def rosa(sandbox):
    return sandbox.person("council_manager")["id"]


@pytest.fixture
def cable(sandbox):
    with cable_to(sandbox.port) as cable:
        yield cable


@pytest.fixture(autouse=True)
def _gateway(sandbox, redis, files, rosa, cable):
    here = override_settings(API_HOST_NAME=cable.url, GATEWAY_FENCE_TTL=FENCE)
    with gateway_to(sandbox, redis, files), here, acting_as(rosa):
        caches["gateway"].clear()
        yield
        assert stale() == []


@pytest.fixture
def service_id(rosa):
    return service_api_client.create_service(a_name("First"), "local", 50, 50, 50, 50, True, rosa)


def a_name(word):
    """No two services have one name."""
    return f"{word} {uuid4()}"


def name_of(service_id):
    """Without what makes it unique."""
    return service_api_client.get_service(service_id)["data"]["name"].split()[0]


def rename(service_id, word):
    service_api_client.update_service(service_id, name=a_name(word))


def retention(service_id):
    rows = service_api_client.get_service_data_retention(service_id)
    return {row["notification_type"]: row["days_of_retention"] for row in rows}


class TestBetweenTwoWrites:
    def test_the_first_one_stays_and_the_second_one_never_was(self, sandbox, service_id):
        first = around(lambda: name_of(service_id), lambda: rename(service_id, "Second"))
        sandbox.kill()
        with pytest.raises(Unavailable):
            rename(service_id, "Third")
        sandbox.start()
        afterwards = name_of(service_id)
        # The write whose outcome nobody knew keeps the answer from being kept for so long.
        time.sleep(FENCE)
        again = around(lambda: name_of(service_id), lambda: rename(service_id, "Fourth"))

        assert first == ("First", "Second")
        assert afterwards == "Second"
        assert again == ("Second", "Fourth")

    def test_what_is_kept_is_shown_meanwhile(self, sandbox, service_id):
        before = name_of(service_id)
        sandbox.kill()
        meanwhile = name_of(service_id)
        with pytest.raises(Unavailable):
            retention(service_id)
        sandbox.start()

        assert before == meanwhile == "First"
        assert retention(service_id) == {}


class TestInTheMiddleOfAWrite:
    def test_a_change_that_nobody_was_told_of_is_seen_by_the_next_reader(self, cable, service_id):
        name_of(service_id)
        cable.lose_an_answer()
        with pytest.raises(Unavailable):
            rename(service_id, "Second")

        assert name_of(service_id) == "Second"

    def test_also_when_the_api_died_of_it(self, sandbox, cable, service_id):
        name_of(service_id)
        cable.lose_an_answer(then=sandbox.kill)
        with pytest.raises(Unavailable):
            rename(service_id, "Second")
        with pytest.raises(Unavailable):
            name_of(service_id)
        sandbox.start()

        assert name_of(service_id) == "Second"

    def test_nothing_is_kept_until_the_change_must_have_come(self, cable, service_id):
        cable.lose_an_answer()
        with override_settings(GATEWAY_FENCE_TTL=LONG_FENCE), pytest.raises(Unavailable):
            rename(service_id, "Second")

        name_of(service_id)
        with listening() as at_once:
            name_of(service_id)
        assert get_redis_connection("gateway").pexpire(f"guard:service-{service_id}", 1)
        wait_until(lambda: not get_redis_connection("gateway").exists(f"guard:service-{service_id}"))
        name_of(service_id)
        with listening() as later:
            name_of(service_id)

        assert (len(at_once), later) == (1, [])

    def test_a_write_of_several_steps_is_finished_by_calling_it_again(self, sandbox, cable, service_id):
        before = retention(service_id)
        # It reads the rows and sets one channel. The second one is set too, and nobody is told.
        cable.lose_an_answer(after=2, then=sandbox.kill)
        with pytest.raises(Unavailable):
            service_api_client.set_service_data_retention(service_id, 14)
        sandbox.start()
        half = retention(service_id)
        service_api_client.set_service_data_retention(service_id, 14)

        assert (before, half) == ({}, {"email": 14, "sms": 14})
        assert retention(service_id) == {"email": 14, "sms": 14, "letter": 14}


class Race:
    """Readers of one number that somebody raises again and again."""

    def __init__(self, service_id, writer):
        self.service_id = service_id
        self.writer = writer
        self.confirmed = 0
        self.over = threading.Event()
        # What was confirmed before each look, and what it showed.
        self.looks: list[tuple[int, int]] = []

    def number(self):
        return int(service_api_client.get_service(self.service_id)["data"]["volume_sms"] or 0)

    def read(self):
        while not self.over.is_set():
            floor = self.confirmed
            with suppress(Unavailable):
                self.looks.append((floor, self.number()))

    def goes_on(self):
        """Returns when every one of the readers has seen more than there was."""
        before = self.confirmed
        wait_until(lambda: self.confirmed > before)
        looks = len(self.looks)
        wait_until(lambda: len(self.looks) > looks + READERS)

    def write(self):
        """One number after the other, each until the API has confirmed it."""
        while not self.over.is_set():
            with suppress(Unavailable), acting_as(self.writer):
                service_api_client.update_service(self.service_id, volume_sms=self.confirmed + 1)
                self.confirmed += 1


class TestWhileManyRead:
    def test_nobody_sees_less_than_was_confirmed_before(self, sandbox, service_id, rosa):
        race = Race(service_id, rosa)
        threads = [threading.Thread(target=work) for work in (race.write, *[race.read] * READERS)]
        for thread in threads:
            thread.start()
        for _ in range(KILLS):
            race.goes_on()
            sandbox.kill()
            sandbox.start()
        race.goes_on()
        race.over.set()
        for thread in threads:
            thread.join()

        assert [(floor, found) for floor, found in race.looks if found < floor] == []
        assert len({found for _, found in race.looks}) > KILLS
        assert race.number() in {race.confirmed, race.confirmed + 1}
