"""The form of how many messages may be sent in a day."""

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import WholeNumber


class MessageLimit(EditForm):
    message_limit = WholeNumber("Daily limit", "Enter a daily limit", help_text="Messages a day.")
