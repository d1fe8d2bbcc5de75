"""Every client method with its route: call, verb, path, what goes out (query of a GET, else body), answer, result."""

from tests.gateway.clients.routes_of_brands import BRANDS
from tests.gateway.clients.routes_of_files import FILES
from tests.gateway.clients.routes_of_invitations import INVITATIONS
from tests.gateway.clients.routes_of_messages import MESSAGES
from tests.gateway.clients.routes_of_organisations import ORGANISATIONS
from tests.gateway.clients.routes_of_people import PEOPLE
from tests.gateway.clients.routes_of_platform import PLATFORM
from tests.gateway.clients.routes_of_service_settings import SERVICE_SETTINGS
from tests.gateway.clients.routes_of_services import SERVICES
from tests.gateway.clients.routes_of_things import THINGS

ROUTES = [
    *PEOPLE,
    *INVITATIONS,
    *BRANDS,
    *FILES,
    *MESSAGES,
    *ORGANISATIONS,
    *PLATFORM,
    *SERVICE_SETTINGS,
    *SERVICES,
    *THINGS,
]
