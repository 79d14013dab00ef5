"""When each job ran last, and what came of it."""

from django.db import models


class LastRun(models.Model):
    """The last time a job ran: one row for each job of the installation, written over and over."""

    code = models.CharField(primary_key=True, max_length=60)
    at = models.DateTimeField()
    words = models.TextField(blank=True)
    broken = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.code
