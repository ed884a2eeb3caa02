"""One writer for each type: a plan to entries of about 300 words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.bench.synthetic import Entry, Plan
from tests.bench.words import several

Made = tuple[str, dict[str, Any], list[tuple[str, str]]]
"""Title, fields beside the common ones, and sections."""
_COMMON = {"added": "2026-01-15", "last_reviewed": "2026-03-01", "review_every": "12"}


def entries(plan: Plan) -> Iterator[Entry]:
    """Every entry of a plan, by type."""
    for name, ids in plan.ids.items():
        for number, id in enumerate(ids):
            title, fields, sections = _WRITERS[name](plan, number, id)
            summary = plan.writer.summary()
            owner = {} if name in ("source", "country", "organisation") else {"owner": plan.ids["group"][0]}
            yield Entry(
                name, id, title, summary, {"title": title, "summary": summary, **_COMMON, **owner, **fields}, sections
            )


def _pick(plan: Plan, name: str, least: int = 1, most: int = 1) -> list[str]:
    return several(plan.random, plan.ids[name], least, most)


def _sources(plan: Plan) -> tuple[list[str], list[dict[str, str]]]:
    """Ids that the text may cite, and the field that lists them."""
    ids = _pick(plan, "source", 2, 3)
    return ids, [{"source": id, "locator": f"p. {plan.random.randint(1, 90)}"} for id in ids]


def _situation(plan: Plan) -> dict[str, list[str]]:
    lists = {
        "sectors": (1, 3), "intervention_levels": (1, 1), "dimensions": (1, 3), "focus_areas": (1, 2),
        "target_groups": (1, 3), "sdg_targets": (0, 2),
    }  # fmt: skip
    chosen = {
        name: several(plan.random, plan.vocabularies[name.replace("_", "-")], *span) for name, span in lists.items()
    }
    return {"countries": _pick(plan, "country", 1, 2), **chosen}


def _practice(plan: Plan, number: int, id: str) -> Made:
    write, cites, listed = plan.writer, *_sources(plan)
    links = _pick(plan, "lesson") + _pick(plan, "workshop")
    results = [(write.text(14), kind) for kind in ("measured", "counted", "reported")]
    partners = zip(
        _pick(plan, "organisation", 1, 3), several(plan.random, plan.vocabularies["partner-roles"], 3, 3), strict=False
    )
    fields = {
        **_situation(plan),
        "area": f"Communities near {plan.random.choice(write.places)}",
        "scope_level": plan.random.choice(plan.vocabularies["scope-levels"]),
        "started": str(plan.random.randint(2008, 2018)),
        "ended": str(plan.random.randint(2019, 2025)),
        "implementers": _pick(plan, "organisation", 1, 2),
        "partners": [{"organisation": organisation, "role": role} for organisation, role in partners],
        "validation_level": plan.random.choice(("innovation", "innovation", "promising")),
        "validation_reason": write.sentence() + ".",
        "results": [
            {"text": text, "kind": kind, "sources": [{"source": plan.random.choice(cites)}]} for text, kind in results
        ],
        "sources": listed,
        "see_also": _pick(plan, "practice", 1, 2),
        "collector_reading": ["lessons"],
    }
    sections = [
        ("Context", write.text(40, cites, links)),
        ("Problem", write.text(40, cites)),
        ("What was done", write.items(4, 14, "1.", cites)),
        ("Enabling factors", write.items(2, 14, "-")),
        ("Constraints", write.text(30, cites)),
        ("Lessons", write.text(40, cites, links)),
    ]
    sections.insert(3, ("Results", "\n".join(f"- {text}" for text, _ in results)))
    return write.title(), fields, sections


def _lesson(plan: Plan, number: int, id: str) -> Made:
    write, cites, listed = plan.writer, *_sources(plan)
    fields = {
        **_situation(plan),
        "outcome": plan.random.choice(plan.vocabularies["lesson-outcomes"]),
        "drawn_from": _pick(plan, "practice", 1, 2) + _pick(plan, "workshop", 0, 1),
        "period": str(plan.random.randint(2008, 2025)),
        "sources": listed,
    }
    sections = [
        ("What happened", write.text(90, cites, _pick(plan, "practice", 1, 2))),
        ("How we know", write.text(60, cites)),
        ("Why", write.text(50, cites)),
        ("What to do differently", write.items(3, 14, "-", cites)),
    ]
    return write.title(), fields, sections


def _guidance(plan: Plan, number: int, id: str) -> Made:
    write, cites, listed = plan.writer, *_sources(plan)
    basis = _pick(plan, "practice", 1, 3) + _pick(plan, "definition") + _pick(plan, "lesson")
    fields = {
        **_situation(plan),
        "audience": several(plan.random, plan.vocabularies["audiences"], 1, 3),
        "rests_on": [{"entry": entry, "why": write.sentence() + "."} for entry in basis],
        "issued_by": plan.ids["group"][0],
        "sources": listed,
    }
    sections = [
        ("Purpose", write.text(40, cites)),
        ("When to use it", write.text(40, (), basis)),
        ("Steps", write.items(5, 16, "1.", cites)),
        ("Do", write.items(2, 12, "-")),
        ("Don't", write.items(2, 12, "-")),
        ("Checklist", write.items(3, 12, "-")),
    ]
    return write.title(), fields, sections


def _definition(plan: Plan, number: int, id: str) -> Made:
    write, cites, listed = plan.writer, *_sources(plan)
    name, place = plan.terms[id], plan.random.choice(plan.writer.places)
    sections = [
        ("Working definition", write.text(30)),
        ("Where definitions agree", write.text(40, cites)),
        ("Where they part", write.text(50, cites)),
        ("In practice", write.text(50, cites, _pick(plan, "practice"))),
    ]
    bodies = [(organisation, write.text(22)) for organisation in _pick(plan, "organisation", 2, 4)]
    earlier = plan.ids["definition"][:number]
    fields = {
        "status": plan.random.choice(("proposed", "proposed", "under_review", "contested")),
        "names": [
            {"text": name},
            {"text": f"{name} in {place}", "kind": "variant", "status": "admitted"},
            {"text": f"{name} (traduit)", "language": "fr"},
        ],
        "harmonised": {"text": sections[0][1], "sources": [{"source": cites[0]}]},
        "source_definitions": [
            {
                "id": f"body-{index}",
                "body": f"Body {index} of {place}",
                "organisation": organisation,
                "source": plan.random.choice(cites),
                "locator": "section 2",
                "paraphrase": text,
                "dimensions": several(plan.random, plan.vocabularies["dimensions"], 1, 4),
                "agreement": plan.random.choice(plan.vocabularies["agreement-levels"]),
            }
            for index, (organisation, text) in enumerate(bodies, start=1)
        ],
        "common_ground": sections[1][1],
        "divergence": sections[2][1],
        "in_practice": sections[3][1],
        "broader": several(plan.random, earlier, 0, 1),
        "related": several(plan.random, earlier, 0, 2),
        "focus_areas": several(plan.random, plan.vocabularies["focus-areas"], 1, 2),
        "dimensions": several(plan.random, plan.vocabularies["dimensions"], 1, 2),
        "sources": listed,
    }
    whose = [(f"Body {index} of {place}", text) for index, (_, text) in enumerate(bodies, start=1)]
    return name.capitalize(), fields, [*sections, *whose]


def _workshop(plan: Plan, number: int, id: str) -> Made:
    write, cites, listed = plan.writer, *_sources(plan)
    sections = [("Objectives", write.text(30, cites)), ("Background", write.text(50, cites))]
    agreements, recommendations, actions = (
        [write.text(14, cites) for _ in range(count)] for count in (3, 2, 3)
    )  # fmt: skip
    statuses, levels = ("open", "in_progress", "open"), plan.vocabularies["agreement-kinds"]
    year = plan.random.randint(2012, 2025)
    fields = {
        **_situation(plan),
        "kind": plan.random.choice(plan.vocabularies["meeting-kinds"]),
        "started": f"{year}-{plan.random.randint(1, 12):02d}-{plan.random.randint(1, 28):02d}",
        "place": plan.random.choice(write.places),
        "conveners": _pick(plan, "organisation", 1, 2),
        "participants": [
            {"organisation": organisation, "count": str(plan.random.randint(1, 12))}
            for organisation in _pick(plan, "organisation", 2, 6)
        ],
        "objectives": sections[0][1],
        "background": sections[1][1],
        "agreements": [
            {"id": f"agreement-{index}", "text": text, "level": plan.random.choice(levels)}
            for index, text in enumerate(agreements, start=1)
        ],
        "recommendations": [
            {"id": f"recommendation-{index}", "text": text, "follows_from": [f"{id}#agreement-{index}"]}
            for index, text in enumerate(recommendations, start=1)
        ],
        "actions": [
            {
                "id": f"action-{index}",
                "text": text,
                "owners": _pick(plan, "organisation"),
                "status": status,
                "follows_from": [f"{id}#recommendation-{min(index, 2)}"],
                "led_to": _pick(plan, "practice") if index == 1 else [],
            }
            for index, (text, status) in enumerate(zip(actions, statuses, strict=True), start=1)
        ],
        "sources": listed,
    }  # fmt: skip
    lists = [("Agreements", agreements), ("Recommendations", recommendations), ("Actions", actions)]
    sections += [(heading, "\n".join(f"- {text}" for text in texts)) for heading, texts in lists]
    return write.title(), fields, sections


def _group(plan: Plan, number: int, id: str) -> Made:
    write, cites, listed = plan.writer, *_sources(plan)
    sections = [
        ("Mandate", write.text(70, cites)),
        ("Methods", write.text(70, cites)),
        ("Partnerships", write.text(60, cites, _pick(plan, "workshop"))),
    ]
    work = [(f"work-{index}", write.sentence() + ".") for index in (1, 2, 3)]
    members = _pick(plan, "organisation", 3, 8)
    fields = {
        "kind": plan.random.choice(("working-group", "coalition", "network")),
        "level": plan.random.choice(plan.vocabularies["scope-levels"]),
        "countries": _pick(plan, "country"),
        "mandate": sections[0][1],
        "methods": sections[1][1],
        "partnerships": sections[2][1],
        "members": [{"organisation": organisation, "role": "member"} for organisation in members],
        "work_plan": [{"id": item, "title": title, "progress": "open"} for item, title in work],
        "parent": plan.ids["group"][number // 4] if number else "",
        "focus_areas": several(plan.random, plan.vocabularies["focus-areas"], 1, 2),
        "sources": listed,
    }
    sections.append(("Work plan", "\n".join(f"- {title}" for _, title in work)))
    return write.title(), {key: value for key, value in fields.items() if value}, sections


def _organisation(plan: Plan, number: int, id: str) -> Made:
    write, cites, listed = plan.writer, *_sources(plan)
    about = "\n\n".join(write.text(80, cites) for _ in range(3))
    kind = plan.random.choice(plan.vocabularies["organisation-kinds"])
    place = plan.random.choice(write.places)
    fields = {"kind": kind, "countries": _pick(plan, "country"), "about": about, "sources": listed}
    return f"{place} institute {number + 1}", fields, [("About", about)]


def _source(plan: Plan, number: int, id: str) -> Made:
    write = plan.writer
    abstract, use = "\n\n".join(write.text(75) for _ in range(3)), write.sentence() + "."
    fields = {
        "kind": plan.random.choice(plan.vocabularies["source-kinds"]),
        "publishers": _pick(plan, "organisation"),
        "published": str(plan.random.randint(1998, 2025)),
        "url": f"https://example.org/{id}",
        "verification": plan.random.choice(plan.vocabularies["verification"]),
        "abstract": abstract,
        "use_for": use,
        "focus_areas": several(plan.random, plan.vocabularies["focus-areas"], 1, 2),
        "sectors": several(plan.random, plan.vocabularies["sectors"], 1, 2),
    }
    if number % 5 == 0:
        fields["reading_list"] = plan.random.choice(plan.vocabularies["reading-lists"])
    return write.title(), fields, [("Abstract", abstract), ("Use", use)]


def _country(plan: Plan, number: int, id: str) -> Made:
    two, three = plan.territories[number]
    fields = {"iso2": two, "iso3": three, "region": plan.random.choice(plan.vocabularies["regions"])}
    return f"Republic of {id.split('-')[1].capitalize()} {number + 1}", fields, []


_WRITERS: dict[str, Callable[[Plan, int, str], Made]] = {
    "practice": _practice,
    "lesson": _lesson,
    "guidance": _guidance,
    "definition": _definition,
    "workshop": _workshop,
    "group": _group,
    "organisation": _organisation,
    "source": _source,
    "country": _country,
}
