"""The forms by which the blueprint of the note is edited."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kenes.core.passage import PassageField
from kenes.core.period import Period
from kenes.core.refused import Refused, Stale
from kenes.portal.note_words import warned
from kenes.report.models import Block, Edition
from kenes.report.note.blueprint import LANGS, Plan
from kenes.report.note.note import Note, compose
from kenes.report.note.sheet import body
from kenes.report.note.unbacked import unbacked

LABELS = {"kk": _("Text in Kazakh"), "ru": _("Text in Russian"), "en": _("Text in English")}


class BlockForm(forms.Form):
    """One block: what it is, what it shows, its text in three languages."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    kind = forms.ChoiceField(label=_("Kind"), choices=Block.Kind.choices)
    figure = forms.CharField(
        label=_("What a table or chart shows; the level of a heading"),
        max_length=120,
        required=False,
        help_text=_("For instance: appeals.considered, appeals.resolved by topic top 10"),
    )

    def __init__(
        self, data: Any = None, *, block: Block | None = None, after: int | None = None
    ) -> None:
        self.block = block
        initial: dict[str, Any] = {}
        if block is not None:
            initial = {name: getattr(block, name) for name in ("version", "kind", "figure")}
            initial |= {f"text_{lang}": getattr(block, f"text_{lang}") for lang in LANGS}
        super().__init__(data, initial=initial)
        if block is not None:
            self.fields["kind"].disabled = True
        for lang in LANGS:
            area = forms.Textarea(attrs={"rows": 9, "lang": lang})
            field = PassageField(label=LABELS[lang], required=False, widget=area)
            self.fields[f"text_{lang}"] = field

    def facts(self) -> dict[str, Any]:
        """What the block is to say."""
        names = ("figure", *(f"text_{lang}" for lang in LANGS))
        return {name: self.cleaned_data[name] for name in names}

    def unsaved(self, kept: Plan, block: Block | None) -> Block:
        """The block as the form says it, not saved."""
        return Block(
            council=kept.blueprint.council,
            blueprint=kept.blueprint,
            position=block.position if block else 0,
            kind=self.cleaned_data["kind"],
            **self.facts(),
        )

    def refuse(self, refused: Refused) -> None:
        """Show a refusal beside its field, or above the form."""
        place = refused.field if refused.field in self.fields else None
        self.add_error(place, str(refused))

    def again(self, fresh: Block, stale: Stale) -> "BlockForm":
        """The form anew: the person's text kept, to be sent knowingly against what stands now."""
        said = {**self.data.dict(), "version": str(fresh.version)}  # type: ignore[attr-defined]
        form = BlockForm(said, block=fresh)
        form.is_valid()
        form.add_error(None, str(stale))
        return form


def preview(kept: Plan, block: Block) -> list[dict[str, Any]]:
    """How the block reads in each language, with the numbers no figure backs."""
    alone = Plan(kept.blueprint, [block], kept=False)
    found = []
    for lang in LANGS:
        text = getattr(block, f"text_{lang}")
        if not text.strip():
            continue
        note: Note = compose(alone, lang)
        said = body(note.lines, note.periods, lang)
        warnings = warned(unbacked(text, lang, block.position))
        found.append({"note": {"lang": lang, **said}, "lang": lang, "warnings": warnings})
    return found


class PeriodsForm(forms.Form):
    """The periods of a note, each with its letter."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(
        self,
        data: Any = None,
        *,
        letters: Sequence[str],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.letters = letters
        for letter in letters:
            for name, label in (("since", _("from")), ("until", _("until"))):
                calendar = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
                said = f"{letter}: {label}"
                self.fields[f"{name}_{letter}"] = forms.DateField(label=said, widget=calendar)

    @classmethod
    def of(cls, found: Plan) -> "PeriodsForm":
        """The form as the blueprint stands."""
        initial: dict[str, date | int] = {"version": found.blueprint.version}
        for letter, period in found.periods().items():
            initial |= {f"since_{letter}": period.since, f"until_{letter}": period.until}
        return cls(letters=list(found.periods()), initial=initial)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for letter in self.letters:
            since, until = said.get(f"since_{letter}"), said.get(f"until_{letter}")
            if since and until and until < since:
                self.add_error(f"until_{letter}", gettext("The period ends before it begins."))
        return said

    def periods(self) -> dict[str, Period]:
        """The periods as the form says them."""
        said = self.cleaned_data
        return {each: Period(said[f"since_{each}"], said[f"until_{each}"]) for each in self.letters}


class FreezeForm(forms.Form):
    """Whether a new edition corrects an earlier one."""

    def __init__(self, data: Any = None, *, council: Any, code: str) -> None:
        super().__init__(data)
        rows = Edition.objects.of(council).live().filter(blueprint_code=code).defer("frozen")
        self.editions = {row.number: row for row in rows.order_by("-number")}
        choices = [("", gettext("none, it is a new edition")), *((n, n) for n in self.editions)]
        self.fields["corrects"] = forms.ChoiceField(
            label=_("Corrects edition"), choices=choices, required=False
        )

    def corrected(self) -> Edition | None:
        """The edition that is corrected, if any."""
        return self.editions.get(self.cleaned_data["corrects"])


class ReasonForm(forms.Form):
    """Why a block is taken out."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
