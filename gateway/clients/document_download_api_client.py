"""The check that every file goes through before anybody can be sent it. Another service than the API, with its own key."""

import base64
from http import HTTPStatus

import orjson
from requests import Response

from gateway.base import Json
from gateway.errors import BadRequest, HTTPError
from gateway.other_host import OtherHostClient

TOO_BIG = "The file must be smaller than 2MB"


class DocumentDownloadError(BadRequest):
    """The file was refused, for the reason in `message`: too big, of a kind that is not allowed, or a virus."""

    @property
    def message(self) -> str:
        refused = self.response
        if refused is None or refused.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return TOO_BIG
        return _reason(refused)


class DocumentDownloadAPIClient(OtherHostClient):
    host_setting = "DOCUMENT_DOWNLOAD_API_HOST"
    key_setting = "DOCUMENT_DOWNLOAD_API_KEY"
    scheme = "Bearer"

    def file_check_and_antivirus_scan(self, service_id: str, file_name: str, file_bytes: bytes) -> Json:
        """{mimetype} of a file that may be sent (POST /services/{id}/antivirus-and-mimetype-check).

        Raises DocumentDownloadError for one that may not.
        """
        body = orjson.dumps({"document": base64.b64encode(file_bytes).decode(), "filename": file_name})
        try:
            response = self.send(f"/services/{service_id}/antivirus-and-mimetype-check", body)
        except HTTPError as error:
            if error.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}:
                raise DocumentDownloadError(error.response) from error
            raise
        return orjson.loads(response.content)


def _reason(refused: Response) -> str:
    try:
        return str(refused.json()["error"])
    except (ValueError, KeyError, TypeError):
        return "The file could not be checked"


document_download_api_client = DocumentDownloadAPIClient()
