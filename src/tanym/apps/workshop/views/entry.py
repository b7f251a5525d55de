"""One entry of a draft as a form; adding an entry; what the checker says while somebody types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tanym.apps.accounts.words import say
from tanym.apps.workshop.actions.drop_entry import drop_entry
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.actions.undo_entry import undo_entry
from tanym.apps.workshop.checking import case_results
from tanym.apps.workshop.content import citations, pack_entry, read_entry
from tanym.apps.workshop.desk import desk_of
from tanym.apps.workshop.drafting import permitted
from tanym.apps.workshop.forms.acts import read_day
from tanym.apps.workshop.forms.adding import AddForm, defaults
from tanym.apps.workshop.forms.choices import Choices
from tanym.apps.workshop.forms.entry_form import EntryForm
from tanym.apps.workshop.forms.field import cite_fields, read_cite, split_cite
from tanym.apps.workshop.forms.members import ADDED, CITED, IN_PROCEDURES, SHAPES
from tanym.apps.workshop.reading import law_of
from tanym.core.kernel.errors import InvalidValue, NotFound, TanymError
from tanym.core.kernel.revision import read_revision
from tanym.core.rules import read_pack
from tanym.core.rules.ending import instead_of_removal
from tanym.core.rules.entries import Place, entries, with_entries
from tanym.core.rules.toml import read_toml, write_toml

LARGEST_TEXT = 200_000


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, public_id: Any, key: str) -> HttpResponse:
    """An entry, for its writers as a form. What is typed is saved whether complete or not; the checker answers beside it."""
    page = _Page(request, public_id, key)
    if request.method == "GET":
        return page.show()
    permitted(page.desk.draft, "edit_entry", request.user, timezone.now())
    verb, _colon, rest = request.POST.get("do", "save").partition(":")
    if verb in ("add", "remove", "refresh", "run", "settle"):
        page.typed(verb, rest)
        return page.show()
    if verb == "undo":
        return page.undo()
    if verb == "drop":
        return page.drop()
    return page.save()


@login_required
@require_POST
def check(request: HttpRequest, public_id: Any, key: str) -> HttpResponse:
    """What the checker says of the entry as it is being typed; nothing is saved."""
    page = _Page(request, public_id, key)
    permitted(page.desk.draft, "edit_entry", request.user, timezone.now())
    return render(request, "workshop/_faults.html", {"faults": page.faults_of_typed()})


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, public_id: Any, kind: str) -> HttpResponse:
    """Name a new entry; its form follows, and nothing is kept before that is saved."""
    if kind not in ADDED:
        raise NotFound("page.unknown")
    desk = desk_of(public_id, request.user)
    permitted(desk.draft, "edit_entry", request.user, timezone.now())
    form = AddForm(
        request.POST or None, kind=kind, desk=desk, file=request.GET.get("file", request.POST.get("file", ""))
    )
    if request.method == "POST" and form.is_valid():
        place = form.place()
        address = reverse("workshop:entry", args=[desk.draft.public_id, place.key])
        return redirect(f"{address}?{form.rest()}" if form.rest() else address)
    return render(
        request,
        "workshop/add.html",
        {
            "draft": desk.draft,
            "form": form,
            "kind": kind,
            "title": ADDED[kind],
            "values": kind == "value",
        },
        status=422 if form.errors else 200,
    )


class _Page:
    """The page of one entry, from what is kept or from what was typed."""

    def __init__(self, request: HttpRequest, public_id: Any, key: str) -> None:
        self.request, self.desk = request, desk_of(public_id, request.user)
        self.place = Place.read(key)
        self.row = self.desk.rows.get(self.place)
        self.before = entries(self.desk.base).get(self.place)
        held = entries(self.desk.files).get(self.place)
        self.new = held is None and self.before is None
        if self.new and (not self.desk.writes or self.place.kind not in SHAPES):
            raise NotFound("entry.unknown", key=key)
        self.removed = held is None and not self.new
        content = held if held is not None else self.before
        if self.new:
            content = self._begun()
        self.content: Mapping[str, Any] = content if isinstance(content, Mapping) else {}
        self.as_text = request.GET.get("as") == "text" or self.place.kind not in SHAPES or self._acts()
        self.choices = Choices(self.desk.pack, self.desk.packs, self.desk.language, self.place.file)
        self.form = None if self.as_text else EntryForm(self.place, self.content, self.choices)
        self.text = write_toml(self.content) if self.as_text else ""
        self.errors: list[str] = []
        self.theirs: object = None
        self.results: Any = None
        self.revision = self.row.revision if self.row else 0

    def _acts(self) -> bool:
        """Whether it is a case of a procedure, which is written as acts with days."""
        return self.place.kind == "case" and "procedure" in self.content

    def _begun(self) -> Mapping[str, Any]:
        """What a new entry begins with: a copy of another one, or what its kind always holds."""
        copied = self.request.GET.get("copy", "")
        found = entries(self.desk.files).get(Place.read(copied)) if copied else None
        begun = defaults(self.place, self.request.GET, self.desk)
        return {**found, **begun} if isinstance(found, Mapping) else begun

    # --- what was typed ---

    def typed(self, verb: str, rest: str) -> None:
        """Show what was typed again, with a row more or less, or with a case's answers."""
        data = self.request.POST
        if self.form is None:
            self.text = data.get("text", "")
            return
        path, _colon, number = rest.partition(":")
        if verb == "add":
            self.form.with_row(data, path)
        elif verb == "remove":
            self.form.without_row(data, path, int(number) if number.isdigit() and len(number) < 4 else 10**6)
        else:
            self.form.refresh(data)
        if verb == "run":
            self._run()
        if verb == "settle":
            self.revision = self.row.revision if self.row else 0
        else:
            self.revision = read_revision(data.get("revision", ""))

    def _run(self) -> None:
        content = self._typed_content()
        pack = read_pack(with_entries(self.desk.files, {self.place: content}))
        around = (*(one for one in self.desk.packs if one.id != pack.id), pack)
        self.results = case_results(pack, around, str(content.get("name", "")))

    def _typed_content(self) -> dict[str, Any]:
        if self.form is not None:
            return self.form.read(self.request.POST)
        text = self.request.POST.get("text", "")
        if len(text) > LARGEST_TEXT:
            raise InvalidValue("draft.entry-too-large", kilobytes=LARGEST_TEXT // 1000)
        try:
            return read_toml(text)
        except ValueError as wrong:
            raise InvalidValue("draft.not-toml", reason=str(wrong)[:200]) from wrong

    def faults_of_typed(self) -> list[str]:
        """The checker on the draft as it would be with what was typed."""
        try:
            content = self._typed_content()
            pack = read_pack(with_entries(self.desk.files, {self.place: content}))
        except TanymError as wrong:
            return [say(wrong.code, **wrong.details)]
        return self.desk.faults_while_typing(self.place, pack)

    def _faults(self) -> list[str]:
        return [] if self.new else self.desk.faults_while_typing(self.place, self.desk.pack)

    # --- acts ---

    def save(self) -> HttpResponse:
        """Keep what was typed; an outdated form shows both texts and asks."""
        data = self.request.POST
        revision = read_revision(data.get("revision", ""))
        try:
            content = self._typed_content()
            if self._outdated(content, revision):
                return self.show(status=409)
            edit_entry(
                actor=self.request.user,
                at=timezone.now(),
                draft=self.desk.draft,
                place=self.place,
                content=content,
                revision=revision,
                citation=self._citation(content),
                reason=data.get("reason", ""),
                read_by=data.get("read_by", ""),
                read_on=read_day(data.get("read_on", ""), None),
            )
        except InvalidValue as wrong:
            self.errors.append(say(wrong.code, **wrong.details))
            if self.form is not None:
                self.form.refresh(data)
            else:
                self.text = data.get("text", "")
            self.revision = revision
            return self.show(status=422)
        messages.success(self.request, _("Saved."))
        address = reverse("workshop:entry", args=[self.desk.draft.public_id, self.place.key])
        return redirect(f"{address}?as=text" if self.request.GET.get("as") == "text" else address)

    def _outdated(self, content: Mapping[str, Any], revision: int) -> bool:
        """Whether somebody saved the entry meanwhile, with another text than this one."""
        if self.row is None or self.row.revision == revision:
            return False
        if self.row.editor_id == self.request.user.pk and self.row.content == pack_entry(content):
            return False
        self.theirs = read_entry(self.row.content)
        self.revision = self.row.revision
        if self.form is not None:
            self.form.refresh(self.request.POST)
        else:
            self.text = self.request.POST.get("text", "")
        return True

    def _citation(self, content: Mapping[str, Any]) -> str:
        """On what the change rests: the citations that the entry has new, or all of its own, or the one typed here."""
        if self.place.kind == "source":
            return str(content.get("title") or self.place.name)[:400]
        if self.place.kind not in CITED:
            return read_cite(self.request.POST, "cite")
        own = list(citations(content))
        new = list((Counter(own) - Counter(citations(self.before))).elements())
        return "; ".join(dict.fromkeys(new or own))[:400]

    def _cite(self) -> tuple[str, str, str]:
        """What the fields of the citation begin with: the entry's own, or the last one of this draft."""
        if data := self.request.POST:
            return data.get("cite-source", ""), data.get("cite-place", ""), data.get("cite-mark", "")
        last = max(self.desk.rows.values(), key=lambda one: one.changed_at, default=None)
        row = self.row or last
        return split_cite(row.citation.rpartition("; ")[2]) if row else ("", "", "")

    def drop(self) -> HttpResponse:
        """Take the entry out of the pack."""
        data = self.request.POST
        try:
            drop_entry(
                actor=self.request.user,
                at=timezone.now(),
                draft=self.desk.draft,
                place=self.place,
                revision=read_revision(data.get("revision", "")),
                citation=read_cite(data, "cite"),
                reason=data.get("reason", ""),
            )
        except InvalidValue as wrong:
            self.errors.append(say(wrong.code, **wrong.details))
            return self.show(status=422)
        messages.success(self.request, _("Taken out of the draft."))
        return self._back()

    def undo(self) -> HttpResponse:
        """Leave the entry as it is in force."""
        undo_entry(
            actor=self.request.user,
            at=timezone.now(),
            draft=self.desk.draft,
            place=self.place,
            revision=read_revision(self.request.POST.get("revision", "")),
        )
        messages.success(self.request, _("The entry stands again as it is in force."))
        return self._back()

    def _back(self) -> HttpResponse:
        return redirect("workshop:draft", self.desk.draft.public_id)

    # --- the page ---

    def show(self, status: int = 200) -> HttpResponse:
        """The page as it stands now."""
        data = self.request.POST
        row, kind = self.row, self.place.kind
        current = self.form.content if self.form else self.content
        return render(
            self.request,
            "workshop/entry.html",
            {
                "draft": self.desk.draft,
                "desk": self.desk,
                "place": self.place,
                "key": self.place.key,
                "kind": f"entry-kind.{kind}",
                "title": self.desk.title(self.place, current),
                "row": row,
                "new": self.new,
                "removed": self.removed,
                "writes": self.desk.writes,
                "fields": self.form.fields() if self.form else None,
                "text": self.text,
                "as_text": self.as_text,
                "revision": self.revision,
                "reason": data.get("reason", row.reason if row else ""),
                "cited": kind in CITED or kind == "source",
                "cite": cite_fields(self.choices, "cite", *self._cite()),
                "asks_reader": kind in CITED or kind == "source",
                "read_by": data.get("read_by", row.read_by if row else ""),
                "read_on": data.get("read_on", row.read_on.isoformat() if row and row.read_on else ""),
                "errors": self.errors,
                "faults": self.faults_of_typed() if data else self._faults(),
                "theirs": write_toml(self.theirs) if isinstance(self.theirs, Mapping) else "",
                "mine": write_toml(self.form.content) if self.theirs is not None and self.form else self.text,
                "before": write_toml(self.before) if isinstance(self.before, Mapping) else "",
                "paragraph": None if self.desk.writes else law_of(self.desk).paragraphs.get(self.place),
                "results": self.results,
                "case": kind == "case" and not self._acts(),
                "droppable": kind not in ("pack", "procedure") and not self.new and not self.removed,
                "instead": instead_of_removal(entries(self.desk.base), self.place, self.desk.today),
                "copies": kind in ("rule", "case", "step"),
                "procedure": self.place.file if kind in IN_PROCEDURES else "",
            },
            status=status,
        )
