"""Searching a list by a part of a name. For people's names and addresses use a POST: they must not stand in a URL."""

from django.http import HttpRequest

LONGEST = 255


def words_asked(request: HttpRequest) -> str:
    """What the list is searched for; nothing unless told."""
    return " ".join(request.GET.get("search", "")[:LONGEST].split())
