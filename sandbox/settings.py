"""Settings of the sandbox, a local Notify API. Every variable has a default that works on a laptop; see docs/sandbox.md."""

import json
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

SANDBOX_HOST = env.str("SANDBOX_HOST", default="127.0.0.1")
SANDBOX_PORT = env.int("SANDBOX_PORT", default=6011)
SANDBOX_ANYONE_CAN_REACH_IT = env.bool("SANDBOX_ANYONE_CAN_REACH_IT", default=False)
ADMIN_BASE_URL = env.str("ADMIN_BASE_URL", default="http://localhost:6012").rstrip("/")

# Where people who open a link find the sandbox, when that is not where the portal does.
SANDBOX_URL = env.str("SANDBOX_URL", default="").rstrip("/")

# How long a message takes from created to delivered; 0 is at once.
SANDBOX_DELIVERY_SECONDS = env.float("SANDBOX_DELIVERY_SECONDS", default=6)
# How long a letter takes: a third of it passes until it is printed, and as long can it be cancelled.
SANDBOX_LETTER_SECONDS = env.float("SANDBOX_LETTER_SECONDS", default=900)
# Where the portal keeps its files, as docs/storage.md describes it: its FILES_ROOT.
SANDBOX_FILES = Path(env.str("SANDBOX_FILES", default=str(BASE_DIR / "var" / "files")))

# What the portal says to the services that check files and draw letters, which the sandbox is as well.
DOCUMENT_DOWNLOAD_API_KEY = env.str("DOCUMENT_DOWNLOAD_API_KEY", default="dev-notify-download-key")
TEMPLATE_PREVIEW_API_KEY = env.str("TEMPLATE_PREVIEW_API_KEY", default="dev-notify-preview-key")
# Callbacks go to this machine alone: to their own address if it is here, or to this one with their own path.
SANDBOX_CALLBACKS_TO = env.str("SANDBOX_CALLBACKS_TO", default="").rstrip("/")
SANDBOX_CALLBACKS_ANYWHERE = env.bool("SANDBOX_CALLBACKS_ANYWHERE", default=False)

# These three sign the links in e-mails. The portal reads the links, so it must be given the same values.
SECRET_KEY = env.str("SECRET_KEY", default="dev-notify-secret-key")
DANGEROUS_SALT = env.str("DANGEROUS_SALT", default="dev-notify-salt")
TOKEN_SECRET_KEY = env.str("TOKEN_SECRET_KEY", default="")

ADMIN_CLIENT_USER_NAME = env.str("ADMIN_CLIENT_USER_NAME", default="notify-admin")
ADMIN_CLIENT_SECRET = env.str("ADMIN_CLIENT_SECRET", default="dev-notify-secret-key")
INTERNAL_CLIENT_API_KEYS: dict[str, list[str]] = json.loads(
    env.str("INTERNAL_CLIENT_API_KEYS", default="")
    or json.dumps({ADMIN_CLIENT_USER_NAME: [ADMIN_CLIENT_SECRET]})
)

DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "sandbox.urls"
# The API tells a wrong path from a right one exactly; a slash too many is a 404, never a redirect.
APPEND_SLASH = False
INSTALLED_APPS = ["sandbox"]
MIDDLEWARE = [
    "sandbox.api.tracing.TracingMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sandbox.lifecycle_middleware.LifecycleMiddleware",
]
# Cookies know no ports: the portal on the same machine has one of the usual name.
CSRF_COOKIE_NAME = "sandbox_csrf"
# A message body may be a 2 MB e-mail.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'sandbox.sqlite3'}")
}
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Several threads and a reset from another process write to one file: take the write lock at BEGIN and wait
    # for it, rather than fail half-way when a read turns into a write.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PASSWORD_HASHERS = ["sandbox.passwords.QuickHasher"]

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "sandbox": {"handlers": ["console"], "level": env.str("SANDBOX_LOG_LEVEL", default="INFO")},
        # Django's own request logger would write paths, and a path may carry a signed token.
        "django.request": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
        # These complain about what people upload and type. Whoever did it is told by the answer.
        **{name: {"handlers": ["console"], "level": "CRITICAL"} for name in ("fontTools", "fpdf", "pypdf")},
    },
}
