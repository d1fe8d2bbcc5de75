"""Letters that come as a PDF file: from the portal, which has checked it, or from a program, which has not."""

from datetime import datetime

from django.db import transaction

from sandbox import dates, file_store, sending, versions
from sandbox.addressees import Recipient
from sandbox.api.lookups import one_or_none
from sandbox.documents.checks import TEST_VIRUS
from sandbox.letter_addresses import ABROAD
from sandbox.letters import check, pages, sheets
from sandbox.letters.addresses import Address
from sandbox.letters.check import Finding
from sandbox.lifecycle import UNTIL_SENDING, ending
from sandbox.message_content import Content
from sandbox.models import LetterFile, Notification, Service, Template
from sandbox.writing import writing

FOLDER = "letter_uploads"
PRECOMPILED_NAME = "Pre-compiled PDF"
# Until the address has been read off the file.
NO_ADDRESS_YET = "Provided as PDF"
WAITS = "pending-virus-check"
REFUSED = "validation-failed"
INFECTED = "virus-scan-failed"
POSTAGE_ABROAD = ("europe", "rest-of-world")


def template_of(service: Service) -> Template:
    """The one that all uploaded letters of a service have; made when it is wanted for the first time."""
    template = one_or_none(Template.objects.all(), service=service, hidden=True, template_type="letter")
    if template is None:
        template = Template(
            service=service,
            template_type="letter",
            name=PRECOMPILED_NAME,
            subject=PRECOMPILED_NAME,
            content="",
            hidden=True,
            postage="second",
            letter_languages="english",
            created_by=service.created_by,
        )
        versions.create_template(template)
    return template


def read(service: Service, upload_id: str) -> bytes:
    """The file that the portal left. Raises OSError when there is none."""
    return file_store.path(FOLDER, _key(service, upload_id)).read_bytes()


def recipient(address: str, postage: str) -> Recipient:
    return Recipient(
        address, "".join(address.split()).lower(), international=postage in POSTAGE_ABROAD, postage=postage
    )


def send(draft: sending.Draft, pdf: bytes) -> Notification:
    """From the portal. The upload is over, so its file goes, unless what is written here is undone."""
    letter = sending.send(draft)
    LetterFile.objects.create(notification=letter, pdf=pdf, is_checked=True, page_count=pages.count(pdf))
    transaction.on_commit(lambda: file_store.remove(FOLDER, _key(draft.service, str(letter.id))))
    return letter


def receive(draft: sending.Draft, pdf: bytes) -> Notification:
    """From a program. It waits to be checked."""
    letter = sending.send(draft)
    Notification.objects.filter(id=letter.id).update(
        status=WAITS, ends_as=None, updated_at=None, billable_units=0
    )
    LetterFile.objects.create(notification=letter, pdf=pdf)
    return letter


def content(page_count: int) -> Content:
    return Content("", PRECOMPILED_NAME, "", sheets=sheets.sheets(page_count))


def check_due(now: datetime) -> None:
    """Files that have waited long enough are checked."""
    # Nearly always there are none: found without a look at the messages, of which there may be millions.
    waiting = list(LetterFile.objects.filter(is_checked=False).values_list("pk", flat=True))
    due = LetterFile.objects.filter(pk__in=waiting, notification__created_at__lte=now - UNTIL_SENDING)
    for file in due.select_related("notification__service"):
        _note(file, _found(file))


def _found(file: LetterFile) -> Finding:
    service = file.notification.service
    return check.check(bytes(file.pdf), international=ABROAD in service.permissions)


def _note(file: LetterFile, found: Finding) -> None:
    """What was found, by the thread that is done first. Somebody may have cancelled the letter meanwhile."""
    with writing():
        fresh = LetterFile.objects.filter(pk=file.pk, is_checked=False)
        noted = {
            "message": found.message,
            "page_count": found.page_count,
            "invalid_pages": found.invalid_pages,
        }
        if fresh.update(is_checked=True, **noted):
            waiting = Notification.objects.filter(id=file.notification_id, status=WAITS)
            waiting.update(**_outcome(file, found), updated_at=dates.now())


def _outcome(file: LetterFile, found: Finding) -> dict[str, object]:
    if TEST_VIRUS in bytes(file.pdf):
        return {"status": INFECTED}
    if found.message:
        return {"status": REFUSED}
    letter = file.notification
    address = Address.from_text(found.address or "")
    reached = recipient(address.text, address.postage or letter.postage or "second")
    ends_as = ending("letter", reached.normalised, letter.key_type, international=reached.international)
    return {
        "status": "created" if ends_as else "delivered",
        "ends_as": ends_as,
        "to": reached.to,
        "normalised_to": reached.normalised,
        "international": reached.international,
        "postage": reached.postage,
        "billable_units": sheets.sheets(found.page_count or 1),
    }


def _key(service: Service, upload_id: str) -> str:
    return f"service-{service.id}/{upload_id}.pdf"
