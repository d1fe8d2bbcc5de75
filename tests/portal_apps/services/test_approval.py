"""Deciding about a request to go live."""

import pytest
from django.core.cache import caches

from tests.builders import a_member, a_service, a_user, an_organisation
from tests.pages import errors, texts, typed

STEPS = ("", "/unique-service", "/service-name", "/contact-user", "/decision")


@pytest.fixture
def organisation():
    return an_organisation(
        can_approve_own_go_live_requests=True, request_to_go_live_notes="Ask <b>Ada</b> first"
    )


@pytest.fixture
def requester():
    return a_user(name="Chloe", email_address="chloe@meadowbridge.gov.uk")


@pytest.fixture
def service(organisation, requester):
    return a_service(
        restricted=True,
        organisation=organisation["id"],
        has_active_go_live_request=True,
        go_live_user=requester["id"],
        volume_email=10,
    )


@pytest.fixture
def knows(api, organisation, requester, service):
    """The API knows the organisation and the person who asked, and takes every answer."""
    service_id = service["id"]
    api.answers("GET", f"/organisations/{organisation['id']}", organisation)
    api.answers("GET", f"/user/{requester['id']}", {"data": requester})
    api.answers("POST", f"/service/{service_id}", {"data": service})
    api.answers("POST", "/events", {"data": {}}, status=201)
    for name in (
        "notify-org-member-about-next-steps-of-go-live-request",
        "notify-service-member-of-rejected-go-live-request",
    ):
        api.answers("POST", f"/organisations/{name}/{service_id}", status=204)


@pytest.fixture
def approver(organisation):
    permissions = {organisation["id"]: ["can_make_services_live"]}
    return a_user(organisations=[organisation["id"]], organisation_permissions=permissions)


@pytest.fixture
def browser(sign_in, approver, service, knows):
    return sign_in(approver, service)


@pytest.fixture
def url(service):
    return f"/services/{service['id']}/make-service-live"


class TestWhoDecides:
    @pytest.mark.parametrize("step", STEPS)
    def test_not_a_member_of_the_service_nor_one_of_the_organisation_without_the_permission(
        self, api, sign_in, organisation, service, knows, url, step
    ):
        for person in (a_member(service), a_user(organisations=[organisation["id"]])):
            page = sign_in(person, service).get(url + step)

            assert page.status_code == 403
            assert f"People who make services live for {organisation['name']} decide about it." in texts(
                page, "p"
            )
        assert api.writes == []

    @pytest.mark.parametrize("step", STEPS)
    def test_not_where_the_platform_decides(
        self, api, sign_in, approver, organisation, service, knows, url, step
    ):
        api.answers(
            "GET",
            f"/organisations/{organisation['id']}",
            {**organisation, "can_approve_own_go_live_requests": False},
        )

        page = sign_in(approver, service).get(url + step)

        assert page.status_code == 403
        assert "The people who run this website decide about it." in texts(page, "p")
        assert sign_in(a_user(platform_admin=True), service).get(url).status_code == 200

    @pytest.mark.parametrize("facts", [{"has_active_go_live_request": False}, {"organisation": None}])
    def test_nobody_without_a_request_or_an_organisation(self, api, sign_in, service, knows, url, facts):
        changed = {**service, **facts}

        page = sign_in(a_user(platform_admin=True), changed).post(f"{url}/decision", {"enabled": "True"})

        assert page.status_code == 403
        assert texts(page, "h1") == ["Nobody is asking to make this service live"]
        assert api.writes == []

    def test_a_service_that_is_live_already_says_so(self, sign_in, approver, service, knows, url):
        live = {**service, "restricted": False, "has_active_go_live_request": False}

        assert sign_in(approver, live).get(url).status_code == 410


