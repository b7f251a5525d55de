"""Files out and in: a draft as a zip of TOML or as a bundle, and back with the same digest."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tanym.apps.accounts.words import say
from tanym.apps.workshop.actions.bring_in import bring_in as bring_in_files
from tanym.apps.workshop.drafting import permitted
from tanym.apps.workshop.forms.acts import LARGEST, BringInForm
from tanym.apps.workshop.queries import draft_files, readable
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.kernel.revision import read_revision
from tanym.core.rules.bundle import bundle_bytes, bundle_digest, read_bundle
from tanym.core.rules.pack import Files
from tanym.core.rules.toml import read_toml, write_toml

MOST_FILES = 200
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError)
_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the same draft is the same zip


@require_GET
def export(request: HttpRequest, public_id: Any, form: str) -> HttpResponse:
    """The draft's pack: `bundle` is the canonical JSON whose SHA-256 is the digest, `toml` the readable files."""
    draft = readable(public_id, request.user, timezone.localdate())
    files = draft_files(draft)
    name = f"{draft.pack}-{bundle_digest(files)[:12]}"
    if form == "bundle":
        answer = HttpResponse(bundle_bytes(files), content_type="application/json")
        answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    elif form == "toml":
        answer = HttpResponse(_zipped(files), content_type="application/zip")
        answer["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    else:
        raise NotFound("page.unknown")
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Bring in a pack that was worked on elsewhere; the draft becomes exactly that."""
    draft = readable(public_id, request.user, timezone.localdate())
    permitted(draft, "bring_in", request.user, timezone.now())
    form = BringInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            files = _read(form.cleaned_data["file"])
        except InvalidValue as wrong:
            form.add_error("file", say(wrong.code, **wrong.details))
        else:
            bring_in_files(
                actor=request.user,
                at=timezone.now(),
                draft=draft,
                files=files,
                citation=form.cleaned_data["citation"],
                reason=form.cleaned_data["reason"],
                revision=read_revision(request.POST.get("revision", "")),
            )
            messages.success(request, _("Brought in. The differences stand below."))
            return redirect("workshop:draft", draft.public_id)
    return render(
        request, "workshop/bring_in.html", {"draft": draft, "form": form}, status=422 if form.errors else 200
    )


def _zipped(files: Files) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path, _ALWAYS), write_toml(files[path]), zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _read(file: Any) -> Files:
    if file.size > LARGEST:
        raise InvalidValue("pack.too-large", size=file.size, most=LARGEST)
    data = file.read()
    if data.startswith(b"PK"):
        return _unzipped(data)
    return read_bundle(data)


def _unzipped(data: bytes) -> Files:
    result = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [
                one
                for one in archive.infolist()
                if one.filename.endswith(".toml") and "/" not in one.filename
            ]
            if len(members) > MOST_FILES or sum(one.file_size for one in members) > LARGEST:
                raise InvalidValue("pack.too-large", size=sum(one.file_size for one in members), most=LARGEST)
            for one in members:
                with archive.open(one) as opened:
                    text = opened.read(one.file_size + 1)[: one.file_size].decode()
                result[one.filename] = read_toml(text)
    except InvalidValue:
        raise
    except (*_BROKEN, ValueError) as wrong:
        raise InvalidValue("pack.not-toml", file="", reason=str(wrong)[:200]) from wrong
    if "pack.toml" not in result:
        raise InvalidValue("pack.no-head", folder=".zip")
    return result
