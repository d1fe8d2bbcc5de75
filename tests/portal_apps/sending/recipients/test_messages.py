"""The table of sentences in the documentation is the one of the code."""

import re

from portal_apps.sending.recipients import messages
from tests.architecture.imports import ROOT

PAGE = ROOT / "docs" / "recipients.md"
GROUPS = {
    "The file cannot be read; nothing is stored": messages.UNREADABLE,
    "The file is read, but cannot be sent": messages.PROBLEMS,
    "What one should know": messages.NOTICES,
    "A row": messages.FAULTS,
}


def table() -> str:
    lines = []
    for title, sentences in GROUPS.items():
        lines += [f"### {title}", "", "| code | sentence |", "|---|---|"]
        lines += [f"| `{code}` | {re.sub(':,}', '}', sentence)} |" for code, sentence in sentences.items()]
        lines.append("")
    return "\n".join(lines)


class TestSentences:
    def test_are_all_in_the_documentation(self):
        written = (
            PAGE.read_text()
            .partition("<!-- sentences: start -->\n")[2]
            .partition("<!-- sentences: end -->")[0]
        )

        assert written.strip() == table().strip()

    def test_have_codes_that_are_their_own(self):
        assert len(messages.SENTENCES) == sum(map(len, GROUPS.values()))

    def test_of_the_upload_are_notices(self):
        assert set(messages.NOTICES) >= messages.OF_UPLOAD
