"""Organisations, the people in them, and who is responsible for what."""

from collections.abc import Iterator
from uuid import UUID

from sandbox.crowd import names
from sandbox.crowd.moments import Moments
from sandbox.crowd.names import KINDS, Kind
from sandbox.crowd.plan import Plan
from sandbox.models import EmailBranding, Organisation, OrganisationMember, User
from sandbox.models.people import NOBODY_SIGNED_IN
from sandbox.world.ids import uid

PLATFORM_ADMINS = 3
STATES = ("active",) * 94 + ("pending",) * 4 + ("inactive",) * 2
AUTH_TYPES = ("sms_auth",) * 7 + ("email_auth",) * 3
LONGEST_MEMBERSHIP_DAYS = 1500
ONE_IN_WITH_BRANDING = 6


def user_id(seed: int, number: int) -> UUID:
    return uid("crowd", seed, "user", number)


def organisation_id(seed: int, number: int) -> UUID:
    return uid("crowd", seed, "organisation", number)


def kind_of(plan: Plan, organisation: int) -> Kind:
    return plan.dice("kind", organisation).choice(KINDS)


def state_of(plan: Plan, user: int) -> str:
    """The first of an organisation are there to run it; others may be new, or gone."""
    if user - plan.users_of(plan.organisation_of_user(user)).start < PLATFORM_ADMINS:
        return "active"
    return plan.dice("state", user).choice(STATES)


def users(plan: Plan, numbers: range, moments: Moments, password: str) -> Iterator[User]:
    for number in numbers:
        chance = plan.dice("user", number)
        first_name, last_name = names.person(chance)
        organisation = plan.organisation_of_user(number)
        state, joined = state_of(plan, number), moments.ago(chance.uniform(10, LONGEST_MEMBERSHIP_DAYS))
        gone = state == "inactive"
        domain = domain_of(plan, organisation)
        address = f"{first_name}.{last_name}.{number + 1}@{domain}".lower()
        identifier = user_id(plan.size.seed, number)
        auth_type = "email_auth" if gone else chance.choice(AUTH_TYPES)
        yield User(
            id=identifier,
            name="Archived user" if gone else f"{first_name} {last_name}",
            email_address=f"_archived_{joined:%Y-%m-%d-%H:%M:%S}_{identifier}@notify.tools"
            if gone
            else address,
            mobile_number=f"07700900{chance.randrange(1000):03}" if auth_type == "sms_auth" else None,
            password=password,
            password_changed_at=joined,
            auth_type=auth_type,
            state=state,
            platform_admin=number < PLATFORM_ADMINS and plan.size.users > PLATFORM_ADMINS,
            current_session_id=NOBODY_SIGNED_IN if gone else None,
            email_access_validated_at=moments.ago(chance.uniform(0, 120)),
            logged_in_at=moments.ago(chance.uniform(0, 60)) if state == "active" else None,
            created_at=joined,
            take_part_in_research=chance.random() < 0.5,  # noqa: PLR2004 - every other person
        )


def domain_of(plan: Plan, organisation: int) -> str:
    of_place = names.slug(names.place(organisation, plan.size.seed))
    return kind_of(plan, organisation).domain.format(place=of_place)


def organisations(plan: Plan, moments: Moments) -> Iterator[Organisation]:
    seed = plan.size.seed
    for number in range(plan.size.organisations):
        chance, kind = plan.dice("organisation", number), kind_of(plan, number)
        signed = chance.random() < 0.8  # noqa: PLR2004 - most have signed
        since = chance.uniform(300, 2500)
        first_user = user_id(seed, plan.users_of(number).start)
        yield Organisation(
            id=organisation_id(seed, number),
            name=kind.name.format(place=names.place(number, seed)),
            organisation_type=kind.organisation_type,
            crown=kind.crown,
            domains=[domain_of(plan, number)],
            permissions=["can_ask_to_join_a_service"] if chance.random() < 0.2 else [],  # noqa: PLR2004 - a few
            agreement_signed=signed,
            agreement_signed_at=moments.ago(since - 30) if signed else None,
            agreement_signed_by_id=first_user if signed else None,
            agreement_signed_version=3.2 if signed else None,
            email_branding_id=branding_id(seed, number) if _has_branding(number) else None,
            created_at=moments.ago(since),
        )


def brandings(plan: Plan, moments: Moments) -> Iterator[EmailBranding]:
    for number in filter(_has_branding, range(plan.size.organisations)):
        name = kind_of(plan, number).name.format(place=names.place(number, plan.size.seed))
        identifier = branding_id(plan.size.seed, number)
        yield EmailBranding(
            id=identifier,
            name=name,
            brand_type="org",
            colour=f"#{plan.dice('colour', number).randrange(0x1000000):06x}",
            logo=f"{identifier}.png",
            text=name,
            created_at=moments.ago(200),
        )


def branding_id(seed: int, organisation: int) -> UUID:
    return uid("crowd", seed, "email branding", organisation)


def organisation_members(plan: Plan, moments: Moments) -> Iterator[OrganisationMember]:
    """The first two of each."""
    seed = plan.size.seed
    for number in range(plan.size.organisations):
        for place, user in enumerate(plan.users_of(number)[:2]):
            yield OrganisationMember(
                id=uid("crowd", seed, "organisation member", user),
                user_id=user_id(seed, user),
                organisation_id=organisation_id(seed, number),
                permissions=[] if place else ["can_make_services_live"],
                created_at=moments.ago(290),
            )


def _has_branding(organisation: int) -> bool:
    return organisation % ONE_IN_WITH_BRANDING == 0
