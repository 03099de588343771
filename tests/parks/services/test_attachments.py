"""What can be attached as evidence."""

import pytest
from django.core.files.base import ContentFile

from accounts.errors import RuleBroken
from parks.services.attachments import LONGEST_ADDRESS, LONGEST_TITLE, attached_file, attached_link

PDF = b"%PDF-1.4 a plan"


def test_a_file_goes_by_its_title_or_its_name(cast):
    named = attached_file(ContentFile(PDF, name="plan.pdf"), title="  The \n plan ", by=cast.editor)
    bare = attached_file(ContentFile(PDF, name="plan.pdf"), title="", by=cast.editor)

    assert (named.title, bare.title, named.url) == ("The plan", "plan.pdf", "")
    assert named.told == {"sha256": named.file.sha256}


def test_a_link_goes_by_its_title_or_its_host():
    link = attached_link(" https://example.org/plan ", title="x" * 300)

    assert (link.url, len(link.title)) == ("https://example.org/plan", LONGEST_TITLE)
    assert attached_link("http://example.org/plan", title=" ").title == "example.org"
    assert link.told == {"url": "https://example.org/plan"}


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "address_refused"),
        ("example.org", "address_refused"),
        ("javascript:alert(1)", "address_refused"),
        ("ftp://example.org", "address_refused"),
        ("https://example.org/\nx", "address_refused"),
        ("https://example.org/" + "a" * LONGEST_ADDRESS, "address_too_long"),
    ],
)
def test_an_address_is_of_the_web(url, code):
    with pytest.raises(RuleBroken) as refused:
        attached_link(url, title="")
    assert (refused.value.code, refused.value.details["field"]) == (code, "url")
