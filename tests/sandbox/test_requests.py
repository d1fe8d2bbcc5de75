"""Contact lists, reports made in the background, and what an id belongs to."""

import uuid

import pytest

UNKNOWN = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def lists(services):
    return f"/service/{services['harbour_notices']}/contact-list"


@pytest.fixture
def contact_list(api, people, lists):
    body = {
        "id": str(uuid.uuid4()),
        "original_file_name": "skippers.csv",
        "row_count": 12,
        "template_type": "email",
        "created_by": people["manager"]["id"],
    }
    return api.post(lists, body).json()


class TestContactLists:
    def test_a_saved_one_is_listed(self, api, lists, contact_list):
        assert api.get(lists).json()[0] == api.get(f"{lists}/{contact_list['id']}").json() == contact_list
        assert contact_list["created_by"] == "Morgan Ellis"
        assert (contact_list["has_jobs"], contact_list["recent_job_count"]) == (False, 0)

    def test_a_deleted_one_is_gone(self, api, lists, contact_list):
        answer = api.delete(f"{lists}/{contact_list['id']}")

        assert answer.status_code == 204
        assert api.get(f"{lists}/{contact_list['id']}").status_code == 404
        assert contact_list not in api.get(lists).json()

    def test_a_deleted_one_leaves_no_file(self, api, sandbox, services, lists, contact_list):
        folder = sandbox.files / "contact_lists" / f"service-{services['harbour_notices']}-notify"
        folder.mkdir(parents=True)
        (folder / f"{contact_list['id']}.csv").write_text("email address\nada@example.com\n")

        api.delete(f"{lists}/{contact_list['id']}")

        assert list(folder.iterdir()) == []

    def test_letters_have_none(self, api, people, lists, contact_list):
        body = contact_list | {"template_type": "letter", "created_by": people["manager"]["id"]}
        answer = api.post(lists, body)

        assert answer.json()["errors"][0]["message"] == "template_type letter is not one of [email, sms]"


class TestReports:
    def test_the_same_wish_twice_is_one_report(self, api, people, services):
        path = f"/service/{services['outpatients']}/report-request"
        body = {
            "user_id": people["hospital_manager"]["id"],
            "report_type": "notifications_report",
            "notification_type": "sms",
            "notification_status": "failed",
        }
        first, second = api.post(path, body), api.post(path, body)
        other = api.post(path, body | {"notification_status": "all"})

        assert (first.status_code, second.status_code, other.status_code) == (201, 200, 201)
        assert first.json() == second.json() == api.get(f"{path}/{first.json()['data']['id']}").json()
        assert first.json()["data"]["report_type"] == "notifications"
        assert first.json()["data"]["parameter"] == {
            "notification_type": "sms",
            "notification_status": "failed",
        }

    def test_an_unknown_one_is_404(self, api, services):
        answer = api.get(f"/service/{services['outpatients']}/report-request/{UNKNOWN}")

        assert (answer.status_code, answer.json()["message"]) == (404, "No result found")


class TestFindingById:
    def test_names_the_kind(self, api, people, services, organisations):
        found = [
            api.post("/platform-admin/find-by-uuid", {"uuid": wanted}).json()["type"]
            for wanted in (people["viewer"]["id"], services["moorings"], organisations["rivers"])
        ]

        assert found == ["user", "service", "organisation"]

    def test_names_the_service_it_is_in(self, api, services):
        template = api.data(f"/service/{services['council_tax']}/template")[0]["id"]
        answer = api.post("/platform-admin/find-by-uuid", {"uuid": template})

        assert answer.json() == {"type": "template", "context": {"service_id": services["council_tax"]}}

    def test_an_unknown_one_is_404(self, api):
        assert api.post("/platform-admin/find-by-uuid", {"uuid": UNKNOWN}).status_code == 404
