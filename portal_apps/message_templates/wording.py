"""Sentences of the pages that hold a name or a number."""

from portal_apps.core.formatting import count_of


def quoted(name: str) -> str:
    """The name in single curly quotation marks."""
    return f"\u2018{name}\u2019"


def deleted(name: str) -> str:
    return f"{quoted(name)} has been deleted"


def restored(version: int) -> str:
    return f"Version {version} has been restored"


def moved(templates: int, folders: int, target: str) -> str:
    """Moved 2 templates and 1 folder to ..."""
    kinds = ((templates, "template"), (folders, "folder"))
    what = " and ".join(count_of(number, kind) for number, kind in kinds if number)
    return f"Moved {what} to {quoted(target)}"


def folder_without_contents(name: str, *, certain: bool) -> str:
    """A new folder was created, and what was to go into it was not moved; or, if not certain, perhaps was not."""
    if certain:
        return (
            f"The folder {quoted(name)} was created, but what you selected was not moved into it. "
            f"Do not create it again: use {quoted('Move')} and choose the folder"
        )
    return (
        f"The folder {quoted(name)} was created, but the Notify API did not say whether what you selected was moved. "
        "Look into the folder before you try again"
    )
