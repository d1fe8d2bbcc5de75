from django.urls import URLPattern

app_name = "service_settings"
urlpatterns: list[URLPattern] = []
