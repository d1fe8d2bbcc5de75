"""Who and what the faults are played with, and how they are read."""

from gateway import service_api_client, template_folder_api_client, user_api_client

SERVICE = "11111111-1111-4111-8111-111111111111"
PERSON = "33333333-3333-4333-8333-333333333333"
ORGANISATION = "44444444-4444-4444-8444-444444444444"
TEMPLATE = "55555555-5555-4555-8555-555555555555"
REQUEST = "66666666-6666-4666-8666-666666666666"
SIBLING = "77777777-7777-4777-8777-777777777777"
BRAND = "88888888-8888-4888-8888-888888888888"

SERVICE_PATH = f"/service/{SERVICE}"
USER_PATH = f"/user/{PERSON}"
JOIN_PATH = f"{SERVICE_PATH}/service-join-request"
VERSIONS_PATH = f"{SERVICE_PATH}/template/{TEMPLATE}/versions"
FOLDERS_PATH = f"{SERVICE_PATH}/template-folder"


def read_service() -> object:
    return service_api_client.get_service(SERVICE)["data"]


def read_person() -> object:
    return user_api_client.get_user(PERSON)


def read_folders() -> object:
    return template_folder_api_client.get_template_folders(SERVICE)


def read_versions() -> object:
    return service_api_client.get_service_template_versions(SERVICE, TEMPLATE)


def read_request(request_id: str = REQUEST) -> object:
    return service_api_client.get_service_join_request(request_id, SERVICE)
