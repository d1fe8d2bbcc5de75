from sandbox import callback_pages, inbound_pages, outbox, pages
from sandbox.api import errors
from sandbox.api.routing import url_patterns
from sandbox.contract import pages as contract_pages
from sandbox.documents import pages as document_pages
from sandbox.routes import AREAS

urlpatterns = [
    *pages.urlpatterns,
    *outbox.urlpatterns,
    *inbound_pages.urlpatterns,
    *contract_pages.urlpatterns,
    *callback_pages.urlpatterns,
    *document_pages.urlpatterns,
    *url_patterns(AREAS),
]

handler404 = errors.not_found
handler500 = errors.server_error
