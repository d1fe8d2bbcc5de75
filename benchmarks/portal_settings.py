"""The portal as it runs in production, with its files collected into a folder of the benchmark."""

import os
from pathlib import Path

from notify_portal.settings.production import *  # noqa: F403 - settings are made so

STATIC_ROOT = Path(os.environ["BENCHMARK_STATIC_ROOT"])
