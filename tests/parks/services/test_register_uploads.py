"""Uploads are kept with their results and carried out once."""

import pytest

from accounts.errors import NoLongerPossible
from accounts.models import AuditEntry
from parks.models import Park, RegisterImport
from parks.services.register_uploads import carry_out, keep_upload, plain, result_of
from tests.parks.register import csv_file


def test_an_upload_is_kept_with_its_result_and_changes_no_park(cast):
    content = csv_file({}, {"code": "bad"})
    upload, result = keep_upload(content, "C:\\files\\parks.csv", by=cast.authority)

    kept = RegisterImport.objects.get(pk=upload.pk)
    assert (kept.name, bytes(kept.content)) == ("parks.csv", content)
    assert result_of(kept.result) == result
    assert not Park.objects.filter(code="LH-02").exists()


def test_an_upload_is_carried_out_once(cast):
    upload, result = keep_upload(csv_file({}), "parks.csv", by=cast.authority)

    assert carry_out(upload, by=cast.authority) == result
    with pytest.raises(NoLongerPossible) as refusal:
        carry_out(upload, by=cast.authority)

    assert refusal.value.code == "already_imported"
    assert [e.action for e in AuditEntry.objects.filter(target_id=str(upload.pk))] == [
        "park_register.upload",
        "park_register.import",
    ]


def test_what_changed_since_the_dry_run_counts(cast):
    upload, _result = keep_upload(csv_file({}), "parks.csv", by=cast.authority)
    other, _result = keep_upload(csv_file({}), "parks.csv", by=cast.authority)
    carry_out(other, by=cast.authority)

    assert carry_out(upload, by=cast.authority).unchanged == 1


def test_a_result_survives_being_kept(cast):
    _upload, result = keep_upload(csv_file({}, {"area_ha": "x"}), "f", by=cast.authority)

    assert result_of(plain(result)) == result
