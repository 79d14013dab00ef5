"""Taking in the journals of a workbook: drop it, look at what it would do, take it, undo it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kenes.core.clock import COUNCIL_ZONE
from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.journals import actions, workbook
from kenes.journals.catalogue import SHEETS
from kenes.journals.models import Intake
from kenes.journals.preview import SheetPreview, preview
from kenes.journals.reading import read
from kenes.office.kept import Kept, forget, keep, kept
from kenes.office.page import page
from kenes.office.register import registers

AT_MOST = 20 * 1024 * 1024
IMPORTS_SHOWN = 30
# So many changed and refused lines of a sheet are shown; the rest are counted.
LINES_SHOWN = 20


class WorkbookForm(forms.Form):
    """One workbook."""

    file = forms.FileField(
        label=gettext_lazy("Workbook"),
        help_text=gettext_lazy("An Excel file of at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.xlsb"}),
    )

    def clean_file(self) -> Any:
        """Refuse at once what is too large or no workbook at all."""
        file = self.cleaned_data["file"]
        if file.size > AT_MOST:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        self.content = file.read()
        try:
            read(self.content, SHEETS)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return file


@requires(Permission.JOURNAL_IMPORT)
def start(request: Any) -> HttpResponse:
    """The place to drop a workbook, and what was taken in before."""
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        digest = keep(form.content, form.cleaned_data["file"].name, user=request.user)
        return HttpResponseRedirect(f"/office/import/{digest}/")
    intakes = Intake.objects.of(request.council).select_related("by").order_by("-at")
    context = {"form": form, "intakes": [_told(each) for each in intakes[:IMPORTS_SHOWN]]}
    status = 422 if form.errors else 200
    return page(
        request, "office/intake/start.html", context, crumbs=[(_("Import"), "")], status=status
    )


def _told(intake: Intake) -> dict[str, Any]:
    sheets = intake.outcome.get("sheets", ())
    at = date_format(timezone.localtime(intake.at, COUNCIL_ZONE), "DATETIME_FORMAT")
    return {
        "name": intake.file_name,
        "url": f"/office/import/done/{intake.pk}/",
        "at": at,
        "by": intake.by,
        "taken": sum(sheet["taken"] for sheet in sheets),
        "changed": sum(sheet["changed"] for sheet in sheets),
        "refused": sum(len(sheet["refused"]) for sheet in sheets),
        "struck": intake.struck,
    }


@requires(Permission.JOURNAL_IMPORT)
def look(request: Any, digest: str) -> HttpResponse:
    """What the workbook would do, sheet by sheet; then take the good lines, or nothing."""
    waiting = kept(digest, user=request.user)
    if request.method == "POST":
        return _answered(request, waiting)
    book = read(waiting.content, SHEETS)
    shown = preview(book, request.council, SHEETS)
    context = {
        "name": waiting.name,
        "sheets": [_sheet(each) for each in shown if _speaks(each)],
        "quiet": [each.title for each in shown if not _speaks(each)],
        "unknown": book.unknown,
        "broken": book.broken,
        **_sums(shown),
    }
    crumbs = [(_("Import"), "/office/import/"), (waiting.name, "")]
    return page(request, "office/intake/look.html", context, crumbs=crumbs)


def _answered(request: Any, waiting: Kept) -> HttpResponse:
    """Take the good lines as they stand now, or nothing."""
    if request.POST.get("answer") == "refuse":
        forget(waiting.digest, user=request.user)
        messages.info(request, _("Nothing was taken in."))
        return HttpResponseRedirect("/office/import/")
    shown = preview(read(waiting.content, SHEETS), request.council, SHEETS)
    said = {"council": request.council, "file_name": waiting.name, "digest": waiting.digest}
    intake = actions.take(shown, by=request.user, **said)
    forget(waiting.digest, user=request.user)
    return HttpResponseRedirect(f"/office/import/done/{intake.pk}/")


def _speaks(each: SheetPreview) -> bool:
    """Whether a sheet would do anything at all."""
    return bool(each.new or each.changed or each.refused)


def _sums(shown: list[SheetPreview]) -> dict[str, int]:
    return {
        "new_total": sum(len(each.new) for each in shown),
        "changed_total": sum(len(each.changed) for each in shown),
        "same_total": sum(each.same for each in shown),
        "refused_total": sum(len(each.refused) for each in shown),
    }


def _sheet(each: SheetPreview) -> dict[str, Any]:
    changed = [
        {
            "caption": _("Line %(line)s: %(row)s") % {"line": line.at, "row": line.row},
            "old_label": _("In the register"),
            "new_label": _("In the file"),
            "rows": [{"name": c.label, "old": c.old, "new": c.new} for c in line.changes],
        }
        for line in each.changed[:LINES_SHOWN]
    ]
    return {
        "title": each.title,
        "new": len(each.new),
        "first": [str(line.filing.row) for line in each.new[:3]],
        "changed": changed,
        "changed_count": len(each.changed),
        "same": each.same,
        "refused": each.refused[:LINES_SHOWN],
        "refused_count": len(each.refused),
        "more": max(0, len(each.refused) - LINES_SHOWN),
        "extra": ", ".join(each.extra),
    }


@requires(Permission.JOURNAL_IMPORT)
def done(request: Any, key: UUID) -> HttpResponse:
    """What came of an import, with the way to its registers and to the note."""
    intake = _intake(request, key)
    named = {name: sheet for sheet in SHEETS for name in (sheet.kk, sheet.ru, sheet.code)}
    sheets = [
        {**said, "url": _register_url(named.get(said["name"]))}
        for said in intake.outcome.get("sheets", ())
    ]
    context = {"intake": _told(intake), "sheets": sheets, "undo_url": f"{request.path}undo/"}
    crumbs = [(_("Import"), "/office/import/"), (intake.file_name, "")]
    return page(request, "office/intake/done.html", context, crumbs=crumbs)


def _intake(request: Any, key: UUID) -> Intake:
    rows = Intake.objects.of(request.council).select_related("by")
    found: Intake = get_object_or_404(rows, pk=key)
    return found


def _register_url(sheet: Any) -> str:
    if sheet is None:
        return ""
    models = {register.model: register.list_url for register in registers().values()}
    owner = sheet.model
    while owner not in models and owner.PART_OF:
        owner = owner._meta.get_field(owner.PART_OF).related_model
    return models.get(owner, "")


@requires(Permission.JOURNAL_IMPORT)
@require_POST
def undo(request: Any, key: UUID) -> HttpResponse:
    """Take an import back: what was struck, and what was left because somebody leans on it."""
    intake = _intake(request, key)
    undone = actions.undo(intake, by=request.user)
    left = [{"row": str(row), "reference": row.reference, "why": why} for row, why in undone.left]
    context = {"intake": _told(intake), "struck": number_format(undone.struck), "left": left}
    crumbs = [(_("Import"), "/office/import/"), (intake.file_name, "")]
    return page(request, "office/intake/undone.html", context, crumbs=crumbs)


@requires(Permission.JOURNAL_IMPORT)
def empty(request: Any, language: str) -> HttpResponse:
    """The empty workbook with an example in each sheet."""
    if language not in {"kk", "ru"}:
        raise Http404
    content = workbook.write(SHEETS, {}, language=language, example=True)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="kenes-{language}.xlsx"'
    return answer
