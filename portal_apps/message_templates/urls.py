app_name = "message_templates"
urlpatterns: list = []
