"""Addresses of the access room."""

from __future__ import annotations

from django.urls import path

from accord.access.pages import views_held_forms, views_passwords, views_sign_in

app_name = "access"
urlpatterns = [
    path("sign-in", views_sign_in.sign_in, name="sign_in"),
    path("choose-role", views_sign_in.choose_role, name="choose_role"),
    path("change-password", views_passwords.change_password, name="change_password"),
    path("sign-out", views_sign_in.sign_out, name="sign_out"),
    path("signed-out", views_sign_in.signed_out, name="signed_out"),
    path("held-form", views_held_forms.held_form, name="held_form"),
]
