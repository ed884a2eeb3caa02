"""Authored pages, read before the site is built: every macro call is tried, every mistake said at once."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.knowledge.graph import Graph
from macros.load.docs import DocsFiles, read_docs
from macros.load.files import load_text
from macros.load.page_fields import page_fields
from macros.model.registry import record_types
from macros.model.settings import REDIRECTS_PATH
from macros.problems import ContentError, Problem, nearest
from macros.render.author import AuthorMacros
from macros.render.limits import OutOfTimeError, limited
from macros.render.macro_base import MacroError
from macros.render.outputs import MacroOutputs

DECISIONS = "about/decisions/"
"""Folder of pages about the making of the program: not searched, since readers look for other things, nor carried."""


def docs_files(root: Path) -> DocsFiles:
    """The pages of `docs/` that maintainers write, and their pictures and attachments."""
    return read_docs(root, {kind.folder for kind in record_types().values()})


def authored_pages(root: Path) -> list[str]:
    """The Markdown pages of `docs/` that maintainers write, relative to `docs/`."""
    return list(docs_files(root).pages)


SECONDS, MEGABYTES = 3, 300
"""Processor time and memory that the macros of one page may take; one more and a hundred for each thousand entries."""


def check_authored(
    graph: Graph, env: Environment, root: Path, untried: Collection[str] = frozenset()
) -> Iterator[Problem]:
    """Read every authored page's fields and try its macros; the first mistake in its macros becomes a problem.

    In a sandbox and within limits, so that checking somebody's proposal runs none of its code and comes to an end.
    Building does: see architecture.

    Args:
        graph: the library.
        env: its templates.
        root: the project's root.
        untried: pages that are only read, `docs/about/tests.md`: their macros run no code at all.
    """
    thousands = len(graph.records) / 1000
    for path in authored_pages(root):
        old = path.removesuffix(".md")
        if old in graph.library.redirects or old in graph.library.withdrawn:
            part = "redirects" if old in graph.library.redirects else "withdrawn"
            message = f'"{old}" is no retired page: docs/{path} has this address'
            yield graph.library.extra[REDIRECTS_PATH].problem((part, old), message, "bad-redirect")
        name = f"docs/{path}"
        text, problems = load_text(root, name)
        yield from problems
        if text is None:
            continue
        yield from page_fields(name, text)
        if "{{" not in text and "{%" not in text:
            continue
        if name in untried:
            message = "this page is code, and has changed: its macros are not tried here. Read them before you do"
            yield Problem(name, 1, "macro", message, "untried-code", "warning")
            continue
        outputs = MacroOutputs()
        macros = outputs.marked(AuthorMacros(graph, env, path.removesuffix(".md") + ".html").functions(), name)
        pages = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
        try:
            with limited(SECONDS + thousands, int(MEGABYTES + 100 * thousands)):
                outputs.check_whole(pages.from_string(text).render(**macros))
        except ContentError as error:
            yield from error.problems
        except TemplateSyntaxError as error:
            yield Problem(name, error.lineno, "macro", f"{error.message}", "bad-macro")
        except MacroError as error:
            yield Problem(name, _line(error), error.macro, error.message, "bad-macro")
        except UndefinedError as error:
            word = str(error).split("'")[1] if "'" in str(error) else ""
            hint = nearest(word, macros) or "; the macros are listed on contribute/macros"
            yield Problem(name, _line(error), "macro", f"{error}{hint}", "bad-macro")
        except OutOfTimeError:
            message = f"its macros take more than {SECONDS} seconds; let them list or repeat less"
            yield Problem(name, 1, "macro", message, "bad-macro")
        except (RecursionError, MemoryError, SyntaxError) as error:
            message = f"asks for more than a page can hold or nest ({type(error).__name__}); make it simpler"
            yield Problem(name, _line(error), "macro", message, "bad-macro")
        except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            yield Problem(name, _line(error), "macro", f"{type(error).__name__}: {error}", "bad-macro")


def _line(error: Exception) -> int:
    """The line of the page on which the template failed."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return (lines[-1] if lines else 1) or 1
