"""Names of brands."""

from sandbox.models import EmailBranding, LetterBranding


def free_name(model: type[EmailBranding] | type[LetterBranding], wanted: str) -> str:
    """The name itself, or "<name> (alternate 2)" and so on when it is taken, in any case of its letters."""
    taken = {name.lower() for name in model.objects.values_list("name", flat=True)}
    name, number = wanted, 1
    while name.lower() in taken:
        name, number = f"{wanted} (alternate {number})", number + 1
    return name
