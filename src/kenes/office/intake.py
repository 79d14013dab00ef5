"""Taking in the journals of a workbook: drop it, look at what it would do, take it, undo it."""

import time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from kenes.core.clock import COUNCIL_ZONE
from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.journals import actions
from kenes.journals.catalogue import SHEETS
from kenes.journals.layout import layouts_of
from kenes.journals.models import Intake, Layout
from kenes.journals.preview import preview
from kenes.journals.raw import RawBook
from kenes.journals.reading import read
from kenes.office.intake_look import look_at
from kenes.office.intake_work import Progress, Work
from kenes.office.kept import Kept, forget, keep, kept
from kenes.office.page import page
from kenes.office.register import registers

AT_MOST = 20 * 1024 * 1024
IMPORTS_SHOWN = 30
# A workbook of more lines is worked on beside the requests.
LINES_AT_ONCE = 1000
# So many seconds a look at a long workbook is shown again without looking anew.
LOOK_HOLDS_FOR = 600


class WorkbookForm(forms.Form):
    """One workbook."""

    file = forms.FileField(
        label=gettext_lazy("Workbook"),
        help_text=gettext_lazy("An Excel file or a table as CSV, of at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.xlsb,.csv,.txt"}),
    )

    def __init__(self, layouts: list[Layout], *data: Any, **more: Any) -> None:
        super().__init__(*data, **more)
        self.layouts = layouts

    def clean_file(self) -> Any:
        """Refuse at once what is too large or no workbook at all."""
        file = self.cleaned_data["file"]
        if file.size > AT_MOST:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        self.content = file.read()
        try:
            self.book = read(self.content, SHEETS, self.layouts)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return file


def work(waiting: Kept) -> tuple[Work, Work]:
    """The two kinds of work over a workbook: looking at it and taking it in."""
    return Work(waiting.path.with_suffix(".look")), Work(waiting.path.with_suffix(".take"))


