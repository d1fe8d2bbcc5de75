"""Brands of letters. Routes under /letter-branding. The logos are in `logos`."""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class LetterBrandingClient(NotifyAdminAPIClient):
    @cache.set(keys.LETTER_BRANDING)
    def get_letter_branding(self, branding_id: str) -> Json:
        """The brand (GET /letter-branding/{id}). Raises NotFound."""
        return self.get(f"/letter-branding/{branding_id}")

    @cache.set(keys.ALL_LETTER_BRANDING)
    def get_all_letter_branding(self) -> Json:
        """List of brands (GET /letter-branding)."""
        return self.get("/letter-branding")

    def get_unique_name_for_letter_branding(self, name: str) -> str:
        """The name, or one like it that no brand has (POST /letter-branding/get-unique-name/)."""
        return self.post("/letter-branding/get-unique-name/", data={"name": name})["name"]

    @cache.delete(keys.ALL_LETTER_BRANDING)
    def create_letter_branding(self, *, filename: str, name: str, created_by_id: str) -> Json:
        """The brand (POST /letter-branding). Raises BadRequest for a name or file that a brand has."""
        data = {"filename": filename, "name": name, "created_by_id": created_by_id}
        return self.post("/letter-branding", data=data)

    @cache.delete(keys.ALL_LETTER_BRANDING, keys.LETTER_BRANDING)
    @cache.delete_by_pattern(keys.ANY_LETTER_BRANDING_POOL)
    def update_letter_branding(
        self, *, branding_id: str, filename: str, name: str, updated_by_id: str
    ) -> Json:
        """The brand (POST /letter-branding/{id}). Raises as create_letter_branding, and NotFound."""
        data = {"filename": filename, "name": name, "updated_by_id": updated_by_id}
        return self.post(f"/letter-branding/{branding_id}", data=data)

    def get_orgs_and_services_associated_with_branding(self, branding_id: str) -> Json:
        """{data: {services: [{id, name}, ...], organisations: [...]}} (GET /letter-branding/{id}/orgs_and_services)."""
        return self.get(f"/letter-branding/{branding_id}/orgs_and_services")


letter_branding_client = LetterBrandingClient()
