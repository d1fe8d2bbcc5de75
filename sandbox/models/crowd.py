from django.db import models

from sandbox.models.base import Row


class Crowd(Row):
    """Services by the thousand that somebody asked for (`manage.py sandbox_seed`), and how much of them is there.

    Its times are counted back from its own `created_at`, so that a crowd that was interrupted can be finished.
    """

    seed = models.IntegerField(unique=True)
    size = models.JSONField()
    blocks_done = models.IntegerField(default=0)
    outbox_done = models.IntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
