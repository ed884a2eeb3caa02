"""A reader's words to ranked pages: how they are read, what they stand for, and in which order pages come."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.search.clauses import BEGINNING, JOINED, KIN, MEANT, NEAR, WHOLE, Answer
from macros.search.foreign import foreign_words
from macros.search.index import Index
from macros.search.kin import nearest_forms, parted
from macros.search.names import Name, forms_of
from macros.search.query import Searcher
from macros.search.sections import SearchPage, cut
from macros.search.typed import read
from macros.search.vocabulary import MOST_BEGINNINGS
from tests.casebook import Case, cases, text_of
from tests.search.queries import HOSTILE
from tests.search.support import Shipped, entry, library_of
from tests.search.test_words import ANY


def _page(title: str, body: str = "", **fields: Any) -> SearchPage:
    path = f"pages/{'-'.join(forms_of(title)) or 'untitled'}.html"
    return cut(entry(path, **{"title": title, **fields}), f"<p>{body}</p>")


def _titles(index: Index, answer: Answer) -> list[str]:
    return [index.entries[hit.page].title for hit in answer.hits]


def _clauses(index: Index, answer: Answer) -> dict[str, float]:
    return {index.terms[term]: boost for term, boost in answer.clauses.items()}


@pytest.mark.parametrize("case", cases("search/reading"))
def test_a_query_is_read(case: Case) -> None:
    """Each case gives a query and what is read in it."""
    typed, unfinished, apart = read(text_of(case["query"]))
    assert [word.form for word in typed] == [text_of(form) for form in case["forms"]]
    assert [word.form for word in typed if word.capitals] == case.get("capitals", [])
    assert unfinished == case.get("unfinished", False)
    assert [[word.form for word in words] for words in apart] == case.get("apart", [])


@pytest.mark.parametrize("case", cases("search/nearest"))
def test_slips_lead_to_near_forms(case: Case) -> None:
    """Each case gives known forms and what is near to some words."""
    known = case["known"]
    assert {word: nearest_forms(word, known, known.__getitem__) for word in case["near"]} == case["near"]


def test_letters_and_the_figures_behind_them_are_two_words() -> None:
    known = {"covid": 1, "19": 1, "cov": 1, "id19": 1}
    assert parted("covid19", known) == ("covid", "19") and parted("covid2019", known) is None
    assert parted("covid19", {"cov": 1, "id19": 1}) == ("cov", "id19"), "the figures stand nowhere alone"


PAGES = (
    _page("Trust", "People trust each other, and trust grows."),
    _page("Markets", "A market where people meet. The World Health Organization helps."),
    _page("World Health Organization", names=(("mul", "WHO"),)),
    _page("Peace building", "Peacebuilding and cohesion; cohesive groups."),
    _page("Confiance", "La confiance des voisins.", language="fr"),
    _page("The who of it", "Of the and who."),
)
NAMES = (
    Name(("confidence",), "Trust", "pages/trust.html", defines=True),
    Name(("mutual", "faith"), "Trust", "pages/trust.html", "superseded", defines=True),
    Name(("trust",), "Trust", "pages/trust.html", defines=True),
    Name(("bazaar",), "Markets", "pages/markets.html"),
)


@pytest.fixture(scope="module")
def small() -> tuple[Index, Searcher]:
    """Six pages and four names."""
    return library_of(*PAGES, names=NAMES)


def test_a_known_word_gives_its_terms_and_no_others(small: tuple[Index, Searcher]) -> None:
    """With full weight; all forms of one stem are one term."""
    index, searcher = small
    for query in ("trust ", "TRUST ", "Trúst "):
        answer = searcher.answer(query)
        assert _clauses(index, answer) == {"trust": 1.0}, query
        assert _titles(index, answer) == ["Trust"]
    assert _clauses(index, searcher.answer("people markets ")) == {"market": 1.0, "peopl": 1.0}


def test_an_unfinished_word_stands_for_its_endings_as_well(small: tuple[Index, Searcher]) -> None:
    """Fully where it is no word itself, a little where it is one; only the last word is unfinished."""
    index, searcher = small
    assert _clauses(index, searcher.answer("cohes")) == {"cohes": 1.0}
    assert _clauses(index, searcher.answer("peopl mar")) == {"market": 1.0, "peopl": KIN}
    assert _clauses(index, searcher.answer("peace")) == {"peac": 1.0, "peacebuild": BEGINNING}
    assert _clauses(index, searcher.answer("m")) == {}


def test_the_commonest_endings_count() -> None:
    """A few at most, by the number of sections in steps of two; two letters are too few to begin with."""
    pages = [
        _page(
            f"Page {number}", " ".join(f"zuu{chr(97 + letter)}k" for letter in range(20) if number % (letter + 1) == 0)
        )
        for number in range(64)
    ]
    index, searcher = library_of(*pages)
    clauses = _clauses(index, searcher.answer("zuu"))
    assert len(clauses) == MOST_BEGINNINGS and {"zuuak", "zuubk", "zuuck"} <= clauses.keys() and "zuutk" not in clauses
    assert _clauses(index, searcher.answer("zu")) == {}


def test_a_slip_is_forgiven_and_said(small: tuple[Index, Searcher]) -> None:
    """A word that nothing is near to is said to be unknown; the rest of the query still finds."""
    index, searcher = small
    answer = searcher.answer("pepole xylophone ")
    assert answer.corrected == [("pepole", ("people",))] and answer.unknown == ["xylophone"]
    assert _clauses(index, answer) == {"peopl": NEAR}
    assert set(_titles(index, answer)) == {"Trust", "Markets"}


def test_two_words_may_be_one(small: tuple[Index, Searcher]) -> None:
    """Written apart by the reader, together in the library."""
    index, searcher = small
    assert _clauses(index, searcher.answer("peace building "))["peacebuild"] == JOINED


def test_words_that_say_nothing_are_left_out_unless_nothing_is_left(small: tuple[Index, Searcher]) -> None:
    """Also at the end, where they aren't beginnings of anything."""
    index, searcher = small
    assert _clauses(index, searcher.answer("what of the trust of")) == {"trust": 1.0}
    assert "World Health Organization" in _titles(index, searcher.answer("who is the "))
    assert searcher.answer("is are ").hits == []


