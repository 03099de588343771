"""The registers of parks in the access tests: their addresses, their lines of the table, what is sent to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from parks.models import Park
from parks.registers import REGISTERS, Register
from parks.services.record_evidence import attach_file
from parks.services.record_import import keep_record_upload
from tests.parks.records_for_tests import make_records, sent_to_api, typed_into_page

WITH_FILE = "plans"
# The pages are the same for all: one register with a point, one of ties between records, one with many of them.
SHOWN_REGISTERS = ("facilities", "linkages", WITH_FILE)
OF_A_REGISTER = {f"{at}_{word}": (at, word) for at in ("in", "of", "one") for word in REGISTERS}
ALIKE = {
    f"api:{one.singular}_{way}"
    for one in REGISTERS.values()
    for way in ("list", "detail")
    if one.word not in SHOWN_REGISTERS
}
REASON = {"reason": "It was entered twice."}
FILE = b"code,name_en,kind,status\nPN-9,Zoning,zoning,drafting\n"
LINK = {"url": "https://example.org/plan", "title": "Plan"}

#                                              nobody editor lead reviewer authority observer consultant administrator stranger
PAGES = """
parks:record_list             GET    in_{word} in  ok   ok   ok ok ok ok none none
parks:record_export           GET    in_{word} in  ok   ok   ok ok ok ok none none
parks:record_import           GET    in_{word} in  ok   ok   no no no no none none
parks:record_import           POST   in_{word} in  to   to   no no no no none none
parks:record_create           GET    in_{word} in  ok   ok   no no no no none none
parks:record_create           POST   in_{word} in  to   to   no no no no none none
parks:record_detail           GET    of_{word} in  ok   ok   ok ok ok ok none none
parks:record_edit             GET    of_{word} in  ok   ok   no no no no none none
parks:record_edit             POST   of_{word} in  to   to   no no no no none none
parks:record_remove           POST   of_{word} in  to   to   no no no no none none
parks:record_evidence_add     POST   of_{word} in  to   to   no no no no none none
"""
# In the API every register has addresses of its own.
API = """
api:{singular}_list           GET    park       401 ok   ok   ok ok ok ok none none
api:{singular}_list           POST   park       401 made made no no no no none none
api:{singular}_detail         GET    one_{word} 401 ok   ok   ok ok ok ok none none
api:{singular}_detail         PATCH  one_{word} 401 ok   ok   no no no no none none
api:{singular}_detail         DELETE one_{word} 401 gone gone no no no no none none
"""
OTHERS = f"""
parks:register_list            GET    park         in  ok   ok   ok ok ok ok none none
parks:record_evidence_download GET    record_file  in  ok   ok   ok ok ok ok none none
parks:record_evidence_remove   POST   record_file  in  to   to   no no no no none none
parks:record_import_detail     GET    record_upload in ok   none none none none none none none
parks:record_import_confirm    POST   record_upload in to   none none none none none none none
api:record_import_create       POST   in_{WITH_FILE} 401 ok  ok   no no no no none none
api:record_evidence_list       GET    of_{WITH_FILE} 401 ok   ok   ok ok ok ok none none
api:record_evidence_list       POST   of_{WITH_FILE} 401 made made no no no no none none
api:record_evidence_detail     GET    record_file  401 ok   ok   ok ok ok ok none none
api:record_evidence_detail     DELETE record_file  401 gone gone no no no no none none
"""
TABLE = "".join(
    (
        *(PAGES.format(word=word) for word in SHOWN_REGISTERS),
        *(API.format(word=one.word, singular=one.singular) for one in REGISTERS.values()),
        OTHERS,
    )
)


def record_addresses(park: Park, *, by: User) -> Mapping[str, list[int | str]]:
    """Fill the registers of a park, and return what the addresses there are made of behind its code."""
    records = make_records(park, by=by)
    file = ContentFile(b"%PDF-1.4 the unit plan", name="plan.pdf")
    evidence = attach_file(REGISTERS[WITH_FILE], records[WITH_FILE], file, by=by)
    ways = {
        f"{at}_{word}": {"in": [word], "of": [word, record.pk], "one": [record.pk]}[at]
        for word, record in records.items()
        for at in ("in", "of", "one")
    }
    upload, _result = keep_record_upload(REGISTERS[WITH_FILE], park, FILE, "plans.csv", by=by)
    return {
        **ways,
        "record_file": [WITH_FILE, records[WITH_FILE].pk, evidence.pk],
        "record_upload": [WITH_FILE, str(upload.pk)],
    }


def _bodies(register: Register) -> dict[str, Any]:
    word, whole = register.word, sent_to_api(register)
    change = {**whole, **REASON, "version": 1}

    def typed(scene: Any) -> dict[str, Any]:
        return {**typed_into_page(register, scene.own.park), "seen_version": "1"}

    return {
        f"parks:record_create in_{word}": typed,
        f"parks:record_edit of_{word}": typed,
        f"api:{register.singular}_list": lambda scene: whole,
        f"api:{register.singular}_detail": lambda scene: change,
    }


BODIES = {
    "parks:record_remove": lambda scene: REASON,
    "parks:record_evidence_add": lambda scene: LINK,
    "api:record_evidence_list": lambda scene: LINK,
    "parks:record_import": lambda scene: {
        "file": SimpleUploadedFile("plans.csv", b"code,note\nX-9,odd\n", "text/csv")
    },
    "api:record_import_create": lambda scene: FILE,
}
for _one in REGISTERS.values():
    BODIES |= _bodies(_one)
