"""Who pays, and how the bill is to be addressed: of a service, and of an organisation."""

from django import forms

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import ShortText
from portal_apps.core.forms import Text


class BillingDetails(EditForm):
    billing_contact_names = Text(label="Contact names", required=False)
    billing_contact_email_addresses = Text(label="Contact email addresses", required=False)
    billing_reference = ShortText("Reference", required=False)
    purchase_order_number = ShortText("Purchase order number", required=False)
    notes = Text(label="Notes", required=False, widget=forms.Textarea)


# The attributes of a service, and of an organisation, that the form is about.
BILLING = tuple(name for name in BillingDetails.base_fields if name != "started_from")
