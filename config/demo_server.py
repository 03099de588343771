"""Serves the demo: prepares its database, says where it is and who may sign in, hands over to the web server."""

import ipaddress
import os
import sys

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command

from config.settings.env import env

PUBLIC_IS_MEANT = "PARKPATH_DEMO_PUBLIC"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``; any name but localhost counts as public."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def refuse_public_address(host: str) -> None:
    """End here when strangers could reach the demo, whose passwords are shown on its first page."""
    if not is_loopback(host) and env.str(PUBLIC_IS_MEANT, "") != "yes":
        sys.exit(
            f"The demo does not listen on {host}: its accounts are open to everybody who can reach it.\n"
            f"If that is meant, set {PUBLIC_IS_MEANT}=yes, and ALLOWED_HOSTS to the names it is called by."
        )


def prepare_database() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_demo", if_new=True)


def welcome(address: str) -> str:
    """Return where the demo is and who may sign in."""
    people = get_user_model()._default_manager.filter(is_active=True).order_by("pk")
    lines = [f"    {person.get_username():<34} {person}: {person.position}" for person in people]
    return "\n".join(
        [
            "",
            f"Parkpath is at {address} (Ctrl-C ends it).",
            "Its sign-in page lets you in as any of these people, without a password:",
            *lines,
            "",
        ]
    )


def web_server(host: str, port: int) -> list[str]:
    """Return the command that serves the site."""
    return [
        sys.executable,
        *("-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "2", "--no-ws", "--log-level", "warning"),
        "config.wsgi:application",
    ]


def main() -> None:
    host, port = env.str("HOST", "127.0.0.1"), env.int("PORT", 8000)
    refuse_public_address(host)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    django.setup()
    prepare_database()
    sys.stdout.write(welcome(f"http://{host}:{port}/"))
    sys.stdout.flush()
    os.execv(sys.executable, web_server(host, port))  # noqa: S606 a fixed command, no shell


if __name__ == "__main__":
    main()
