"""python -m tests.sandbox.conformity: asks a sandbox everything that was recorded of the real API, and counts.

It prints the tables of docs/sandbox.md, and fails when the sandbox does anything otherwise that has no reason there.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.sandbox.caller import Caller
from tests.sandbox.contract.asking import ask, problems
from tests.sandbox.contract.cases import CASES, DIFFERENCES, Case
from tests.sandbox.contract.routes import NOT_REPRODUCED, ROUTES, missing
from tests.sandbox.contract.seeded import ENVIRON, Seeded
from tests.sandbox.contract.situation import Situation
from tests.sandbox_process import SandboxProcess


@dataclass
class Report:
    recorded: int
    different: list[Case] = field(default_factory=list)
    not_reproduced: list[str] = field(default_factory=list)
    # What has no reason: none, in a faithful sandbox.
    unexplained: list[str] = field(default_factory=list)

    def tables(self) -> Iterator[str]:
        """Lines of Markdown, as docs/sandbox.md has them."""
        same = self.recorded - len(self.different) - len(self.unexplained)
        yield from (
            "| | |",
            "|---|---|",
            f"| answers of the real API that were recorded | {self.recorded} |",
            f"| given by the sandbox as recorded | {same} |",
            f"| given otherwise on purpose | {len(self.different)} |",
            f"| routes the portal uses | {len(ROUTES)} |",
            f"| not reproduced | {len(self.not_reproduced)} |",
            "",
        )
        for case in self.different:
            found = DIFFERENCES[case.number]
            yield f"| {case.number} | `{case.call}`: {case.case} | {case.status} | {found.instead} | {found.because} |"
        for route in self.not_reproduced:
            yield f"| `{route}` | {NOT_REPRODUCED[route]} |"


def promised() -> Report:
    """What the reasons say, without asking; the tests hold the sandbox to it case by case."""
    different = [case for case in CASES if case.number in DIFFERENCES]
    return Report(len(CASES), different, sorted(NOT_REPRODUCED))


def measured(api: Caller, seeded: Seeded, cases: Sequence[Case] = CASES) -> Report:
    report = Report(len(cases))
    for case in cases:
        situation = Situation(seeded)
        found = list(problems(ask(api, case, situation), case, situation))
        if found and case.number in DIFFERENCES:
            report.different.append(case)
        elif found or case.number in DIFFERENCES:
            report.unexplained.append(f"{case}: {'; '.join(found) or 'is not different any more'}")
    absent = {str(route) for route in missing(api)}
    report.not_reproduced = sorted(absent & NOT_REPRODUCED.keys())
    report.unexplained += (f"{route}: not there" for route in sorted(absent - NOT_REPRODUCED.keys()))
    return report


def main() -> int:
    with SandboxProcess(environ=ENVIRON) as sandbox, Caller(sandbox.url) as api:
        report = measured(api, Seeded(sandbox, api))
    lines = [*report.tables(), *(f"UNEXPLAINED {text}" for text in report.unexplained)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if report.unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
