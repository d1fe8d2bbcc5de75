"""The portal with its API and its Redis named by the environment, and restarts of both."""

import requests
from redis import Redis

from tests.integration.person import Person
from tests.portal_process import PortalProcess
from tests.sandbox_process import SandboxProcess


class TestRestarts:
    def test_a_template_is_still_listed_after_both_processes_started_again(
        self, rosa, portal, sandbox, service_id
    ):
        rosa.add_text_message(service_id, "Kept over a restart", "Dear ((name))")

        portal.stop()
        sandbox.stop()
        sandbox.start()
        portal.start()

        assert "Kept over a restart" in rosa.templates(service_id)


class TestSharedKeys:
    def test_answers_stand_in_redis_under_the_raw_keys_as_json(self, rosa, redis, service_id):
        rosa.get(f"/services/{service_id}")

        with Redis.from_url(redis.url) as client:
            value = client.get(f"service-{service_id}")

        assert value.startswith(b'{"data":{')

    def test_two_portals_on_one_redis_never_disagree(self, rosa, portal, service_id):
        with PortalProcess(portal.environ) as second:
            elsewhere = Person(second, rosa.facts, rosa.session)
            for number in range(10):
                rosa.add_text_message(service_id, f"Seen by both {number}", "Hello")

                assert f"Seen by both {number}" in elsewhere.templates(service_id)


class TestCredentials:
    def test_come_from_the_environment(self, seeded):
        credentials = {"ADMIN_CLIENT_USER_NAME": "another-portal", "ADMIN_CLIENT_SECRET": "s" * 40}
        with (
            SandboxProcess(seeded, credentials) as sandbox,
            PortalProcess({"API_HOST_NAME": sandbox.url, **credentials}) as portal,
        ):
            rosa = Person.signed_in(portal, sandbox, "council_manager")

            assert rosa.get("/your-services").status_code == requests.codes.ok

    def test_that_are_wrong_are_told_apart_from_an_outage(self, sandbox):
        with PortalProcess({"API_HOST_NAME": sandbox.url, "ADMIN_CLIENT_USER_NAME": "nobody"}) as portal:
            stranger = Person(portal, {})

            page = stranger.send("/sign-in", email_address="a@meadowbridge.gov.uk", password="whatever it is")

        assert page.status_code == requests.codes.unauthorized
        assert "could not sign in to the Notify API" in page.text
