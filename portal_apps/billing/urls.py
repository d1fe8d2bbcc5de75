"""Addresses of what a service uses and pays."""

from django.urls import path

from portal_apps.billing import views

app_name = "billing"

urlpatterns = [path("services/<uuid:service_id>/usage", views.usage, name="usage")]
