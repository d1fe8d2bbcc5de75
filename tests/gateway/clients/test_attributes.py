"""What an update refuses before the cache or the API hears of it."""

import pytest

from gateway import cache, organisations_client, service_api_client, user_api_client
from gateway.cache import keys

ID = "11111111-1111-4111-8111-111111111111"


class TestOnly:
    @pytest.mark.parametrize(
        ("call", "words"),
        [
            (
                lambda: service_api_client.update_service(ID, name="n", id="x", colour="blue"),
                "service attributes: colour, id",
            ),
            (lambda: service_api_client.update_service_template(ID, ID, process_type="x"), "template"),
            (
                lambda: service_api_client.update_service_join_requests(ID, ID, ID, requester="x"),
                "join request",
            ),
            (lambda: organisations_client.update_organisation(ID, colour="blue"), "organisation"),
            (lambda: user_api_client.update_user_attribute(ID, failed_login_count=0), "user"),
        ],
    )
    def test_other_attributes_are_refused_without_asking_the_api(self, api, call, words):
        with pytest.raises(TypeError, match=words):
            call()

        assert api.asked == []

    def test_parameters_given_by_name_are_no_attributes(self, api):
        api.answers("POST", f"/organisations/{ID}", status=204)

        organisations_client.update_organisation(org_id=ID, cached_service_ids=[ID], name="n")

        assert api.asked[0].body == {"name": "n"}

    def test_what_is_kept_stays_kept(self, api):
        api.answers("GET", f"/service/{ID}", {"data": 1})
        service_api_client.get_service(ID)

        with pytest.raises(TypeError):
            service_api_client.update_service(ID, colour="blue")
        service_api_client.get_service(ID)

        assert len(api.asked) == 1

    def test_the_policy_of_the_method_is_seen_from_outside(self):
        record = cache.record_of(service_api_client.update_service)

        assert record is not None
        assert keys.SERVICE in record.families
