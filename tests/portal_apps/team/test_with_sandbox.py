"""Joining and leaving a team, against a Notify API that really checks links, memberships and the rule about managers."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.pages import errors, link, of_class, text_of, texts
from tests.sandbox_process import SandboxProcess

PASSWORD = "three-quiet-herons-7"
NUMBER = "07700900444"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxProcess]:
    secrets = {"ADMIN_CLIENT_SECRET": settings.ADMIN_CLIENT_SECRET, "SECRET_KEY": settings.SECRET_KEY}
    with SandboxProcess(environ=secrets) as running:
        yield running


@pytest.fixture(autouse=True)
def _portal_of_sandbox(sandbox):
    with override_settings(API_HOST_NAME=sandbox.url):
        yield


@pytest.fixture
def manager(sandbox) -> Client:
    return signed_in(sandbox, "manager")


@pytest.fixture
def url(sandbox) -> str:
    return f"/services/{sandbox.service('boat_licences')['id']}/users"


def signed_in(sandbox: SandboxProcess, key: str) -> Client:
    browser, person = Client(), sandbox.person(key)
    password = sandbox.world()["password"]
    browser.post("/sign-in", {"email_address": person["email_address"], "password": password})
    browser.post("/two-factor-sms", {"sms_code": sandbox.latest_code(person["mobile_number"])})
    return browser


def path_of_latest_link(sandbox: SandboxProcess, email_address: str) -> str:
    return urlsplit(sandbox.latest_link(email_address)).path


def addresses(page: Any) -> list[str | None]:
    return [item.find("h2").get("title") for item in of_class(page, "user-list-item")]


class TestWithSandbox:
    def test_somebody_new_is_invited_registers_and_is_in_the_team(self, sandbox, manager, url):
        lena = "lena.new@rivers-harbours.gov.uk"
        manager.post(f"{url}/invite", {"email_address": lena, "permissions_field": "view_activity"})
        browser = Client()

        opened = browser.get(path_of_latest_link(sandbox, lena), follow=True)
        typed = {"name": "Lena New", "mobile_number": NUMBER, "password": PASSWORD}
        browser.post("/register-from-invite", typed)
        done = browser.post("/verify", {"sms_code": sandbox.latest_code(NUMBER)}, follow=True)
        again = browser.get(path_of_latest_link(sandbox, lena))

        assert texts(opened, "h1") == ["Create an account"]
        assert texts(done, "h1") == ["Dashboard"]
        assert again["Location"] == url.removesuffix("/users")
        assert lena in addresses(manager.get(url))

    def test_somebody_with_an_account_joins_with_one_button_and_is_removed_again(self, sandbox, manager, url):
        rosa = sandbox.person("council_manager")
        manager.post(f"{url}/invite", {"email_address": rosa["email_address"]})

        path = path_of_latest_link(sandbox, rosa["email_address"])
        Client().get(path)
        assert text_of(of_class(manager.get(url), "govuk-tag")[-1]) == "Invited"
        Client().post(path)
        assert rosa["email_address"] in addresses(manager.get(url))
        manager.post(f"{url}/{rosa['id']}/delete")

        assert rosa["email_address"] not in addresses(manager.get(url))

    def test_a_cancelled_link_and_one_that_was_sent_again(self, sandbox, manager, url):
        pat = "pat.cancelled@rivers-harbours.gov.uk"
        manager.post(f"{url}/invite", {"email_address": pat})
        first = path_of_latest_link(sandbox, pat)
        again = link(manager.get(url), f"Send again to {pat}")
        manager.post(again)
        second = path_of_latest_link(sandbox, pat)
        one, other = Client(), Client()

        assert texts(one.get(first), "h1") == ["The invitation was cancelled"]
        assert other.get(second)["Location"] == "/register-from-invite"
        assert addresses(manager.get(url)).count(pat) == 1

    def test_many_at_once(self, sandbox, manager, url):
        known = sandbox.person("sender")["email_address"]
        new = [f"many{number}@rivers-harbours.gov.uk" for number in range(3)]

        pasted = "\n".join([*new, known, new[0].upper(), "nonsense"])
        checked = manager.post(f"{url}/invite-many", {"email_addresses": pasted}, follow=True)
        result = manager.post(f"{url}/invite-many/check", {"permissions_field": "send_messages"}, follow=True)

        tags = [text_of(tag) for tag in of_class(checked, "govuk-tag")]
        assert tags == ["Already in the team", "Duplicate", "Not an email address", *["Will be invited"] * 3]
        assert texts(result, "h1") == ["3 invitations sent"]
        assert all(sandbox.latest_link(address) for address in new)

    def test_the_managers_a_service_needs_stay(self, sandbox, manager, url):
        other = sandbox.person("second_manager")

        demoted = manager.post(f"{url}/{other['id']}", {"permissions_field": "view_activity"})
        removed = manager.post(f"{url}/{other['id']}/delete")

        assert "at least 2 team members" in errors(demoted)[0]
        assert "at least 2 team members" in text_of(of_class(removed, "banner-dangerous")[0])
        assert other["email_address"] in addresses(manager.get(url))

    def test_a_new_address_signs_its_owner_in(self, sandbox, manager, url):
        ben, new = sandbox.person("template_editor"), "ben.new@rivers-harbours.gov.uk"

        asked = manager.post(f"{url}/{ben['id']}/edit-email", {"email_address": new})
        manager.post(asked["Location"])
        sent = Client().post("/sign-in", {"email_address": new, "password": sandbox.world()["password"]})

        assert sent["Location"] == "/two-factor-sms"
        assert "Morgan Ellis changed the email address" in sandbox.outbox(new)[0]["body"]
