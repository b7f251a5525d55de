"""Addresses of frameworks, professions and standards."""

from django.urls import path

from tanym.apps.standards.views import keeping, reading

app_name = "standards"
urlpatterns = [
    path("", reading.standards, name="list"),
    path("skills/", reading.skills, name="skills"),
    path("professions/", reading.professions, name="professions"),
    path("professions/<str:code>/", reading.profession, name="profession"),
    path("frameworks/", reading.frameworks, name="frameworks"),
    path("frameworks/<str:code>/", reading.framework, name="framework"),
    path("proposals/", keeping.proposals, name="proposals"),
    path("proposals/new/", keeping.upload, name="propose"),
    path("proposals/<uuid:public_id>/", keeping.proposal, name="proposal"),
    path("proposals/<uuid:public_id>/adopt/", keeping.adopt, name="adopt"),
    path("proposals/<uuid:public_id>/return/", keeping.return_proposal, name="return"),
    path("<slug:register>/<str:code>/withdraw/<int:number>/", keeping.withdraw, name="withdraw"),
    path("<slug:register>/<str:code>/editions/", reading.editions, name="editions"),
    path("<slug:register>/<str:code>/editions/<int:number>/", reading.difference, name="difference"),
    path("occupational-standards/<str:code>/", reading.standard, name="standard"),
    path("occupational-standards/<str:code>/<int:number>.docx", reading.as_word, name="word"),
    path("occupational-standards/<str:code>/<int:number>.csv", reading.as_list, name="flat"),
]

lasting = [path("s/<str:code>/<int:number>/<str:part>", reading.part, name="standards-part")]
