"""The brands that services of an organisation may choose from."""

import pytest

from tests.builders import a_user, an_error, an_id
from tests.pages import errors, of_class, text_of, tree


@pytest.fixture(params=["email", "letter"])
def channel(request):
    return request.param


@pytest.fixture
def brands():
    return [{"id": an_id(), "name": "Zebra"}, {"id": an_id(), "name": "Crest"}]


@pytest.fixture
def pool(api, organisation, channel, brands):
    """The path of a pool with both brands in it."""
    path = f"/organisations/{organisation['id']}/{channel}-branding-pool"
    api.answers("GET", path, {"data": brands})
    api.answers("POST", f"/organisations/{organisation['id']}", status=204)
    api.answers("GET", f"/organisations/{organisation['id']}/services", [])
    return path


class TestPool:
    def test_is_listed_by_name(self, admin, url, channel, pool):
        page = admin.get(f"{url}/settings/{channel}-branding")

        assert [text_of(row.find("th")) for row in of_class(page, "table-row")] == ["Crest", "Zebra"]

    def test_one_becomes_the_default(self, api, admin, organisation, url, channel, pool, brands):
        admin.post(f"{url}/settings/{channel}-branding", {"default": brands[0]["id"]})

        body = api.asked_to("POST", f"/organisations/{organisation['id']}")[0].body
        assert body == {f"{channel}_branding_id": brands[0]["id"]}

    def test_there_may_be_no_default(self, api, sign_in, organisation, url, channel, pool, brands):
        with_default = {**organisation, f"{channel}_branding_id": brands[0]["id"]}
        admin = sign_in(a_user(platform_admin=True), with_default)

        page = admin.get(f"{url}/settings/{channel}-branding")
        admin.post(f"{url}/settings/{channel}-branding", {"default": "none"})

        assert "Default" in text_of(of_class(page, "table-row")[1])
        body = api.asked_to("POST", f"/organisations/{organisation['id']}")[0].body
        assert body == {f"{channel}_branding_id": None}

    def test_one_is_taken_out(self, api, admin, url, channel, pool, brands):
        api.answers("DELETE", f"{pool}/{brands[0]['id']}", status=204)

        admin.post(f"{url}/settings/{channel}-branding", {"remove": brands[0]["id"]})

        assert api.writes == [("DELETE", f"{pool}/{brands[0]['id']}")]

    def test_the_default_stays_in(self, api, admin, url, channel, pool, brands):
        api.answers("DELETE", f"{pool}/{brands[0]['id']}", an_error("is default"), status=400)

        page = admin.post(f"{url}/settings/{channel}-branding", {"remove": brands[0]["id"]}, follow=True)

        assert "Choose another default" in text_of(of_class(page, "banner-dangerous")[0])

    @pytest.mark.parametrize("sent", [{"default": "x"}, {"remove": an_id()}, {}])
    def test_a_brand_that_is_not_in_it_is_not_found(self, api, admin, url, channel, pool, sent):
        assert admin.post(f"{url}/settings/{channel}-branding", sent).status_code == 404
        assert api.writes == []


class TestAdd:
    @pytest.fixture
    def crown(self, api, channel, brands):
        """A brand that is not in the pool."""
        crown = {"id": an_id(), "name": "Crown"}
        everything = [*brands, crown]
        answer = {"email_branding": everything} if channel == "email" else everything
        api.answers("GET", f"/{channel}-branding", answer)
        return crown

    def test_offers_what_is_not_in_the_pool_and_adds_it(self, api, admin, url, channel, pool, crown):
        api.answers("POST", pool, status=204)
        address = f"{url}/settings/{channel}-branding/add"

        page = admin.get(address)
        admin.post(address, {"branding_field": crown["id"]})

        boxes = [box.get("value") for box in tree(page).iter("input") if box.get("name") == "branding_field"]
        assert boxes == [crown["id"]]
        assert api.asked_to("POST", pool)[0].body == {"branding_ids": [crown["id"]]}

    def test_needs_one(self, api, admin, url, channel, pool, crown):
        page = admin.post(f"{url}/settings/{channel}-branding/add", {"branding_field": []} | {"csrf": ""})

        assert errors(page) == ["Select at least one branding option"]
        assert api.writes == []
