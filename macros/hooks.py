"""MkDocs events: the adapter between the core and the site shell. Holds no state and decides nothing.

`on_config` opens the site, `on_files` swaps entry files for finished pages, `on_page_content` lists the
headings that macros made, `on_env` gives templates the security policy and finished pages their frames,
`on_post_build` writes the exports.
"""

from __future__ import annotations

import gc
import html
import os
import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

from jinja2 import Environment
from lxml.html import HtmlElement, fragment_fromstring
from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros import shell
from macros.exports.write import write_exports
from macros.frame import Frames, tidy
from macros.problems import ContentError
from macros.render.authored import docs_files
from macros.render.outputs import MacroOutputs
from macros.render.page import Heading, RenderedPage
from macros.search.library import write_search

SITE = "common_thread"
"""Key of the `Site` in `config.extra`."""
SETTINGS = "assets/js/keep.js"
"""Script that is filled in with settings when the site is built, so that no page has to repeat them."""
FEWEST_HEADINGS = 6
"""Headings from which a finished page shows a table of contents; below that it fits a screen or two."""
SERVING = "COMMONTHREAD_SERVING"
"""Environment variable that says that pages are served live, with MkDocs' inline reload script."""


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether pages are served live; spare a single build the search for garbage.

    Nearly everything a build makes stays until its end, so collecting finds little and costs a tenth of the time.
    """
    os.environ[SERVING] = "1" if command == "serve" else ""
    if command == "build":
        gc.disable()


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read, check and connect the content before anything is deleted or written."""
    root = _root(config)
    try:
        day = shell.build_day(root, os.environ.get("COMMONTHREAD_TODAY"))
    except ValueError as error:
        raise Abort(f"COMMONTHREAD_TODAY or SOURCE_DATE_EPOCH: {error}") from None
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(shell.epoch_of(day)))
    try:
        site, _ = shell.open_site(root, _templates(config), day)
    except ContentError as error:
        raise Abort(f"{error}\nNothing was built: mend the lines above. The last site is untouched.") from None
    config.extra[SITE] = site
    extensions: list[Any] = config.markdown_extensions
    extensions.append(PutOutputsIn(site.outputs))
    config.theme.static_templates.add(SETTINGS)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace the files of entries by their finished pages, add the generated ones, and leave out what nobody wrote."""
    published = set(docs_files(_root(config)).all)
    for file in list(files):
        if file.generated_by is None and file.src_dir == config.docs_dir and file.src_uri not in published:
            files.remove(file)
    processes = 1 if os.environ.get(SERVING) else (os.cpu_count() or 1)
    for rendered in config.extra[SITE].render(processes):
        file = File.generated(config, rendered.path.removesuffix(".html") + ".md", content="")
        CorePage(rendered, file, config)
        files.append(file)
    return files


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Only authored pages may call macros, whatever their front matter says."""
    page.meta["render_macros"] = not isinstance(page, CorePage)
    return markdown


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """List the headings and anchors of an authored page again, since macros may have made some."""
    outputs = config.extra[SITE].outputs
    if outputs.stand_in(page.title):
        page.title = outputs.words(page.title)
    if not isinstance(page, CorePage) and "ct-" in content:
        made = fragment_fromstring(content, create_parent="div")
        page.toc = _contents(list(_headings(made)))
        page.present_anchor_ids = (page.present_anchor_ids or set()) | set(made.xpath("//@id"))
    return content


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates the content security policy of a page, and every finished page its frame."""
    env.globals["content_security_policy"] = shell.content_security_policy(serving=bool(os.environ.get(SERVING)))
    env.globals["theme_assets"] = _theme_assets(config)
    env.globals["has_downloads"] = files.get_file_from_path("downloads.md") is not None
    env.globals["framed_page"] = Frames(env).page
    framed = env.from_string("{{ framed_page() }}")
    for file in files.documentation_pages():
        if isinstance(file.page, CorePage):
            file.page.meta["template"] = framed
    return env


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Tell every finished page the section of its folder, so that the section's tab shows as the current one.

    The pages don't become part of the navigation: on a phone it opens with all sections, and costs the same everywhere.
    """
    sections = {}
    for page in nav.pages:
        if page.is_index and page.parent is not None:
            sections[posixpath.dirname(page.file.src_uri)] = page.parent
        elif page.parent is not None:
            sections.setdefault(posixpath.dirname(page.file.src_uri), page.parent)
    for file in files.documentation_pages():
        if isinstance(file.page, CorePage):
            file.page.section = sections.get(file.src_uri.partition("/")[0])
    return nav


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Drop the indentation that templates leave; finished pages have come out without it."""
    return output if isinstance(page, CorePage) else tidy(output)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the exports and leave out what no reader needs."""
    target = Path(config.site_dir)
    site = config.extra[SITE]
    write_exports(site.graph, target / "data", config.site_url)
    write_search(site.graph, site.search(_root(config)), target / "search")
    if (target / "bundles").exists():
        shutil.rmtree(target / "bundles")
    for unneeded in (*target.glob("assets/**/*.map"), *target.glob("assets/javascripts/lunr/**/*")):
        if unneeded.is_file():
            unneeded.unlink()
    for folder in sorted(target.glob("assets/javascripts/lunr/**/"), reverse=True):
        folder.rmdir()
    for worker in target.glob("assets/javascripts/workers/search*.js"):
        worker.unlink()


