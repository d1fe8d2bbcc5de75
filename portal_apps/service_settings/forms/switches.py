"""The forms that switch something on or off."""

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import OnOff


class Switch(EditForm):
    """Two radios; `label` is the question they answer."""

    enabled = OnOff("")

    def __init__(self, *args: object, label: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enabled"].label = label
