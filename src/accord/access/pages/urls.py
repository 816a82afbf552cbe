"""Addresses of the access room."""

from __future__ import annotations

from django.urls import path

from accord.access.pages import views_held_forms, views_passwords, views_sign_in
from accord.access.pages.openid import views as openid
from accord.access.pages.own import views_codes, views_notices, views_passkeys, views_second_factors, views_sessions

app_name = "access"
urlpatterns = [
    path("sign-in", views_sign_in.sign_in, name="sign_in"),
    path("sign-in/code", views_codes.code, name="code"),
    path("sign-in/recovery-code", views_codes.recovery_code, name="recovery_code"),
    path("sign-in/passkey", views_passkeys.give, name="passkey"),
    path("sign-in/openid", openid.begin, name="openid"),
    path("sign-in/openid/again", openid.again, name="openid_again"),
    path("sign-in/openid/back", openid.back, name="openid_back"),
    path("sign-in/openid/ended", openid.ended, name="openid_ended"),
    path("choose-role", views_sign_in.choose_role, name="choose_role"),
    path("change-password", views_passwords.change_password, name="change_password"),
    path("your-sign-in", views_sessions.your_sign_in, name="your_sign_in"),
    path("your-sign-in/sessions", views_sessions.sessions_page, name="sessions"),
    path("your-sign-in/set-up", views_second_factors.set_up, name="set_up"),
    path("your-sign-in/passkeys", views_passkeys.own_passkeys, name="passkeys"),
    path("your-sign-in/recovery-codes", views_second_factors.recovery_codes, name="recovery_codes"),
    path("your-sign-in/remove", views_second_factors.remove, name="remove_factor"),
    path("messages/put-away", views_notices.put_away, name="put_notices_away"),
    path("sign-out", views_sign_in.sign_out, name="sign_out"),
    path("signed-out", views_sign_in.signed_out, name="signed_out"),
    path("held-form", views_held_forms.held_form, name="held_form"),
]
