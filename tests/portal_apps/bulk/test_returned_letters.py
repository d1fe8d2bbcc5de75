"""returned_letters_submit: which references go out together, and what the API makes of them."""

import pytest

from gateway import bypassed, notification_api_client, service_api_client
from tests.builders import a_user

ADMIN = a_user(platform_admin=True)


def reference(number):
    return f"LETTER{number:010}"


@pytest.fixture
def submit(api, run, table):
    """`submit(reference(1), ...)`, by an admin whom the API knows."""
    api.answers("GET", f"/user/{ADMIN['id']}", {"data": ADMIN})
    api.answers("POST", "/letters/returned", {"references": []})

    def submitted(*references, apply=True):
        who = ("--apply", "--as-user", ADMIN["id"]) if apply else ()
        return run(
            "returned_letters_submit", "--file", table("reference", *references), "--workers", "1", *who
        )

    return submitted


class TestBatches:
    def test_have_a_thousand_references(self, submit, api):
        ended = submit(*map(reference, range(2_001)))

        sizes = [len(one.body["references"]) for one in api.asked_to("POST", "/letters/returned")]
        assert (ended.status, ended.states) == (0, ["done"] * 3)
        assert sizes == [1_000, 1_000, 1]
        assert [row["subject"] for row in ended.rows] == [
            "rows 2 to 1001",
            "rows 1002 to 2001",
            "rows 2002 to 2002",
        ]

    def test_are_only_counted_in_a_dry_run(self, submit, api):
        ended = submit(reference(1), reference(2), apply=False)

        assert ended.rows[0]["after"] == {"reported": 2}
        assert api.writes == []

    def test_do_not_go_out_with_a_bad_reference(self, submit, api):
        ended = submit(reference(1), "LETTERREF2", reference(1).lower())

        assert ended.status == 2
        assert "row 3, reference: is no reference" in ended.messages
        assert "row 4, reference: is that of row 2" in ended.messages
        assert api.writes == []

    def test_are_sent_again_where_nobody_knows(self, submit, api, quick):
        api.breaks_after_taking("POST", "/letters/returned")
        api.mock.add("POST", f"{api.address}/letters/returned", json={"references": []})

        ended = submit(reference(1))

        assert ended.states == ["done"]
        assert len(api.asked_to("POST", "/letters/returned")) == 2

    def test_that_the_api_refuses_are_said_to_have_failed(self, submit, api):
        api.answers("POST", "/letters/returned", {"errors": [{"message": "does not match"}]}, status=400)

        ended = submit(reference(1))

        assert (ended.status, ended.states) == (1, ["failed"])


class TestWithSandbox:
    def test_are_in_the_summary_of_their_service(self, sandbox, at_sandbox, table):
        service_id = str(sandbox.service("boat_licences")["id"])
        letters = notification_api_client.get_notifications_for_service(service_id, template_type="letter")
        file = table("reference", letters["notifications"][0]["reference"])
        before = returned(service_id)

        ended = at_sandbox("returned_letters_submit", "--file", file, apply=True)

        assert (ended.status, ended.states) == (0, ["done"])
        assert returned(service_id) == before + 1


def returned(service_id):
    with bypassed():
        days = service_api_client.get_returned_letter_summary(service_id)
    return sum(day["returned_letter_count"] for day in days)
