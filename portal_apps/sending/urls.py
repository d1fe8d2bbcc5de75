"""Addresses of sending a template to one person or to many."""

from django.urls import URLPattern

app_name = "sending"

urlpatterns: list[URLPattern] = []
