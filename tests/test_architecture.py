"""What holds the program together: who may import whom, what is documented, what a new type costs."""

from __future__ import annotations

import ast
import graphlib
import importlib
import inspect
import json
import pkgutil
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import macros
from macros.problems import CODES
from tests.casebook import write_files
from tests.community import SECOND, TODAY, copy_second
from tests.conftest import ROOT

MODULES = sorted(path for path in (ROOT / "macros").rglob("*.py"))
BELOW = {
    "problems": set(),
    "problem_help": {"problems"},
    "words": set(),
    "sensitive": set(),
    "load": {"problems"},
    "model": {"problems", "words", "load"},
    "knowledge": {"problems", "words", "sensitive", "load", "model"},
    "packing": set(),
    "render": {"problems", "problem_help", "words", "packing", "load", "model", "knowledge"},
    "search": {"problems", "words", "packing", "load", "model", "knowledge", "render"},
    "minutes": {"problems", "words", "sensitive", "load", "model", "knowledge"},
    "giving": {"problems", "words", "sensitive", "load", "model", "knowledge", "render", "minutes"},
    "review": {"problems", "load", "model", "knowledge", "render"},
    "desk": {
        "problems",
        "words",
        "load",
        "model",
        "knowledge",
        "render",
        "bundles",
        "giving",
    },
    "fixing": {"problems", "load", "model", "knowledge"},
    "exports": {"problems", "words", "load", "model", "knowledge", "render"},
    "bundles": {
        "problems",
        "words",
        "workers",
        "frame",
        "surroundings",
        "load",
        "model",
        "knowledge",
        "render",
        "exports",
        "search",
    },
}
"""The layers, and what each may import beside itself."""
WITHIN_BUNDLES: dict[str, set[str]] = {
    "container": set(),
    "check": {"container"},
    "update.read": {"container", "check"},
    "update.make": {"container", "update.read"},
    "pages": {"container", "update.make", "signature", "released"},
    "editions": {"container", "pages", "progress", "sealed_files"},
}
"""The folders of `macros/bundles`, and what each may import there; the modules beside them use them all."""
STANDARD_ONLY = ("container", "check", "update.read")
"""What the program that applies updates is made of."""
SHELL = {"macros/__init__.py", "macros/hooks.py", "macros/finished_file.py", "macros/cli/site_shell.py"}
"""The only modules that may speak to MkDocs."""
READS_HTML = {
    "macros/bundles/pages/authored_page.py": {
        r'<article class="md-content__inner md-typeset"[^>]*>(.*)</article>',
        r'(<section id="packs"[^>]*>).*?(</section>)',
        'docs/downloads.md: there is no <section id="packs"> for the list of files; put one where it should stand',
    },
    "macros/bundles/pages/slimming.py": {"</a>"},
    "macros/render/outputs.py": {"<div>{}</div>"},
    "macros/render/prose.py": {"<p>", "</p>"},
}
"""Markup in strings that only recognises HTML, or stands for it while other programs work; no reader sees it."""
_MARKUP = re.compile(
    r"</?(?:a|abbr|article|b|body|br|button|code|dd|details|div|dl|dt|em|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|"
    r"input|li|link|main|meta|nav|ol|p|pre|script|section|span|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "macros")


def _strings(path: Path) -> Iterator[str]:
    """Every string that is no docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_imports_only_from_the_layers_above_it(path: Path) -> None:
    """load, model, knowledge, render, then search, exports, bundles; nothing below reaches back."""
    layer = path.relative_to(ROOT / "macros").with_suffix("").parts[0]
    if layer not in BELOW:
        return
    used = {name.split(".")[1] for name in _imports(path) if name.startswith("macros.")}
    assert used - {layer} <= BELOW[layer]


@pytest.mark.parametrize("folder", WITHIN_BUNDLES)
def test_a_folder_of_bundles_imports_only_from_those_above_it(folder: str) -> None:
    """The file of a bundle knows nothing of pages, and who applies an update nothing of who made it."""
    inside = f"macros.bundles.{folder}."
    allowed = tuple(f"macros.bundles.{name}" for name in WITHIN_BUNDLES[folder])
    for path in sorted((ROOT / inside.replace(".", "/")).glob("*.py")):
        used = {name for name in _imports(path) if name.startswith("macros.bundles.") and not name.startswith(inside)}
        assert {name for name in used if not name.startswith(allowed or ("none",))} == set(), path


@pytest.mark.parametrize("folder", STANDARD_ONLY)
def test_the_program_that_applies_updates_needs_nothing_but_the_standard_library(folder: str) -> None:
    """Readers have Python and nothing else; it carries every module of these folders."""
    ours = (*(f"macros.bundles.{name}." for name in STANDARD_ONLY), "macros.load.litter", "macros.load.walk")
    paths = sorted((ROOT / "macros/bundles" / folder.replace(".", "/")).glob("*.py"))
    assert len(paths) > 1
    for path in paths:
        used = {name for name in _imports(path) if name.partition(".")[0] not in sys.stdlib_module_names}
        assert {name for name in used if not name.startswith(ours)} == set(), path


def test_the_search_for_personal_data_needs_one_library() -> None:
    """It is asked of texts in many places, so it brings little with it."""
    for path in sorted((ROOT / "macros/sensitive").glob("*.py")):
        used = {name.partition(".")[0] for name in _imports(path)} - set(sys.stdlib_module_names)
        assert used <= {"macros", "phonenumbers"}, path


@pytest.mark.parametrize("path", [path for path in MODULES if _name(path) not in SHELL], ids=_name)
def test_the_core_does_not_know_mkdocs(path: Path) -> None:
    """It must outlive the shell."""
    assert [name for name in _imports(path) if re.match(r"mkdocs|material|pymdownx", name)] == []


def _at_once(path: Path) -> set[str]:
    """The modules of the program that a module imports as soon as it is imported itself."""
    body = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.Import | ast.ImportFrom)]
    found = {alias.name for node in body if isinstance(node, ast.Import) for alias in node.names}
    for node in (node for node in body if isinstance(node, ast.ImportFrom)):
        found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name.startswith("macros.")}


def test_no_module_needs_that_another_was_imported_before_it() -> None:
    """Modules that import each other in a circle work in one order only; asked of the texts, since it is quick."""
    modules = {_name(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in MODULES}
    sorter = graphlib.TopologicalSorter({name: _at_once(path) & set(modules) for name, path in modules.items()})
    assert len(list(sorter.static_order())) == len(modules)


@pytest.mark.slow
@pytest.mark.parametrize("backwards", [False, True])
def test_modules_can_be_imported_from_the_first_to_the_last_and_back(backwards: bool) -> None:
    names = [_name(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__") for path in MODULES]
    ordered = sorted(names, reverse=backwards)
    script = f"import importlib\nfor name in {ordered!r}:\n    importlib.import_module(name)\n"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _public() -> Iterator[tuple[str, Any]]:
    """Every public function, class and method of the program."""
    for module in pkgutil.walk_packages(macros.__path__, "macros."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        yield module.name, loaded
        for name, value in vars(loaded).items():
            if name.startswith("_") or getattr(value, "__module__", None) != module.name:
                continue
            if inspect.isfunction(value):
                yield f"{module.name}.{name}", value
            elif inspect.isclass(value):
                yield f"{module.name}.{name}", value
                for inner, member in vars(value).items():
                    if not inner.startswith("_") and (
                        inspect.isfunction(member)
                        or isinstance(member, (property, cached_property, classmethod, staticmethod))
                    ):
                        yield f"{module.name}.{name}.{inner}", getattr(value, inner, member)


def test_everything_public_says_what_it_is_for() -> None:
    """Modules, classes, functions; a method may inherit what it says."""
    silent = [name for name, value in _public() if not (inspect.getdoc(value) or "").strip()]
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_has_one_idea(path: Path) -> None:
    """At 300 lines there is a second."""
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_markup_stands_in_python(path: Path) -> None:
    """Looks belong in templates."""
    found = {text for text in _strings(path) if _MARKUP.search(text)}
    assert found == READS_HTML.get(_name(path), set())


def test_every_problem_code_is_documented_and_reported_by_something() -> None:
    """A page of the documentation lists them from the code, so none can be missing; none is listed in vain."""
    pages = [path for path in (ROOT / "docs").rglob("*.md") if "problem_codes()" in path.read_text("utf-8")]
    assert pages
    said = {text for path in MODULES if path.name != "problems.py" for text in _strings(path)}
    own = Counter(_strings(ROOT / "macros" / "problems.py"))
    said |= {text for text, times in own.items() if times > 1}
    assert set(CODES) - said == set()


TYPE = {
    "macros/model/tool.py": '''"""A tool: what gardeners work with."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.fields import Markdown, reference, term
from macros.model.record import Record


class Tool(Record):
    """A tool that a practice used."""

    type_name = "tool"
    plural = "tools"
    label = "Tool"
    label_plural = "Tools"
    purpose = "What gardeners work with."
    folder = "data/tools"
    order = 55

    sectors: tuple[Annotated[str, term("sectors")], ...] = Field((), description="What it is used for.")
    used_in: tuple[Annotated[str, reference("practice", role="used with it")], ...] = Field((), description="Uses.")
    care: Markdown | None = Field(None, description="How to look after it.")
''',
    "overrides/records/tool.html": """{% extends "records/_record.html" %}
{% import "records/_parts.html" as parts with context %}
{% block glance %}{{ parts.references("Used in", record.used_in) }}{% endblock %}
{% block content %}{{ parts.heading("Care", "care") }}{{ record.care|block }}{% endblock %}
""",
    "tests/fixtures/second-community/data/tools/sapa.yml": """title: Sapă
summary: Cu ea se sapă brazdele între blocuri.
language: ro
added: 2026-03-01
sectors: [legume]
used_in: [compost-pe-acoperis]
care: Se șterge de compost [@anuar-gradini].
sources:
  - source: anuar-gradini
""",
    "tests/cases/model/entries/tool.yml": """title: Spade
summary: A spade that does not exist, for beds that do not exist either.
added: 2025-03-01
sectors: [health]
care: Wipe it.
""",
    "tests/fixtures/second-community/docs/tools/index.md": """# Unelte

{{ tool_index(by="sectors") }}

## Câmpuri

{{ field_table("tool") }}
""",
}
"""A new content type: its files, with one for the tests, and nothing else."""


def _command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "macros",
        "--root",
        "tests/fixtures/second-community",
        *arguments,
        "--today",
        str(TODAY),
    ]
    known = {"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, cwd=root, env=known, capture_output=True, text=True, check=False)


def test_a_new_type_of_entry_costs_its_files(tmp_path: Path) -> None:
    """Pages, lists, backlinks, schema, field table and checks come from the model."""
    for name in ("macros", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    project = tmp_path / "tests/fixtures/second-community"
    shutil.copytree(SECOND, project)
    write_files(tmp_path, TYPE)
    made = _command(tmp_path, "build")
    assert made.returncode == 0, made.stdout + made.stderr
    site = project / "site"

    def page(path: str) -> str:
        return (site / path).read_text("utf-8")

    assert "<h1>Sapă</h1>" in page("tools/sapa.html") and 'href="../definitions/compost.html"' in page(
        "tools/sapa.html"
    )
    shown = r'used with it</span></h4>\s*<ul class="ct-links">\s*<li><a href="../tools/sapa.html">Sapă</a>'
    assert re.search(shown, page("practices/compost-pe-acoperis.html"))
    assert "Sapă" in page("browse/sectors/legume.html") and "Sapă" in page("tools/all.html")
    assert "Sapă" in page("tools/index.html") and "<code>used_in</code>" in page("tools/index.html")
    exported = json.loads(page("data/records.json"))["records"]
    assert [entry["title"] for entry in exported if entry["type"] == "tool"] == ["Sapă"]
    schema = json.loads(page("data/tool.schema.json"))
    assert schema["properties"]["sectors"]["items"]["enum"] == ["legume", "compostare", "albine", "udare"]

    entry = project / "data/tools/sapa.yml"
    entry.write_text(
        TYPE["tests/fixtures/second-community/data/tools/sapa.yml"].replace("[legume]", "[legum]"), "utf-8"
    )
    checked = _command(tmp_path, "check", "data/tools")
    assert (
        checked.stdout
        == 'data/tools/sapa.yml:5: sectors.0: unknown term "legum"; did you mean "legume"? [unknown-term]\n'
    )


def test_the_second_community_has_no_code_of_its_own(tmp_path: Path) -> None:
    """Content, settings and pages; the code and the templates are this repository's."""
    endings = {path.suffix for path in copy_second(tmp_path / "project").rglob("*") if path.is_file()}
    assert endings == {".yml", ".md"}
