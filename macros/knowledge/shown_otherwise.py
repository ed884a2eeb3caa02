"""What other programs show in a text, and this one doesn't: found by reading it twice.

Python-Markdown, which shows texts here, differs from CommonMark, which most other programs show, above all in lists,
fences and tables that follow a line directly, and in how far what belongs to an item is indented. Words would be
shown as signs, or a list as running text, and nobody told. So a text in which such a thing may stand is read by both,
and what only the other program shows is named. Both are libraries; here stands only what is compared, and what to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import markdown
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from macros.knowledge.markdown_syntax import EXTENSIONS, SETTINGS
from macros.knowledge.markup import CITATION, LINK
from macros.load.text import is_unusual

_DOUBTFUL = re.compile(
    r"""(?mx)
    ^(?![ \t]*(?:[-*+]|\d{1,9}[.)])\s)(?=[^\n]*\S)[^\n]*\n[ ]{0,3}(?:[-*+]|\d{1,9}[.)])[ ]+\S  # a list below a line
    | ^[ ]{0,3}[-*+][ ][^\n]*\n[ ]{0,3}\d{1,9}[.)][ ] | ^[ ]{0,3}\d{1,9}[.)][ ][^\n]*\n[ ]{0,3}[-*+][ ]
    | ^[ ]{0,3}\d{1,9}\)[ ]                                         # 1) instead of 1.
    | ^(?:[ ]{4})*[ ]{1,3}[^\s]                                     # indented by less than four blanks
    | ^(?=[^\n|]*\S)[^\n|]*\n[ ]*\|                                # a table below a line
    | ^[ ]*(?:```|~~~)
    | \\\n
    | ^[ ]{0,3}>[^\n]*\n\n+[ ]{0,3}>                                 # two quotations
    | \[[^\[\]\n]{0,300}\n[^\[\]\n]{0,300}\]                       # brackets over two lines
    | ^[^\n#>|-][^\n]*\n[^\n]+\n(?:=+|-+)[ ]*$                     # a heading of two lines
    | [*_]{1,2}[^*_\n]{1,300}[*_]{1,3}[^*_\n]{1,300}[*_]{1,3}[^*_\n]{0,300}[*_]
    | \[[^\[\]\n]{0,300}\[[^\[\]\n]{0,300}\]\([^)\n]{0,300}\)
    | `[^`\n]{0,300}\\\|[^`\n]{0,300}`
    """
)
"""Where the two may differ. Most texts hold none of it and are not read twice."""
_INDENTED = re.compile(r"(?m)^(?:!!!|\?\?\?|:[ ]{1,3}\S|\[\^[^\]\n]+\]:)")
"""Constructs of this library whose inside the other program takes for code."""
_NOTE = re.compile(r"\[\^")
_WORDS = re.compile(r"\w+")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WHAT = {
    "li": "an item of a list", "pre": "a block of code", "table": "a table", "blockquote": "a quotation",
    "heading": "a heading", "a": "a link", "strong": "strong words", "em": "emphasis", "code": "code in a line",
    "br": "a break of a line",
}  # fmt: skip
_KINDS = {**{one: one for one in _WHAT}, **dict.fromkeys(_HEADINGS, "heading")}
_SAID = ("text", "code_inline", "fence", "code_block")
"""Tokens whose content is read."""
_TODO = {
    "li": "put an empty line above the list, write 1. and not 1), and indent by four blanks what belongs to an item",
    "pre": "put an empty line above the fence, begin it at the start of its line and write one word behind it, the "
    "language; inside of an item indent all of it by four blanks",
    "table": "put an empty line above the table; inside of an item indent it by four blanks",
    "blockquote": "put a line of text between two quotations, and an empty line above each",
    "heading": "write it on one line, behind ###",
    "a": "write words and address on one line, and no link inside of another",
    "strong": "close what is emphasised inside before what is around it, or leave one of them out",
    "em": "close what is emphasised inside before what is around it, or leave one of them out",
    "code": "leave out the backslash before the sign, or write it outside of a table",
    "br": "end the line with two blanks, or begin a new paragraph",
}


@dataclass(frozen=True)
class Otherwise:
    """Something that another program shows and this one doesn't."""

    what: str
    """What it is, in words."""
    todo: str
    """What to do."""
    line: int
    """Lines of the text above it."""
    found: str
    """Its first words."""


def shown_otherwise(text: str) -> Iterator[Otherwise]:
    """What other programs show in a text and this one doesn't, the first of each kind.

    Args:
        text: Markdown, as an entry holds it; one that holds more than readers write is not read twice.
    """
    if is_unusual(text) or not _DOUBTFUL.search(text):
        return
    plain = LINK.sub(lambda match: match[0].replace("|", " "), text)
    ours = _ours(CITATION.sub(lambda match: match[0].replace("\n", " "), plain))
    told = set()
    for kind, words, line, found in _theirs(_NOTE.sub("(^", plain)):
        key = (kind, words)
        if ours[key] > 0:
            ours[key] -= 1
        elif kind not in told:
            told.add(kind)
            yield Otherwise(_WHAT[kind], _TODO[kind], line, found)


def _key(kind: str, words: str) -> str:
    """What is compared: all letters and digits; of code in a line each sign, of breaks nothing."""
    return "" if kind == "br" else words if kind == "code" else " ".join(_WORDS.findall(words))


def _ours(text: str) -> Counter[tuple[str, str]]:
    """What this library shows, by kind and words."""
    root = html.fragment_fromstring(_shown_here().reset().convert(text), create_parent="div")
    found: Counter[tuple[str, str]] = Counter()
    for node in root.iter():
        kind = "heading" if node.tag in _HEADINGS else node.tag
        if kind in _WHAT and not (kind == "code" and node.getparent().tag == "pre"):
            found[kind, _key(kind, node.text_content())] += 1
    return found


def _theirs(text: str) -> list[tuple[str, str, int, str]]:
    """What CommonMark shows, with tables: kind, what is compared, lines above, and the first words."""
    indented = _INDENTED.search(text) is not None
    around: list[tuple[str, int, list[str]]] = []
    found: list[tuple[str, str, int, str]] = []

    def put(kind: str, line: int, words: str) -> None:
        found.append((kind, _key(kind, words), line, " ".join(words.split())[:60]))

    for token, line in _tokens(text):
        kind = _KINDS.get(token.tag, "")
        if token.nesting == 1 and kind:
            around.append((kind, line, []))
        elif token.nesting == -1 and kind:
            begun, first, words = around.pop()
            put(begun, first, "".join(words))
        elif token.nesting == 0:
            said = token.content if token.type in _SAID else " "
            if token.type == "fence" or (token.type == "code_block" and not indented):
                put("pre", line, token.content)
            elif token.type in ("code_inline", "hardbreak"):
                put(_KINDS[token.tag], line, token.content)
            for _, _, words in around:
                words.append(said)
        elif token.block:
            for _, _, words in around:
                words.append(" ")
    return sorted(found, key=lambda one: one[2])


def _tokens(text: str) -> Iterator[tuple[Token, int]]:
    """Each token with the lines above it; what stands in a paragraph one by one."""
    for token in _shown_elsewhere().parse(text):
        line = token.map[0] if token.map else 0
        if token.type != "inline":
            yield token, line
            continue
        for child in token.children or ():
            yield child, line
            line += child.type in ("softbreak", "hardbreak")


@cache
def _shown_here() -> markdown.Markdown:
    parser = markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS, output_format="html")
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    return parser


@cache
def _shown_elsewhere() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
