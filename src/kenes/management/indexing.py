"""The index of words made anew from the records, while people work."""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import transaction

from kenes.core import search


def indexes() -> Iterator[type[search.Index]]:
    """Every index there is."""
    for model in apps.get_app_config("kenes").get_models():
        if issubclass(model, search.Index):
            yield model


def fill() -> None:
    """Make each index that holds nothing yet: the register is older than it, or was put back."""
    for index in indexes():
        if not index._default_manager.exists():
            make(index)


def make(index: type[search.Index], said: Callable[[int], Any] = lambda done: None) -> int:
    """Write every entry anew, batch by batch; says how many there are.

    Each batch is a transaction of its own that nobody else's change falls into. Whatever is
    entered meanwhile comes into the index by itself.
    """
    done, after = 0, None
    records = index.row.field.related_model.objects.order_by("pk")
    while True:
        rest = records if after is None else records.filter(pk__gt=after)
        keys = list(rest.values_list("pk", flat=True)[: search.BATCH])
        if not keys:
            break
        with transaction.atomic():
            search.anew(index, keys)
        done, after = done + len(keys), keys[-1]
        said(done)
    search.tidy(index)
    return done
