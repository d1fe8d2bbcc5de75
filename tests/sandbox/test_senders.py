"""Reply-to addresses, text message senders and letter contact blocks."""

import pytest

KINDS = {
    "email-reply-to": ("email_address", "first@rivers-harbours.gov.uk", "second@rivers-harbours.gov.uk"),
    "sms-sender": ("sms_sender", "FIRST", "SECOND"),
    "letter-contact": ("contact_block", "First\nPH1 1AA", "Second\nPH2 2BB"),
}


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def path(services, kind):
    return f"/service/{services['moorings']}/{kind}"


@pytest.fixture
def add(api, path, kind):
    def new(text, *, default):
        answer = api.post(path, {KINDS[kind][0]: text, "is_default": default}).json()
        return answer.get("data", answer)

    return new


class TestSenders:
    def test_a_new_default_replaces_the_old(self, api, path, kind, add):
        name, first, second = KINDS[kind]
        add(first, default=True)
        add(second, default=True)
        defaults = [row[name] for row in api.get(path).json() if row["is_default"]]

        assert defaults == [second]

    def test_one_can_be_changed(self, api, path, kind, add):
        name, _, _ = KINDS[kind]
        made = add("third@example.com" if kind == "email-reply-to" else "THIRD", default=False)
        new = "fourth@example.com" if kind == "email-reply-to" else "FOURTH"
        answer = api.post(f"{path}/{made['id']}", {name: new, "is_default": False})
        after = api.get(f"{path}/{made['id']}").json()

        assert answer.status_code == 200
        assert (after[name], after["updated_at"] is not None) == (new, True)

    def test_archived_ones_leave_the_list(self, api, path, kind, add):
        made = add("fifth@example.com" if kind == "email-reply-to" else "FIFTH", default=False)
        archived = api.post(f"{path}/{made['id']}/archive").json()["data"]

        assert (archived["archived"], archived["is_default"]) == (True, False)
        assert made["id"] not in {row["id"] for row in api.get(path).json()}

    def test_an_unknown_one_is_404(self, api, path):
        assert api.get(f"{path}/00000000-0000-0000-0000-000000000000").status_code == 404


class TestDefaults:
    @pytest.mark.parametrize(
        ("kind", "text"),
        [
            ("email-reply-to", "You cannot delete a default email reply to address"),
            ("sms-sender", "You cannot delete a default sms sender"),
        ],
    )
    def test_the_default_stays(self, api, services, kind, text):
        path = f"/service/{services['council_tax']}/{kind}"
        default = api.get(path).json()[0]
        answer = api.post(f"{path}/{default['id']}/archive")

        assert (answer.status_code, answer.json()["message"]) == (400, text)

    def test_a_default_block_may_go_and_leaves_its_letters_without_one(self, api, services):
        service = f"/service/{services['outpatients']}"
        block = api.get(f"{service}/letter-contact").json()[0]
        answer = api.post(f"{service}/letter-contact/{block['id']}/archive")
        letters = [row["id"] for row in api.data(f"{service}/template") if row["template_type"] == "letter"]

        assert answer.status_code == 200
        assert [api.data(f"{service}/template/{letter}")["reply_to"] for letter in letters] == [None, None]

    def test_an_address_is_listed_once(self, api, services):
        path = f"/service/{services['council_tax']}/email-reply-to"
        answer = api.post(path, {"email_address": "counciltax@meadowbridge.gov.uk", "is_default": False})

        assert answer.status_code == 409
        assert "counciltax@meadowbridge.gov.uk" in answer.json()["message"]

    def test_a_service_is_not_left_without_a_default(self, api, services):
        path = f"/service/{services['council_tax']}/sms-sender"
        default = api.get(path).json()[0]
        answer = api.post(f"{path}/{default['id']}", {"sms_sender": "X", "is_default": False})

        text = "One of a service's senders must be the default"
        assert (answer.status_code, answer.json()["message"]) == (400, text)