@requires(Permission.JOURNAL_IMPORT)
def start(request: Any) -> HttpResponse:
    """The place to drop a workbook, and what was taken in before."""
    known = layouts_of(request.council)
    form = WorkbookForm(known, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        digest = keep(form.content, form.cleaned_data["file"].name, user=request.user)
        if form.book.size > LINES_AT_ONCE:
            _begin_look(request, form.book, kept(digest, user=request.user))
        return HttpResponseRedirect(f"/office/import/{digest}/")
    intakes = Intake.objects.of(request.council).select_related("by").order_by("-at")
    context = {
        "form": form,
        "intakes": [_told(each) for each in intakes[:IMPORTS_SHOWN]],
        "layouts": known,
    }
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
    """What the workbook would do, sheet by sheet; then take the good lines, or nothing.

    Over a long workbook the work goes on beside the requests, and the page shows how far it is.
    """
    waiting = kept(digest, user=request.user)
    looking, taking = work(waiting)
    if looking.under_way:
        return _wait(request, waiting)
    if request.method == "POST":
        return _answered(request, waiting)
    came = taking.told()
    if "intake" in came:
        return _taken(request, waiting, came["intake"])
    found = _looked(request, waiting)
    if found is None:
        return _wait(request, waiting)
    context = {"name": waiting.name, "layout_url": f"{request.path}layout/", **found}
    if came:
        context["fault"] = came.get("refused") or _(
            "The work was cut off. Below is what is still to be taken of the file."
        )
    crumbs = [(_("Import"), "/office/import/"), (waiting.name, "")]
    return page(request, "office/intake/look.html", context, crumbs=crumbs)


def _looked(request: Any, waiting: Kept) -> dict[str, Any] | None:
    """What the workbook would do; None while a long one is being looked at."""
    looking, _taking = work(waiting)
    found = looking.told()
    fresh = looking.moment > time.time() - LOOK_HOLDS_FOR
    if found and fresh and "stage" not in found:
        fault = {"fault": found.get("refused") or _("The file could not be looked at.")}
        shown: dict[str, Any] = found.get("looked", fault)
        return shown
    book = read(waiting.content, SHEETS, layouts_of(request.council))
    if book.size <= LINES_AT_ONCE:
        return look_at(book, request.council)
    _begin_look(request, book, waiting)
    return None


def _begin_look(request: Any, book: RawBook, waiting: Kept) -> None:
    council = request.council
    looking, _taking = work(waiting)
    looking.begin(
        lambda progress: {"looked": look_at(book, council, progress)},
        _("Comparing with the register"),
        book.size,
    )


def _wait(request: Any, waiting: Kept) -> HttpResponse:
    """How far the work is; the page comes again by itself."""
    context = {"name": waiting.name, "progress": _progress(waiting)}
    crumbs = [(_("Import"), "/office/import/"), (waiting.name, "")]
    return page(request, "office/intake/work.html", context, crumbs=crumbs)


def _progress(waiting: Kept) -> dict[str, Any]:
    told = max(work(waiting), key=lambda each: each.moment).told()
    return {
        "label": told.get("stage", ""),
        "done": told.get("done", 0),
        "total": told.get("total", 1),
        "now": told.get("sheet", ""),
        "note": _("You may leave this page; the work goes on."),
        "poll_url": f"/office/import/{waiting.digest}/progress/",
    }


@requires(Permission.JOURNAL_IMPORT)
def progress(request: Any, digest: str) -> HttpResponse:
    """How far the work over a workbook is; once it is done, the page is asked to come anew."""
    waiting = kept(digest, user=request.user)
    if not work(waiting)[0].under_way:
        return HttpResponseClientRefresh()
    return render(request, "parts/progress.html", {"progress": _progress(waiting)})


def _answered(request: Any, waiting: Kept) -> HttpResponse:
    """Take the good lines, or nothing.

    The lines are compared with the register once more, not taken as they were shown: hours may
    have passed, another process may have shown them, and what it showed were words, not rows. That
    is a quarter of the work.
    """
    if request.POST.get("answer") == "refuse":
        forget(waiting.digest, user=request.user)
        messages.info(request, _("Nothing was taken in."))
        return HttpResponseRedirect("/office/import/")
    book = read(waiting.content, SHEETS, layouts_of(request.council))
    said = {
        "council": request.council,
        "file_name": waiting.name,
        "digest": waiting.digest,
        "by": request.user,
    }
    if book.size <= LINES_AT_ONCE:
        shown = preview(book, request.council, SHEETS)
        return _taken(request, waiting, str(actions.take(shown, **said).pk))

    def take(progress: Progress) -> dict[str, Any]:
        shown = preview(book, request.council, SHEETS, progress)
        progress.begin(_("Writing into the registers"), sum(each.to_take for each in shown))
        return {"intake": str(actions.take(shown, **said, listener=progress).pk)}

    looking, taking = work(waiting)
    looking.forget()
    taking.begin(take, _("Comparing with the register"), book.size)
    return HttpResponseRedirect(request.path)


def _taken(request: Any, waiting: Kept, intake: str) -> HttpResponse:
    forget(waiting.digest, user=request.user)
    return HttpResponseRedirect(f"/office/import/done/{intake}/")


@requires(Permission.JOURNAL_IMPORT)
def done(request: Any, key: UUID) -> HttpResponse:
    """What came of an import, with the way to its registers and to the note."""
    intake = _intake(request, key)
    named = {name: sheet for sheet in SHEETS for name in (sheet.kk, sheet.ru, sheet.code)}
    sheets = [
        {**said, "url": _register_url(named.get(said["name"]))}
        for said in intake.outcome.get("sheets", ())
    ]
    context = {
        "intake": _told(intake),
        "sheets": sheets,
        "undo_url": f"{request.path}undo/",
        "note_url": f"/{(get_language() or 'ru')[:2]}/note/",
    }
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
    # What writes workbooks is loaded with the first one: it costs a process 30 MB.
    from kenes.journals import workbook

    content = workbook.empty(language)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="kenes-{language}.xlsx"'
    return answer