def test_words_that_say_nothing_find_the_titles_that_hold_them(small: tuple[Index, Searcher]) -> None:
    """Where nothing else was asked; they are never taken for others, nor said to be unknown."""
    index, searcher = small
    answer = searcher.answer("the who of it")
    assert _titles(index, answer)[0] == "The who of it"
    for query in ("of the", "does was", "who does what"):
        answer = searcher.answer(query)
        assert answer.corrected == [] and answer.unknown == []


def test_capitals_tell_an_acronym_from_a_common_word(small: tuple[Index, Searcher]) -> None:
    """WHO among small letters or alone is the organisation; who is nobody."""
    index, searcher = small
    assert "World Health Organization" in _titles(index, searcher.answer("trust in the WHO"))
    assert "World Health Organization" not in _titles(index, searcher.answer("trust in who "))
    assert _titles(index, searcher.answer("WHO"))[0] == "World Health Organization"


def test_a_name_leads_to_the_preferred_one(small: tuple[Index, Searcher]) -> None:
    """Fully where it is all that was asked, half where more was; a definition is then given as well."""
    index, searcher = small
    answer = searcher.answer("Mutual Faith")
    assert [(said, name.means, name.note) for said, name in answer.named] == [("Mutual Faith", "Trust", "superseded")]
    assert _clauses(index, answer) == {"trust": 1.0} and answer.defined == NAMES[1] and answer.unknown == []
    answer = searcher.answer("confidence in markets ")
    assert _clauses(index, answer) == {"trust": MEANT, "market": 1.0} and answer.defined is None
    answer = searcher.answer("bazaar ")
    assert answer.named[0][1].means == "Markets" and answer.defined is None
    answer = searcher.answer("trust")
    assert answer.named == [] and answer.defined == NAMES[2], "it is called so already"


