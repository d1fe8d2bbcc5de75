"""The policy is a contract with the Notify API: texts, groups and the shortest lifetimes."""

import pytest

from gateway.cache import keys
from gateway.cache.families import Key

TEMPLATE_GROUPS = {"service-{service_id}-template*", "service-{service_id}-template-*"}
ONE_TEMPLATE_GROUPS = {*TEMPLATE_GROUPS, "service-{service_id}-template-{template_id}*"}
ANY_SERVICE = "service-????????-????-????-????-????????????"

CONTRACT = {
    "user-{user_id}": set(),
    "service-{service_id}": set(),
    "service-{service_id}-templates": {"service-{service_id}-template*"},
    "service-{service_id}-template-{template_id}-version-{version}": ONE_TEMPLATE_GROUPS,
    "service-{service_id}-template-{template_id}-versions": ONE_TEMPLATE_GROUPS,
    "service-{service_id}-template-{template_id}-version-{version}-all-page-counts": ONE_TEMPLATE_GROUPS,
    "service-{service_id}-template-precompiled": TEMPLATE_GROUPS,
    "service-{service_id}-template-folders": TEMPLATE_GROUPS,
    "service-{service_id}-data-retention": set(),
    "service-{service_id}-returned-letters-statistics": {f"{ANY_SERVICE}-returned-letters-statistics"},
    "service-{service_id}-returned-letters-summary": {f"{ANY_SERVICE}-returned-letters-summary"},
    "service-{service_id}-unsubscribe-request-reports-summary": set(),
    "service-{service_id}-unsubscribe-request-statistics": set(),
    "service-join-request-{request_id}": set(),
    "has_jobs-{service_id}": set(),
    "organisations": set(),
    "domains": set(),
    "organisation-{org_id}-name": set(),
    "organisation-{org_id}-email-branding-pool": {"organisation-*-email-branding-pool"},
    "organisation-{org_id}-letter-branding-pool": {"organisation-*-letter-branding-pool"},
    "email_branding": set(),
    "letter_branding": set(),
    "email_branding-{branding_id}": set(),
    "letter_branding-{branding_id}": set(),
    "live-service-and-organisation-counts": set(),
    "performance-stats-{start_date}-to-{end_date}": set(),
    "letter-rates": set(),
    "sms-rate": set(),
}


class TestKeys:
    def test_texts_and_groups_are_those_of_the_contract(self) -> None:
        declared = {
            key.text: {pattern.text for pattern in groups} for key, groups in keys.REGISTRY.groups.items()
        }

        assert declared == CONTRACT

    @pytest.mark.parametrize(
        "key",
        [keys.USER, keys.UNSUBSCRIBE_STATISTICS, keys.UNSUBSCRIBE_REPORTS_SUMMARY, keys.SERVICE_JOIN_REQUEST],
    )
    def test_what_the_api_deletes_by_itself_lasts_minutes(self, key: Key) -> None:
        assert key.ttl is not None
        assert key.ttl <= 10 * keys.MINUTE

    def test_the_keys_that_the_api_reads_are_marked(self) -> None:
        assert {key.text for key in keys.REGISTRY.groups if key.api_reads} == {
            "service-{service_id}",
            "service-{service_id}-template-{template_id}-version-{version}",
        }

    def test_every_family_has_a_name_on_the_page(self) -> None:
        named = {
            value.text for name, value in vars(keys).items() if name.isupper() and hasattr(value, "text")
        }

        assert named == {*keys.REGISTRY.keys, *keys.REGISTRY.patterns}
