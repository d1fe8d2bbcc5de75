"""Organisations. Routes under /organisations."""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class OrganisationsClient(NotifyAdminAPIClient):
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
        return self.get_organisation(org_id)["name"]

    def get_organisation_by_domain(self, domain: str) -> Json | None:
        """The organisation that owns this e-mail domain, or None (GET /organisations/by-domain)."""
        return self.get_or_none("/organisations/by-domain", params={"domain": domain})


organisations_client = OrganisationsClient()
