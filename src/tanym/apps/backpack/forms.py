"""Forms of the backpack: a file, a link, another host, a case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.files.sizes import with_limit


class FileForm(forms.Form):
    """A document that somebody brings in."""

    file = forms.FileField(
        label=_("File of the document"),
        help_text=with_limit(
            _(
                "JSON, PNG or SVG badge, PDF with the signed file inside, JWT, SD-JWT or XML; {megabytes} MB at most. It is checked, then kept for you as it is."
            )
        ),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.jsonld,.pdf,.png,.svg,.jwt,.jws,.txt,.xml"}),
    )


class LinkForm(forms.Form):
    """Where a document lies."""

    link = forms.CharField(
        label=_("Link to the document"),
        help_text=_("An https address that anybody can open. What lies there now is fetched once and kept."),
        max_length=2000,
        error_messages={"required": _("Enter the link first.")},
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class HostForm(forms.Form):
    """The address of another host."""

    host = forms.CharField(
        label=_("Address of the other place"),
        help_text=_("As it names it for “Open Badges 3.0”, for example backpack.example.org."),
        max_length=300,
        error_messages={"required": _("Enter the address first.")},
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
