"""gunicorn -c notify_portal/gunicorn.py notify_portal.wsgi: threads, because the portal mostly waits for the API."""

import os

bind = os.environ.get("BIND", f"0.0.0.0:{os.environ.get('PORT', '6012')}")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "1"))
threads = int(os.environ.get("WEB_THREADS", "16"))
keepalive = 30
# Longer than the gateway waits for the API, so that a slow answer ends as a page and not as a killed worker.
timeout = 65
graceful_timeout = 10
