from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """Invented people on a laptop need no slow hash, and a suite of tests signs in hundreds of times."""

    iterations = 1_000
