"""How the pages of registers find what is asked for, and show a record after an act."""

import pytest
from django.http import Http404

from parks.registers import REGISTERS
from parks.views.showing_records import record_of, register_named
from tests.parks.records_for_tests import make_record


def test_a_register_is_found_by_its_word():
    assert register_named("plots") is REGISTERS["plots"]
    with pytest.raises(Http404):
        register_named("PLOTS")


def test_a_record_is_found_in_its_park_alone(cast):
    plot = make_record("plots", cast.park, by=cast.editor)
    assert record_of(REGISTERS["plots"], cast.park, plot.pk) == plot
    with pytest.raises(Http404):
        record_of(REGISTERS["plots"], cast.foreign_park, plot.pk)
