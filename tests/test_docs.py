"""What the documents say is true: their examples run, their links lead somewhere, they stay short."""

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
LONGEST = {"docs/architecture.md": 150}
LONGEST_OTHER = 200
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def relative(path):
    return str(path.relative_to(ROOT))


def examples_of(text):
    """Return the interactive examples of all blocks, one after the other as a reader would type them."""
    return "\n".join(block for block in BLOCK.findall(text) if ">>>" in block)


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if examples_of(p.read_text())], ids=relative)
def test_the_examples_give_what_is_printed(path):
    said = []
    test = doctest.DocTestParser().get_doctest(
        examples_of(path.read_text()), {}, relative(path), str(path), 0
    )
    failed, tried = doctest.DocTestRunner(verbose=False).run(test, out=said.append)

    assert tried > 0
    assert failed == 0, "".join(said)


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_the_links_lead_somewhere(path):
    broken = [to for to in LINK.findall(path.read_text()) if not (path.parent / to).exists()]
    assert broken == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_the_documents_stay_short(path):
    assert len(path.read_text().splitlines()) <= LONGEST.get(relative(path), LONGEST_OTHER)


PLACES = re.compile(
    r"`((?:config|engine|accounts|parks|governance|assessments|tests|docs|templates|static)/[\w./-]*)`"
)


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_files_and_folders_that_are_named_exist(path):
    missing = [to for to in PLACES.findall(path.read_text()) if not (ROOT / to).exists()]
    assert missing == []
