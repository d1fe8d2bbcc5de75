"""Settings of the test run: nothing outside this process unless a test starts it."""

from notify_portal.settings.base import *
from notify_portal.settings.base import FILE_BUCKETS, STORAGES
from notify_portal.settings.caches import cache_settings
from notify_portal.settings.files import file_storages
from notify_portal.settings.variables import ROOT

API_HOST_NAME = "http://notify-api.test"
PUBLIC_API_URL = "https://api.notify.test"
ADMIN_CLIENT_USER_NAME = "notify-admin"
ADMIN_CLIENT_SECRET = "secret-of-the-test-run-32-bytes-long"  # noqa: S105 - signs nothing outside the tests
TEMPLATE_PREVIEW_API_HOST = "http://template-preview.test"
TEMPLATE_PREVIEW_API_KEY = "key-of-the-preview"
DOCUMENT_DOWNLOAD_API_HOST = "http://document-download.test"
DOCUMENT_DOWNLOAD_API_KEY = "key-of-the-download"
ADMIN_BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["*"]
REDIS_URL = ""
CACHES = cache_settings("", [], 0.25)
BULK_FOLDER = ROOT / "var" / "test-bulk"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    **file_storages(ROOT / "var" / "test-files", dict.fromkeys(FILE_BUCKETS, ""), region="", endpoint=""),
}
