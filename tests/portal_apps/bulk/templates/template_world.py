"""A folder of templates beside a service of a sandbox, which is new for every test."""

from gateway import acting_as, bypassed, service_api_client
from portal_apps.bulk.template_folder import TemplateFolder
from portal_apps.message_templates.models import Template


class World:
    """A folder, beside a service that is new for every test."""

    def __init__(self, sandbox, run, path):
        self.url, self.path, self._run = sandbox.url, path, run
        self.admin = sandbox.person("platform_admin")["id"]
        self.service_id = self.a_service(path.parent.name)
        self.permit = self.add("Permit", "Your permit is ready")

    def a_service(self, name):
        with acting_as(self.admin):
            return service_api_client.create_service(
                service_name=name,
                organisation_type="local",
                email_message_limit=50,
                international_sms_message_limit=50,
                sms_message_limit=50,
                letter_message_limit=50,
                restricted=True,
                user_id=self.admin,
            )

    def add(self, name, content, **more):
        with acting_as(self.admin):
            answer = service_api_client.create_service_template(
                name=name, type_="sms", content=content, service_id=self.service_id, **more
            )
        return answer["data"]["id"]

    def change(self, template_id, **attributes):
        with acting_as(self.admin):
            service_api_client.update_service_template(self.service_id, template_id, **attributes)

    def now(self, template_id, service_id=None):
        with bypassed():
            return Template.from_id(service_id or self.service_id, template_id)

    def templates(self, service_id=None):
        with bypassed():
            rows = service_api_client.get_service_templates(service_id or self.service_id)["data"]
        return {row["name"]: row["id"] for row in rows}

    def sync(self, *arguments, path=None):
        return self._run(
            "templates_sync", "--service", self.service_id, "--dir", str(path or self.path), *arguments
        )

    def pull(self):
        return self.sync("--direction", "pull")

    def push(self, *arguments, applied=True):
        who = ("--apply", "--as-user", self.admin) if applied else ()
        return self.sync("--direction", "push", *arguments, *who)

    def undo(self):
        return self._run("bulk_undo", "latest", "--apply", "--as-user", self.admin)

    def file(self, name="permit.txt"):
        return TemplateFolder.read(self.path).files[name]

    def edit(self, old, new, name="permit.txt"):
        text = (self.path / name).read_text()
        assert old in text
        (self.path / name).write_text(text.replace(old, new))

    def write(self, name, text):
        (self.path / name).write_text(text)
