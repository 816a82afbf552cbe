"""Addresses of the registers, under the namespace of assurance."""

from __future__ import annotations

from django.urls import path

from accord.assurance.pages.registers import views

urlpatterns = [
    path("assurance/registers", views.show_registers, name="registers"),
    path("assurance/registers/<slug:name>", views.show_register, name="register"),
]
