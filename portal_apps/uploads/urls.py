"""Addresses of files of recipients and lists of contacts."""

from django.urls import URLPattern

app_name = "uploads"

urlpatterns: list[URLPattern] = []
