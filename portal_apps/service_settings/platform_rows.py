"""What platform admins see and change besides. A row of yours is one line here, with `rule=platform_admin`."""

from portal_apps.service_settings.rows import Row

PLATFORM: tuple[Row, ...] = ()