def test_the_longest_name_wins_and_names_never_overlap() -> None:
    """From left to right."""
    names = [
        Name(("social", "cohesion"), "Cohesion", "c.html"),
        Name(("social", "cohesion", "index"), "Index", "i.html"),
        Name(("cohesion",), "Glue", "g.html"),
        Name(("index", "fund"), "Fund", "f.html"),
    ]
    _, searcher = library_of(_page("Cohesion index"), _page("Fund glue"), names=names)
    said = [said for said, _ in searcher.answer("social cohesion index fund cohesion ").named]
    assert said == ["social cohesion index", "cohesion"]


def test_equal_pages_come_in_the_order_of_the_library() -> None:
    """Nothing else could decide; the better page comes first wherever it stands."""
    index, searcher = library_of(
        _page("One", "zebra crossing"), _page("Two", "zebra crossing"), _page("Zebra", "crossing"), _page("Six", "no")
    )
    assert _titles(index, searcher.answer("zebra ")) == ["Zebra", "One", "Two"]


def test_a_page_ranks_by_its_best_section() -> None:
    """And names all that match, best first."""
    about = cut(
        entry("pages/a.html", title="Long page"),
        '<p>Nothing here at all.</p><h2 id="x">Other</h2><p>A zebra stood in a long sentence about other things.</p>'
        '<h2 id="z">Zebra</h2><p>Zebra.</p>',
    )
    _, searcher = library_of(_page("First", "A zebra once."), about)
    hits = searcher.answer("zebra ").hits
    assert [(hit.page, hit.sections) for hit in hits] == [(1, (3, 2)), (0, (0,))]
    assert hits[0].score > hits[1].score > 0


def test_a_title_of_words_that_say_nothing_is_found_by_its_body() -> None:
    """As by itself."""
    index, searcher = library_of(_page("The who", "Elephants."))
    assert _titles(index, searcher.answer("elephant")) == _titles(index, searcher.answer("the who")) == ["The who"]


def test_a_page_that_holds_all_words_stands_above_one_that_is_called_like_one_of_them() -> None:
    """A name with one common word of a question isn't its answer."""
    index, searcher = library_of(
        _page("Data collision", "Two sets of one name."),
        _page("Deposits", "Where to deposit personal data, and who keeps it."),
        _page("Other", "Nothing of it."),
    )
    assert _titles(index, searcher.answer("where to deposit personal data"))[0] == "Deposits"


def test_operators_of_other_searches_are_left_out(small: tuple[Index, Searcher]) -> None:
    """In capitals, with quotes and signs, quietly."""
    index, searcher = small
    for query in ("trust AND people", "trust OR people", "trust people NOT", '"trust people"', "+trust people"):
        answer = searcher.answer(query)
        assert _titles(index, answer)[0] == "Trust" and answer.corrected == answer.unknown == [], query


@pytest.mark.parametrize(
    ("query", "titles", "without"),
    [
        ("people -trust ", ["Markets"], ["trust"]),
        ("people NOT trusts", ["Markets"], ["trusts"]),
        ("people -confidence", ["Markets"], ["confidence"]),
        ('people -"health organization"', ["Trust"], ["health organization"]),
        ('people -"health trust"', ["Trust", "Markets"], ["health trust"]),
        ("people -WHO", ["Trust", "Markets"], ["WHO"]),
        ("people -xylophone", ["Trust", "Markets"], []),
        ("what is NOT trust", ["Trust"], []),
        ("-trust", ["Trust"], []),
    ],
)
def test_pages_that_hold_what_was_set_apart_are_left_out(
    small: tuple[Index, Searcher], query: str, titles: list[str], without: list[str]
) -> None:
    """In any form, by any name; quotes keep words together; nothing is set apart where nothing else says anything."""
    index, searcher = small
    answer = searcher.answer(query)
    assert (_titles(index, answer), answer.without) == (titles, without)
    assert answer.corrected == answer.unknown == []


