"""The one place where the platform's registers are read."""

from governance.measures import MEASURES, Measured


def test_no_measure_is_registered_yet():
    assert MEASURES == {}


def test_a_measure_gives_a_value_or_a_reason():
    assert Measured(3.0).missing_reason == ""
    assert Measured(None, "not_applicable").value is None
