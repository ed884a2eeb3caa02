"""MkDocs events: the adapter between the core and the site shell. Holds no state and decides nothing.

`on_config` opens the site, `on_files` swaps entry files for finished pages, `on_page_content` lists the
headings that macros made, `on_env` gives templates the security policy and finished pages their frames,
`on_post_build` writes the exports.
"""

from __future__ import annotations

import gc
import os
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from lxml.html import fragment_fromstring
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
from macros.afterwards import SERVED
from macros.beside_pages import DATA, GIVING, SEARCH, finish, write_data
from macros.build_day import build_day, epoch_of
from macros.check_links import write_known
from macros.finished_file import BesideFile, FinishedFile, frames_of, top_section
from macros.frame import Entry, contents_of, first_words, headings_of
from macros.knowledge.graph import changed
from macros.nav import above, left_out, without
from macros.problems import ContentError
from macros.render.authored import docs_files
from macros.render.contact import contact_of
from macros.render.outputs import MacroOutputs
from macros.render.page import Heading, address, tidy
from macros.render.scrolling_tables import ScrollingTables
from macros.render.translated import translate
from macros.share_pictures import share_picture, share_pictures
from macros.surroundings import write_surroundings
from macros.words import N_, Words

SITE, NAVIGATION, FRAMES = "common_thread", "common_thread_navigation", "common_thread_frames"
FINISHED = "common_thread_finished"
"""Keys in `config.extra` of the `Site`; of MkDocs' navigation, frames and finished files once they are known."""
FILLED = ("assets/js/interface.js", "assets/js/keep.js", "assets/js/made.js", "assets/js/own/looks.js", "offline.js")
"""Scripts that are filled in when the site is built: with the words of its language, its settings, its day and version,
the looks of single files.

No page has to repeat them, and only `made.js` changes with every build."""
ROBOTS = "robots.txt"
"""What search engines are told: that they may read everything, and where the list of pages is."""
LINKS = "COMMONTHREAD_LINKS"
"""Environment variable that names a file for what the finished pages lead to, for whoever follows the links."""
SURROUNDINGS = "COMMONTHREAD_SURROUNDINGS"
"""Environment variable that names a file for what is around the finished pages, for whoever makes bundles of them."""
SCHEMES = (N_("Switch to the dark page"), N_("Switch to the light page"))
"""What `mkdocs.yml` calls the switch between light and dark, unless a community has other words."""
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
    SERVED.wait()
    root = _root(config)
    try:
        day = build_day(root, os.environ.get("COMMONTHREAD_TODAY"))
    except ValueError as error:
        raise Abort(f"COMMONTHREAD_TODAY or SOURCE_DATE_EPOCH: {error}") from None
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(epoch_of(day)))
    try:
        site, _ = shell.open_site(root, _templates(config), day)
    except ContentError as error:
        raise _nothing_built(error) from None
    config.extra[SITE] = site
    _speak(config, site.graph.words)
    config.nav = without(config.nav, left_out(site.graph))
    extensions: list[Any] = config.markdown_extensions
    extensions.append(PutOutputsIn(site.outputs))
    config.theme.static_templates.update(FILLED)
    config.theme.static_templates.add(ROBOTS)
    return config


