"""Log lines: every one carries the trace id of its request, none carries personal data."""

from typing import Any

FIELDS = "%(asctime)s %(levelname)s %(name)s %(trace_id)s %(message)s"


def log_settings(level: str, *, as_json: bool) -> dict[str, Any]:
    """LOGGING: JSON lines for machines, or one readable line each."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"trace": {"()": "notify_portal.middleware.tracing.TraceFilter"}},
        "formatters": {
            "json": {"()": "pythonjsonlogger.json.JsonFormatter", "fmt": FIELDS},
            "line": {"()": "notify_portal.middleware.tracing.LineFormatter"},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["trace"],
                "formatter": "json" if as_json else "line",
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django.request": {"level": "ERROR"}, "urllib3": {"level": "ERROR"}},
    }
