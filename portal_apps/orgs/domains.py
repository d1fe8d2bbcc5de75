"""What may stand for an organisation in the e-mail addresses of its people."""

OF_ALL_NHS = ("nhs.uk", "nhs.net")


def checked(typed: str) -> str:
    """The domain in small letters. Raises ValueError, whose text is for the person who typed it."""
    domain = typed.lower()
    if "@" in domain:
        raise ValueError("A domain has no @ in it. Leave out the part before and the @ itself")
    if any(character.isspace() for character in domain) or "." not in domain:
        raise ValueError("Enter a domain in the correct format, like example.gov.uk")
    if domain in OF_ALL_NHS:
        raise ValueError(f"{domain} belongs to many organisations, so it cannot tell them apart")
    return domain
