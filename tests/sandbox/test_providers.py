"""Providers and their past, complaints, and names nobody else may send from."""

import pytest


@pytest.fixture
def firetext(api):
    rows = api.get("/provider-details").json()["provider_details"]
    return next(row for row in rows if row["identifier"] == "firetext")


class TestProviders:
    def test_one_for_each_channel_and_two_for_texts(self, api):
        rows = api.get("/provider-details").json()["provider_details"]

        assert [row["notification_type"] for row in rows] == ["email", "sms", "sms", "letter"]
        assert sum(row["priority"] for row in rows if row["notification_type"] == "sms") == 100

    def test_a_change_is_a_new_version(self, api, people, firetext):
        path = f"/provider-details/{firetext['id']}"
        before = api.data(f"{path}/versions")
        changed = api.post(path, {"priority": 20, "created_by": people["platform_admin"]["id"]}).json()
        after = api.data(f"{path}/versions")

        assert api.get(path).json() == changed
        assert changed["provider_details"]["created_by"]["name"] == "Priya Raman"
        assert after == [changed["provider_details"], *before]

    def test_names_are_not_for_changing(self, api, firetext):
        answer = api.post(f"/provider-details/{firetext['id']}", {"identifier": "x"})

        assert (answer.status_code, answer.json()["message"]) == (
            400,
            {"identifier": ["Not permitted to be updated"]},
        )

    def test_an_unknown_one_is_an_empty_object(self, api):
        answer = api.get("/provider-details/00000000-0000-0000-0000-000000000000")

        assert (answer.status_code, answer.json()) == (200, {"provider_details": {}})


class TestComplaints:
    def test_are_listed_and_counted(self, api):
        row = api.get("/complaint", page=1).json()["complaints"][0]
        day = row["created_at"][:10]
        counted = api.get("/complaint/count-by-date-range", start_date="2020-01-01", end_date=day)
        never = api.get("/complaint/count-by-date-range", start_date="2020-01-01", end_date="2020-01-02")

        assert (row["complaint_type"], counted.json(), never.json()) == ("abuse", 1, 0)

    def test_a_page_beyond_the_end_is_404(self, api):
        assert api.get("/complaint", page=2).status_code == 404

    def test_a_day_is_a_day(self, api):
        assert api.get("/complaint/count-by-date-range", start_date="soon").status_code == 400


class TestProtectedSenderIds:
    @pytest.mark.parametrize(("sender_id", "protected"), [("hmrc", True), ("MOORINGS", False)])
    def test_are_known_in_any_case(self, api, sender_id, protected):
        assert api.get("/protected-sender-id/check", sender_id=sender_id).json() is protected

    def test_needs_a_name(self, api):
        assert api.get("/protected-sender-id/check").status_code == 400
