"""API keys: made once, shown once, revoked for good."""

import pytest

from tests.builders import a_member, a_service, a_user, an_error, an_id
from tests.pages import errors, link, of_class, text_of, texts, tree, typed

SECRET = "7f0c9a51-0f4d-4a8d-9b86-0a3d2a6f3e11"
TYPED = {"key_name": "Licensing system", "key_type": "normal"}


def a_key(**facts):
    return {
        "id": an_id(),
        "name": "Licensing system",
        "key_type": "normal",
        "created_by": an_id(),
        "created_at": "2026-10-01T09:00:00.000000Z",
        "expiry_date": None,
        "updated_at": None,
        "version": 1,
    } | facts


@pytest.fixture
def service():
    return a_service()


@pytest.fixture
def user(service):
    return a_member(service)


@pytest.fixture
def knows(api, service):
    """The API has these keys, and takes a new one and an event."""

    def keys(*rows):
        api.answers("GET", f"/service/{service['id']}/api-keys", {"apiKeys": list(rows)})
        api.answers("POST", f"/service/{service['id']}/api-key", {"data": SECRET}, status=201)
        api.answers("POST", "/events", {"data": {}}, status=201)

    return keys


@pytest.fixture
def browser(sign_in, user, service):
    return sign_in(user, service)


@pytest.fixture
def url(service):
    return f"/services/{service['id']}/api/keys"


class TestList:
    def test_shows_keys_in_use_by_name_and_revoked_ones_apart(self, browser, url, knows):
        knows(
            a_key(name="zebra", key_type="test"),
            a_key(name="Apple"),
            a_key(name="Old", expiry_date="2026-11-02T09:00:00.000000Z"),
        )

        page = browser.get(url)

        rows = [text_of(row) for row in of_class(page, "table-row")]
        assert rows[0].startswith("Apple Live")
        assert rows[1].startswith("zebra Test")
        assert any(text.startswith("Old Live, revoked") for text in texts(page, "li"))

    def test_many_revoked_ones_are_shown_a_page_at_a_time(self, browser, url, knows):
        ended = {"expiry_date": "2026-11-02T09:00:00.000000Z"}
        knows(a_key(), *[a_key(name=f"Old {number}", **ended) for number in range(51)])

        counts = [len(of_class(browser.get(url + page), "browse-list__item")) for page in ("", "?page=2")]

        assert counts == [50, 1]

    def test_asks_the_api_once(self, api, browser, url, knows):
        knows(a_key())
        browser.get(url)
        before = len(api.asked)

        browser.get(url)

        assert [request.path for request in api.asked[before:]] == [f"/service/{url.split('/')[2]}/api-keys"]

    def test_names_are_text_and_not_html(self, browser, url, knows):
        knows(a_key(name="<b>bold</b>"))

        page = browser.get(url)

        assert "<b>bold" not in page.content.decode()
        assert texts(page, "th")[-1] == "<b>bold</b>"

    def test_offers_no_new_key_to_a_platform_admin(self, sign_in, service, url, knows):
        knows(a_key())

        page = sign_in(a_user(platform_admin=True), service).get(url)

        assert link(page, "Create an API key") is None


