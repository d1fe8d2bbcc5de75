"""Telling the people who run this website what waits for them: by e-mail, where they have given an address."""

import logging

from django.conf import settings
from django.core.mail import send_mail

logger = logging.getLogger(__name__)


def tell_staff(subject: str, text: str) -> None:
    """Never raises: what was asked for is with the API already, and the gap is in the log."""
    if not settings.SUPPORT_EMAIL_ADDRESS:
        logger.warning("something waits for staff, and SUPPORT_EMAIL_ADDRESS does not say whom to tell")
        return
    one_line = " ".join(subject.split())  # a header of an e-mail has no other lines
    try:
        send_mail(one_line, text, from_email=None, recipient_list=[settings.SUPPORT_EMAIL_ADDRESS])
    except OSError:  # whatever goes wrong on the way to a mail server, its own refusals too
        logger.exception("something waits for staff, and they could not be told")
