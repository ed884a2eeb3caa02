"""The words of the interface: catalogues, what they must hold, and what templates and scripts make of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from macros.message_sources import messages, outdated
from macros.model.catalogues import read_own_words
from macros.render.compiled import CompiledTemplates
from macros.render.record_page import compose_record
from macros.render.templates import environment
from macros.render.translated import plain_text, translate
from macros.words import ENGLISH, SHIPPED, CatalogueError, parse, read_words, template
from tests.community import OVERRIDES, graph_of, record
from tests.conftest import ROOT

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
TWO = HEADER.format("nplurals=2; plural=(n > 1);")
FACTS = 'msgid "All facts"\nmsgstr "Tous les faits & <b>plus</b>"\n'
COUNTED = (
    'msgid "%(num)s entry"\nmsgid_plural "%(num)s entries"\nmsgstr[0] "%(num)s fiche"\nmsgstr[1] "%(num)s fiches"\n'
)


def test_the_list_of_messages_is_what_the_program_says() -> None:
    """Whoever changes words renews the catalogues: `commonthread words`."""
    assert outdated(ROOT / "overrides") == []


def test_every_shipped_catalogue_is_sound() -> None:
    """Each can be read, and each translation has the places of its message."""
    for file in SHIPPED.glob("*.po"):
        parse(file.read_bytes())


def test_a_message_that_nothing_marks_is_found(tmp_path: Path) -> None:
    """A new message in a template or a script belongs into the list."""
    (tmp_path / "new.html").write_text('{{ _("Never said before") }}', "utf-8")
    (tmp_path / "new.js").write_text('_("Nor this");', "utf-8")
    found = {str(message.id): message for message in messages(tmp_path)}
    assert {"Never said before", "Nor this"} <= set(found)
    assert "Never said before" in outdated(tmp_path)


def test_a_message_holds_no_markup(tmp_path: Path) -> None:
    """Or a translator could bring some."""
    (tmp_path / "new.html").write_text('{{ _("a <b>bold</b> word") }}', "utf-8")
    with pytest.raises(ValueError, match=r"new\.html.*markup"):
        messages(tmp_path)


def test_plurals_follow_the_catalogue(tmp_path: Path) -> None:
    """French counts nought as one; a project's own words come first."""
    words = read_words("fr-CA", (TWO + COUNTED).encode(), tmp_path)
    assert [words.counted("%(num)s entry", "%(num)s entries", number) for number in (0, 1, 2)] == [
        "0 fiche",
        "1 fiche",
        "2 fiches",
    ]
    assert ENGLISH.counted("%(num)s entry", "%(num)s entries", 0) == "0 entries"


def test_a_language_without_a_catalogue_speaks_english(tmp_path: Path) -> None:
    """And says how much it lacks."""
    words = read_words("fi", None, tmp_path)
    assert words.gettext("All facts") == "All facts"
    assert len(words.missing()) == len([message for message in template() if message.id])
    assert ENGLISH.missing() == []


def test_a_translation_brings_no_markup_into_a_page(tmp_path: Path) -> None:
    """Its own signs are escaped, and what is put into it once."""
    env = Environment(autoescape=True)
    translate(env, read_words("fr", (TWO + FACTS + COUNTED).encode(), tmp_path))
    assert env.from_string('{{ _("All facts") }}').render() == "Tous les faits &amp; &lt;b&gt;plus&lt;/b&gt;"
    assert env.from_string('{{ _("In %(place)s", place=x) }}').render(x="<a>") == "In &lt;a&gt;"
    assert env.from_string('{{ ngettext("%(num)s entry", "%(num)s entries", 2) }}').render() == "2 fiches"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('{{ _("All facts")|lower }}', "tous les faits &amp; &lt;b&gt;plus&lt;/b&gt;"),
        ('{{ (_("All facts") ~ ": " ~ x)|length }}', "55"),
        ('{{ _("A" " part") }}, {{ _( "100 %%" ) }}, {{ x }}', "A part, 100 %, &lt;a&gt;"),
        ('{{ _("It\'s %(a)s of %(b)s", b=x, a=_("All facts")|length) }}', "It's 44 of &lt;a&gt;"),
        ('{% set said = {"_": x}._ %}{{ said }}', "&lt;a&gt;"),
    ],
)
def test_a_message_is_an_expression_like_another(written: str, shown: str, tmp_path: Path) -> None:
    """Though it is looked up when the template is compiled: filters, places and other messages around it hold."""
    env = Environment(autoescape=True)
    translate(env, read_words("fr", (TWO + FACTS + COUNTED).encode(), tmp_path))
    assert env.from_string(written).render(x="<a>") == shown