def test_numbers_are_never_corrected() -> None:
    """They are found as they are, with and without signs between thousands."""
    index, searcher = library_of(_page("One", "In 2016 there were 1,300 homes."), _page("Two", "In 2017, 1400."))
    assert _titles(index, searcher.answer("1300 ")) == ["One"] == _titles(index, searcher.answer("1,300 "))
    answer = searcher.answer("2018 ")
    assert answer.hits == [] and answer.corrected == [] and answer.unknown == ["2018"]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Inequalities grew.", "inequality "), ("A crisis came.", "crises "), ("Two crises came.", "crisis "),
        ("NGOs met.", "ngo "), ("An IDP spoke.", "idps "), ("The organisation.", "organizations "),
        ("A color.", "colours "), ("Centers opened.", "centre "), ("A winter cash grant.", "wintercash "),
        ("Mainstreaming it.", "main streaming "), ("Coordination.", "coordinates "), ("The R&D unit.", "r & d "),
        ("U.N. staff.", "UN staff "), ("The g7+ met.", "g7+ "),
    ],
)  # fmt: skip
def test_forms_of_a_word_find_each_other(text: str, query: str) -> None:
    """Without a word about it."""
    index, searcher = library_of(_page("Here", text), _page("Elsewhere", "Nothing."))
    answer = searcher.answer(query)
    assert _titles(index, answer)[:1] == ["Here"] and answer.corrected == answer.unknown == []


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("ar", "يقول السكان إن التماسك ضعف وللمدارس دور للاجئين", word)
        for word in ("سكان", "تماسك", "والتماسك", "مدارس", "لاجئين")
    ]
    + [
        ("ar", "مركز", "المركز "), ("fa", "کتاب یاری", "كتاب "), ("fa", "می‌خواهم", "میخواهم "),
        ("ur", "لوگوں کی", "لوگوں "),
        ("uk", "об’єднання", "об'єднання "), ("fr", "l’État", "etat "), ("de", "Straße", "strasse "),
        ("fr", "cœur", "coeur "),
        ("zh", "居民说社会凝聚力正在下降。", "凝聚力"), ("ja", "難民を支援する", "支援"), ("th", "ผู้ลี้ภัยและชุมชน", "ชุมชน"),
        ("km", "សហគមន៍និងជនភៀសខ្លួន", "ជនភៀសខ្លួន"), ("my", "ဒုက္ခသည်များ", "ဒုက္ခသည်"), ("hi", "दया और मदद", "दया "),
        ("vi", "Đà Nẵng", "Đà Nẵng"), ("es", "El estado y el trabajo", "trabajo "), ("ru", "люди мира", "мира "),
    ],
)  # fmt: skip
def test_any_script_is_found(language: str, text: str, query: str) -> None:
    """A word as readers type it, in a text as it is printed."""
    index, searcher = library_of(_page("X", text, language=language), _page("Y", "People."))
    answer = searcher.answer(query)
    assert _titles(index, answer) == ["X"] and answer.corrected == [], (language, query)


FOREIGN = foreign_words(
    {
        "fr": {"réfugié": "refugee", "éleveur": "herder", "aide": "aid"},
        "ru": {"беженец": "refugee", "спор": "dispute"},
        "ar": {"لاجئ": "refugee", "راعي": "herder"},
    }
)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("les réfugiés et les éleveurs ", [("réfugiés", ("refugees",)), ("éleveurs", ("herders",))]),
        ("беженцев и споры", [("беженцев", ("refugees",)), ("споры", ("disputes",))]),
        ("للاجئين", [("للاجئين", ("refugees",))]),
        ("refugees ", []),
        ("xyzzy ", []),
    ],
)
def test_words_of_other_languages_lead_to_those_of_the_library(query: str, said: list[tuple[str, tuple[str]]]) -> None:
    """In any form, and the reader is told; words that say nothing in their language aren't looked for at all."""
    pages = (_page("One", "Refugees and herders met over their disputes."), _page("Two", "Nothing."))
    index, plain = library_of(*pages)
    searcher = Searcher(index, (), plain.ignored, FOREIGN.within(index.forms))
    answer = searcher.answer(query)
    assert answer.translated == said and answer.corrected == []
    assert _titles(index, answer) == (["One"] if query != "xyzzy " else [])
    assert searcher.answer(query, as_typed=True).translated == []


