"""Settings that hold everywhere. What differs between places is read from the variables in variables.py."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from notify_portal.settings.caches import cache_settings
from notify_portal.settings.files import file_storages
from notify_portal.settings.logs import log_settings
from notify_portal.settings.secrets import as_keys, fernet_key
from notify_portal.settings.variables import ROOT, read

DEBUG = False
ROOT_URLCONF = "notify_portal.urls"
WSGI_APPLICATION = "notify_portal.wsgi.application"
APPEND_SLASH = False

# The Notify API, which is also the store of record: the portal has no database of its own.
SANDBOX_HOST_NAME = f"http://127.0.0.1:{read('SANDBOX_PORT')}"
API_HOST_NAME = read("API_HOST_NAME") or SANDBOX_HOST_NAME
PUBLIC_API_URL = read("PUBLIC_API_URL") or API_HOST_NAME
ADMIN_CLIENT_USER_NAME = read("ADMIN_CLIENT_USER_NAME")
ADMIN_CLIENT_SECRET = read("ADMIN_CLIENT_SECRET")
API_TIMEOUT = read("API_TIMEOUT")
PANEL_TIMEOUT = read("PANEL_TIMEOUT")
API_CONNECT_TIMEOUT = read("API_CONNECT_TIMEOUT")
TEMPLATE_PREVIEW_API_HOST = read("TEMPLATE_PREVIEW_API_HOST") or SANDBOX_HOST_NAME
TEMPLATE_PREVIEW_API_KEY = read("TEMPLATE_PREVIEW_API_KEY")
DOCUMENT_DOWNLOAD_API_HOST = read("DOCUMENT_DOWNLOAD_API_HOST") or SANDBOX_HOST_NAME
DOCUMENT_DOWNLOAD_API_KEY = read("DOCUMENT_DOWNLOAD_API_KEY")
SUPPORT_EMAIL_ADDRESS = read("SUPPORT_EMAIL_ADDRESS")
DEFAULT_FROM_EMAIL = read("DEFAULT_FROM_EMAIL")
EMAIL_HOST = read("EMAIL_HOST")
EMAIL_PORT = read("EMAIL_PORT")
EMAIL_HOST_USER = read("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = read("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = read("EMAIL_USE_TLS")
EMAIL_TIMEOUT = read("EMAIL_TIMEOUT")
PRODUCT_NAME = read("PRODUCT_NAME")
PORT = read("PORT")
ADMIN_BASE_URL = read("ADMIN_BASE_URL") or f"http://localhost:{PORT}"
ALLOWED_HOSTS = [*read("ALLOWED_HOSTS"), *filter(None, [urlsplit(ADMIN_BASE_URL).hostname])]
TRUSTED_PROXIES = read("TRUSTED_PROXIES")
DATABASES: dict[str, dict[str, str]] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY, *SECRET_KEY_FALLBACKS = as_keys(read("SECRET_KEY"))
DANGEROUS_SALT = read("DANGEROUS_SALT")
TOKEN_SECRET_KEYS = as_keys(read("TOKEN_SECRET_KEY"))
NEW_PASSWORD_ENCRYPTION_KEY = read("NEW_PASSWORD_ENCRYPTION_KEY") or fernet_key(SECRET_KEY)

REDIS_URL = read("REDIS_URL")
CACHES = cache_settings(REDIS_URL, read("REDIS_SENTINELS"), read("REDIS_TIMEOUT"))
GATEWAY_CACHE_ALIAS = "gateway"
GATEWAY_SHARED_REDIS = read("GATEWAY_SHARED_REDIS")
GATEWAY_SINGLE_PROCESS = read("GATEWAY_SINGLE_PROCESS")
GATEWAY_CACHE_TTL = read("GATEWAY_CACHE_TTL")
GATEWAY_FENCE_TTL = read("GATEWAY_FENCE_TTL")
GATEWAY_LEASE_TTL = read("GATEWAY_LEASE_TTL")
GATEWAY_BREAKER_SECONDS = read("GATEWAY_BREAKER_SECONDS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "notify_portal",
    "portal_apps.core",
    "portal_apps.users",
    "portal_apps.services",
    "portal_apps.message_templates",
    "portal_apps.team",
    "portal_apps.orgs",
    "portal_apps.api_integration",
    "portal_apps.service_settings",
    "portal_apps.sending",
    "portal_apps.activity",
    "portal_apps.uploads",
    "portal_apps.billing",
    "portal_apps.bulk",
    "portal_apps.public",
]

MIDDLEWARE = [
    "notify_portal.middleware.tracing.TracingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "notify_portal.middleware.caller.CallerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "notify_portal.middleware.api_errors.APIErrorsMiddleware",
    "notify_portal.middleware.sign_in.SignInMiddleware",
]

# HTML is Jinja2 throughout, because the GOV.UK components are Jinja2 macros.
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "notify_portal.jinja2.environment",
            "context_processors": ["portal_apps.core.context.page"],
        },
    },
]
FORM_RENDERER = "notify_portal.forms.GovukRenderer"

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["portal_apps.users.backends.APIBackend"]
LOGIN_URL = "/sign-in"
SIGN_IN_ATTEMPTS_PER_ACCOUNT = read("SIGN_IN_ATTEMPTS_PER_ACCOUNT")
SIGN_IN_ATTEMPTS_PER_ADDRESS = read("SIGN_IN_ATTEMPTS_PER_ADDRESS")
SIGN_IN_WINDOW_SECONDS = read("SIGN_IN_WINDOW_SECONDS")
EMAIL_VALID_FOR_DAYS = read("EMAIL_VALID_FOR_DAYS")

# Who is signed in lives in a small signed cookie, so that nobody is signed out by a Redis that is away. It holds ids
# and dates only; the API's session id ends it everywhere at once. See docs/decisions/0003.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "notify_admin_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_LIFETIME = timedelta(hours=20)
SESSION_COOKIE_AGE = int(SESSION_LIFETIME.total_seconds())
PLATFORM_ADMIN_IDLE_LIFETIME = timedelta(minutes=30)
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "notify_portal.middleware.api_errors.csrf_failure"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
# The pages are written in English, and every address would be looked up with the language of its reader.
USE_I18N = False
USE_TZ = True

# The compiled CSS of GOV.UK Frontend asks for /assets/fonts/...: the prefix is its choice.
STATIC_URL = "/assets/"
STATIC_ROOT = ROOT / "var" / "static"
STATICFILES_DIRS = [ROOT / "notify_portal" / "static", ROOT / "var" / "assets"]
FILES_ROOT = ROOT / read("FILES_ROOT")
BULK_FOLDER = ROOT / read("BULK_FOLDER")
BULK_UNDO_FROM_PORTAL = read("BULK_UNDO_FROM_PORTAL")
FILE_BUCKETS = {
    "recipient_files": read("S3_BUCKET_CSV_UPLOAD"),
    "contact_lists": read("S3_BUCKET_CONTACT_LIST_UPLOAD"),
    "letter_uploads": read("S3_BUCKET_TRANSIENT_UPLOADED_LETTERS"),
    "letter_originals": read("S3_BUCKET_PRECOMPILED_ORIGINALS_BACKUP_LETTERS"),
    "letter_attachments": read("S3_BUCKET_LETTER_ATTACHMENTS"),
    "template_email_files": read("S3_BUCKET_TEMPLATE_EMAIL_FILES"),
    "logos": read("S3_BUCKET_LOGO_UPLOAD"),
    "reports": read("S3_BUCKET_REPORT_REQUESTS_DOWNLOAD"),
    "agreements": read("S3_BUCKET_MOU"),
}
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    **file_storages(FILES_ROOT, FILE_BUCKETS, read("AWS_REGION"), read("S3_ENDPOINT_URL")),
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # The one script inside the page is the line of the GOV.UK template that says script is there.
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# Limits on what a request may carry; uploads have limits of their own.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_HANDLERS = ["portal_apps.core.upload_limits.LimitedUploadHandler"]

TEST_RUNNER = "notify_portal.test_runner.PytestRunner"
LOGGING = log_settings(level=read("LOG_LEVEL"), as_json=False)
