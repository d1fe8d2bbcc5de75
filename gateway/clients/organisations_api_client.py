"""Organisations, their services, members and brands. Routes under /organisations."""

from collections.abc import Collection, Mapping

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.clients.attributes import only
from gateway.clients.organisation_go_live import OrganisationGoLive

UPDATABLE_ORGANISATION_ATTRIBUTES = frozenset(
    {
        "active",
        "agreement_signed",
        "agreement_signed_at",
        "agreement_signed_by_id",
        "agreement_signed_on_behalf_of_email_address",
        "agreement_signed_on_behalf_of_name",
        "agreement_signed_version",
        "billing_contact_email_addresses",
        "billing_contact_names",
        "billing_reference",
        "can_approve_own_go_live_requests",
        "crown",
        "domains",
        "email_branding_id",
        "letter_branding_id",
        "name",
        "notes",
        "organisation_type",
        "permissions",
        "purchase_order_number",
        "request_to_go_live_notes",
    }
)
# The API copies these to the services of the organisation: brands to those without one, the others to all.
PASSED_ON_TO_SERVICES = frozenset({"crown", "email_branding_id", "letter_branding_id", "organisation_type"})


def _permissions_stand_alone(attributes: Mapping[str, object]) -> None:
    if "permissions" in attributes and len(attributes) > 1:
        raise TypeError("Permissions of an organisation must be updated on their own")


