"""`commonthread search`: the site's search in a terminal, over the content as it is now."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

import click

from macros.cache_place import cache_folder
from macros.cli.project import asked_day, templates_of, today_option
from macros.kept_index import KeptIndex
from macros.problems import errors
from macros.search.clauses import Answer
from macros.search.excerpt import Piece, beginning, excerpt, told
from macros.search.query import Searcher
from macros.search.ranking import Hit
from macros.shell import check_site


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="Results to show.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or machines.")
@click.option("--as-typed", is_flag=True, help="Take no word for another: no slip is mended, nothing translated.")
@today_option
@click.pass_obj
def search(
    root: Path, words: tuple[str, ...], limit: int, style: str, as_typed: bool, today: str | None
) -> None:  # fmt: skip
    """Search the library as its site does, best results first.

    Reads the content, not the built site; results and their order are the same.
    """
    gc.disable()  # the process ends with the answer, and nearly all it makes stays until then
    searcher = searcher_of(root, today)
    query = " ".join(words)
    answer = searcher.answer(query, as_typed)
    shown = results(searcher, answer, limit)
    if style == "json":
        click.echo(json.dumps(_as_json(query, answer, shown), ensure_ascii=False, indent=1))
    else:
        _tell(answer, shown)


def searcher_of(root: Path, today: str | None) -> Searcher:
    """Who answers: from the index that the last question left, if nothing has changed since.

    Raises:
        SystemExit: when the content is wrong; everything about it has been said.
    """
    templates, day = templates_of(root), asked_day(root, today)
    kept = KeptIndex(cache_folder(root), root, templates, day)
    known = kept.searcher()
    if known is not None:
        return known
    site, found = check_site(root, templates, day)
    if site is None or errors(found):
        for problem in errors(found):
            click.echo(str(problem), err=True)
        raise SystemExit(1)
    site.render(os.cpu_count() or 1)
    library = site.search(root)
    kept.keep(library)
    return library.searcher()


def results(searcher: Searcher, answer: Answer, limit: int) -> list[dict[str, Any]]:
    """What is shown of the first hits of an answer, in the order in which it is shown."""
    forms = searcher.marks(answer)
    hits = searcher.first(answer, limit)
    return [_result(searcher, answer, forms, number, hit) for number, hit in enumerate(hits, start=1)]


def _result(
    searcher: Searcher, answer: Answer, forms: Collection[str], rank: int, hit: Hit
) -> dict[str, Any]:  # fmt: skip
    index = searcher.index
    first = index.pages.index(hit.page)
    answers = searcher.answers(answer, hit)
    entry, section = index.entries[hit.page], index.sections[first if answers else hit.sections[0]]
    found = [index.sections[number].text for number in (hit.sections[:1] if section.heading else hit.sections)]
    return {
        "rank": rank,
        "score": round(hit.score, 3),
        "id": entry.id,
        "type": entry.kind,
        "title": entry.title,
        "heading": section.heading,
        "page": entry.path + (f"#{section.anchor}" if section.anchor else ""),
        "status": entry.status,
        "facts": entry.facts,
        "excerpt": (
            [Piece(beginning(entry.answer), False)]
            if answers
            else excerpt(told(found, index.sections[first].text, forms), forms)
        ),
    }


def _as_json(query: str, answer: Answer, shown: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "query": query,
        "found": len(answer.hits),
        "named": [{"said": said, "means": name.means, "page": name.path} for said, name in answer.named],
        "corrected": [{"said": said, "shown": list(forms)} for said, forms in answer.corrected],
        "translated": [{"said": said, "searched": list(forms)} for said, forms in answer.translated],
        "without": answer.without,
        "unknown": answer.unknown,
        "definition": answer.defined.path if answer.defined else None,
        "results": [{**result, "excerpt": "".join(piece.text for piece in result["excerpt"])} for result in shown],
    }


def _tell(answer: Answer, shown: list[dict[str, Any]]) -> None:
    for said, name in answer.named:
        click.echo(f"{said} → {name.means}" + (f" ({name.note})" if name.note else ""))
    for said, forms in answer.corrected:
        click.echo(f"Nothing says “{said}”; shown instead: {', '.join(forms)}")
    for said, forms in answer.translated:
        click.echo(f"“{said}”: also searched: {', '.join(forms)}")
    for said in answer.without:
        click.echo(f"Without pages that hold “{said}”")
    for said in answer.unknown:
        click.echo(f"Nothing says “{said}”, or anything like it")
    for result in shown:
        place = f" › {result['heading']}" if result["heading"] else ""
        click.echo(f"{result['rank']:>3}  {click.style(result['title'], bold=True)}{place}")
        about = ", ".join(word for word in (result["type"], result["status"].lower()) if word)
        click.echo(f"     {about}  {result['page']}")
        if result["facts"]:
            click.echo(f"     {result['facts']}")
        click.echo(f"     {''.join(map(_styled, result['excerpt']))}")
    click.echo(f"{len(answer.hits)} found" if answer.hits else "No results", err=True)


def _styled(piece: Piece) -> str:
    return click.style(piece.text, bold=True) if piece.marked else piece.text
