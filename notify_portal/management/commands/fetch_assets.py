"""manage.py fetch_assets: put the GOV.UK Frontend files where the portal serves them from."""

import subprocess
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notify_portal import assets
from notify_portal.settings.variables import ROOT


class Command(BaseCommand):
    # What is checked includes that the assets are there.
    requires_system_checks = ()
    help = "Fetch the CSS, script, fonts and images of GOV.UK Frontend that package-lock.json names."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            fetched = assets.fetch(ROOT, self.stdout.write)
        except subprocess.CalledProcessError as error:
            raise CommandError(
                "The assets could not be fetched. Check the connection to your package registry."
            ) from error
        self.stdout.write("Assets fetched." if fetched else "Assets are up to date.")