class OrganisationsClient(OrganisationGoLive, NotifyAdminAPIClient):
    # Reading organisations

    @cache.set(keys.ORGANISATIONS)
    def get_organisations(self) -> Json:
        """List of {id, name, active, count_of_live_services, domains, organisation_type} (GET /organisations)."""
        return self.get("/organisations")

    @cache.set(keys.DOMAINS)
    def get_domains(self) -> list[str]:
        """The e-mail domains of all organisations (GET /organisations)."""
        return [domain for organisation in self.get_organisations() for domain in organisation["domains"]]

    def get_organisation(self, org_id: str) -> Json:
        """The organisation (GET /organisations/{id}). Raises NotFound."""
        return self.get(f"/organisations/{org_id}")

    @cache.set(keys.ORGANISATION_NAME)
    def get_organisation_name(self, org_id: str) -> str:
        """(GET /organisations/{id}). Raises NotFound."""
        return self.get_organisation(org_id)["name"]

    def get_organisation_by_domain(self, domain: str) -> Json | None:
        """The organisation that owns this e-mail domain, or None (GET /organisations/by-domain)."""
        return self.get_or_none("/organisations/by-domain", params={"domain": domain})

    def get_service_organisation(self, service_id: str) -> Json | None:
        """The organisation that the service belongs to, or None (GET /service/{id}/organisation)."""
        return self.get(f"/service/{service_id}/organisation") or None

    def search(self, name: str) -> Json:
        """{data: [organisation as in the list, ...]} (GET /organisations/search)."""
        return self.get("/organisations/search", params={"name": name})

    # Changing organisations

    @cache.delete(keys.ORGANISATIONS)
    def create_organisation(
        self, name: str, crown: bool | None, organisation_type: str, agreement_signed: bool | None
    ) -> Json:
        """The organisation (POST /organisations). Raises BadRequest for a name that is taken."""
        data = {
            "name": name,
            "crown": crown,
            "organisation_type": organisation_type,
            "agreement_signed": agreement_signed,
        }
        return self.post("/organisations", data=data)

    @only(UPDATABLE_ORGANISATION_ATTRIBUTES, "organisation", _permissions_stand_alone)
    @cache.delete(
        keys.DOMAINS,
        keys.ORGANISATIONS,
        keys.ORGANISATION_NAME,
        keys.EMAIL_BRANDING_POOL,
        keys.LETTER_BRANDING_POOL,
    )
    @cache.also_writes(keys.SERVICE)
    def update_organisation(
        self, org_id: str, cached_service_ids: Collection[str] | None = None, **kwargs: object
    ) -> None:
        """Change what is given (POST /organisations/{id}). Raises BadRequest for a name or domain that is taken.

        Services that the change reaches are looked up (GET /organisations/{id}/services); more ids may be given. Raises
        TypeError for an attribute that may not be changed, and for permissions together with others, because the API
        would leave the others as they are.
        """
        services = dict.fromkeys(cached_service_ids or ())
        if kwargs.keys() & PASSED_ON_TO_SERVICES:
            services |= dict.fromkeys(service["id"] for service in self.get_organisation_services(org_id))
        with cache.writing(*[keys.SERVICE.fill(service_id=service_id) for service_id in services]):
            self.post(f"/organisations/{org_id}", data=kwargs)

    @cache.delete(keys.ORGANISATIONS, keys.ORGANISATION_NAME, keys.DOMAINS)
    def archive_organisation(self, org_id: str) -> None:
        """(POST /organisations/{id}/archive). Raises BadRequest with active services, members or open invitations."""
        self.post(f"/organisations/{org_id}/archive", data=None)

    # Services of an organisation

    def get_organisation_services(self, org_id: str) -> Json:
        """List of {id, name, active, restricted} (GET /organisations/{id}/services)."""
        return self.get(f"/organisations/{org_id}/services")

    def get_services_and_usage(self, org_id: str, year: int | str) -> Json:
        """{services: [{service_id, emails_sent, sms_cost, letter_cost, ...}, ...], updated_at} of a financial year.

        GET /organisations/{id}/services-with-usage.
        """
        return self.get(f"/organisations/{org_id}/services-with-usage", params={"year": year})

    @cache.delete(keys.SERVICE, keys.LIVE_COUNTS, keys.ORGANISATIONS)
    def update_service_organisation(self, service_id: str, org_id: str) -> None:
        """Give a service to an organisation (POST /organisations/{id}/service).

        The service takes over its type, and the free text messages of that type.
        """
        self.post(f"/organisations/{org_id}/service", data={"service_id": service_id})

    # Members

    @cache.delete(keys.USER)
    def remove_user_from_organisation(self, org_id: str, user_id: str) -> Json:
        """End a membership; nothing comes back (DELETE /organisations/{id}/users/{id}). Raises NotFound."""
        return self.delete(f"/organisations/{org_id}/users/{user_id}")

    # Brands that the services of an organisation may choose

    @cache.set(keys.EMAIL_BRANDING_POOL)
    def get_email_branding_pool(self, org_id: str) -> Json:
        """List of brands (GET /organisations/{id}/email-branding-pool)."""
        return self.get(f"/organisations/{org_id}/email-branding-pool")["data"]

    @cache.delete(keys.EMAIL_BRANDING_POOL)
    def add_brandings_to_email_branding_pool(self, org_id: str, branding_ids: Collection[str]) -> None:
        """(POST /organisations/{id}/email-branding-pool)"""
        data = {"branding_ids": list(branding_ids)}
        self.post(f"/organisations/{org_id}/email-branding-pool", data=data)

    @cache.delete(keys.EMAIL_BRANDING_POOL)
    def remove_email_branding_from_pool(self, org_id: str, branding_id: str) -> None:
        """(DELETE /organisations/{id}/email-branding-pool/{id}). Raises NotFound, and BadRequest for the default."""
        self.delete(f"/organisations/{org_id}/email-branding-pool/{branding_id}")

    @cache.set(keys.LETTER_BRANDING_POOL)
    def get_letter_branding_pool(self, org_id: str) -> Json:
        """List of brands (GET /organisations/{id}/letter-branding-pool)."""
        return self.get(f"/organisations/{org_id}/letter-branding-pool")["data"]

    @cache.delete(keys.LETTER_BRANDING_POOL)
    def add_brandings_to_letter_branding_pool(self, org_id: str, branding_ids: Collection[str]) -> None:
        """(POST /organisations/{id}/letter-branding-pool)"""
        data = {"branding_ids": list(branding_ids)}
        self.post(f"/organisations/{org_id}/letter-branding-pool", data=data)

    @cache.delete(keys.LETTER_BRANDING_POOL)
    def remove_letter_branding_from_pool(self, org_id: str, branding_id: str) -> None:
        """(DELETE /organisations/{id}/letter-branding-pool/{id}). Raises NotFound, and BadRequest for the default."""
        self.delete(f"/organisations/{org_id}/letter-branding-pool/{branding_id}")


organisations_client = OrganisationsClient()
