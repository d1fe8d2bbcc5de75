"""The whole cache policy on one page: what is kept, under which key, for how long, and what goes together.

Texts are those of the Notify API and of every other portal on the same Redis, so they must not change. Which keys a
pattern covers is worked out from the texts; a pattern that would miss one breaks the import.
"""

from gateway.cache.families import Key, Pattern
from gateway.cache.registry import Registry

MINUTE = 60
HOUR = 60 * MINUTE

# Who may do what must not outlive its change by more than minutes, and the API deletes some of these keys by itself,
# which no guard can see while a reader is filling them.
AUTHORISATION_TTL = 5 * MINUTE
# Figures that people wait for. In a cache that the API does not share it cannot delete them when they change.
UNSHARED_FIGURES_TTL = 5

# People

USER = Key("user-{user_id}", ttl=AUTHORISATION_TTL, api_deletes=True)

# A service and its own things

SERVICE = Key("service-{service_id}", api_reads=True)
DATA_RETENTION = Key("service-{service_id}-data-retention")
HAS_JOBS = Key("has_jobs-{service_id}")
# Holds the requester's name, address and membership, which change without any write to the request.
SERVICE_JOIN_REQUEST = Key("service-join-request-{request_id}", ttl=AUTHORISATION_TTL)
UNSUBSCRIBE_REPORTS_SUMMARY = Key(
    "service-{service_id}-unsubscribe-request-reports-summary",
    ttl=AUTHORISATION_TTL,
    api_deletes=True,
    ttl_unshared=UNSHARED_FIGURES_TTL,
)
UNSUBSCRIBE_STATISTICS = Key(
    "service-{service_id}-unsubscribe-request-statistics",
    ttl=AUTHORISATION_TTL,
    api_deletes=True,
    ttl_unshared=UNSHARED_FIGURES_TTL,
)
# Counts of a moving window, filled by work that the API queues.
RETURNED_LETTER_STATISTICS = Key("service-{service_id}-returned-letters-statistics", ttl=HOUR)
RETURNED_LETTER_SUMMARY = Key("service-{service_id}-returned-letters-summary", ttl=HOUR)

# Templates of a service

SERVICE_TEMPLATES = Key("service-{service_id}-templates")
TEMPLATE_FOLDERS = Key("service-{service_id}-template-folders")
SERVICE_TEMPLATE_PRECOMPILED = Key("service-{service_id}-template-precompiled")
SERVICE_TEMPLATE_VERSION = Key(
    "service-{service_id}-template-{template_id}-version-{version}", api_reads=True, optional=("version",)
)
SERVICE_TEMPLATE_VERSIONS = Key("service-{service_id}-template-{template_id}-versions")
# The logo on the letters may change for all services that use it, and nobody knows which these are.
TEMPLATE_PAGE_COUNTS = Key(
    "service-{service_id}-template-{template_id}-version-{version}-all-page-counts",
    ttl=HOUR,
    optional=("version",),
)

# Organisations

ORGANISATIONS = Key("organisations")
DOMAINS = Key("domains")
ORGANISATION_NAME = Key("organisation-{org_id}-name")
EMAIL_BRANDING_POOL = Key("organisation-{org_id}-email-branding-pool")
LETTER_BRANDING_POOL = Key("organisation-{org_id}-letter-branding-pool")

# Brands

ALL_EMAIL_BRANDING = Key("email_branding")
EMAIL_BRANDING = Key("email_branding-{branding_id}")
ALL_LETTER_BRANDING = Key("letter_branding")
LETTER_BRANDING = Key("letter_branding-{branding_id}")

# The platform as a whole

LIVE_COUNTS = Key("live-service-and-organisation-counts", ttl=HOUR)
PERFORMANCE_STATS = Key("performance-stats-{start_date}-to-{end_date}", ttl=HOUR)
LETTER_RATES = Key("letter-rates", ttl=HOUR)
SMS_RATE = Key("sms-rate", ttl=HOUR)

# Groups that a write invalidates as one

ANY_SERVICE_TEMPLATE = Pattern("service-{service_id}-template*")
ANY_SERVICE_TEMPLATE_DETAIL = Pattern("service-{service_id}-template-*")
ANY_VERSION_OF_TEMPLATE = Pattern("service-{service_id}-template-{template_id}*")
ANY_EMAIL_BRANDING_POOL = Pattern("organisation-*-email-branding-pool")
ANY_LETTER_BRANDING_POOL = Pattern("organisation-*-letter-branding-pool")
ANY_RETURNED_LETTER_STATISTICS = Pattern(
    "service-????????-????-????-????-????????????-returned-letters-statistics"
)
ANY_RETURNED_LETTER_SUMMARY = Pattern("service-????????-????-????-????-????????????-returned-letters-summary")

REGISTRY = Registry(
    keys=[declared for declared in tuple(vars().values()) if isinstance(declared, Key)],
    patterns=[declared for declared in tuple(vars().values()) if isinstance(declared, Pattern)],
)
