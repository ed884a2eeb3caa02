"""The pages that the browser tests look at: at least one of every kind."""

from __future__ import annotations

RECORDS = [
    "practices/iraq-mixed-football.html",
    "lessons/congo-community-reconstruction.html",
    "definitions/social-cohesion.html",
    "definitions/social-cohesion-definitions.html",
    "guidance/agree-a-working-definition.html",
    "workshops/iswg-romania-2024-04-05.html",
    "workshops/ilo-turin-2015-answers.html",
    "groups/ibc-social-protection-eca.html",
    "organisations/unhcr.html",
    "sources/src-iswg-2024.html",
    "countries/romania.html",
]
LISTS = [
    "index.html",
    "practices/index.html",
    "definitions/glossary.html",
    "workshops/actions.html",
    "browse/index.html",
    "browse/matrix.html",
    "browse/matrix-target-groups.html#target-refugees-level-policy",
    "browse/sectors.html",
    "browse/sectors/social-cohesion.html",
    "practices/all.html",
    "organisations/unhcr-used-by.html",
    "contribute/index.html",
    "about/index.html",
    "about/architecture.html",
]
ALL = RECORDS + LISTS
