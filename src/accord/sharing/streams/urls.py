"""The address of the stream of a page: it holds a token that only the session can use to which the page was shown."""

from __future__ import annotations

from django.urls import path

from accord.sharing.streams import views

app_name = "streams"
urlpatterns = [path("stands/<str:token>", views.stands, name="stands")]
