"""Brands of e-mails and letters."""

from gateway import email_branding_client, letter_branding_client

USED_BY = {"data": {"services": [], "organisations": []}}

BRANDS = [
    (
        lambda: email_branding_client.get_email_branding("b1"),
        "GET",
        "/email-branding/b1",
        {},
        {"email_branding": 1},
        {"email_branding": 1},
    ),
    (
        email_branding_client.get_all_email_branding,
        "GET",
        "/email-branding",
        {},
        {"email_branding": [1]},
        [1],
    ),
    (
        lambda: email_branding_client.get_email_branding_name_for_alt_text("Vale"),
        "POST",
        "/email-branding/get-name-for-alt-text/",
        {"alt_text": "Vale"},
        {"name": "Vale 2"},
        "Vale 2",
    ),
    (
        lambda: email_branding_client.create_email_branding(
            logo="a.png", name="n", alt_text="", text="t", colour="", brand_type="org", created_by_id="u1"
        ),
        "POST",
        "/email-branding",
        {
            "logo": "a.png",
            "name": "n",
            "alt_text": None,
            "text": "t",
            "colour": None,
            "brand_type": "org",
            "created_by": "u1",
        },
        {"data": {"id": "b1"}},
        {"id": "b1"},
    ),
    (
        lambda: email_branding_client.update_email_branding(
            branding_id="b1",
            logo="",
            name="n",
            alt_text="",
            text="t",
            colour="#abcdef",
            brand_type="org",
            updated_by_id="u1",
        ),
        "POST",
        "/email-branding/b1",
        {
            "logo": None,
            "name": "n",
            "alt_text": None,
            "text": "t",
            "colour": "#abcdef",
            "brand_type": "org",
            "updated_by": "u1",
        },
        {"data": {"id": "b1"}},
        {"data": {"id": "b1"}},
    ),
    (
        lambda: email_branding_client.archive_email_branding("b1"),
        "POST",
        "/email-branding/b1/archive",
        None,
        None,
        None,
    ),
    (
        lambda: email_branding_client.get_orgs_and_services_associated_with_branding("b1"),
        "GET",
        "/email-branding/b1/orgs_and_services",
        {},
        USED_BY,
        USED_BY,
    ),
    (
        lambda: letter_branding_client.get_letter_branding("b1"),
        "GET",
        "/letter-branding/b1",
        {},
        {"id": "b1"},
        {"id": "b1"},
    ),
    (letter_branding_client.get_all_letter_branding, "GET", "/letter-branding", {}, [1], [1]),
    (
        lambda: letter_branding_client.get_unique_name_for_letter_branding("Vale"),
        "POST",
        "/letter-branding/get-unique-name/",
        {"name": "Vale"},
        {"name": "Vale 2"},
        "Vale 2",
    ),
    (
        lambda: letter_branding_client.create_letter_branding(filename="f", name="n", created_by_id="u1"),
        "POST",
        "/letter-branding",
        {"filename": "f", "name": "n", "created_by_id": "u1"},
        {"id": "b1"},
        {"id": "b1"},
    ),
    (
        lambda: letter_branding_client.update_letter_branding(
            branding_id="b1", filename="f", name="n", updated_by_id="u1"
        ),
        "POST",
        "/letter-branding/b1",
        {"filename": "f", "name": "n", "updated_by_id": "u1"},
        {"id": "b1"},
        {"id": "b1"},
    ),
    (
        lambda: letter_branding_client.get_orgs_and_services_associated_with_branding("b1"),
        "GET",
        "/letter-branding/b1/orgs_and_services",
        {},
        USED_BY,
        USED_BY,
    ),
]
