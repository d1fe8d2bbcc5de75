"""Names that e-mails come from: what fits into the From line of a message."""

import re
import unicodedata

# The longest From line that mail servers take, and the domain behind the @ of it.
LONGEST_FROM_LINE = 320
DOMAIN = "notifications.service.gov.uk"
RESERVED = frozenset({"alert", "info", "noreply", "support"})

NOT_LATIN = "Write the name in letters from the Latin alphabet"


def local_part(name: str) -> str:
    """What stands before the @: boat.licences"""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"\.{2,}", ".", re.sub(r"[^a-z0-9.]", "", re.sub(r"\s+", ".", letters))).strip(".")


def fault_of_sender_name(name: str) -> str:
    """What is wrong with a name as a sender, in words for whoever typed it; nothing when it will do."""
    address = local_part(name)
    if not address:
        return NOT_LATIN
    too_long = len(f'"{name}" <{address}@{DOMAIN}>') - LONGEST_FROM_LINE
    if too_long > 0:
        # Every letter stands in the line twice.
        return f"Name is too long. Make it shorter by {-(-too_long // 2)} characters or more"
    return ""
