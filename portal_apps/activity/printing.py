"""When a letter is printed: at half past five in London, on the day it was made or on the next."""

from datetime import datetime, time, timedelta

from gateway.times import parse_time
from portal_apps.core.formatting import LONDON

PRINT_TIME = time(17, 30)


def printed_at(created_at: str) -> datetime:
    """From then on the printer has it, and nobody can stop it."""
    made = parse_time(created_at).astimezone(LONDON)
    day = made.date() + timedelta(days=made.time() >= PRINT_TIME)
    return datetime.combine(day, PRINT_TIME, LONDON)
