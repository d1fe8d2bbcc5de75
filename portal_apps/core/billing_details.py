"""Who pays, and how the bill is to be addressed: of a service, and of an organisation."""

from django import forms

from portal_apps.core.changes import EditForm
from portal_apps.core.forms import Text


class BillingDetails(EditForm):
    billing_contact_names = Text(label="Contact names", required=False)
    billing_contact_email_addresses = Text(label="Contact email addresses", required=False)
    billing_reference = Text(label="Reference", required=False)
    purchase_order_number = Text(label="Purchase order number", required=False)
    notes = Text(label="Notes", required=False, widget=forms.Textarea)
