"""The demo serves this machine only, unless told otherwise, and says who may sign in."""

import pytest

from config import demo_server


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"])
def test_a_loopback_address_is_served(host, monkeypatch):
    monkeypatch.delenv("PARKPATH_DEMO_PUBLIC", raising=False)
    demo_server.refuse_public_address(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "parkpath.example.org", ""])
def test_a_public_address_is_refused(host, monkeypatch):
    monkeypatch.delenv("PARKPATH_DEMO_PUBLIC", raising=False)
    with pytest.raises(SystemExit, match="does not listen"):
        demo_server.refuse_public_address(host)


def test_a_public_address_is_served_when_told(monkeypatch):
    monkeypatch.setenv("PARKPATH_DEMO_PUBLIC", "yes")
    demo_server.refuse_public_address("0.0.0.0")


def test_another_word_than_yes_does_not_open_the_demo(monkeypatch):
    monkeypatch.setenv("PARKPATH_DEMO_PUBLIC", "no")
    with pytest.raises(SystemExit):
        demo_server.refuse_public_address("0.0.0.0")


@pytest.mark.django_db
def test_the_welcome_names_the_address_and_the_people(django_user_model):
    django_user_model.objects.create_user("lead@example.org", "a-long-password", name="Chen Yu")
    text = demo_server.welcome("http://127.0.0.1:8000/")
    assert "http://127.0.0.1:8000/" in text
    assert "lead@example.org" in text
    assert "Chen Yu" in text


def test_the_server_listens_where_it_is_told():
    command = " ".join(demo_server.web_server("127.0.0.1", 8123))
    assert "--host 127.0.0.1 --port 8123" in command
    assert command.endswith("config.wsgi:application")
