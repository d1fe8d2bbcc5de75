"""A portal on one's own machine: development secrets, plain HTTP, assets straight from their folders."""

from notify_portal.settings.base import *
from notify_portal.settings.base import STORAGES

ALLOWED_HOSTS = ["*"]
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
