from sandbox.models import EmailBranding, LetterBranding, Organisation
from sandbox.world import organisations
from sandbox.world.ids import ago, uid

# Nobody's default: what the seeded organisations and services show of themselves stays plain.
EMAIL = (
    ("rivers", "Department for Rivers and Harbours", "org", "#00703c", None),
    ("meadowbridge", "Meadowbridge City Council", "org", "#5694ca", None),
    ("bins", "Meadowbridge Recycling", "org_banner", "#28a197", "Meadowbridge Recycling"),
)
LETTER = (("meadowbridge", "Meadowbridge City Council"), ("northmoor", "Northmoor Teaching Hospitals"))
EMAIL_POOL = ("meadowbridge", "bins")
LETTER_POOL = ("meadowbridge",)


def build() -> None:
    EmailBranding.objects.bulk_create(
        [
            EmailBranding(
                id=uid("email branding", key),
                name=name,
                brand_type=brand_type,
                colour=colour,
                logo=f"{key}.png",
                text=text,
                alt_text=None if text else name,
                created_at=ago(400),
            )
            for key, name, brand_type, colour, text in EMAIL
        ]
    )
    LetterBranding.objects.bulk_create(
        [
            LetterBranding(id=uid("letter branding", key), name=name, filename=key, created_at=ago(400))
            for key, name in LETTER
        ]
    )
    council = Organisation.objects.get(id=organisations.MEADOWBRIDGE)
    council.email_branding_pool.set(
        EmailBranding.objects.filter(id__in=[uid("email branding", key) for key in EMAIL_POOL])
    )
    council.letter_branding_pool.set(
        LetterBranding.objects.filter(id__in=[uid("letter branding", key) for key in LETTER_POOL])
    )
