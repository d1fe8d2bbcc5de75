#!/usr/bin/env python
"""The command line of the portal and of the sandbox; each runs with its own Django settings."""

import os
import sys

from django.core.management import execute_from_command_line

from sandbox.production import is_production_module, refusal

SANDBOX_COMMANDS = "sandbox"


def settings_for(arguments: list[str]) -> str:
    """The sandbox is another program that happens to share this door: its commands get its settings."""
    command = arguments[1] if len(arguments) > 1 else ""
    given = os.environ.get("DJANGO_SETTINGS_MODULE", "notify_portal.settings.local")
    if command.startswith(SANDBOX_COMMANDS):
        if is_production_module(given):
            sys.exit(refusal([f"DJANGO_SETTINGS_MODULE is {given}"]))
        return "sandbox.settings"
    return "notify_portal.settings.test" if command == "test" else given


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_for(sys.argv)
    execute_from_command_line(sys.argv)
