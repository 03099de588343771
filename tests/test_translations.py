"""The interface is complete in Simplified Chinese: every text, every placeholder, one word for one thing."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.urls import reverse
from django.utils import translation

ROOT = Path(__file__).parent.parent
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
TRANSLATED = ["config", "engine", "accounts", "parks", "governance", "assessments", "templates"]
COLLECT = [
    *[sys.executable, "manage.py", "makemessages", "--locale", "zh_Hans"],
    *["--no-wrap", "--add-location", "file"],
]

PLACEHOLDER = re.compile(r"%{1,2}\(\w+\)[a-z]|%[sd%]|<[^>]+>|\{[^{}]*\}")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z]+")
HALF_WIDTH = re.compile(r"[一-鿿”][,;:?!]|[,;:?!][一-鿿“]|\.\.\.|[一-鿿]\.(?!\w)")
SPACED = re.compile(r"[一-鿿] +[A-Za-z0-9%“]|[A-Za-z0-9”] +[一-鿿]")

# Names of programs, formats, standards and keys of files, which are the same in every language.
NOT_TRANSLATED = {
    *["Parkpath", "API", "OpenAPI", "Authorization", "Bearer", "Cookie", "http", "https"],
    *[
        "CSV",
        "GeoJSON",
        "JSON",
        "YAML",
        "PDF",
        "PNG",
        "JPEG",
        "WebP",
        "Word",
        "Excel",
        "PowerPoint",
    ],
    *["OpenDocument", "MB", "UTF", "GB", "Big", "Point", "Polygon", "MultiPolygon"],
    *["type", "coordinates", "code", "file", "score", "by", "true", "false", "and"],
    *["XLSX", "HTML", "ZIP", "SHA", "AHP"],
    *["Webhook", "HTTP", "Idempotency", "Key", "ASCII", "example", "org", "hooks"],
    *["replace", "postgresql", "client", "Python", "xlsx"],
}

# One word for one thing: where the English text names it, the Chinese text has this word.
GLOSSARY = {
    r"parks?": "园区",
    r"plots?": "地块",
    r"facilit(y|ies)": "设施",
    r"linkages?": "联动",
    r"stages?": "阶段",
    r"path": "路径",
    r"gates?": "关口",
    r"indicators?": "指标",
    r"items?": "基础数据项|抽样项",
    r"stage reports?": "阶段报告",
    r"observations?": "观测值",
    r"evidence": "佐证材料",
    r"frameworks?": "指标体系",
    r"goals?": "目标",
    r"categor(y|ies)": "范畴",
    r"concepts?": "概念",
    r"aspects?": "侧面",
    r"caps?": "封顶",
    r"bands?": "等级",
    r"completeness": "完整度",
    r"committees?": "管委会",
    r"committee editor": "管委会填报员",
    r"committee lead": "管委会负责人",
    r"reviewers?": "审核员",
    r"authorit(y|ies)": "主管部门",
    r"observers?": "观察员",
    r"consultants?": "评估顾问",
    r"administrators?": "管理员",
    r"grants?": "授权|授予|出让",
    r"drafts?": "草稿",
    r"submit(s|ted|ting)?": "提交",
    r"return(s|ed)?": "退回",
    r"accept(s|ed)?": "采纳|受理",
    r"withdrawn?": "撤回",
    r"reopen(s|ed|ing)?": "重开",
    r"revisions?": "修订",
    r"overdue": "逾期",
    r"deadlines?": "期限",
    r"findings?": "督查问题",
    r"monthly notices?": "月度通报",
    r"runs?": "评估",
    r"weights sets?": "权重方案",
    r"portfolio": "总览",
    r"ranking": "排名",
    r"timeline": "大事记",
    r"coupling coordination": "耦合协调度",
    r"supplementary forms?": "补充填报表",
    r"webhooks?": "Webhook",
    r"Idempotency-Key": "幂等键",
    r"backups?": "备份",
    r"cannot be decided": "无法判定",
    r"saved views?": "已存视图",
    r"heat map": "热力图",
}


def messages_of(path):
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def key(message):
    return message.context, message.id


def english(message):
    return [message.id] if isinstance(message.id, str) else list(message.id)


def chinese(message):
    return message.string if isinstance(message.string, str) else message.string[0]


def plain(text):
    return PLACEHOLDER.sub("", text)


MESSAGES = messages_of(ROOT / CATALOGUE)


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Return the texts that makemessages finds in a copy of the code."""
    copy = tmp_path_factory.mktemp("code")
    for part in TRANSLATED:
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("manage.py", "pyproject.toml"):
        shutil.copy(ROOT / name, copy)
    (copy / CATALOGUE).parent.mkdir(parents=True)
    shutil.copy(ROOT / CATALOGUE, copy / CATALOGUE)
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": str(copy)}
    environment = {**os.environ, **settings}
    done = subprocess.run(
        COLLECT, cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {key(message) for message in messages_of(copy / CATALOGUE)}


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext collects the texts")
def test_the_catalogue_holds_the_texts_of_the_code_and_no_others(collected):
    kept = {key(message) for message in MESSAGES}
    assert sorted(map(str, collected - kept)) == [], "Run make messages and translate these."
    assert sorted(map(str, kept - collected)) == [], "Run make messages to drop these."


def test_no_text_hides_behind_a_name_that_makemessages_does_not_know():
    renamed = re.compile(r"\b\w*gettext\w* as (?!_\b)\w+")
    modules = [path for part in TRANSLATED for path in (ROOT / part).rglob("*.py")]
    assert [str(p) for p in modules if renamed.search(p.read_text())] == []


def test_every_text_is_translated_and_none_is_a_guess():
    assert [m.id for m in MESSAGES if not chinese(m) or m.fuzzy] == []
    assert "#, fuzzy" not in (ROOT / CATALOGUE).read_text(), "A fuzzy header hides the catalogue."


def test_placeholders_and_markup_are_the_same_on_both_sides():
    def marks(text):
        return Counter(PLACEHOLDER.findall(text))

    differing = [
        (m.id, chinese(m))
        for m in MESSAGES
        if marks(chinese(m)) not in [marks(text) for text in english(m)]
    ]
    assert differing == []


def test_no_english_word_is_left_in_a_chinese_text():
    left = {m.id: set(LATIN_WORD.findall(plain(chinese(m)))) - NOT_TRANSLATED for m in MESSAGES}
    assert {text: words for text, words in left.items() if words} == {}


def test_chinese_texts_use_chinese_punctuation_and_no_spaces_around_other_letters():
    def is_awkward(text):
        return HALF_WIDTH.search(plain(text)) or SPACED.search(text)

    assert [chinese(m) for m in MESSAGES if is_awkward(chinese(m))] == []


@pytest.mark.parametrize("term", GLOSSARY)
def test_one_thing_has_one_word(term):
    named = re.compile(rf"\b({term})\b", re.IGNORECASE)
    astray = [
        (m.id, chinese(m))
        for m in MESSAGES
        if any(named.search(plain(text)) for text in english(m))
        and not re.search(GLOSSARY[term], chinese(m))
    ]
    assert astray == []


@pytest.fixture
def in_chinese(settings, tmp_path):
    """Read the catalogue as it stands in the source, compiled the way that `make` does it."""
    compiled = tmp_path / CATALOGUE.relative_to("locale").with_suffix(".mo")
    compiled.parent.mkdir(parents=True)
    with (ROOT / CATALOGUE).open("rb") as source, compiled.open("wb") as target:
        write_mo(target, read_po(source))
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("zh-hans"):
        yield


def test_the_catalogue_compiles_and_a_page_comes_in_chinese(in_chinese, client, db):
    response = client.get(reverse("accounts:sign_in"), headers={"accept-language": "zh-CN"})
    page = response.content.decode()
    assert response["Content-Language"] == "zh-hans"
    assert '<html lang="zh-Hans"' in page
    assert "评估老工业园区升级：从填报事实到可解释的得分。" in page
    assert "Sign in" not in page


@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_number_takes_one_form_in_chinese(in_chinese, number):
    text = translation.ngettext("in %(days)d day", "in %(days)d days", number) % {"days": number}
    assert text == f"还有{number}天"
