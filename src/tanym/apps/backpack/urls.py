"""Addresses of the backpack: pages by language, and the lasting ones of the Open Badges API."""

from django.urls import path

from tanym.apps.backpack import machines
from tanym.apps.backpack.views import hosts, mine

app_name = "backpack"

urlpatterns = [
    path("", mine.mine, name="mine"),
    path("file/", mine.bring_file, name="bring-file"),
    path("link/", mine.bring_link, name="bring-link"),
    path("terms/", hosts.terms, name="terms"),
    path("hosts/", hosts.hosts, name="hosts"),
    path("hosts/profile/erase/", hosts.erase_profile, name="erase-profile"),
    path("hosts/<uuid:public_id>/", hosts.connection, name="connection"),
    path("hosts/<uuid:public_id>/send/", hosts.send, name="send"),
    path("hosts/<uuid:public_id>/bring/", hosts.bring, name="bring"),
    path("hosts/<uuid:public_id>/end/", hosts.disconnect, name="disconnect"),
    path("evidence/<uuid:case>/<uuid:item>/", mine.evidence, name="evidence"),
    path("<uuid:public_id>/", mine.document, name="document"),
    path("<uuid:public_id>/file/", mine.download, name="download"),
    path("<uuid:public_id>/verify/", mine.verify_again, name="verify-again"),
    path("<uuid:public_id>/erase/", mine.erase, name="erase"),
    path("<uuid:public_id>/evidence/", mine.show_in_case, name="show-in-case"),
]

lasting = [
    path("ims/ob/v3p0/discovery", machines.describe, name="open-badges-discovery"),
    path("ims/ob/v3p0/credentials", machines.credentials, name="open-badges-credentials"),
    path("ims/ob/v3p0/profile", machines.profile, name="open-badges-profile"),
    path("ims/ob/v3p0/terms", machines.terms, name="open-badges-terms"),
    path("backpack/back", hosts.back, name="backpack-back"),
]
"""Addresses without a language that programs and papers keep."""
