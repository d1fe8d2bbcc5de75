"""Services and their templates."""

from gateway import service_api_client
from tests.gateway.clients.names import BY, SERVICE, TEMPLATE

SERVICES = [
    (lambda: service_api_client.get_service("s1"), "GET", SERVICE, {}, {"data": 1}, {"data": 1}),
    (
        lambda: service_api_client.get_service_statistics("s1", limit_days=7),
        "GET",
        f"{SERVICE}/statistics",
        {"limit_days": ["7"]},
        {"data": 1},
        1,
    ),
    (
        lambda: service_api_client.create_service_template(
            name="n", type_="sms", content="c", service_id="s1"
        ),
        "POST",
        f"{SERVICE}/template",
        {"name": "n", "template_type": "sms", "content": "c", "service": "s1", **BY},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.create_service_template(
            name="n",
            type_="email",
            content="c",
            service_id="s1",
            subject="s",
            parent_folder_id="f1",
            has_unsubscribe_link=False,
        ),
        "POST",
        f"{SERVICE}/template",
        {
            "name": "n",
            "template_type": "email",
            "content": "c",
            "service": "s1",
            "subject": "s",
            "parent_folder_id": "f1",
            "has_unsubscribe_link": False,
            **BY,
        },
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.update_service_template("s1", "t1", name="n", content="c"),
        "POST",
        TEMPLATE,
        {"name": "n", "content": "c", **BY},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.delete_service_template("s1", "t1"),
        "POST",
        TEMPLATE,
        {"archived": True, **BY},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.get_service_template("s1", "t1"),
        "GET",
        TEMPLATE,
        {},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.get_service_template("s1", "t1", 3),
        "GET",
        f"{TEMPLATE}/version/3",
        {},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.get_service_template_versions("s1", "t1"),
        "GET",
        f"{TEMPLATE}/versions",
        {},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: service_api_client.get_service_templates("s1"),
        "GET",
        f"{SERVICE}/template",
        {},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: service_api_client.get_reply_to_email_addresses("s1"),
        "GET",
        f"{SERVICE}/email-reply-to",
        {},
        [1],
        [1],
    ),
    (lambda: service_api_client.get_sms_senders("s1"), "GET", f"{SERVICE}/sms-sender", {}, [1], [1]),
]
