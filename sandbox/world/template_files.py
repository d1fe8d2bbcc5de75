"""Templates written as text: a heading with channel, name and folder, headers such as Subject, then the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEADING = re.compile(r"^=== *(?P<type>\w+) *\| *(?P<name>[^|]+?) *\| *(?P<folder>.*?) *$", re.MULTILINE)
HEADER = re.compile(r"^(Subject|Postage|Languages|Welsh subject|Welsh|Unsubscribe): (.*)\n")


@dataclass(frozen=True)
class WrittenTemplate:
    template_type: str
    name: str
    folder: str
    headers: dict[str, str]
    content: str


def read(text: str) -> Iterator[WrittenTemplate]:
    headings = list(HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        body, headers = text[heading.end() : end].lstrip("\n"), {}
        while header := HEADER.match(body):
            headers[header[1]] = header[2]
            body = body[header.end() :]
        yield WrittenTemplate(heading["type"], heading["name"], heading["folder"], headers, body.strip())
