"""The address at which partners tell us."""

from __future__ import annotations

from django.urls import path

from accord.sharing.pages.partners import views

app_name = "partners"
urlpatterns = [path("notifications", views.hear, name="hear")]
