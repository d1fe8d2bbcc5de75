"""The ways in and out, against a Notify API that really checks passwords, codes and links."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.sandbox_process import SandboxProcess

NEW_PASSWORD = "three-quiet-herons-7"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxProcess]:
    secrets = {"ADMIN_CLIENT_SECRET": settings.ADMIN_CLIENT_SECRET, "SECRET_KEY": settings.SECRET_KEY}
    with SandboxProcess(environ=secrets) as running:
        yield running


@pytest.fixture(autouse=True)
def _portal_of_sandbox(sandbox):
    with override_settings(API_HOST_NAME=sandbox.url):
        yield


def path_of(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def give_password(browser: Client, person, password: str, next_page: str = ""):
    address = f"/sign-in?next={next_page}" if next_page else "/sign-in"
    return browser.post(address, {"email_address": person["email_address"], "password": password})


def give_code(browser: Client, sandbox: SandboxProcess, person, next_page: str = ""):
    address = f"/two-factor-sms?next={next_page}" if next_page else "/two-factor-sms"
    return browser.post(address, {"sms_code": sandbox.latest_code(person["mobile_number"])})


def register(browser: Client, email_address: str, mobile_number: str):
    typed = {"name": "Rowan Ashby", "email_address": email_address, "mobile_number": mobile_number}
    return browser.post("/register", {**typed, "password": NEW_PASSWORD})


class TestWithSandbox:
    def test_a_text_code_signs_in_and_signing_out_ends_every_copy_of_the_session(self, sandbox):
        browser, person = Client(), sandbox.person("manager")

        assert give_password(browser, person, sandbox.world()["password"], "/your-account").status_code == 302
        done = give_code(browser, sandbox, person, "/your-account")
        account = browser.get("/your-account")
        copy = Client()
        copy.cookies = browser.cookies.copy()
        browser.post("/sign-out")

        assert done["Location"] == "/your-account"
        assert person["name"] in account.content.decode()
        assert copy.get("/your-account")["Location"] == "/sign-in?next=/your-account"

    def test_signing_in_elsewhere_ends_the_session_here_and_the_sign_in_page_says_so(self, sandbox):
        here, elsewhere, person = Client(), Client(), sandbox.person("sender")
        for browser in (here, elsewhere):
            give_password(browser, person, sandbox.world()["password"])
            give_code(browser, sandbox, person)

        sent_away = here.get("/your-account", follow=True)

        assert elsewhere.get("/your-account").status_code == 200
        assert sent_away.redirect_chain == [("/sign-in?next=/your-account", 302)]
        assert "signed in again, on another device" in sent_away.content.decode()

    def test_an_emailed_link_signs_in_once(self, sandbox):
        browser, person = Client(), sandbox.person("email_link")

        sent = give_password(browser, person, sandbox.world()["password"], "/your-account")
        link = path_of(sandbox.latest_link(person["email_address"]))
        landing = Client().get(link)
        done = browser.post(link)
        again = Client().post(link)

        assert sent["Location"] == "/two-factor-email-sent?next=%2Fyour-account"
        assert b"data-submits-itself" in landing.content
        assert done["Location"] == "/your-account"
        assert browser.get("/your-account").status_code == 200
        assert b"This link no longer works" in again.content

    def test_an_address_not_proven_for_90_days_is_proven_by_a_link_after_the_code(self, sandbox):
        browser, person = Client(), sandbox.person("developer")

        give_password(browser, person, sandbox.world()["password"])
        after_code = give_code(browser, sandbox, person)
        refused = browser.get("/your-account")
        browser.post(path_of(sandbox.latest_link(person["email_address"])))

        assert after_code["Location"] == "/re-validate-email"
        assert refused.status_code == 302
        assert browser.get("/your-account").status_code == 200

    def test_a_forgotten_password_is_replaced_once_the_code_is_given(self, sandbox):
        browser, person = Client(), sandbox.person("viewer")

        browser.post("/forgot-password", {"email_address": person["email_address"]})
        link = path_of(sandbox.latest_link(person["email_address"]))
        to_code = browser.post(link, {"new_password": NEW_PASSWORD})
        still_old = give_password(Client(), person, NEW_PASSWORD)
        done = give_code(browser, sandbox, person)

        assert to_code["Location"] == "/two-factor-sms"
        assert b"is incorrect" in still_old.content
        assert done.status_code == 302
        assert browser.get("/your-account").status_code == 200
        assert give_password(Client(), person, NEW_PASSWORD).status_code == 302
        assert b"This link no longer works" in Client().get(link).content

    def test_people_who_sign_in_by_link_are_signed_in_by_the_link_for_a_new_password(self, sandbox):
        before, browser, person = Client(), Client(), sandbox.person("email_link")
        give_password(before, person, sandbox.world()["password"])
        before.post(path_of(sandbox.latest_link(person["email_address"])))

        browser.post("/forgot-password", {"email_address": person["email_address"]})
        link = path_of(sandbox.latest_link(person["email_address"]))
        browser.post(link, {"new_password": NEW_PASSWORD})

        assert browser.get("/your-account").status_code == 200
        assert before.get("/your-account").status_code == 302

    def test_an_account_is_created_and_signs_in_from_then_on(self, sandbox):
        browser, email_address = Client(), "rowan.ashby@meadowbridge.gov.uk"

        made = register(browser, email_address, "07700 900 444")
        link = path_of(sandbox.latest_link(email_address))
        landing = browser.get(link)
        nothing_sent = sandbox.outbox("07700 900 444")
        to_code = browser.post(link)
        corrected = browser.post("/text-not-received", {"mobile_number": "+44 7700 900 445"})
        done = browser.post("/verify", {"sms_code": sandbox.latest_code("+44 7700 900 445")})
        account = browser.get("/your-account").content.decode()
        browser.post("/sign-out")
        again = give_password(browser, {"email_address": email_address}, NEW_PASSWORD)

        assert made["Location"] == "/registration-continue"
        assert b"data-submits-itself" in landing.content
        assert nothing_sent == []
        assert to_code["Location"] == corrected["Location"] == "/verify"
        assert done["Location"] == "/add-service?first=first"
        assert "+44 7700 900 445" in account
        assert again["Location"] == "/two-factor-sms"
        assert b"This link no longer works" in Client().post(link).content

    def test_registering_an_address_that_somebody_has_tells_its_owner_only(self, sandbox):
        person = sandbox.person("sender")

        made = register(Client(), person["email_address"], "07700 900 446")

        assert made["Location"] == "/registration-continue"
        assert sandbox.outbox(person["email_address"])[0]["subject"] == "You already have a Notify account"
        assert give_password(Client(), person, NEW_PASSWORD).status_code == 200

    def test_somebody_who_never_confirmed_the_account_can_do_so_later(self, sandbox):
        browser, person = Client(), sandbox.person("pending")

        sent = give_password(browser, person, sandbox.world()["password"])
        first_link = sandbox.latest_link(person["email_address"])
        too_early = browser.get("/verify")
        browser.post("/resend-email-verification")
        browser.post(path_of(sandbox.latest_link(person["email_address"])))
        wrong = browser.post("/verify", {"sms_code": "00000"})
        done = browser.post("/verify", {"sms_code": sandbox.latest_code(person["mobile_number"])})

        assert sent["Location"] == too_early["Location"] == "/resend-email-verification"
        assert "/verify-email/" in first_link
        assert b"Code not found" in wrong.content
        assert done["Location"] == "/add-service?first=first"
        assert person["name"] in browser.get("/your-account").content.decode()

    def test_an_address_the_api_refuses_is_an_error_of_the_form(self, sandbox):
        page = register(Client(), "not..an.address@meadowbridge.gov.uk", "07700 900 447")

        assert page.status_code == 200
        assert b'id="email_address-error"' in page.content

    def test_name_and_password_are_changed_and_the_session_goes_on(self, sandbox):
        browser, person, old = Client(), sandbox.person("council_manager"), sandbox.world()["password"]
        give_password(browser, person, old)
        give_code(browser, sandbox, person)

        browser.post("/your-account/name", {"new_name": "Rosa Delgado Ruiz"})
        wrong = browser.post(
            "/your-account/password", {"old_password": "not-this-one", "new_password": NEW_PASSWORD}
        )
        browser.post("/your-account/password", {"old_password": old, "new_password": NEW_PASSWORD})

        assert b"Current password is incorrect" in wrong.content
        assert "Rosa Delgado Ruiz" in browser.get("/your-account").content.decode()
        assert give_password(Client(), person, old).status_code == 200
        assert give_password(Client(), person, NEW_PASSWORD).status_code == 302

    def test_address_and_number_are_changed_with_proof_and_the_session_goes_on(self, sandbox):
        browser, person = Client(), sandbox.person("hospital_manager")
        password = {"password": sandbox.world()["password"]}
        address, number = "daniel.moved@northmoor.nhs.uk", "07700900613"
        give_password(browser, person, **password)
        give_code(browser, sandbox, person)

        browser.post("/your-account/mobile-number", {"mobile_number": number})
        browser.post("/your-account/mobile-number/authenticate", password)
        code = sandbox.latest_code(number)
        done = browser.post("/your-account/mobile-number/confirm", {"sms_code": code})
        browser.post("/your-account/email", {"email_address": address})
        browser.post("/your-account/email/authenticate", password)
        browser.post(path_of(sandbox.latest_link(address)))
        account = browser.get("/your-account").content.decode()

        assert done["Location"] == "/your-account"
        assert number in account
        assert address in account

    def test_a_platform_admin_archives_somebody_whom_no_service_needs(self, sandbox):
        browser, admin = Client(), sandbox.person("platform_admin")
        needed, other = sandbox.person("council_manager"), sandbox.person("template_editor")
        give_password(browser, admin, sandbox.world()["password"])
        give_code(browser, sandbox, admin)

        browser.post(f"/users/{other['id']}/change-auth", {"auth_type": "email_auth"})
        changed = browser.get(f"/users/{other['id']}").content.decode()
        browser.post(f"/users/{other['id']}/archive")
        archived = browser.get(f"/users/{other['id']}").content.decode()
        needed_page = browser.get(f"/users/{needed['id']}").content.decode()

        assert "Email link" in changed
        assert "They belong to no service" in archived
        assert other["email_address"] not in archived
        assert "Council Tax" in needed_page

    def test_a_form_sent_after_signing_in_elsewhere_is_kept_and_saved_after_signing_in_here(self, sandbox):
        here, elsewhere, person = Client(), Client(), sandbox.person("second_manager")
        password, kept = sandbox.world()["password"], "/what-you-typed"
        for browser in (here, elsewhere):
            give_password(browser, person, password)
            give_code(browser, sandbox, person)

        sent_away = here.post("/your-account/name", {"new_name": "Tom Adeyemi-Lund"})
        give_password(here, person, password, kept)
        arrived = give_code(here, sandbox, person, kept)
        page = here.get(arrived["Location"]).content.decode()
        here.post("/your-account/name", {"new_name": "Tom Adeyemi-Lund"})

        assert sent_away["Location"] == f"/sign-in?next={kept}"
        assert 'action="/your-account/name"' in page
        assert 'value="Tom Adeyemi-Lund"' in page
        assert "Tom Adeyemi-Lund" in here.get("/your-account").content.decode()
