"""The form of what becomes of a number that a service gives up."""

from portal_apps.core.fields import Choice
from portal_apps.core.forms import Form


class AdminServiceInboundNumberArchive(Form):
    removal_options = Choice(
        "What should become of the number?",
        "Select what should become of the number",
        [("true", "Archive it"), ("false", "Release it")],
        hints={
            "true": "Nobody gets it again, so messages that people still send to it reach no other service.",
            "false": "Another service can have it at once.",
        },
    )
