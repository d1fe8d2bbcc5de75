"""Short names for the tables of routes."""

from django.conf import settings

WHO = "6ce466d0-fd6a-11e5-82f5-e0accb9d11a6"
SERVICE = "/service/s1"
TEMPLATE = f"{SERVICE}/template/t1"
FOLDER = f"{SERVICE}/template-folder"
BY = {"created_by": WHO}
LINK = settings.ADMIN_BASE_URL
