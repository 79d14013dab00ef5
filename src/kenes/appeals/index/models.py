"""Appeals in the index of words: what everyone may read of them, and what is sealed."""

from typing import Any

from django.db import models

from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import shown_of
from kenes.core.search import Index, Told


class AppealIndex(Index):
    """An appeal is found by its number, topic, district and public text; by the sealed ones too.

    The sealed text, place and answer are looked into for those alone who may see applicants. Who
    wrote is in no index. Of a struck appeal only the number, the topic and the district are left.
    """

    row = models.OneToOneField(
        Appeal, on_delete=models.CASCADE, primary_key=True, related_name="indexed"
    )

    @classmethod
    def rows(cls) -> Any:
        return Appeal.objects.select_related("topic", "district", "publication")

    @classmethod
    def told(cls, row: Any, *, fresh: bool) -> Told:
        if row.struck:
            return Told(row.received_on, row.search_words())
        shown = None if fresh else shown_of(row)
        public = f"{shown.text}\n{shown.answer}" if shown else ""
        sealed = f"{row.text}\n{row.place}\n{row.answer}"
        return Told(row.received_on, f"{row.search_words()}\n{public}", sealed)