class CorePage(Page):
    """A page that the core has finished; MkDocs only puts the site around it."""

    def __init__(self, rendered: RenderedPage, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.rendered = rendered
        self.section: Any = None
        if rendered.source and config.edit_uri:
            self.edit_url = urljoin(config.repo_url or "", config.edit_uri.removesuffix("docs/") + rendered.source)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source: nothing of an entry passes through MkDocs' own readers."""
        self.markdown = ""
        self.meta = {
            "title": html.escape(self.rendered.title),
            "description": html.escape(" ".join(self.rendered.description.split())),
            "redirect": self.rendered.redirect,
            "hide": ["navigation"],
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hand over the finished content and its headings."""
        self.content = self.rendered.html
        few = len(self.rendered.headings) < FEWEST_HEADINGS
        self.toc = _contents([] if few else list(self.rendered.headings))
        self.present_anchor_ids = {heading.id for heading in self.rendered.headings}


class PutOutputsIn(Extension):
    """Puts the HTML of the macros into an authored page after everything else that Markdown does.

    It does so in the text of each heading too, from which anchors, titles and the table of contents are made.
    """

    def __init__(self, outputs: MacroOutputs) -> None:
        super().__init__()
        self._outputs = outputs

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Come last of all."""
        md.postprocessors.register(_OutputsPostprocessor(self._outputs), "macro_outputs", -100)


class _OutputsPostprocessor(Postprocessor):
    def __init__(self, outputs: MacroOutputs) -> None:
        super().__init__()
        self._outputs = outputs

    def run(self, text: str) -> str:
        try:
            return self._outputs.put_in(text)
        except ContentError as error:
            raise Abort(str(error)) from None


def _headings(page: HtmlElement) -> Iterator[Heading]:
    """The headings of levels 2 and 3 that have an anchor, without the sign that leads to it."""
    for found in page.xpath("//h2[@id] | //h3[@id]"):
        words = found.xpath(".//text()[not(ancestor::a[contains(@class, 'headerlink')])]")
        yield Heading(int(found.tag[1]), found.get("id"), " ".join("".join(words).split()))


def _contents(headings: list[Heading]) -> TableOfContents:
    """Headings as MkDocs' table of contents: third-level headings below the second-level one before."""
    top: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(html.escape(heading.title), heading.id, heading.level)
        if heading.level == 2 or not top:
            top.append(link)
        elif heading.level == 3:
            top[-1].children.append(link)
    return TableOfContents(top)


def _theme_assets(config: MkDocsConfig) -> dict[str, str]:
    """The theme's style sheets and script, by name; their addresses carry a checksum that changes with its version."""
    found = {}
    for name, pattern in {
        "main": "assets/stylesheets/main.*.min.css",
        "palette": "assets/stylesheets/palette.*.min.css",
        "bundle": "assets/javascripts/bundle.*.min.js",
    }.items():
        paths = [path.relative_to(folder) for folder in config.theme.dirs for path in Path(folder).glob(pattern)]
        if len(paths) != 1:
            raise Abort(f"The theme has {len(paths)} files {pattern}, where one is expected; see overrides/main.html")
        found[name] = paths[0].as_posix()
    return found


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _templates(config: MkDocsConfig) -> Path:
    folder: Any = config.theme.custom_dir
    if not folder:
        raise Abort("mkdocs.yml: theme.custom_dir must name the folder with the templates (overrides)")
    return Path(folder)
