"""Settings behind TLS. `manage.py check --deploy` refuses to pass while a development secret is in use."""

from notify_portal.settings.base import *
from notify_portal.settings.logs import log_settings
from notify_portal.settings.variables import read

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^_status$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
LOGGING = log_settings(level=read("LOG_LEVEL"), as_json=True)
