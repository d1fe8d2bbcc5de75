"""manage.py check_api: whether the portal can work with its Notify API and its cache, in plain words."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from gateway.cache.diagnosis import diagnose_cache
from gateway.diagnosis import diagnose_api
from gateway.findings import Finding, Level

WORDS = {Level.GOOD: "ok", Level.ATTENTION: "attention", Level.BROKEN: "broken"}


class Command(BaseCommand):
    help = (
        "Check the Notify API (reached, version, latency, clock, credentials) and the cache (reached, shared). The exit "
        "status is 0 when all is well, 1 when something needs attention, 2 when the portal cannot work."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="as a JSON list")

    def handle(self, *_args: Any, as_json: bool, **_options: Any) -> None:
        findings = [*diagnose_api(), *diagnose_cache()]
        if as_json:
            rows = [{**asdict(finding), "level": WORDS[finding.level]} for finding in findings]
            self.stdout.write(json.dumps(rows, indent=2))
        else:
            for finding in findings:
                self._show(finding)
        if worst := max(finding.level for finding in findings):
            sys.exit(worst)

    def _show(self, finding: Finding) -> None:
        paint = {
            Level.GOOD: self.style.SUCCESS,
            Level.ATTENTION: self.style.WARNING,
            Level.BROKEN: self.style.ERROR,
        }[finding.level]
        self.stdout.write(f"{paint(f'{WORDS[finding.level]:<10}')} {finding.about:<12} {finding.text}")
        if finding.advice:
            self.stdout.write(f"{'':<24}{finding.advice}")
