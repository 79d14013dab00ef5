"""The form of a record: its facts, its occasion and its parts on one page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from kenes.core.flow import Flow
from kenes.core.refused import Refused
from kenes.core.row import Numbered, uuid7
from kenes.office.choosing import Directories, field_for
from kenes.office.draft import Draft, begun, contradictions, course, number_taken, stated, twice
from kenes.office.entry import Entry
from kenes.office.lines import Line, PartsForm, Told, value_of

if TYPE_CHECKING:
    from kenes.council.models import Council


class RecordForm(forms.Form):
    """Registers a record, or puts one right.

    `kept` is what was typed before more lines came; `begun` what a new one says from the outset.
    """

    use_required_attribute = False

    def __init__(
        self,
        entry: Entry,
        council: "Council",
        *,
        row: Any = None,
        data: Any = None,
        kept: Any = None,
        begun: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        self.entry = entry
        self.council = council
        self.row = row
        self.draft: Draft | None = None
        self.directories = Directories(council)
        self.groups = entry.asked(row)
        self.names = [name for group in self.groups for name in group.names]
        self._hide()
        self._ask_facts()
        self.parts = self._ask_parts(data or kept)
        if kept is not None:
            self._keep(kept)
        elif begun:
            said = {name: begun[name] for name in self.names if begun.get(name)}
            self.initial.update({name: str(value) for name, value in said.items()})

    def _hide(self) -> None:
        """What goes with the form unseen: the key of the new record, or the versions read."""
        if self.row is None:
            self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
            if issubclass(self.entry.model, Numbered):
                self.fields["number"] = forms.CharField(
                    label=_("Number in the journal"),
                    help_text=_("Left empty, the next number is given."),
                    max_length=30,
                    required=False,
                )
            self._ask_state()
            return
        hidden = forms.IntegerField(widget=forms.HiddenInput, initial=self.row.version)
        self.fields["version"] = hidden
        if self.entry.within:
            occasion = getattr(self.row, self.entry.within)
            hidden = forms.IntegerField(widget=forms.HiddenInput, initial=occasion.version)
            self.fields["within_version"] = hidden

    def _ask_state(self) -> None:
        if not self.entry.outcomes:
            return
        model: Any = self.entry.occasion_model() if self.entry.within else self.entry.model
        labels = dict(model._meta.get_field("status").flatchoices)
        wanted = [*model.START, *self.entry.outcomes]
        choices = [(value, labels[value]) for value in wanted]
        asked = forms.ChoiceField(label=_("State"), choices=choices, initial=wanted[0])
        self.fields["state"] = asked

    def _ask_facts(self) -> None:
        for name in self.names:
            told = self.entry.model_field(name)
            inner = self.entry.inner(name)
            owner = self.row
            if owner is not None and inner:
                owner = getattr(self.row, self.entry.within)
            limit = self.entry.limits.get(name)
            now = getattr(owner, told.name) if owner is not None and told.is_relation else None
            asked = field_for(told, self.directories, limit=limit, now=now)
            if name in self.entry.choices:
                listed = [("", "—"), *self.entry.choices[name]()]
                asked = forms.ChoiceField(choices=listed, label=asked.label)
                asked.initial = told.get_default() if told.has_default() else ""
            if owner is not None:
                asked.initial = value_of(owner, told)
            self.fields[name] = asked

    def _ask_parts(self, data: Any) -> list[PartsForm]:
        made = []
        for parts in self.entry.parts:
            model: Any = self.entry.occasion_model() if parts.of_occasion else self.entry.model
            owner = self.row
            if owner is not None and parts.of_occasion:
                owner = getattr(self.row, self.entry.within)
            told = model._meta.get_field(parts.relation).related_model
            each = PartsForm(parts, owner, told, data, self.directories)
            self.fields |= each.fields()
            made.append(each)
        return made

    def _keep(self, kept: Any) -> None:
        for name, asked in self.fields.items():
            many = isinstance(asked, forms.MultipleChoiceField)
            if not name.endswith("-lines"):
                self.initial[name] = kept.getlist(name) if many else kept.get(name)

    def clean(self) -> dict[str, Any] | None:
        """Make the draft and ask it everything the register would ask; nothing is written."""
        if not self.errors:
            try:
                self.draft = self._drafted()
                self._ask_tables(self.draft)
            except Refused as refused:
                self.refuse(refused)
        return self.cleaned_data

    def _facts(self, *, inner: bool) -> dict[str, Any]:
        of = self.entry.inner
        return {
            of(name) or name: self.cleaned_data[name]
            for name in self.names
            if bool(of(name)) == inner
        }

    def _drafted(self) -> Draft:
        entry, council = self.entry, self.council
        key: UUID | None = self.cleaned_data.get("key")
        given = {} if self.row is not None else {"id": key, "council": council}
        within = None
        if entry.within:
            old = getattr(self.row, entry.within) if self.row is not None else None
            facts = self._facts(inner=True)
            within = stated(entry.occasion_model(), old, facts, council=council, **entry.given)
        row = stated(entry.model, self.row, self._facts(inner=False), **given)
        if within is not None:
            setattr(row, entry.within, within)
        draft = Draft(entry, row, self.row)
        draft.version = self.cleaned_data.get("version") or 1
        draft.within_version = self.cleaned_data.get("within_version") or 1
        self._give_course(draft)
        entry.copied(row)
        draft.told = [(each, line) for each in self.parts for line in self._told(each, draft)]
        return draft

    def _give_course(self, draft: Draft) -> None:
        flow = draft.flow
        numbered = isinstance(draft.row, Numbered)
        on = getattr(draft.row, draft.row.NUMBERED_BY) if numbered else None
        if draft.old is None and numbered:
            draft.row.number = self.cleaned_data.get("number", "").strip()
            if draft.row.number and on:
                number_taken(draft.row, on.year)
        if flow is None:
            return
        if draft.old is not None:
            draft.path = course(draft)
        else:
            draft.path = begun(flow, on, self.cleaned_data.get("state", ""))
            flow.status, flow.status_on = draft.path[-1]

    def _told(self, each: PartsForm, draft: Draft) -> list[Told]:
        owner = draft.within if each.parts.of_occasion else draft.row
        given = {"council": self.council, each.model.PART_OF: owner}
        if each.parts.many:
            return self._told_boxes(each, given)
        return [told for line in each.lines if (told := self._told_line(each, line, given, owner))]

    def _told_boxes(self, each: PartsForm, given: dict[str, Any]) -> list[Told]:
        name, place = each.parts.many, each.relation
        chosen = self.cleaned_data[place]
        held = {getattr(part, name): part for part in each.held}
        gone = [Told(place, part, None) for row, part in held.items() if row not in chosen]
        new = [row for row in chosen if row not in held]
        return gone + [Told(place, None, each.model(**given, **{name: row})) for row in new]

    def _told_line(
        self, each: PartsForm, line: Line, given: dict[str, Any], owner: Any
    ) -> Told | None:
        facts = {name: self.cleaned_data.get(place) for name, place in line.names.items()}
        place = line.names[each.parts.told_by[0]]
        empty = not any(facts[name] not in (None, "") for name in each.parts.told_by)
        if self.cleaned_data.get(line.remove) or (empty and line.old is not None):
            return Told(place, line.old, None)
        if empty:
            return None
        if line.key:
            facts[each.parts.fixed] = line.key
        part = stated(each.model, line.old, facts, **given)
        self._ask_complete(each, line, part)
        each.parts.copied(part, owner)
        if isinstance(part, Flow) and line.old is None and each.parts.start:
            part.status = each.parts.start[0]
        return Told(place, line.old, part, facts)

    def _ask_complete(self, each: PartsForm, line: Line, part: Any) -> None:
        """Of a line that says something, ask for all that it must say."""
        for name, place in line.names.items():
            told = each.model._meta.get_field(name)
            needed = not told.blank and not told.null and name != "prepared_on"
            if needed and getattr(part, told.attname) in (None, ""):
                raise Refused(_("This line is not complete."), field=place)

    def _ask_tables(self, draft: Draft) -> None:
        """Ask each row whether its facts can be true, beside what the register holds."""
        for row in (draft.within, draft.row):
            if row is None:
                continue
            row.check_facts()
            for name, sentence in contradictions(row):
                self.refuse(Refused(sentence, field=name))
        for _each, line in draft.told:
            if line.new is not None:
                self._ask_part(line)
        for each in self.parts:
            owner = draft.within if each.parts.of_occasion else draft.row
            each.parts.together(owner, [line for of, line in draft.told if of is each])
        for line in twice(draft.told):
            self.refuse(Refused(_("Another line says the same."), field=line.place))

    def _ask_part(self, line: Told) -> None:
        assert line.new is not None
        try:
            line.new.check_facts()
        except Refused as refused:
            raise Refused(refused.sentence, field=line.place) from None

    def refuse(self, refused: Refused) -> None:
        """Show a refusal beside the field it is about, or above the form."""
        wanted = (refused.field, f"{self.entry.within}__{refused.field}")
        place = next((name for name in wanted if refused.field and name in self.fields), None)
        self.add_error(place, str(refused))
