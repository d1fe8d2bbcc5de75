"""A portal on one's own machine: development secrets, plain HTTP, assets straight from their folders."""

import warnings

from jwt.warnings import InsecureKeyLengthWarning

from notify_portal.settings.base import *
from notify_portal.settings.base import STORAGES, TEMPLATES

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# A template that was edited is read again, without starting the portal anew.
TEMPLATES[0]["OPTIONS"]["auto_reload"] = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# The development secret that portals and APIs share is a short one, and both sides know.
warnings.filterwarnings("ignore", category=InsecureKeyLengthWarning)
