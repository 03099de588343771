"""Copies what package.json names from node_modules/ to static/vendor/, with a manifest of versions, licences and hashes.

Source-map comments go, because the files they name are not copied and hashed static storage would look for
them; the icons that package.json lists become one sprite.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
ICONS = "@tabler/icons"
SOURCE_MAP = re.compile(rb"\n?(//|/\*)# sourceMappingURL=[^\n*]*(\*/)?")
SPRITE_HEAD = '<svg xmlns="http://www.w3.org/2000/svg">\n'
SYMBOL_HEAD = (
    '<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
    ' stroke-linecap="round" stroke-linejoin="round">'
)


def copy_file(source: Path, target: Path) -> None:
    content = source.read_bytes()
    if source.suffix in {".js", ".css"}:
        content = SOURCE_MAP.sub(b"", content)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def icon_symbol(name: str) -> str:
    """Return one icon as a symbol; width and stroke width are left to the style sheet."""
    source = (MODULES / ICONS / "icons" / "outline" / f"{name}.svg").read_text()
    shapes = [
        shape
        for shape in re.findall(r"<(?!svg\b)\w[^>]*/>", source)
        if "M0 0h24v24H0z" not in shape
    ]
    return SYMBOL_HEAD.format(name=name) + "".join(shapes) + "</symbol>\n"


def manifest_entry(package: str, targets: list[str]) -> dict[str, object]:
    published = json.loads((MODULES / package / "package.json").read_text())
    return {
        "version": published["version"],
        "licence": published["license"],
        "sha256": {
            target: hashlib.sha256((VENDOR / target).read_bytes()).hexdigest()
            for target in sorted(targets)
        },
    }


def main() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package, files in wanted["vendored"].items():
        for source, target in files.items():
            copy_file(MODULES / package / source, VENDOR / target)
    sprite = SPRITE_HEAD + "".join(map(icon_symbol, wanted["icons"])) + "</svg>\n"
    (VENDOR / "icons.svg").write_text(sprite)
    targets = {package: list(files.values()) for package, files in wanted["vendored"].items()}
    targets[ICONS].append("icons.svg")
    manifest = {
        package: manifest_entry(package, names) for package, names in sorted(targets.items())
    }
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
