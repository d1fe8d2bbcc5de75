from django.urls import path

from portal_apps.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("_status", views.status, name="status"),
]