def test_a_correction_never_leads_to_another_language() -> None:
    """As far as it is known which language a word stands in."""
    _, searcher = library_of(_page("Files", "Two files."), _page("Fichiers", "Deux filets.", language="fr"))
    assert searcher.answer("filws ").corrected == [("filws", ("files",))]
    assert searcher.answer("fichiars ").corrected == []
    assert searcher.answer("filws ", as_typed=True).unknown == ["filws"]


def test_an_empty_library_answers() -> None:
    """With nothing."""
    _, searcher = library_of()
    for query in ("", "trust", "the", "WHO", "🌍"):
        assert searcher.answer(query).hits == []


def test_a_language_without_a_stemmer_is_found_word_by_word() -> None:
    """And by beginnings, which is what helps there."""
    index, searcher = library_of(
        _page("Wakimbizi", "Jamii ya wenyeji.", language="sw"), _page("Refugees", "People."), language="en"
    )
    assert _titles(index, searcher.answer("wakimbizi ")) == _titles(index, searcher.answer("wakim")) == ["Wakimbizi"]
    assert _titles(index, searcher.answer("wenyeji")) == ["Wakimbizi"]


@settings(deadline=None, max_examples=60)
@given(ANY)
def test_any_text_gives_an_answer(small: tuple[Index, Searcher], text: str) -> None:
    """Sound in itself: scores fall, pages come once, each section is of its page, boosts are between 0 and 1."""
    index, searcher = small
    answer = searcher.answer(text)
    pages = [hit.page for hit in answer.hits]
    assert len(set(pages)) == len(pages)
    assert sorted((hit.score for hit in answer.hits), reverse=True) == [hit.score for hit in answer.hits]
    assert all(index.pages[section] == hit.page for hit in answer.hits for section in hit.sections)
    assert all(0 < boost <= WHOLE for boost in answer.clauses.values())
    assert searcher.marks(answer) <= index.forms.keys()
    assert bool(answer.hits) == bool(answer.clauses)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from([*"abcnt İıßșسﷺ\u0301\u0640😀\ud800'-", "WHO", "trust", "of"]), max_size=30).map("".join)
)
def test_any_mixture_of_difficult_letters_gives_an_answer(small: tuple[Index, Searcher], text: str) -> None:
    """Whatever stands beside what."""
    small[1].answer(text)


def test_hostile_texts_are_answered(shipped: Shipped) -> None:
    """In the whole shipped library as well, and none of them names what isn't there."""
    for text in HOSTILE:
        answer = shipped.searcher.answer(text)
        assert all(form in shipped.index.forms for _, forms in answer.corrected for form in forms)
        assert len(answer.corrected) + len(answer.unknown) <= 12


def test_everyday_words_that_are_all_of_a_query_lead_to_who_lists_them_first() -> None:
    """Before texts that only mention the word."""
    texts = ("Gossip, gossip and gossip.", "A word on gossip.", "Who likes gossip?")
    others = [_page(f"Words {number}", text) for number, text in enumerate(texts)]
    index, searcher = library_of(
        *others, _page("Rumours", "What people say.", asked="hearsay · gossip · false stories")
    )
    assert _titles(index, searcher.answer("gossip "))[0] == "Rumours"
    assert _titles(index, searcher.answer("false stories"))[0] == "Rumours"
    index, searcher = library_of(_page("What it does", "A."), _page("A table", "Of work.", asked="who does what where"))
    assert _titles(index, searcher.answer("who does what where"))[0] == "A table"


def test_irregular_verbs_find_their_other_forms() -> None:
    """The stemmer knows none of them."""
    index, searcher = library_of(
        _page("One", "They spent and built, taught and fled."), _page("Two", "Merged at last.")
    )
    for query in ("spend ", "building ", "teaches ", "flee "):
        assert _titles(index, searcher.answer(query)) == ["One"], query
    answer = searcher.answer("merging ")
    assert _titles(index, answer) == ["Two"] and answer.corrected == []
