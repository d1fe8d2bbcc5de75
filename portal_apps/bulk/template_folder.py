"""A folder on disk with the templates of a service, one in each text file."""

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from portal_apps.bulk.template_files import NotATemplate, TemplateFile

SUFFIX = ".txt"
NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class TemplateFolder:
    """A folder on disk: its templates by where they are in it, and what cannot be read."""

    path: Path
    files: Mapping[str, TemplateFile] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Self:
        files: dict[str, TemplateFile] = {}
        faults: dict[str, str] = {}
        for name in _names(path):
            try:
                files[name] = TemplateFile.parsed((path / name).read_bytes())
            except NotATemplate as fault:
                faults[name] = str(fault)
            except OSError as error:
                faults[name] = f"cannot be read: {error.strerror}"
        return cls(path, files, faults)

    def write(self, name: str, file: TemplateFile) -> None:
        """As a whole: whoever looks sees the old one or the new one."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(file.as_bytes())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def free_name(self, file: TemplateFile) -> str:
        """Where a template goes that has no file yet: winter/permit.txt, or winter/permit-2.txt."""
        stem = "/".join(map(_slug, (*file.folder, file.template.name)))
        number, name = 1, f"{stem}{SUFFIX}"
        while (self.path / name).exists():
            number += 1
            name = f"{stem}-{number}{SUFFIX}"
        return name


def _names(path: Path) -> Iterator[str]:
    """Of all files of texts, also in folders; not of hidden ones."""
    for file in sorted(path.rglob(f"*{SUFFIX}")):
        name = file.relative_to(path)
        if not any(part.startswith(".") for part in name.parts):
            yield name.as_posix()


def _slug(name: str) -> str:
    return NOT_IN_A_NAME.sub("-", name.lower()).strip("-") or "template"