class TestQuestions:
    def test_begin_with_who_asked_and_the_notes_of_the_organisation(self, browser, url):
        page = browser.get(url)

        assert any("Chloe has asked" in text for text in texts(page, "p"))
        assert "Ask <b>Ada</b> first" in texts(page, "p")

    def test_two_good_answers_lead_to_the_decision(self, api, browser, url):
        first = browser.post(f"{url}/unique-service", {"is_unique": "yes"})
        second = browser.post(f"{url}/service-name", {"enabled": "True"})

        assert (first["Location"], second["Location"]) == (f"{url}/service-name", f"{url}/decision")
        assert api.writes == []

    @pytest.mark.parametrize(
        ("unique", "clear", "mentions"),
        [("no", "True", "unique"), ("unsure", "True", "unique"), ("yes", "False", "name")],
    )
    def test_any_other_answer_leads_to_the_person_who_asked(
        self, api, browser, approver, service, url, unique, clear, mentions
    ):
        browser.post(f"{url}/unique-service", {"is_unique": unique})

        answer = browser.post(f"{url}/service-name", {"enabled": clear})

        path = f"/organisations/notify-org-member-about-next-steps-of-go-live-request/{service['id']}"
        sent = api.asked_to("POST", path)[0].body
        assert answer["Location"] == f"{url}/contact-user"
        assert sent["to"] == approver["email_address"]
        assert mentions in sent["body"]
        assert any(
            "chloe@meadowbridge.gov.uk" in text for text in texts(browser.get(answer["Location"]), "a")
        )

    def test_the_second_is_not_asked_before_the_first(self, browser, url):
        assert browser.get(f"{url}/service-name")["Location"] == f"{url}/unique-service"

    @pytest.mark.parametrize("step", ["unique-service", "decision"])
    def test_need_an_answer(self, api, browser, url, step):
        page = browser.post(f"{url}/{step}", {"nothing": ""})

        assert len(errors(page)) == 1
        assert api.writes == []


class TestDecision:
    def test_approval_makes_the_service_live_and_is_recorded(
        self, api, browser, organisation, approver, service, url
    ):
        answer = browser.post(f"{url}/decision", {"enabled": "True"})

        body = api.asked_to("POST", f"/service/{service['id']}")[0].body
        assert answer["Location"] == f"/organisations/{organisation['id']}/trial-services"
        assert (body["restricted"], body["has_active_go_live_request"]) == (False, False)
        event = api.asked_to("POST", "/events")[0].body["data"]
        assert (event["original_status"], event["new_status"], event["updated_by_id"]) == (
            "requested",
            "live",
            approver["id"],
        )

    def test_rejection_needs_a_reason(self, api, browser, url):
        page = browser.post(f"{url}/decision", {"enabled": "False", "rejection_reason": " "})

        assert errors(page) == ["Enter the reason why you reject this request"]
        assert api.writes == []

    def test_rejection_is_told_to_the_person_who_asked_and_recorded(
        self, api, browser, approver, requester, service, url
    ):
        browser.post(f"{url}/decision", {"enabled": "False", "rejection_reason": "Join Permits"})

        path = f"/organisations/notify-service-member-of-rejected-go-live-request/{service['id']}"
        sent = api.asked_to("POST", path)[0].body
        assert (sent["name"], sent["reason"]) == (requester["name"], "Join Permits")
        assert sent["organisation_team_member_email"] == approver["email_address"]
        assert api.asked_to("POST", f"/service/{service['id']}")[0].body["restricted"] is True
        event = api.asked_to("POST", "/events")[0].body["data"]
        assert (event["original_status"], event["new_status"]) == ("requested", "trial")

    def test_a_request_of_nobody_in_particular_is_rejected_without_a_message(
        self, api, sign_in, approver, service, knows, url
    ):
        of_nobody = {**service, "go_live_user": None}

        sign_in(approver, of_nobody).post(
            f"{url}/decision", {"enabled": "False", "rejection_reason": "Join Permits"}
        )

        assert api.writes == [("POST", f"/service/{service['id']}"), ("POST", "/events")]

    def test_what_was_typed_stays(self, browser, url):
        page = browser.post(f"{url}/decision", {"rejection_reason": "Join Permits"})

        assert typed(page, "rejection_reason") == ["Join Permits"]


@pytest.fixture(autouse=True)
def _cold():
    caches["gateway"].clear()
