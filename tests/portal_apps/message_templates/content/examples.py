"""The examples of content rules: the tests run them, and docs/content.md shows them as tables.

Run this module to write the tables into the document again after a change of examples.json.
"""

import json
from html import unescape
from itertools import groupby
from pathlib import Path

from portal_apps.message_templates.content.preview import preview_of

DOCUMENT = Path(__file__).parents[4] / "docs" / "content.md"
START, END = "<!-- examples: start -->", "<!-- examples: end -->"
EXAMPLES = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
COUNTED = json.loads(Path(__file__).with_name("counted.json").read_text(encoding="utf-8"))


def shown(example):
    template = {"template_type": example["type"], "name": "", "subject": "", "content": example["content"]}
    preview = preview_of(template, values=example["values"], redact=example.get("redact", False))
    html = str(preview.html)
    # The apostrophe and the quotation mark may be written as themselves or as entities: both are the same text.
    return unescape(html).strip() if example["type"] == "sms" and "<" not in html else html.strip()


def counted(example):
    """How many characters and text messages an example is."""
    content = example["content"] * example.get("times", 1)
    template = {"template_type": "sms", "name": "", "content": content}
    preview = preview_of(template, values=example.get("values"), service_prefix=example.get("prefix"))
    return preview.character_count, preview.fragment_count


def tables():
    sections = groupby(EXAMPLES, lambda example: example["section"])
    return "\n\n".join(
        [*(_table(section, list(examples)) for section, examples in sections), _counted_table()]
    )


def written(document):
    before, _, rest = document.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{tables()}\n\n{END}{after}"


def _table(section, examples):
    rows = [
        f"| {example['rule']} | {example['type']} | {_code(example['content'])} | {_values(example)} "
        f"| {_code(example['shows'])} |"
        for example in examples
    ]
    head = ["| Rule | Message | Typed | Values | Shown |", "|---|---|---|---|---|"]
    return "\n".join([f"### {section}", "", *head, *rows])


def _counted_table():
    rows = [
        f"| {example['rule']} | {_typed(example)} | {_values(example)} | {example.get('prefix', '')} "
        f"| {example['characters']} | {example['fragments']} |"
        for example in COUNTED
    ]
    head = ["| Rule | Typed | Values | In front | Characters | Text messages |", "|---|---|---|---|---|---|"]
    return "\n".join(["### Counted", "", *head, *rows])


def _typed(example):
    times = f", {example['times']} times" if "times" in example else ""
    return f"{_code(example['content'])}{times}" if example["content"] else "nothing"


def _values(example):
    values = ", ".join(f"{name} = {value!r}" for name, value in example.get("values", {}).items())
    return _code(f"{values} (hidden)" if example.get("redact") else values) if values else ""


def _code(text):
    escaped = text.replace("\n", "⏎").replace("|", "\\|").replace("\u00a0", "⍽").replace("\u200b", "¦")
    fence = "``" if "`" in escaped else "`"
    return f"{fence} {escaped} {fence}" if "`" in escaped else f"{fence}{escaped}{fence}"


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
