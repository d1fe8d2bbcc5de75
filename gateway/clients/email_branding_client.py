"""Brands of e-mails. Routes under /email-branding. The logos are in `logos`."""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class EmailBrandingClient(NotifyAdminAPIClient):
    @cache.set(keys.EMAIL_BRANDING)
    def get_email_branding(self, branding_id: str) -> Json:
        """{email_branding: brand} (GET /email-branding/{id}). Raises NotFound."""
        return self.get(f"/email-branding/{branding_id}")

    @cache.set(keys.ALL_EMAIL_BRANDING)
    def get_all_email_branding(self) -> Json:
        """List of brands (GET /email-branding)."""
        return self.get("/email-branding")["email_branding"]

    def get_email_branding_name_for_alt_text(self, alt_text: str) -> str:
        """A name that no brand has, made from the alt text (POST /email-branding/get-name-for-alt-text/)."""
        return self.post("/email-branding/get-name-for-alt-text/", data={"alt_text": alt_text})["name"]

    @cache.delete(keys.ALL_EMAIL_BRANDING)
    def create_email_branding(
        self,
        *,
        logo: str | None,
        name: str,
        alt_text: str | None,
        text: str | None,
        colour: str | None,
        brand_type: str,
        created_by_id: str,
    ) -> Json:
        """The brand (POST /email-branding). Exactly one of `text` and `alt_text` has a value.

        Raises BadRequest {name: [...]} for a name that a brand has.
        """
        data = {**_brand(logo, name, alt_text, text, colour, brand_type), "created_by": created_by_id}
        return self.post("/email-branding", data=data)["data"]

    @cache.delete(keys.ALL_EMAIL_BRANDING, keys.EMAIL_BRANDING)
    @cache.delete_by_pattern(keys.ANY_EMAIL_BRANDING_POOL)
    def update_email_branding(
        self,
        *,
        branding_id: str,
        logo: str | None,
        name: str,
        alt_text: str | None,
        text: str | None,
        colour: str | None,
        brand_type: str,
        updated_by_id: str,
    ) -> Json:
        """{data: brand} (POST /email-branding/{id}). Raises as create_email_branding, and NotFound."""
        data = {**_brand(logo, name, alt_text, text, colour, brand_type), "updated_by": updated_by_id}
        return self.post(f"/email-branding/{branding_id}", data=data)

    @cache.delete(keys.ALL_EMAIL_BRANDING, keys.EMAIL_BRANDING)
    @cache.delete_by_pattern(keys.ANY_EMAIL_BRANDING_POOL)
    def archive_email_branding(self, branding_id: str) -> None:
        """Nobody can choose the brand any more (POST /email-branding/{id}/archive). Raises BadRequest while it is used."""
        self.post(f"/email-branding/{branding_id}/archive", data=None)

    def get_orgs_and_services_associated_with_branding(self, branding_id: str) -> Json:
        """{data: {services: [{id, name}, ...], organisations: [...]}} (GET /email-branding/{id}/orgs_and_services)."""
        return self.get(f"/email-branding/{branding_id}/orgs_and_services")


def _brand(
    logo: str | None,
    name: str,
    alt_text: str | None,
    text: str | None,
    colour: str | None,
    brand_type: str,
) -> dict[str, object]:
    """What is empty goes out as null: the API tells the two apart."""
    return {
        "logo": logo or None,
        "name": name,
        "alt_text": alt_text or None,
        "text": text or None,
        "colour": colour or None,
        "brand_type": brand_type,
    }


email_branding_client = EmailBrandingClient()
