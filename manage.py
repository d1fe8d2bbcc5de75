#!/usr/bin/env python
"""The command line of the portal and of the sandbox; each runs with its own Django settings."""

import os
import sys

from django.core.management import execute_from_command_line

SANDBOX_COMMANDS = "sandbox"


def settings_for(arguments: list[str]) -> str:
    """The sandbox is another program that happens to share this door: its commands get its settings."""
    command = arguments[1] if len(arguments) > 1 else ""
    if command.startswith(SANDBOX_COMMANDS):
        return "sandbox.settings"
    if command == "test":
        return "notify_portal.settings.test"
    return os.environ.get("DJANGO_SETTINGS_MODULE", "notify_portal.settings.local")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_for(sys.argv)
    execute_from_command_line(sys.argv)