def _nothing_built(error: ContentError) -> Abort:
    return Abort(f"{error}\nNothing was built: mend the lines above. The last site is untouched.")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace the files of entries by their finished pages, add the generated ones, and leave out what nobody wrote."""
    published = set(docs_files(_root(config)).all)
    for file in list(files):
        if file.generated_by is None and file.src_dir == config.docs_dir and file.src_uri not in published:
            files.remove(file)
    processes = 1 if os.environ.get(SERVING) else (os.cpu_count() or 1)
    contact = partial(contact_of, config.extra[SITE].graph)
    try:
        pages = config.extra[SITE].render(processes)
    except ContentError as error:
        raise _nothing_built(error) from None
    for page in pages:
        files.append(FinishedFile(page, config, contact))
    for address_inside, content_of in config.extra[SITE].files():
        files.append(BesideFile(address_inside, config, content_of))
    for path, content in share_pictures(config.extra[SITE].graph) if config.site_url else ():
        files.append(File.generated(config, path, content=content))
    return files


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Only authored pages may call macros, whatever their front matter says."""
    page.meta["render_macros"] = True
    return markdown


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Give an authored page outside the navigation the way to the page above it, and that page's section."""
    if page.parent is None and not page.is_homepage:
        known = {other.file.src_uri: other for other in nav.pages}
        page.above = known.get(above(page.file.src_uri, known) or "")  # type: ignore[attr-defined]
        page.section = page.above and top_section(page.above)  # type: ignore[attr-defined]
    return context


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """List the headings and anchors of an authored page again, since macros may have made some."""
    outputs = config.extra[SITE].outputs
    if outputs.stand_in(page.title):
        page.title = outputs.words(page.title)
    page.meta.setdefault("description", first_words(content))
    if "ct-" in content:
        made = fragment_fromstring(content, create_parent="div")
        page.toc = _contents(list(headings_of(made)))
        page.present_anchor_ids = (page.present_anchor_ids or set()) | set(made.xpath("//@id"))
    return content


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates the content security policy of a page, and every finished page its frame."""
    translate(env, config.extra[SITE].graph.words)
    env.globals["site_language"] = config.extra[SITE].graph.language
    env.globals["interface_words"] = config.extra[SITE].graph.words.for_scripts()
    env.globals["content_security_policy"] = shell.content_security_policy(serving=bool(os.environ.get(SERVING)))
    env.globals["theme_assets"] = _theme_assets(config)
    env.globals["made"] = config.extra[SITE].made()
    env.filters["share_picture"] = partial(share_picture, config.extra[SITE].graph)
    env.globals["has_downloads"] = files.get_file_from_path("downloads.md") is not None
    days = {address(record): changed(record) for record in config.extra[SITE].graph.records.values()}
    finished = config.extra[FINISHED] = [file for file in files if isinstance(file, FinishedFile)]
    env.globals["finished_pages"] = [(file.canonical, days.get(file.dest_uri)) for file in finished]
    frames = config.extra[FRAMES] = frames_of(env, config, config.extra[NAVIGATION], files)
    for file in finished:
        file.frames = frames
    return env


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the navigation for the frames of finished pages.

    These don't become part of it: on a phone it opens with all sections, and costs the same everywhere.
    """
    config.extra[NAVIGATION] = nav
    return nav


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Drop the indentation that templates leave."""
    return tidy(output)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the exports, when pages are served already if they are, and leave out what no reader needs."""
    target = Path(config.site_dir)
    site = config.extra[SITE]
    site.kept_files.forget_others()
    write = partial(write_data, site, _root(config), target, config.site_url)
    if os.environ.get(SERVING):
        SERVED.begin(write)
    else:
        write()
    if os.environ.get(LINKS):
        shown_whole = set(config.extra[FRAMES].first.values())
        write_known(Path(os.environ[LINKS]), (page for page in site.pages if page.path not in shown_whole))
    if os.environ.get(SURROUNDINGS):
        fillings = (file.filling() for file in config.extra[FINISHED])
        write_surroundings(Path(os.environ[SURROUNDINGS]), site.version, config.extra[FRAMES], fillings)
    finish(target, site.made() if site.graph.settings.offline else None)


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Let whoever asks for data wait until it is written."""
    server.set_app(SERVED.waiting_at((f"/{DATA}/", f"/{SEARCH}/", f"/{GIVING}/"), server.get_app()))
    return server


def on_shutdown() -> None:
    """Leave nobody writing into a folder that is about to be deleted."""
    SERVED.wait()


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


def _contents(headings: list[Heading]) -> TableOfContents:
    """Headings as MkDocs' table of contents."""
    return TableOfContents([_link(entry) for entry in contents_of(headings)])


def _link(entry: Entry) -> AnchorLink:
    link = AnchorLink(entry.title, entry.url.removeprefix("#"), entry.level)
    link.children = [_link(child) for child in entry.children]
    return link


def _speak(config: MkDocsConfig, words: Words) -> None:
    """Let the theme say its own words in the language of the site, where it knows it."""
    for scheme in config.theme.get("palette") or ():
        toggle: dict[str, str] = scheme.get("toggle") or {}
        if name := toggle.get("name"):
            toggle["name"] = words.gettext(name)
    if "toc" in config.mdx_configs:
        config.mdx_configs["toc"].setdefault("permalink_title", words.gettext("Permanent link"))
    config.markdown_extensions.append(ScrollingTables(words.gettext("Table")))  # type: ignore[arg-type]
    for name in dict.fromkeys((words.language, words.language.partition("-")[0])):
        if any((Path(folder) / "partials" / "languages" / f"{name}.html").is_file() for folder in config.theme.dirs):
            config.theme["language"] = name
            return


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
