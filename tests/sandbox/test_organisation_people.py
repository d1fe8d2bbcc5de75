"""Invitations to organisations, emails about going live, and what an organisation's services used."""

import pytest

ADDRESS = "new.colleague@meadowbridge.gov.uk"


@pytest.fixture
def invited(api, people, organisations):
    body = {
        "email_address": ADDRESS,
        "invited_by": people["council_manager"]["id"],
        "permissions": ["can_make_services_live"],
        "invite_link_host": "http://portal.example",
    }
    return api.post(f"/organisation/{organisations['meadowbridge']}/invite", body).json()["data"]


class TestInvitations:
    def test_send_a_link_that_leads_back_to_them(self, api, sandbox, invited):
        link = sandbox.latest_link(ADDRESS)
        token = link.rpartition("/")[2]

        assert link.startswith("http://portal.example/organisation-invitation/")
        assert api.data(f"/invite/organisation/check/{token}") == invited

    def test_a_broken_link_is_refused(self, api):
        answer = api.get("/invite/organisation/check/nonsense")

        assert answer.status_code == 400
        assert list(answer.json()["message"]) == ["invitation"]

    @pytest.mark.parametrize("status", ["accepted", "cancelled"])
    def test_end_one_way_or_the_other(self, api, invited, status):
        path = f"/organisation/{invited['organisation']}/invite/{invited['id']}"
        answer = api.post(path, {"status": status})

        assert answer.json()["data"] == invited | {"status": status}
        assert api.data(path) == api.data(f"/invite/organisation/{invited['id']}") == answer.json()["data"]

    def test_need_an_address_and_an_inviter(self, api, organisations):
        answer = api.post(f"/organisation/{organisations['rivers']}/invite", {})

        assert [error["message"] for error in answer.json()["errors"]] == [
            "email_address is a required property",
            "invited_by is a required property",
        ]

    def test_an_unknown_one_is_404(self, api, organisations):
        answer = api.get(f"/organisation/{organisations['rivers']}/invite/nonsense")

        assert (answer.status_code, answer.json()["message"]) == (404, "No result found")


class TestGoingLive:
    def test_approvers_hear_of_a_request(self, api, sandbox, people, services):
        before = len(sandbox.outbox(people["manager"]["email_address"]))
        answer = api.post(f"/organisations/notify-users-of-request-to-go-live/{services['moorings']}")
        mails = sandbox.outbox(people["manager"]["email_address"])

        assert answer.status_code == 204
        assert len(mails) == before + 1
        assert mails[0]["subject"] == "Request to go live: Moorings"
        assert mails[0]["link"].endswith(f"/services/{services['moorings']}/make-service-live")

    def test_an_approver_is_told_what_to_do_next(self, api, sandbox, services):
        path = "/organisations/notify-org-member-about-next-steps-of-go-live-request"
        body = {"to": ADDRESS, "service_name": "Moorings", "body": "Talk to the team."}
        answer = api.post(f"{path}/{services['moorings']}", body)

        assert answer.status_code == 204
        assert sandbox.outbox(ADDRESS)[0]["body"] == "Talk to the team."

    def test_the_asker_is_told_why_not(self, api, sandbox, people, services):
        path = "/organisations/notify-service-member-of-rejected-go-live-request"
        body = {
            "name": "Tom",
            "service_name": "Moorings",
            "organisation_name": "Rivers",
            "reason": "Too soon.",
            "organisation_team_member_name": "Morgan Ellis",
            "organisation_team_member_email": "morgan.ellis@rivers-harbours.gov.uk",
        }
        answer = api.post(f"{path}/{services['moorings']}", body)

        assert answer.status_code == 204
        assert "Too soon." in sandbox.outbox(people["second_manager"]["email_address"])[0]["body"]

    def test_a_rejection_needs_all_its_words(self, api, services):
        path = "/organisations/notify-service-member-of-rejected-go-live-request"
        answer = api.post(f"{path}/{services['moorings']}", {})

        assert len(answer.json()["errors"]) == 6


class TestUsage:
    def test_is_the_sum_of_the_services_bills(self, api, organisations, services):
        year = api.get(f"/service/{services['council_tax']}/billing/free-sms-fragment-limit").json()[
            "financial_year_start"
        ]
        rows = api.get(
            f"/organisations/{organisations['meadowbridge']}/services-with-usage", year=year
        ).json()["services"]
        bill = api.get(f"/service/{services['council_tax']}/billing/yearly-usage-summary", year=year).json()
        row = next(row for row in rows if row["service_id"] == services["council_tax"])
        letters = sum(line["cost"] for line in bill if line["notification_type"] == "letter")

        assert [row["service_name"] for row in rows] == ["Bin collections", "Council Tax"]
        assert row["letter_cost"] == pytest.approx(letters)
        assert row["sms_remainder"] + row["sms_billable_units"] - row["chargeable_billable_sms"] == 10_000

    def test_needs_a_year(self, api, organisations):
        answer = api.get(f"/organisations/{organisations['rivers']}/services-with-usage")

        assert (answer.status_code, answer.json()["message"]) == (400, "No valid year provided")
