"""manage.py templates_sync: the templates of a service as files that can be kept in git."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from gateway import bypassed
from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.errors import ALL_DONE, SOME_FAILED, BadInput
from portal_apps.bulk.leading import Leader
from portal_apps.bulk.operation import Operation, Row
from portal_apps.bulk.operations.push_templates import PushTemplates, file_of
from portal_apps.bulk.runs import Run
from portal_apps.bulk.session import quiet_gateway
from portal_apps.bulk.source import BadRow, Listed, Source
from portal_apps.bulk.states import RowState
from portal_apps.bulk.template_files import TemplateFile
from portal_apps.bulk.template_folder import TemplateFolder
from portal_apps.bulk.template_standing import Standing, difference
from portal_apps.bulk.template_sync import Compared, ServiceTemplates, compared, pulled
from portal_apps.bulk.values import identifier

PULL, PUSH = "pull", "push"


class Command(BulkCommand):
    help = (
        "Compare a folder of templates with a service. --direction pull brings what the service has into the folder, "
        "--direction push what the folder has into the service. What both have changed is reported, and left as it is."
    )
    example = (
        "  manage.py templates_sync --service ID --dir templates                       what differs\n"
        "  manage.py templates_sync --service ID --dir templates --direction pull\n"
        "  manage.py templates_sync --service ID --dir templates --direction push --apply --as-user ada@example.gov.uk\n"
        "  manage.py templates_sync --service ID --dir templates --direction push --copy-to ID ID"
    )
    own_options = ("service", "dir", "copy_to")
    has_file = False

    def add_own_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--service", type=identifier, required=True, metavar="ID", help="whose templates")
        parser.add_argument("--dir", required=True, metavar="FOLDER", help="where the files are")
        parser.add_argument(
            "--direction",
            choices=(PULL, PUSH),
            help="otherwise it only says what differs; status 1 if something does",
        )
        parser.add_argument(
            "--copy-to",
            nargs="+",
            type=identifier,
            default=[],
            metavar="ID",
            help="with push: into these services, not into its own",
        )

    def operation(self, options: Options) -> Operation:
        del options
        return PushTemplates()

    def handle(self, *args: Any, **options: Any) -> None:
        if options["direction"] == PUSH:
            super().handle(*args, **options)
        else:
            self.ends_with(lambda: self._compare(options))

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        del operation
        folder = _folder(options)
        if options["service"] in options["copy_to"]:
            raise BadInput("--copy-to: the service cannot be a copy of itself")
        yield Listed(options["dir"], _digest(folder), _rows(folder, options["service"], options["copy_to"]))

    def afterwards(self, options: Options, leader: Leader, run: Run) -> int:
        """Files learn which template and version they are now. Where that fails, a pull tells them."""
        del leader
        with run.opened() as journal:
            rows = [entry.row for entry in journal.entries([RowState.DONE])]
        folder = _folder(options)
        for row in rows:
            file = folder.files.get(row["file"])
            if "source" not in row.values and file and file.template.written == file_of(row).template.written:
                folder.write(row["file"], file.now_at(row["template_id"], row["new_version"]))
        return ALL_DONE

    def _compare(self, options: Options) -> int:
        if options["apply"] or options["copy_to"]:
            raise BadInput("--apply and --copy-to are for --direction push")
        folder = _folder(options)
        for name, fault in folder.faults.items():
            self.messages.write(f"{name} {fault}\n")
        if folder.faults:
            raise BadInput(f"{len(folder.faults):,} files are no templates. Nothing was written.")
        pulls = options["direction"] == PULL and not options["dry_run"]
        with quiet_gateway(), bypassed():
            everything = compared(folder, ServiceTemplates(options["service"]))
            standings = [self._said(folder, one, pulls=pulls) for one in everything]
        return SOME_FAILED if set(standings) - {Standing.SAME} else ALL_DONE

    def _said(self, folder: TemplateFolder, one: Compared, *, pulls: bool) -> Standing:
        """What was found, or after a pull what is left of it."""
        written = pulled(folder, one) if pulls else ""
        if written:
            self.lines.write(f"pulled    {written}\n")
            return Standing.SAME
        if one.standing is not Standing.SAME:
            self.lines.write(f"{one.standing:9} {one.name}\n")
        if one.file and one.current and one.standing is not Standing.SAME:
            self.lines.writelines(
                f"{line.rstrip()}\n" for line in difference(one.name, one.current, one.file)
            )
        return one.standing


def _folder(options: Options) -> TemplateFolder:
    path = Path(options["dir"])
    if not path.is_dir() and options.get("direction") != PULL:
        raise BadInput(f"--dir {path}: there is no such folder")
    return TemplateFolder.read(path)


def _digest(folder: TemplateFolder) -> str:
    digest = hashlib.sha256()
    for name, file in folder.files.items():
        digest.update(name.encode() + b"\0" + file.as_bytes() + b"\0")
    return digest.hexdigest()


def _rows(folder: TemplateFolder, service_id: str, copy_to: list[str]) -> Iterator[Row | BadRow]:
    for number, (name, fault) in enumerate(folder.faults.items(), 1):
        yield BadRow(number, name, fault)
    number = 0
    # Neighbours are about the same service, so that they share the lists of it.
    for target in copy_to or [service_id]:
        for name, file in folder.files.items():
            number += 1
            yield Row(number, _values(name, file, service_id, target))


def _values(name: str, file: TemplateFile, service_id: str, target: str) -> dict[str, Any]:
    known: dict[str, Any] = {"template_id": file.id, "version": file.version}
    if target != service_id:
        known = {"source": {"service_id": service_id, "template_id": file.id}}
    return {
        "file": name,
        "service_id": target,
        "folder": list(file.folder),
        "template": file.template.facts,
        **{key: value for key, value in known.items() if value is not None},
    }
