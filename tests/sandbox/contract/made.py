"""Names of things that a case needs for itself, so that no case depends on another. All made through the API."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from tests.sandbox.contract.made_senders import MadeSenders
from tests.sandbox.contract.seeded import signed

LIVE_LIMIT = 1000


class Made(MadeSenders):
    # People

    def _person(self) -> dict[str, Any]:
        body = {
            "name": "New Person",
            "email_address": f"{uuid4().hex}@example.gov.uk",
            "mobile_number": "07700900777",
            "password": self.seeded.password,
            "auth_type": "sms_auth",
        }
        return self.post("/user", body)

    @cached_property
    def pending_person(self) -> str:
        return self._person()["id"]

    @cached_property
    def _active_person(self) -> dict[str, Any]:
        return self.post(f"/user/{self._person()['id']}/activate")

    @property
    def new_person(self) -> str:
        return self._active_person["id"]

    @property
    def new_person_email(self) -> str:
        return self._active_person["email_address"]

    @cached_property
    def _security_keys(self) -> list[str]:
        body = {"name": "A key", "credential_data": "WJ0AAAA", "registration_response": "abc"}
        return [self.post(f"/user/{self.new_person}/webauthn", body)["id"] for _ in range(2)]

    @property
    def person_with_key(self) -> str:
        return self.new_person if self._security_keys else ""

    @property
    def security_key(self) -> str:
        return self._security_keys[0]

    @property
    def second_security_key(self) -> str:
        return self._security_keys[1]

    @cached_property
    def new_member(self) -> str:
        body = {"permissions": [{"permission": "view_activity"}], "folder_permissions": []}
        self.post(f"/service/{self.new_service}/users/{self.new_person}", body)
        return self.new_person

    @cached_property
    def service_with_two_members(self) -> str:
        return self.new_service if self.new_member else ""

    # Services

    @cached_property
    def service_asking_to_go_live(self) -> str:
        return self.changed_service(go_live_user=self.seeded.person, has_active_go_live_request=True)

    @cached_property
    def new_live_service(self) -> str:
        limits = dict.fromkeys(
            ("email_message_limit", "sms_message_limit", "letter_message_limit"), LIVE_LIMIT
        )
        return self.changed_service(restricted=False, go_live_at=self.seeded.now, **limits)

    @cached_property
    def service_with_key(self) -> str:
        body = {"name": "first key", "key_type": "normal", "created_by": self.seeded.person}
        self.post(f"/service/{self.new_service}/api-key", body)
        return self.new_service

    @cached_property
    def service_with_revoked_key(self) -> str:
        keys = self.seeded.api.get(f"/service/{self.service_with_key}/api-keys").json()["apiKeys"]
        by = {"created_by": self.seeded.person}
        self.post(f"/service/{self.new_service}/api-key/revoke/{keys[0]['id']}", by)
        return self.new_service

    # Organisations and brands

    @cached_property
    def new_organisation(self) -> str:
        return self.post(
            "/organisations", {"name": uuid4().hex, "crown": False, "organisation_type": "local"}
        )["id"]

    @cached_property
    def organisation_with_service(self) -> str:
        self.post(f"/organisations/{self.new_organisation}/service", {"service_id": self.new_service})
        return self.new_organisation

    @cached_property
    def organisation_with_agreement(self) -> str:
        agreement = {
            "agreement_signed": True,
            "agreement_signed_by_id": self.seeded.person,
            "agreement_signed_version": 1.2,
        }
        self.post(f"/organisations/{self.new_organisation}", agreement)
        return self.new_organisation

    @cached_property
    def organisation_member(self) -> str:
        body: dict[str, Any] = {"permissions": []}
        self.post(f"/organisations/{self.new_organisation}/users/{self.new_person}", body)
        return self.new_person

    @cached_property
    def new_email_brand(self) -> str:
        return self.post(
            "/email-branding", {"name": uuid4().hex, "text": "Harbours", "brand_type": "org", "logo": "a.png"}
        )["id"]

    @cached_property
    def new_letter_brand(self) -> str:
        return self.post("/letter-branding", {"name": uuid4().hex, "filename": uuid4().hex})["id"]

    @cached_property
    def organisation_with_pools(self) -> str:
        path = f"/organisations/{self.new_organisation}"
        self.post(f"{path}/email-branding-pool", {"branding_ids": [self.new_email_brand]})
        self.post(f"{path}/letter-branding-pool", {"branding_ids": [self.new_letter_brand]})
        return self.new_organisation

    # Invitations, and requests to join

    @cached_property
    def new_invite(self) -> str:
        body = {
            "email_address": f"{uuid4().hex}@example.gov.uk",
            "from_user": self.seeded.person,
            "permissions": "view_activity",
        }
        return self.post(f"/service/{self.new_service}/invite", body)["id"]

    @cached_property
    def service_with_invite(self) -> str:
        return self.new_service if self.new_invite else ""

    @cached_property
    def new_organisation_invite(self) -> str:
        body = {"email_address": f"{uuid4().hex}@example.gov.uk", "invited_by": self.seeded.person}
        return self.post(
            f"/organisation/{self.new_organisation}/invite",
            body | {"permissions": ["can_make_services_live"]},
        )["id"]

    @cached_property
    def organisation_with_invite(self) -> str:
        return self.new_organisation if self.new_organisation_invite else ""

    @cached_property
    def organisation_invite_token(self) -> str:
        return signed(self.new_organisation_invite)

    @cached_property
    def join_request(self) -> str:
        body = {
            "requester_id": self.new_person,
            "contacted_user_ids": [self.seeded.person],
            "reason": "please",
            "invite_link_host": self.seeded.portal,
        }
        made = self.post(f"/service/{self.new_service}/service-join-request", body)
        return made["service_join_request_id"]

    @cached_property
    def rejected_join_request(self) -> str:
        answer = {"status": "rejected", "status_changed_by_id": self.seeded.person}
        self.post(f"/service/{self.new_service}/service-join-request/{self.join_request}", answer)
        return self.join_request
