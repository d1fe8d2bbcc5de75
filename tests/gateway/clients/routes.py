"""Every client method with its route: call, verb, path, what goes out (query of a GET, else body), answer, result."""

from tests.gateway.clients.routes_of_people import PEOPLE
from tests.gateway.clients.routes_of_services import SERVICES
from tests.gateway.clients.routes_of_things import THINGS

ROUTES = [*PEOPLE, *SERVICES, *THINGS]
