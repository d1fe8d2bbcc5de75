"""What the user client makes of the API's refusals."""

import pytest

from gateway import user_api_client
from gateway.errors import BadRequest, Unavailable
from tests.builders import an_error


class TestVerifyPassword:
    def test_a_wrong_password_is_false(self, api):
        refused = an_error({"password": ["Incorrect password"]})
        api.answers("POST", "/user/u1/verify/password", refused, status=400)

        assert user_api_client.verify_password("u1", "guess") is False

    def test_an_unknown_person_is_false(self, api):
        api.answers("POST", "/user/u1/verify/password", an_error("No result found"), status=404)

        assert user_api_client.verify_password("u1", "guess") is False

    @pytest.mark.parametrize("status", [502, 503, 504])
    def test_an_outage_is_not_a_wrong_password(self, api, status):
        api.answers("POST", "/user/u1/verify/password", {}, status=status)

        with pytest.raises(Unavailable):
            user_api_client.verify_password("u1", "mine")


class TestCheckVerifyCode:
    @pytest.mark.parametrize(
        ("status", "message", "reason"),
        [
            (400, "Code has expired", "Code has expired"),
            (404, "Code not found", "Code not found"),
            (404, {"code": ["Code not found"]}, "Code not found"),
        ],
    )
    def test_a_refused_code_comes_with_the_reason(self, api, status, message, reason):
        api.answers("POST", "/user/u1/verify/code", an_error(message), status=status)

        assert user_api_client.check_verify_code("u1", "12345", "sms") == (False, reason)

    def test_an_outage_is_not_a_wrong_code(self, api):
        api.is_down()

        with pytest.raises(Unavailable):
            user_api_client.check_verify_code("u1", "12345", "sms")


class TestUpdateUserAttribute:
    def test_refuses_what_may_not_be_changed_without_asking_the_api(self, api):
        with pytest.raises(TypeError, match="failed_login_count"):
            user_api_client.update_user_attribute("u1", failed_login_count=0)

        assert api.asked == []

    def test_makes_nobody_a_platform_admin(self, api):
        with pytest.raises(TypeError, match="platform admin"):
            user_api_client.update_user_attribute("u1", platform_admin=True)

        assert api.asked == []

    def test_a_changed_person_is_read_again(self, api):
        api.answers("GET", "/user/u1", {"data": {"name": "Old"}})
        api.answers("POST", "/user/u1", {"data": {"name": "New"}})
        user_api_client.get_user("u1")

        user_api_client.update_user_attribute("u1", name="New")
        api.answers("GET", "/user/u1", {"data": {"name": "New"}})

        assert user_api_client.get_user("u1") == {"name": "New"}


class TestGetUserByEmail:
    def test_nobody_is_none(self, api):
        api.answers("POST", "/user/email", an_error("No result found"), status=404)

        assert user_api_client.get_user_by_email_or_none("a@b.gov.uk") is None

    def test_a_malformed_address_is_an_error(self, api):
        api.answers("POST", "/user/email", an_error({"email": ["Not a valid email address"]}), status=400)

        with pytest.raises(BadRequest):
            user_api_client.get_user_by_email_or_none("a@b")
