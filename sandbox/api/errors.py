"""What the API answers when it refuses: one exception per shape of body."""

from collections.abc import Sequence
from typing import Any, Literal

from django.http import HttpResponse, JsonResponse

Family = Literal["v1", "v2"]
Message = str | dict[str, list[str]] | dict[str, str]

NO_RESULT = "No result found"
WRONG_PATH = "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again."
WRONG_METHOD = "The method is not allowed for the requested URL."
UNREADABLE_BODY = "The browser (or proxy) sent a request that this server could not understand."
NOT_JSON = "Did not attempt to load JSON data because the request Content-Type was not 'application/json'."
INVALID_JSON = "Invalid JSON supplied in POST data"
TOO_LARGE = "The data value transmitted exceeds the capacity limit."
UNFIT = "A value of this request is in use already, refers to nothing, or is too long to be kept"
BROKEN = "Internal server error"


class ApiError(Exception):
    """Any refusal. Raising one undoes what the request wrote; return `response()` instead to keep it."""

    def __init__(self, message: Message, status: int = 400) -> None:
        super().__init__(str(message))
        self.message = message
        self.status = status

    def response(self, family: Family = "v1") -> HttpResponse:
        if family == "v2":
            return listed([(type(self).__name__, str(self.message))], self.status)
        return JsonResponse({"result": "error", "message": self.message}, status=self.status)


class BadRequestError(ApiError):
    """400 with a text, or with {field: [texts]}."""


class UnmarkedError(ApiError):
    """400 of a route that forgets to say that its answer is an error."""

    def response(self, family: Family = "v1") -> HttpResponse:
        del family
        return JsonResponse({"message": self.message}, status=self.status)


class NotFoundError(ApiError):
    def __init__(self, message: Message = NO_RESULT) -> None:
        super().__init__(message, 404)


class ForbiddenError(ApiError):
    def __init__(self, message: Message) -> None:
        super().__init__(message, 403)


class ConflictError(ApiError):
    def __init__(self, message: Message) -> None:
        super().__init__(message, 409)


class UnfitError(BadRequestError):
    """400 of the database's rules, for what no check before them has caught. The real API breaks on these."""

    def __init__(self) -> None:
        super().__init__(UNFIT)


class BrokenError(ApiError):
    """The sandbox itself is at fault: nothing that a caller sends may end here."""

    def __init__(self) -> None:
        super().__init__(BROKEN, 500)


class AuthError(ApiError):
    def __init__(self, text: str, status: int) -> None:
        super().__init__({"token": [text]}, status)
        self.text = text

    def response(self, family: Family = "v1") -> HttpResponse:
        if family == "v2":
            return listed([("AuthError", self.text)], self.status)
        return super().response(family)


class SchemaError(ApiError):
    """400 of a route whose body is checked against a JSON schema: same body in both families."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__("; ".join(texts))
        self.texts = texts

    def response(self, family: Family = "v1") -> HttpResponse:
        del family
        return listed([("ValidationError", text) for text in self.texts], self.status)


def listed(errors: Sequence[tuple[str, str]], status: int) -> HttpResponse:
    rows = [{"error": name, "message": text} for name, text in errors]
    return JsonResponse({"status_code": status, "errors": rows}, status=status)


def method_not_allowed(allowed: Sequence[str]) -> HttpResponse:
    # The real answer is JSON under an HTML content type; clients that trust the header must cope.
    response = JsonResponse({"result": "error", "message": WRONG_METHOD}, status=405)
    response["Content-Type"] = "text/html; charset=utf-8"
    response["Allow"] = ", ".join(allowed)
    return response


def not_found(request: Any, exception: Exception | None = None) -> HttpResponse:
    del request, exception
    return NotFoundError(WRONG_PATH).response()


def server_error(request: Any) -> HttpResponse:
    del request
    return BrokenError().response()
