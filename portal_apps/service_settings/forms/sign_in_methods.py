"""The forms of how a team signs in."""

from collections.abc import Sequence
from typing import Any

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import Choice, Choices
from portal_apps.service_settings.sign_in_methods import Person

TEXT, TEXT_OR_EMAIL = "text", "text-or-email"


class SetAuthType(EditForm):
    sign_in_method = Choice(
        "How may people sign in?",
        "Select how people may sign in",
        [(TEXT, "With a text message code"), (TEXT_OR_EMAIL, "With an email link or a text message code")],
    )


class SetEmailAuthForUsers(EditForm):
    users = Choices("Who signs in with an email link?", [], required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["users"] = Choices(
            str(self.fields["users"].label),
            [(person.id, person.name) for person in people],
            gone="One of the people you chose is not in the team any more",
            hints={person.id: person.hint for person in people},
            required=False,
        )