class TestCreate:
    def test_shows_the_whole_key_once_and_keeps_it_out_of_every_cache(self, browser, service, url, knows):
        knows()

        page = browser.post(f"{url}/create", TYPED)

        assert texts(page, "code") == [f"licensing-system-{service['id']}-{SECRET}"]
        assert "no-store" in page["Cache-Control"]

    def test_tells_the_api_who_made_it_and_leaves_an_event(self, api, browser, user, service, url, knows):
        knows()

        browser.post(f"{url}/create", TYPED)

        made = api.asked_to("POST", f"/service/{service['id']}/api-key")[0]
        event = api.asked_to("POST", "/events")[0].body
        assert made.body == {"name": "Licensing system", "key_type": "normal", "created_by": user["id"]}
        assert event["event_type"] == "create_api_key"
        facts = {
            "service_id": service["id"],
            "api_key_name": "Licensing system",
            "api_key_type": "normal",
            "updated_by_id": user["id"],
        }
        assert facts.items() <= event["data"].items()
        assert SECRET not in str(event)

    def test_a_name_in_use_is_refused_whatever_its_capitals(self, api, browser, url, knows):
        knows(a_key(name="LICENSING system"))

        page = browser.post(f"{url}/create", TYPED)

        assert errors(page) == ["A key with this name already exists"]
        assert typed(page, "key_name") == ["Licensing system"]
        assert api.writes == []

    def test_the_name_of_a_revoked_key_may_be_used_again(self, browser, url, knows):
        knows(a_key(expiry_date="2026-11-02T09:00:00.000000Z"))

        assert texts(browser.post(f"{url}/create", TYPED), "h1") == ["Copy your API key"]

    @pytest.mark.parametrize(
        ("status", "answer"),
        [(500, an_error("Internal server error")), (400, an_error({"name": ["Duplicate key name"]}))],
    )
    def test_somebody_else_may_be_quicker_with_the_name(
        self, api, browser, service, url, knows, status, answer
    ):
        knows()
        keys_path = f"/service/{service['id']}/api-keys"
        answers = iter([{"apiKeys": []}, {"apiKeys": [a_key()]}])
        api.mock.remove("GET", api.address + keys_path)
        for body in answers:
            api.mock.add("GET", api.address + keys_path, json=body)
        api.answers("POST", f"/service/{service['id']}/api-key", answer, status=status)

        page = browser.post(f"{url}/create", TYPED)

        assert page.status_code == 200
        assert len(errors(page)) == 1
        assert typed(page, "key_name") == ["Licensing system"]

    def test_any_other_fault_of_the_api_is_a_fault(self, api, browser, service, url, knows):
        knows()
        api.answers(
            "POST", f"/service/{service['id']}/api-key", an_error("Internal server error"), status=500
        )

        assert browser.post(f"{url}/create", TYPED).status_code == 500

    def test_a_service_in_trial_mode_gets_no_live_key(self, api, sign_in, url, service, knows):
        knows()
        trial = {**service, "restricted": True}

        page = sign_in(a_member(trial), trial).post(f"{url}/create", TYPED)

        assert errors(page) == ["Select a key that is not live. Your service is in trial mode"]
        live = next(box for box in tree(page).iter("input") if box.get("value") == "normal")
        assert live.get("disabled") is not None
        assert api.writes == []

    def test_both_boxes_are_needed(self, browser, url, knows):
        knows()

        assert errors(browser.post(f"{url}/create", {"key_type": "live"})) == [
            "Enter a name for this key",
            "Select the type of key",
        ]

    def test_is_not_for_platform_admins(self, sign_in, service, url, knows):
        knows()

        assert sign_in(a_user(platform_admin=True), service).post(f"{url}/create", TYPED).status_code == 403


class TestRevoke:
    def test_asks_first(self, api, browser, url, knows):
        key = a_key()
        knows(key)

        page = browser.get(f"{url}/revoke/{key['id']}")

        assert any("Licensing system" in text_of(banner) for banner in of_class(page, "banner-dangerous"))
        assert api.writes == []

    def test_is_done_and_recorded(self, api, browser, user, service, url, knows):
        key = a_key()
        knows(key)
        path = f"/service/{service['id']}/api-key/revoke/{key['id']}"
        api.answers("POST", path, {}, status=202)

        answer = browser.post(f"{url}/revoke/{key['id']}", {"delete": "y"})

        assert (answer.status_code, answer["Location"]) == (302, url)
        assert api.asked_to("POST", path)[0].body == {"created_by": user["id"]}
        event = api.asked_to("POST", "/events")[0].body
        assert (event["event_type"], event["data"]["api_key_name"]) == ("revoke_api_key", "Licensing system")

    def test_a_second_time_changes_nothing(self, api, browser, url, knows):
        key = a_key(expiry_date="2026-11-02T09:00:00.000000Z")
        knows(key)

        answer = browser.post(f"{url}/revoke/{key['id']}", {"delete": "y"})

        assert answer.status_code == 302
        assert api.writes == []

    def test_a_key_of_another_service_is_not_found(self, api, browser, url, knows):
        knows(a_key())

        assert browser.post(f"{url}/revoke/{an_id()}").status_code == 404
        assert api.writes == []
