"""Addresses of people's own pages."""

from django.urls import path

from tanym.apps.accounts.views import own, signing_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing_in.SignIn.as_view(), name="sign-in"),
    path("sign-in/sample/", signing_in.sign_in_as, name="sign-in-as"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("theme/", signing_in.theme, name="theme"),
    path("account/", own.account, name="mine"),
    path("account/number/", own.give, name="give-number"),
    path("account/number/erase/", own.take_back, name="take-back-number"),
]
