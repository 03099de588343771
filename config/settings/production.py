"""A real installation; what it must know comes from the environment or it does not start."""

from config.settings.base import *
from config.settings.env import GIVEN, SECRET, env, host, malformed, origin

DEBUG = False
DEMO = False
SECRET_KEY = env.str("SECRET_KEY", validate=SECRET)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", subcast=host, validate=GIVEN)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [], subcast=origin)

_email = env.dj_email_url("EMAIL_URL")
if "EMAIL_BACKEND" not in _email:
    raise malformed("EMAIL_URL", "Must begin with smtp, smtp+tls, smtp+ssl or console.")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_PORT = _email["EMAIL_PORT"]
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", validate=GIVEN)

LOGGING = logging_in(JSON)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
