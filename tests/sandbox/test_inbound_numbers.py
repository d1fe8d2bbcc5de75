"""Numbers people can text: given, sent from, taken back."""

import pytest


@pytest.fixture
def given(api, services):
    """Bin collections has a number."""
    answer = api.post(f"/inbound-number/service/{services['bin_collections']}", {})
    yield answer
    api.post(f"/service/{services['bin_collections']}/inbound-sms/remove", {"archive": False})


class TestGiving:
    def test_makes_it_the_default_sender(self, api, services, given):
        senders = api.get(f"/service/{services['bin_collections']}/sms-sender").json()

        assert given.status_code == 201
        assert [row["id"] for row in senders if row["is_default"]] == [given.json()["id"]]

    def test_takes_it_from_the_available_ones(self, api, services, given):
        number = api.data(f"/inbound-number/service/{services['bin_collections']}")
        available = {row["id"] for row in api.data("/inbound-number/available")}

        assert number["id"] == given.json()["inbound_number_id"]
        assert number["service"] == {"id": services["bin_collections"], "name": "Bin collections"}
        assert number["id"] not in available

    def test_the_number_can_be_chosen(self, api, services):
        chosen = api.data("/inbound-number/available")[-1]
        path = f"/service/{services['library_loans']}"
        answer = api.post(
            f"/inbound-number/service/{services['library_loans']}", {"inbound_number_id": chosen["id"]}
        )
        api.post(f"{path}/inbound-sms/remove", {"archive": False})

        assert answer.json()["sms_sender"] == chosen["number"]

    def test_one_that_somebody_has_is_refused(self, api, services):
        taken = api.data(f"/inbound-number/service/{services['boat_licences']}")["id"]
        answer = api.post(f"/inbound-number/service/{services['outpatients']}", {"inbound_number_id": taken})

        assert (answer.status_code, answer.json()["message"]) == (400, "No inbound number is available")

    def test_a_service_without_one_has_an_empty_object(self, api, services):
        assert api.data(f"/inbound-number/service/{services['moorings']}") == {}


class TestTakingBack:
    @pytest.mark.parametrize("archive", [True, False])
    def test_ends_texts_and_gives_the_old_sender_back(self, api, services, archive):
        service = f"/service/{services['council_tax']}"
        api.post(service, {"permissions": ["sms", "inbound_sms"]})
        number_id = api.post(f"/inbound-number/service/{services['council_tax']}", {}).json()[
            "inbound_number_id"
        ]
        answer = api.post(f"{service}/inbound-sms/remove", {"archive": archive})
        senders = api.get(f"{service}/sms-sender").json()
        number = next(row for row in api.data("/inbound-number") if row["id"] == number_id)

        assert (answer.status_code, answer.json()) == (200, {})
        assert [(row["sms_sender"], row["is_default"]) for row in senders] == [("MEADOWBRDG", True)]
        assert (number["service"], number["active"]) == (None, not archive)
        assert "inbound_sms" not in api.data(service)["permissions"]

    def test_without_a_number_there_is_nothing_to_take(self, api, services):
        answer = api.post(f"/service/{services['moorings']}/inbound-sms/remove", {"archive": True})

        assert (answer.status_code, answer.json()["message"]) == (400, "inbound not found")

    def test_a_number_can_be_off_and_stay_the_services(self, api, services, given):
        path = f"/inbound-number/service/{services['bin_collections']}"
        answer = api.post(f"{path}/off")

        assert answer.status_code == 204
        assert api.data(path)["active"] is False


class TestUse:
    def test_says_when_a_text_came_last(self, api, services):
        path = f"/service/{services['boat_licences']}/inbound-sms"
        latest = api.get(f"{path}/summary").json()["most_recent"]
        used = api.get(f"{path}/most-recent-usage").json()["most_recent_date"]

        assert latest[11:19] in used

    def test_is_404_without_a_number(self, api, services):
        answer = api.get(f"/service/{services['moorings']}/inbound-sms/most-recent-usage")

        assert (answer.status_code, answer.json()["message"]) == (404, "inbound not found")
