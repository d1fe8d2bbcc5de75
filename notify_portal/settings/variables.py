"""Every environment variable of the portal, once: its type, its default and what it is for.

docs/settings.md is generated from this list, and a test keeps the two equal.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environ import FileAwareEnv

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    kind: type
    default: Any
    meaning: str
    group: str


def _group(group: str, *rows: tuple[str, type, Any, str]) -> tuple[Variable, ...]:
    return tuple(Variable(name, kind, default, meaning, group) for name, kind, default, meaning in rows)


VARIABLES: tuple[Variable, ...] = (
    *_group(
        "The Notify API",
        (
            "API_HOST_NAME",
            str,
            "",
            "Address of the Notify API, without a path. Empty: the sandbox on this machine.",
        ),
        ("SANDBOX_PORT", int, 6011, "Port of that sandbox."),
        ("ADMIN_CLIENT_USER_NAME", str, "notify-admin", "Client id: the issuer of every token."),
        (
            "ADMIN_CLIENT_SECRET",
            str,
            "dev-notify-secret-key",
            "Secret that signs the tokens; the API holds the same.",
        ),
        (
            "API_TIMEOUT",
            float,
            30.0,
            "Seconds to wait for an answer. Must stay well below GATEWAY_FENCE_TTL.",
        ),
        (
            "PANEL_TIMEOUT",
            float,
            5.0,
            "Seconds that a page waits for a part which it can do without.",
        ),
        (
            "PUBLIC_API_URL",
            str,
            "",
            "Address at which programs of services reach the API. Empty: API_HOST_NAME.",
        ),
        ("API_CONNECT_TIMEOUT", float, 1.0, "Seconds to wait for a connection."),
    ),
    *_group(
        "Other services of the platform",
        (
            "TEMPLATE_PREVIEW_API_HOST",
            str,
            "",
            "Address of the service that draws letters. Empty: the sandbox on this machine.",
        ),
        ("TEMPLATE_PREVIEW_API_KEY", str, "dev-notify-preview-key", "Its key."),
        (
            "DOCUMENT_DOWNLOAD_API_HOST",
            str,
            "",
            "Address of the service that scans files for viruses. Empty: the sandbox on this machine.",
        ),
        ("DOCUMENT_DOWNLOAD_API_KEY", str, "dev-notify-download-key", "Its key."),
    ),
    *_group(
        "E-mails to the people who run the website",
        (
            "SUPPORT_EMAIL_ADDRESS",
            str,
            "",
            "Who is told when a service asks to go live and no organisation decides. Empty: nobody.",
        ),
        ("DEFAULT_FROM_EMAIL", str, "notify-portal@localhost", "The sender of these e-mails."),
        ("EMAIL_HOST", str, "localhost", "The mail server that takes them."),
        ("EMAIL_PORT", int, 25, "Its port."),
        ("EMAIL_HOST_USER", str, "", "Whom it knows the portal as. Empty: it asks for no password."),
        ("EMAIL_HOST_PASSWORD", str, "", "The password of that user."),
        ("EMAIL_USE_TLS", bool, False, "Speak to it through STARTTLS."),
        ("EMAIL_TIMEOUT", float, 5.0, "Seconds that a person waits for it at most."),
    ),
    *_group(
        "Secrets shared with the API",
        (
            "SECRET_KEY",
            str,
            "dev-notify-secret-key",
            "Signs sessions and links. Text, or a JSON list: first signs, all read.",
        ),
        ("DANGEROUS_SALT", str, "dev-notify-salt", "Salt of the links that the API puts into e-mails."),
        (
            "TOKEN_SECRET_KEY",
            str,
            "",
            "Fernet key of those links, when the API uses one. Text or a JSON list.",
        ),
        (
            "NEW_PASSWORD_ENCRYPTION_KEY",
            str,
            "",
            "Fernet key for a new password that waits for the security code. Empty: made from SECRET_KEY.",
        ),
    ),
    *_group(
        "Cache",
        (
            "REDIS_URL",
            str,
            "",
            "Redis for the gateway's cache. Empty: memory of this process. rediss:// and unix:// work too.",
        ),
        (
            "REDIS_SENTINELS",
            list,
            [],
            "Sentinels as host:port, separated by commas; REDIS_URL then names the service as its host.",
        ),
        ("REDIS_TIMEOUT", float, 0.25, "Seconds that one Redis command may take."),
        (
            "GATEWAY_SHARED_REDIS",
            bool,
            False,
            "The API uses the same Redis database: its raw keys are removed as well.",
        ),
        ("GATEWAY_SINGLE_PROCESS", bool, False, "One process serves alone, so its memory may be the cache."),
        (
            "GATEWAY_CACHE_TTL",
            int,
            86400,
            "Seconds that an answer is kept, unless its family says otherwise.",
        ),
        ("GATEWAY_FENCE_TTL", int, 90, "Seconds that a write of unknown outcome keeps its keys closed."),
        ("GATEWAY_LEASE_TTL", int, 10, "Seconds that one reader may take to fill a key."),
        (
            "GATEWAY_BREAKER_SECONDS",
            float,
            1.5,
            "Seconds without Redis for reads after one of its commands timed out.",
        ),
    ),
    *_group(
        "Files",
        (
            "FILES_ROOT",
            str,
            "var/files",
            "Folder for the kinds of files that have no bucket; below the project unless it begins with a slash.",
        ),
        ("AWS_REGION", str, "eu-west-1", "Region of the buckets."),
        ("S3_ENDPOINT_URL", str, "", "Address of a storage that speaks the protocol of S3. Empty: AWS."),
        ("S3_BUCKET_CSV_UPLOAD", str, "", "Bucket of recipients' files. Empty, here and below: a folder."),
        ("S3_BUCKET_CONTACT_LIST_UPLOAD", str, "", "Bucket of emergency contact lists."),
        (
            "S3_BUCKET_TRANSIENT_UPLOADED_LETTERS",
            str,
            "",
            "Bucket of uploaded letters that are not sent yet.",
        ),
        (
            "S3_BUCKET_PRECOMPILED_ORIGINALS_BACKUP_LETTERS",
            str,
            "",
            "Bucket of uploaded letters as they were before the check.",
        ),
        ("S3_BUCKET_LETTER_ATTACHMENTS", str, "", "Bucket of the pages attached to letter templates."),
        ("S3_BUCKET_TEMPLATE_EMAIL_FILES", str, "", "Bucket of files that e-mail templates link to."),
        ("S3_BUCKET_LOGO_UPLOAD", str, "", "Bucket of logos."),
        ("S3_BUCKET_REPORT_REQUESTS_DOWNLOAD", str, "", "Bucket of reports that the API has made."),
        ("S3_BUCKET_MOU", str, "", "Bucket of the agreements crown.pdf and non-crown.pdf."),
        (
            "BULK_FOLDER",
            str,
            "var/bulk",
            "Folder for the journals of bulk operations, on a disk of the machine; below the project as FILES_ROOT is.",
        ),
        (
            "BULK_UNDO_FROM_PORTAL",
            bool,
            True,
            "Platform admins undo a bulk run from its page, by a process beside the portal. No: the page has the command for it.",
        ),
    ),
    *_group(
        "The portal",
        (
            "ADMIN_BASE_URL",
            str,
            "",
            "Address people use for the portal: in links of the API, and what security keys are bound to. Empty: localhost and PORT.",
        ),
        ("PORT", int, 6012, "Port that `make run` serves the portal on."),
        (
            "ALLOWED_HOSTS",
            list,
            ["localhost", "127.0.0.1"],
            "Host names the portal answers to besides that of ADMIN_BASE_URL, separated by commas.",
        ),
        ("PRODUCT_NAME", str, "Notify portal", "Name in the header and in page titles."),
        ("TRUSTED_PROXIES", int, 0, "Proxies in front that append to X-Forwarded-For; 0 trusts none."),
        ("LOG_LEVEL", str, "INFO", "Least level of a log line."),
    ),
    *_group(
        "Sign-in",
        (
            "SIGN_IN_ATTEMPTS_PER_ACCOUNT",
            int,
            10,
            "Passwords or codes that one account may try in the window.",
        ),
        (
            "SIGN_IN_ATTEMPTS_PER_ADDRESS",
            int,
            100,
            "Passwords or codes that one address may try in the window.",
        ),
        ("SIGN_IN_WINDOW_SECONDS", int, 900, "Length of that window."),
        ("EMAIL_VALID_FOR_DAYS", int, 90, "Days after which access to the e-mail address is proven again."),
    ),
)

env = FileAwareEnv()


def read(name: str) -> Any:
    """The value of a declared variable; NAME_FILE names a file to read it from instead."""
    variable = BY_NAME[name]
    value = env.get_value(name, cast=variable.kind, default=variable.default)
    # A secret that is read from a file usually ends with the newline of that file.
    return value.strip() if isinstance(value, str) else value


BY_NAME: dict[str, Variable] = {variable.name: variable for variable in VARIABLES}
