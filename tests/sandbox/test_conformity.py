"""What is asked of the seeded world is answered as the document says: every key and type, no more and no fewer.

Where a route may answer with one of several shapes, a request of seeded_requests.json says which of them it gets.
"""

import json
from pathlib import Path

import pytest

from tests.sandbox.shapes import differences
from tests.server_process import ROOT

REQUESTS = json.loads((Path(__file__).parent / "seeded_requests.json").read_text(encoding="utf-8"))
TYPES = json.loads((ROOT / "sandbox" / "contract" / "shapes.json").read_text(encoding="utf-8"))["types"]


@pytest.fixture(scope="module")
def ids(api, people, services, organisations):
    service = f"/service/{services['boat_licences']}"
    jobs = api.data(f"{service}/job", statuses="finished")
    callbacks = api.data(f"/service/{services['council_tax']}")["service_callback_api"]
    return {
        "user_id": people["manager"]["id"],
        "council_manager_id": people["council_manager"]["id"],
        "service_id": services["boat_licences"],
        "council_tax_id": services["council_tax"],
        "organisation_id": organisations["rivers"],
        "provider_id": api.get("/provider-details").json()["provider_details"][0]["id"],
        "today": api.get(f"/service/{services['boat_licences']}/returned-letter-statistics").json()[
            "most_recent_report"
        ][:10],
        "council_id": organisations["meadowbridge"],
        "email_branding_id": api.get("/email-branding").json()["email_branding"][0]["id"],
        "letter_branding_id": api.get("/letter-branding").json()[0]["id"],
        "template_id": api.data(f"{service}/template")[0]["id"],
        "job_id": jobs[0]["id"],
        "notification_id": api.get(f"{service}/notifications").json()["notifications"][0]["id"],
        "reply_to_id": api.get(f"{service}/email-reply-to").json()[0]["id"],
        "sms_sender_id": api.get(f"{service}/sms-sender").json()[0]["id"],
        "letter_contact_id": api.get(f"{service}/letter-contact").json()[0]["id"],
        "invited_user_id": api.data(f"{service}/invite")[0]["id"],
        "callback_api_id": callbacks[0]["callback_id"],
        "year": api.get(f"{service}/billing/free-sms-fragment-limit").json()["financial_year_start"],
    }


def filled(body, ids):
    """The body with its {names} replaced, also inside lists."""
    if isinstance(body, str):
        return body.format(**ids) if body.startswith("{") else body
    if isinstance(body, list):
        return [filled(item, ids) for item in body]
    if isinstance(body, dict):
        return {name: filled(value, ids) for name, value in body.items()}
    return body


class TestConformity:
    @pytest.mark.parametrize("asked", REQUESTS, ids=lambda asked: f"{asked['method']} {asked['path']}")
    def test_the_answer_is_as_the_document_says(self, api, ids, document, asked):
        method, path = asked["method"], asked["path"].format(**ids)
        operation = document.operations[document.key_of(method, path.partition("?")[0])]

        answer = api.request(method, path, json=filled(asked.get("body"), ids))

        assert answer.ok, answer.text
        assert list(document.problems(operation, answer)) == []
        assert list(differences(answer.json(), asked.get("shape", "any"), TYPES)) == []


class TestDifferences:
    """The comparison itself must be able to fail."""

    @pytest.mark.parametrize(
        ("value", "shape", "found"),
        [
            ({"id": 1}, {"id": "str"}, ["answer.id should be str, is 1"]),
            ({}, {"id": "int"}, ["answer.id is missing"]),
            ({"id": 1, "more": 2}, {"id": "int"}, ["answer.more is not in the contract"]),
            ([{"id": None}], [{"id": "int"}], ["answer[0].id should be int, is None"]),
            (["a", "b"], ["str", "int"], ["answer[1] should be int, is 'b'"]),
            (["a"], ["str", "int"], ["answer should have 2 places, is ['a']"]),
            ({"a": True}, {"*": "int"}, ["answer.a should be int, is True"]),
            ({"when": "2026-01-01"}, {"when": "zulu?"}, ["answer.when should be zulu, is '2026-01-01'"]),
        ],
    )
    def test_says_what_differs_and_where(self, value, shape, found):
        assert list(differences(value, shape, {})) == found
