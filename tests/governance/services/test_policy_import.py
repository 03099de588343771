"""The import of policies: look first, then carry out."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.models import Policy
from governance.services.policy_exports import FORMATS, export_policies
from governance.services.policy_import import import_policies, keep_policy_upload
from parks.models import RegisterImport
from parks.services.register_uploads import counts
from tests.factories import make_region
from tests.governance.policies_for_tests import csv_of, make_policy


def looked_at(cast, content):
    return keep_policy_upload(content, "policies.csv", by=cast.authority)


def figures(result):
    return tuple(counts(result).values())


def test_looking_at_a_file_changes_nothing(cast):
    upload, result = looked_at(cast, csv_of({}, {"code": "YJ-2", "kind": "gift"}))
    assert figures(result) == (2, 1, 0, 0, 1)
    assert (upload.register, upload.park) == ("policies", None)
    assert not Policy.objects.exists()


def test_good_rows_are_imported_once_and_the_same_file_again_changes_nothing(cast):
    content = csv_of({"parks": "LH-01"}, {"code": "YJ-2", "in_force_from": "yesterday"})
    upload, _result = looked_at(cast, content)
    assert figures(import_policies(upload, by=cast.authority)) == (2, 1, 0, 0, 1)
    policy = Policy.objects.get()
    assert (policy.code, list(policy.parks.all())) == ("YJ-1", [cast.park])
    with pytest.raises(NoLongerPossible):
        import_policies(upload, by=cast.authority)
    again, result = looked_at(cast, content)
    assert figures(result) == (2, 0, 0, 1, 1)
    import_policies(again, by=cast.authority)
    assert AuditEntry.objects.filter(action="policy.create").count() == 1
    assert not AuditEntry.objects.filter(action="policy.change").exists()


def test_policies_on_record_are_changed_with_their_trail(cast):
    policy = make_policy("YJ-1", cast.district, parks=[cast.park])
    upload, result = looked_at(cast, csv_of({"kind": "企业投资"}))
    assert "kind" in result.changes[0].fields
    import_policies(upload, by=cast.authority)
    policy.refresh_from_db()
    assert (policy.kind, policy.version, policy.parks.count()) == ("enterprise_investment", 2, 0)
    assert AuditEntry.objects.get(action="policy.change").details["before"]["parks"] == ["LH-01"]


def test_codes_that_are_taken_or_stand_twice_are_rejected(cast):
    make_policy("QN-P", cast.foreign_park.region)
    gone = make_policy("YJ-GONE", cast.district)
    gone.removed_at = gone.changed_at
    gone.save()
    rows = [{"code": code} for code in ("QN-P", "YJ-GONE", "YJ-2", "YJ-2", "", "a b")]
    _upload, result = looked_at(cast, csv_of(*rows))
    assert [one.code for one in result.problems] == [
        "code_unavailable",
        "code_unavailable",
        "duplicate_code",
        "duplicate_code",
        "value_required",
        "code_invalid",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "big5", "utf-16"])
def test_files_come_in_any_encoding(cast, encoding):
    text = "政策代码;政策类型;名称;地区;发布机关;生效日期\nYJ-9;财税;更新补贴办法;横塘区;财政局;2026年3月1日\n"
    if encoding == "big5":
        text = "政策代碼;政策類型;名稱;地區;發布機關;生效日期\nYJ-9;財稅;更新補貼辦法;YJ-HT;財政局;2026年3月1日\n"
    upload, result = looked_at(cast, text.encode(encoding))
    assert (figures(result), result.problems) == ((1, 1, 0, 0, 0), ())
    import_policies(upload, by=cast.authority)
    assert Policy.objects.get().kind == "finance_tax"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"code,kind\n", "no_rows"),
        (b"a,b\n1,2\n", "header_missing"),
        (b"PK\x03\x04 a workbook", "file_not_csv"),
    ],
)
def test_files_that_cannot_be_read_are_refused(cast, content, code):
    with pytest.raises(RuleBroken) as refused:
        looked_at(cast, content)
    assert refused.value.code == code
    assert not RegisterImport.objects.exists()


@pytest.mark.parametrize("role", ["reviewer", "lead", "administrator"])
def test_importing_is_for_authorities(cast, role):
    with pytest.raises(PermissionDenied):
        keep_policy_upload(csv_of({}), "policies.csv", by=cast.person(role))


def test_a_name_that_two_regions_share_names_neither(cast):
    make_region("YJ-2", cast.province, name_zh="横塘区")
    _upload, result = looked_at(cast, csv_of({"region": "横塘区"}))
    assert [one.code for one in result.problems] == ["region_not_kept"]


def test_an_export_is_imported_as_it_was(cast):
    make_policy("YJ-1", cast.district, parks=[cast.park], number="=1+1", name_zh="办法")
    make_policy("YJ-2", cast.province, in_force_until="2027-01-01")
    exported = export_policies(Policy.objects.all(), FORMATS["csv"], by=cast.authority)
    _upload, result = looked_at(cast, b"".join(exported.pieces))
    assert figures(result) == (2, 0, 0, 2, 0)
