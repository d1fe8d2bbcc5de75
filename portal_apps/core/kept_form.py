"""What was typed into a form that could not be saved, so that it can be sent again. `components/kept_form.html` draws it."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
# Never written into a page: whoever looks over a shoulder or into a cache would find it.
SECRET_FIELDS = frozenset({"password", "old_password", "new_password", "sms_code", "bearer_token"})


@dataclass(frozen=True, slots=True)
class KeptForm:
    """The fields of a form but for secrets and files; `is_complete` where it had none of these."""

    address: str
    fields: list[tuple[str, str]]
    is_complete: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        left_out = SECRET_FIELDS | {TOKEN}
        fields = [
            (name, value) for name, values in request.POST.lists() if name not in left_out for value in values
        ]
        is_complete = not request.FILES and not SECRET_FIELDS & request.POST.keys()
        return cls(request.get_full_path(), fields, is_complete)

    @property
    def says_something(self) -> bool:
        return any(value.strip() for _, value in self.fields)
