"""Where the pages of a file are."""

from django.urls import reverse


def upload_url(service_id: str, template_id: str) -> str:
    return reverse("sending:send_messages", kwargs={"service_id": service_id, "template_id": template_id})


def check_url(service_id: str, template_id: str, upload_id: str, part: str = "check_messages") -> str:
    """The page about the whole file, or another of its pages."""
    arguments = {"service_id": service_id, "template_id": template_id, "upload_id": upload_id}
    return reverse(f"sending:{part}", kwargs=arguments)


def job_url(service_id: str, job_id: str) -> str:
    return reverse("activity:view_job", kwargs={"service_id": service_id, "job_id": job_id})
