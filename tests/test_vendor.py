"""The vendored files are those that their manifest describes, from the packages that package.json names."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())
HASHES = {
    name: digest for package in MANIFEST.values() for name, digest in package["sha256"].items()
}
USED_ICON = re.compile(
    r"components/icon\.html[\"'] with [^%]*?\bname=[\"']([a-z0-9-]+)[\"']|icons\.svg' %}#([a-z0-9-]+)\""
)


@pytest.mark.parametrize("name", HASHES)
def test_a_vendored_file_is_unchanged(name):
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == HASHES[name]


def test_every_vendored_file_is_in_the_manifest():
    there = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert there - {"manifest.json"} == set(HASHES)


def test_versions_are_those_of_package_json():
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert {name: package["version"] for name, package in MANIFEST.items()} == wanted


def test_the_lock_names_no_download_addresses():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_no_vendored_file_asks_for_a_source_map():
    files = [*VENDOR.glob("*.js"), *VENDOR.glob("*.css")]
    assert [path.name for path in files if "sourceMappingURL" in path.read_text()] == []


def test_every_icon_that_a_template_uses_is_in_the_sprite():
    sprite = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (VENDOR / "icons.svg").read_text()))
    used = {
        name
        for template in (ROOT / "templates").rglob("*.html")
        for names in USED_ICON.findall(template.read_text())
        for name in names
        if name
    }
    assert used - sprite == set()
