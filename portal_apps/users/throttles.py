"""What may be tried only so often on the way to an account; each kind is counted for itself."""

from portal_apps.core.throttle import Throttle

PASSWORDS = Throttle("password")
CODES = Throttle("code")
SENDING = Throttle("send code")
REGISTRATIONS = Throttle("register")
RESETS = Throttle("reset password")
