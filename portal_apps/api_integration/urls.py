from django.urls import URLPattern

app_name = "api_integration"
urlpatterns: list[URLPattern] = []
