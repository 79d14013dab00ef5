"""What is remembered for a while against abuse."""

from django.db import models


class Trace(models.Model):
    """A spent proof of work, or how often one network wrote within an hour.

    A keyed digest stands for either, so nothing can be read from it. When its time is over it is
    deleted: it is no record of the council.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.digest[:8]}: {self.count}"
