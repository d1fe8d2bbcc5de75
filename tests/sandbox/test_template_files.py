"""Files in emails and pages attached to letters: what the API knows about them."""

import uuid

import pytest


@pytest.fixture
def service(services):
    return services["boat_licences"]


@pytest.fixture
def template_of(api, service):
    def finding(kind):
        rows = api.data(f"/service/{service}/template")
        return next(row["id"] for row in rows if row["template_type"] == kind)

    return finding


@pytest.fixture
def files(service, template_of):
    return f"/service/{service}/templates/{template_of('email')}/template_email_files"


@pytest.fixture
def file(api, people, files):
    body = {
        "id": str(uuid.uuid4()),
        "filename": f"{uuid.uuid4()}.pdf",
        "created_by_id": people["manager"]["id"],
        "retention_period": 26,
        "validate_users_email": True,
    }
    return api.post(files, body).json()["data"]


@pytest.fixture
def letter(api, service, template_of):
    return api.data(f"/service/{service}/template/{template_of('letter')}")


@pytest.fixture
def attachment(api, people, letter):
    body = {
        "upload_id": str(uuid.uuid4()),
        "created_by_id": people["manager"]["id"],
        "original_filename": "map.pdf",
        "page_count": 2,
        "template_id": letter["id"],
    }
    answer = api.post("/letter-attachment", body)
    yield answer.json()
    api.post(f"/letter-attachment/{body['upload_id']}/archive", {"archived_by": people["manager"]["id"]})


class TestEmailFiles:
    def test_a_new_one_is_pending(self, api, service, files, file):
        template = api.data(f"/service/{service}/template/{file['template']}")

        assert api.data(f"{files}/{file['id']}") == file
        assert (file["pending"], file["version"], file["link_text"]) == (True, 0, None)
        assert file["id"] not in [row["id"] for row in template["email_files"]]

    def test_publishing_puts_it_into_the_template(self, api, service, files, file):
        api.post(f"{files}/{file['id']}", {"pending": False, "link_text": "The map"})
        template = api.data(f"/service/{service}/template/{file['template']}")
        shown = next(row for row in template["email_files"] if row["id"] == file["id"])

        assert (shown["link_text"], shown["pending"]) == ("The map", False)
        assert template["version"] == file["template_version"] + 1

    def test_a_name_is_used_once_in_a_template(self, api, files, file):
        answer = api.post(files, {"filename": file["filename"], "created_by_id": file["created_by_id"]})

        assert answer.status_code == 400

    def test_only_emails_have_files(self, api, people, service, template_of):
        path = f"/service/{service}/templates/{template_of('sms')}/template_email_files"
        answer = api.post(path, {"filename": "a.pdf", "created_by_id": people["manager"]["id"]})

        assert answer.status_code == 400

    def test_an_update_of_the_template_takes_one_out(self, api, people, service, files, file):
        template = f"/service/{service}/template/{file['template']}"
        api.post(f"{files}/{file['id']}", {"pending": False})
        before = api.data(template)

        body = {"archive_email_file_ids": [file["id"]], "created_by": people["manager"]["id"]}
        after = api.post(template, body).json()["data"]

        assert file["id"] in [row["id"] for row in before["email_files"]]
        assert file["id"] not in [row["id"] for row in after["email_files"]]
        assert after["version"] == before["version"] + 1
        assert api.data(f"{files}/{file['id']}")["archived_by"] == people["manager"]["id"]

    def test_an_archived_one_is_gone_from_the_list(self, api, people, files, file):
        answer = api.post(f"{files}/{file['id']}/archive", {"archived_by_id": people["manager"]["id"]})

        assert answer.json()["data"]["archived_by"] == people["manager"]["id"]
        assert file["id"] not in [row["id"] for row in api.data(files)]


class TestLetterAttachments:
    def test_is_in_the_json_of_its_template(self, api, service, letter, attachment):
        template = api.data(f"/service/{service}/template/{letter['id']}")

        assert template["letter_attachment"] == attachment
        assert api.get(f"/letter-attachment/{attachment['id']}").json() == attachment

    def test_a_template_has_one_at_most(self, api, people, letter, attachment):
        body = {
            "upload_id": str(uuid.uuid4()),
            "created_by_id": people["manager"]["id"],
            "original_filename": "second.pdf",
            "page_count": 1,
            "template_id": letter["id"],
        }

        assert attachment["page_count"] == 2
        assert api.post("/letter-attachment", body).status_code == 400

    def test_an_archived_one_leaves_the_template(self, api, people, service, letter, attachment):
        path = f"/letter-attachment/{attachment['id']}"
        answer = api.post(f"{path}/archive", {"archived_by": people["manager"]["id"]})

        assert answer.status_code == 204
        assert api.data(f"/service/{service}/template/{letter['id']}")["letter_attachment"] is None
        assert api.get(path).json()["archived_by_id"] == people["manager"]["id"]

    def test_an_unknown_one_reads_like_an_unknown_path(self, api):
        answer = api.get("/letter-attachment/00000000-0000-0000-0000-000000000000")

        assert answer.status_code == 404
        assert answer.json()["message"].startswith("The requested URL was not found on the server.")
