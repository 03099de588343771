"""The browser of the journeys notices what a page may not do."""

import pytest


def test_a_violation_of_the_policy_is_noticed(page, complaints):
    page.goto("/nowhere/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">styled inline</p>')"
    )
    page.wait_for_timeout(100)
    assert any("Policy violated: style-src" in text for text in complaints)
    complaints.clear()


def test_a_request_to_another_site_is_noticed(page, complaints):
    page.goto("/nowhere/")
    page.evaluate(
        "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/picture.png'}))"
    )
    page.wait_for_timeout(100)
    assert any("http://127.0.0.1:9/picture.png" in text for text in complaints)
    complaints.clear()


@pytest.mark.browser_context_args(locale="zh-CN", color_scheme="dark")
def test_a_test_chooses_language_and_colour_mode(page, complaints):
    page.goto("/nowhere/")
    assert page.evaluate("navigator.language") == "zh-CN"
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    complaints.clear()
