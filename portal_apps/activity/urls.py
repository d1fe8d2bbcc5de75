"""Addresses of what was sent, and what came back."""

from django.urls import URLPattern

app_name = "activity"

urlpatterns: list[URLPattern] = []
