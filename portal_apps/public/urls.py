from django.urls import path

from portal_apps.public import unsubscribing, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("_status", views.status, name="status"),
    path("unsubscribe/confirmed", unsubscribing.unsubscribed, name="unsubscribed"),
    path("unsubscribe/<uuid:notification_id>/<token>", unsubscribing.unsubscribe, name="unsubscribe"),
]
