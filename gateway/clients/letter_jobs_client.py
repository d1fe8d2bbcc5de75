"""Letters that came back. Routes under /letters."""

from collections.abc import Collection

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class LetterJobsClient(NotifyAdminAPIClient):
    @cache.delete_by_pattern(keys.ANY_RETURNED_LETTER_STATISTICS, keys.ANY_RETURNED_LETTER_SUMMARY)
    def submit_returned_letters(self, references: Collection[str]) -> Json:
        """{references} (POST /letters/returned). The API queues the work: numbers change some time later.

        Raises BadRequest with a message for each reference that is none.
        """
        return self.post("/letters/returned", data={"references": list(references)})


letter_jobs_client = LetterJobsClient()
