"""Folders of templates, files that templates link to, and how often templates are used."""

from uuid import uuid4

import pytest

from gateway import DocumentDownloadError
from gateway.errors import BadRequest, NotFound
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    document_download_api_client,
    service_api_client,
    template_email_file_client,
    template_folder_api_client,
    template_statistics_client,
)


@pytest.fixture
def template_id(service_id):
    template = service_api_client.create_service_template(
        name="Late ferry", type_="email", subject="Late", content="See ((timetable))", service_id=service_id
    )
    return template["data"]["id"]


class TestFolders:
    def test_one_is_made_renamed_and_deleted(self, service_id, who):
        def folders():
            return template_folder_api_client.get_template_folders(service_id)

        _, made = around(
            folders, lambda: template_folder_api_client.create_template_folder(service_id, "Winter")
        )
        _, renamed = around(
            folders,
            lambda: template_folder_api_client.update_template_folder(
                service_id, made[0]["id"], "Summer", []
            ),
        )
        _, deleted = around(
            folders, lambda: template_folder_api_client.delete_template_folder(service_id, made[0]["id"])
        )

        winter = {
            "name": "Winter",
            "parent_id": None,
            "service_id": service_id,
            "users_with_permission": [who],
        }
        assert made == [{"id": made[0]["id"], **winter}]
        assert renamed == [{**made[0], "name": "Summer", "users_with_permission": []}]
        assert deleted == []

    def test_one_is_found_in_the_list(self, service_id):
        outer = template_folder_api_client.create_template_folder(service_id, "Outer")
        inner = template_folder_api_client.create_template_folder(service_id, "Inner", parent_id=outer)

        assert template_folder_api_client.get_template_folder(service_id, inner)["parent_id"] == outer
        with pytest.raises(NotFound):
            template_folder_api_client.get_template_folder(service_id, str(uuid4()))

    def test_templates_and_folders_move(self, service_id, template_id):
        outer = template_folder_api_client.create_template_folder(service_id, "Outer")
        inner = template_folder_api_client.create_template_folder(service_id, "Inner")
        before, after = around(
            lambda: service_api_client.get_service_template(service_id, template_id)["data"]["folder"],
            lambda: template_folder_api_client.move_to_folder(service_id, outer, [template_id], [inner]),
        )

        assert (before, after) == (None, outer)
        assert template_folder_api_client.get_template_folder(service_id, inner)["parent_id"] == outer
        with pytest.raises(BadRequest):
            template_folder_api_client.move_to_folder(service_id, inner, [], [outer])
        with pytest.raises(BadRequest):
            template_folder_api_client.delete_template_folder(service_id, outer)

    def test_templates_move_back_to_the_root(self, service_id, template_id):
        folder = template_folder_api_client.create_template_folder(service_id, "Winter")
        template_folder_api_client.move_to_folder(service_id, folder, [template_id], [])
        before, after = around(
            lambda: service_api_client.get_service_templates(service_id)["data"][0]["folder"],
            lambda: template_folder_api_client.move_to_folder(service_id, None, [template_id], []),
        )

        assert (before, after) == (folder, None)


class TestEmailFiles:
    def test_a_file_is_kept_read_and_published(self, service_id, template_id, who):
        file = template_email_file_client.upload_email_attachment(
            service_id=service_id, template_id=template_id, filename="timetable.pdf", content=b"%PDF-1.7"
        )["data"]
        found, content = template_email_file_client.get_email_attachment(file["id"], service_id, template_id)
        before, after = around(
            lambda: service_api_client.get_service_template(service_id, template_id)["data"]["email_files"],
            lambda: template_email_file_client.update_file(
                file["id"],
                service_id,
                template_id,
                link_text="The timetable",
                retention_period=4,
                validate_users_email=False,
                pending=False,
            ),
        )

        assert (found, content) == (file, b"%PDF-1.7")
        assert (file["filename"], file["pending"], file["created_by_id"]) == ("timetable.pdf", True, who)
        assert before == []
        assert after == [
            {
                "id": file["id"],
                "filename": "timetable.pdf",
                "link_text": "The timetable",
                "retention_period": 4,
                "validate_users_email": False,
                "pending": False,
            }
        ]

    def test_a_file_is_checked_before_anybody_gets_it(self, service_id):
        check = document_download_api_client.file_check_and_antivirus_scan

        assert check(service_id, "timetable.csv", b"a,b") == {"mimetype": "text/csv"}
        with pytest.raises(DocumentDownloadError) as too_big:
            check(service_id, "timetable.csv", b"x" * 2_100_000)
        with pytest.raises(DocumentDownloadError) as of_no_kind:
            check(service_id, "timetable.exe", b"MZ")
        assert too_big.value.message == "The file must be smaller than 2MB"
        assert "exe" in of_no_kind.value.message

    def test_a_name_is_taken_once(self, service_id, template_id, who):
        facts = {"service_id": service_id, "template_id": template_id, "created_by_id": who}
        first = template_email_file_client.create_file(file_id=uuid4(), filename="a.pdf", **facts)["data"]

        assert (
            template_email_file_client.get_file_by_id(first["id"], service_id, template_id)["data"] == first
        )
        assert template_email_file_client.get_files(service_id, template_id)["data"] == [first]
        assert first["retention_period"] == 26
        with pytest.raises(BadRequest):
            template_email_file_client.create_file(file_id=uuid4(), filename="a.pdf", **facts)

    def test_a_file_goes_with_its_place_in_the_message(self, service_id, template_id, who):
        facts = {"service_id": service_id, "template_id": template_id, "created_by_id": who}
        file = template_email_file_client.create_file(file_id=uuid4(), filename="b.pdf", **facts)["data"]
        template_email_file_client.update_file(
            file["id"],
            service_id,
            template_id,
            link_text=None,
            retention_period=4,
            validate_users_email=True,
            pending=False,
        )
        before, after = around(
            lambda: service_api_client.get_service_template(service_id, template_id)["data"]["email_files"],
            lambda: service_api_client.update_service_template(
                service_id, template_id, archive_email_file_ids=[file["id"]]
            ),
        )

        assert ([one["id"] for one in before], after) == ([file["id"]], [])


class TestUse:
    def test_of_the_last_week_and_of_a_year(self, services, year):
        boats = services["boat_licences"]
        week = template_statistics_client.get_template_statistics_for_service(boats)
        months = template_statistics_client.get_monthly_template_usage_for_service(boats, year)

        assert week[0].keys() == {
            "count",
            "is_precompiled_letter",
            "status",
            "template_id",
            "template_name",
            "template_type",
        }
        assert sum(row["count"] for row in week) > 0
        assert {row["year"] for row in months} <= {year, year + 1}
        assert template_statistics_client.get_monthly_template_usage(boats, year) == months

    def test_the_last_time(self, services, service_id, template_id):
        used = template_statistics_client.get_template_statistics_for_service(services["boat_licences"], 7)

        assert template_statistics_client.get_last_used_date_for_template(service_id, template_id) is None
        assert template_statistics_client.get_last_used_date_for_template(
            services["boat_licences"], used[0]["template_id"]
        )