def test_places_are_escaped_only_where_the_environment_escapes() -> None:
    """As Jinja has it for messages that are looked up when they are shown."""
    env = Environment(autoescape=False)
    translate(env, ENGLISH)
    text = '{% set x %}<b>{{ _("It\'s") }}</b>{% endset %}{{ _("A %(x)s", x=x) }} {{ _("B") ~ x }} {{ _("C") + x }}'
    assert env.from_string(text).render() == "A <b>It's</b> B<b>It's</b> C<b>It's</b>"


def test_compiled_templates_are_those_of_a_language(tmp_path: Path) -> None:
    """Two languages that keep theirs in one folder don't get each other's words."""
    (tmp_path / "page.html").write_text('{{ _("All facts") }}')
    french = read_words("fr", (TWO + FACTS + COUNTED).encode(), tmp_path)
    shown = []
    for words in (ENGLISH, french, ENGLISH, french):
        env = Environment(loader=FileSystemLoader(tmp_path), bytecode_cache=CompiledTemplates(tmp_path / "kept", words))
        translate(env, words)
        shown.append(env.get_template("page.html").render())
    assert shown == ["All facts", "Tous les faits &amp; &lt;b&gt;plus&lt;/b&gt;"] * 2


def test_a_heading_is_plain_text_in_the_table_of_contents() -> None:
    """What a template has escaped is not escaped again."""
    env = Environment(autoescape=True)
    translate(env, ENGLISH)
    env.filters["plain_text"] = plain_text
    assert env.from_string('{{ _("A %(x)s", x=y)|plain_text }}').render(y="<&") == "A &lt;&amp;"


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (TWO + 'msgid "In %(place)s"\nmsgstr "Dans %(lieu)s"\n', 6, "%(place)s"),
        (TWO + 'msgid "In %(place)s"\nmsgstr "Dans"\n', 6, "%(place)s"),
        (TWO + 'msgid "All"\nmsgstr "100 % tous"\n', 6, "%%"),
        (TWO + "msgid All\n", 6, "no gettext catalogue"),
        (HEADER.format("nplurals=2; plural=__import__('os');"), 1, "no gettext catalogue"),
    ],
)
def test_a_wrong_catalogue_is_refused(content: str, line: int, said: str) -> None:
    """With its line, and what would be right."""
    with pytest.raises(CatalogueError, match=said.replace("(", r"\(").replace(")", r"\)")) as found:
        parse(content.encode())
    assert abs(found.value.line - line) <= 1


def test_a_project_brings_its_own_words(tmp_path: Path) -> None:
    """They are read from data/words; a file that is wrong is said, and the rest is read."""
    folder = tmp_path / "data" / "words"
    folder.mkdir(parents=True)
    (folder / "fr.po").write_text(TWO + FACTS, "utf-8")
    (folder / "nowhere.po").write_text(TWO, "utf-8")
    (folder / "es.po").write_text(TWO + 'msgid "In %(place)s"\nmsgstr "En"\n', "utf-8")
    words, problems = read_own_words(tmp_path, "fr")
    assert words.gettext("All facts").startswith("Tous les faits")
    assert {(problem.path, problem.code) for problem in problems} == {
        ("data/words/nowhere.po", "bad-catalogue"),
        ("data/words/es.po", "bad-catalogue"),
    }


def test_an_entry_in_another_language_says_so_wherever_it_speaks() -> None:
    """Its title, summary and text, right to left where it is written so; the interface around it doesn't."""
    graph = graph_of(record("lesson", "arab", language="ar", title="درس", body={"what_happened": "سوق."}))
    html = compose_record(graph, environment(OVERRIDES, graph), graph.records["arab"])[0].html
    assert '<h1 lang="ar" dir="rtl">درس</h1>' in html
    assert '<div lang="ar" dir="rtl"><p>سوق.</p></div>' in html
    assert '<h2 id="what-happened">What happened</h2>' in html


def test_a_plural_formula_without_an_answer_gives_the_first_form() -> None:
    """No page can fail for a number that nobody tried."""
    catalogue = (
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n%(1234-n)>0;\\n"\n\n'
        'msgid "%(num)s entry"\nmsgid_plural "%(num)s entries"\nmsgstr[0] "%(num)s one"\nmsgstr[1] "%(num)s many"\n'
    )
    words = read_words("pt", catalogue.encode())
    assert (words.form(1234), words.form(3)) == (0, 1)


def test_another_plural_formula_is_another_language_to_pages_that_are_kept() -> None:
    """A page made with the one is not taken for a page made with the other."""
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural={};\\n"\n\nmsgid "All facts"\nmsgstr "Factos"\n'
    one, other = (read_words("pt", head.format(formula).encode()).checksum for formula in ("n>1", "n!=1"))
    assert one != other
