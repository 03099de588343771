"""The promises of docs/architecture.md that a machine can keep."""

import ast
import inspect
import re
from pathlib import Path

import pytest
from django.urls import get_resolver

ROOT = Path(__file__).parent.parent
APPS = ["engine", "accounts", "parks", "governance", "assessments", "config"]
MODULES = [
    path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
]
TESTS = list((ROOT / "tests").rglob("*.py"))
TEMPLATES = list((ROOT / "templates").rglob("*.html"))
ASSETS = [*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "static" / "css").rglob("*.css")]
MIGRATIONS = [path for app in APPS for path in (ROOT / app / "migrations").glob("0*.py")]
MAX_LINES = 400
MAX_DECISION_LINES = 40
P90_FUNCTION_LINES = 25
JUNK_DRAWERS = {"utils", "helpers", "common", "core", "misc", "managers"}
TREES = {path: ast.parse(path.read_text()) for path in MODULES}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def templates_with(pattern: str) -> list[str]:
    """Name the templates that hold ``pattern`` outside their comments."""
    comment = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
    wanted = re.compile(pattern, re.IGNORECASE)
    return [relative(p) for p in TEMPLATES if wanted.search(comment.sub("", p.read_text()))]


# Files


def test_no_file_is_too_long_to_read():
    too_long = {
        relative(p): n
        for p in [*MODULES, *TESTS, *TEMPLATES, *ASSETS]
        if (n := lines(p)) > MAX_LINES
    }
    assert too_long == {}


def test_nine_functions_in_ten_are_short():
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert lengths[len(lengths) * 9 // 10] <= P90_FUNCTION_LINES


def test_no_junk_drawers():
    assert [relative(p) for p in MODULES if JUNK_DRAWERS & {p.stem, p.parent.name}] == []


def test_every_module_with_behaviour_has_a_test_file_at_the_mirrored_place():
    behaviour = re.compile(
        r"/(services|selectors|views|api|engine|measures|registers|geometry)/\w+\.py$|_workflow\.py$|/audit\.py$"
    )
    exempt = {"urls.py", "serializers.py", "errors.py", "__init__.py"}
    missing = [
        relative(p)
        for p in MODULES
        if behaviour.search(f"/{relative(p)}")
        and p.name not in exempt
        and not p.name.endswith("_serializers.py")
        and not (ROOT / "tests" / p.relative_to(ROOT).parent / f"test_{p.name}").exists()
    ]
    assert missing == []


def test_every_module_says_what_it_is_for():
    silent = [
        relative(p)
        for p, tree in TREES.items()
        if p.name != "__init__.py" and not ast.get_docstring(tree)
    ]
    assert silent == []


def test_nothing_is_left_to_do_in_the_code():
    unfinished = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError")
    assert [
        relative(p) for p in [*MODULES, *TEMPLATES, *ASSETS] if unfinished.search(p.read_text())
    ] == []


def test_migrations_are_named():
    assert [relative(p) for p in MIGRATIONS if "_auto_" in p.name] == []


def test_a_decision_is_told_in_forty_lines():
    decisions = (ROOT / "docs" / "decisions").glob("*.md")
    assert {relative(p): n for p in decisions if (n := lines(p)) > MAX_DECISION_LINES} == {}


# Rules of the layers


def test_a_permission_is_named_by_what_somebody_may_do():
    """What returns a filter is a sentence, ``may_…``, or a named set that sentences use, ``…_by``, ``…_of``."""
    misnamed = [
        f"{relative(path)}: {node.name}"
        for path, tree in TREES.items()
        if path.name == "permissions.py" and "api" not in path.parts
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and ast.unparse(node.returns) == "Q"
        if not (node.name.startswith(("may_", "_")) or node.name.endswith(("_by", "_of")))
    ]
    assert misnamed == []


def test_only_a_workflow_writes_the_status_of_a_report():
    writers = {
        relative(path)
        for path, tree in TREES.items()
        if path.is_relative_to(ROOT / "governance") and not path.stem.endswith("_workflow")
        for node in ast.walk(tree)
        if _writes_status(node)
    }
    assert writers == set()


def _writes_status(node: ast.AST) -> bool:
    match node:
        case ast.Assign(targets=targets):
            return any(isinstance(t, ast.Attribute) and t.attr == "status" for t in targets)
        case ast.Call(func=ast.Attribute(attr="update" | "bulk_update" | "update_or_create")):
            return any(keyword.arg == "status" for keyword in node.keywords)
        case _:
            return False


def test_services_speak_no_http():
    speakers = {
        relative(path)
        for path, tree in TREES.items()
        if {"services", "selectors", "engine"} & set(path.relative_to(ROOT).parts[:-1])
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(("django.http", "rest_framework"))
    }
    assert speakers == set()


def test_a_page_that_can_be_read_can_be_asked_for_its_head():
    """`require_safe` and lists with HEAD let monitors and proxies ask without the body."""
    forgetful = re.compile(r"require_GET|require_http_methods\((?=[^)]*GET)(?![^)]*HEAD)")
    assert [relative(p) for p in MODULES if forgetful.search(p.read_text())] == []


# Templates


def test_templates_hold_no_inline_script_or_style():
    assert templates_with(r"<script(?![^>]*\bsrc=)|<style|<[^>{%]*\sstyle=|<[^>{%]*\son\w+=") == []


def test_htmx_is_used_without_eval():
    assert (
        templates_with(
            r"\bhx-on\b|\bhx-(vals|headers)=[\"']js:|\bhx-trigger=\"[^\"]*\[|javascript:"
        )
        == []
    )


def test_templates_escape_what_they_show():
    assert templates_with(r"\|\s*safe\b|\|\s*safeseq\b|autoescape off") == []


def test_pages_load_nothing_from_another_site():
    assert (
        templates_with(r"<(script|link|img|iframe|source)\b[^>]*\s(src|href)=[\"'](https?:)?//")
        == []
    )


def test_components_state_their_properties_in_the_first_line():
    components = [p for p in TEMPLATES if p.parent.name == "components"]
    assert [relative(p) for p in components if not p.read_text().startswith("{#")] == []


# The law of names: URL name = view function = template = test prefix


def page_patterns():
    for included in get_resolver().url_patterns:
        if getattr(included, "app_name", None) in APPS:
            for pattern in included.url_patterns:
                yield pytest.param(
                    included.app_name, pattern, id=f"{included.app_name}:{pattern.name}"
                )


@pytest.mark.parametrize(("app", "pattern"), list(page_patterns()))
def test_url_view_template_and_test_share_one_name(app, pattern):
    view = inspect.unwrap(pattern.callback)
    module = view.__module__.removeprefix(f"{app}.views.")
    test_file = ROOT / "tests" / app / "views" / f"test_{module}.py"

    assert view.__name__ == pattern.name
    assert f"def test_{pattern.name}_" in test_file.read_text()
    for template in re.findall(rf'"({app}/\w+\.html)', inspect.getsource(view)):
        assert template == f"{app}/{pattern.name}.html"
