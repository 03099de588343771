"""The demo: fictional people and parks, SQLite, tasks at once; for this machine only unless told otherwise."""

from config.settings.base import *
from config.settings.env import env

DEBUG = False
DEMO = True
DEMO_PUBLIC = env.str("PARKPATH_DEMO_PUBLIC", "") == "yes"
SECRET_KEY = env.str(
    "SECRET_KEY", "the-demo-has-no-secrets-and-refuses-a-public-address-0123456789"
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "Parkpath demo <demo@parkpath.invalid>"
