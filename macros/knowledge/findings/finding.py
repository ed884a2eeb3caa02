"""A finding, and what each kind of finding is called, why it counts and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from macros.words import N_


@dataclass(frozen=True)
class FindingKind:
    """One kind of finding."""

    id: str
    title: str
    why: str
    """Why it counts, in a sentence."""
    todo: str
    """What to do, in a sentence."""
    gap: bool = True
    """Whether something is missing; else something stands twice."""


@dataclass(frozen=True)
class Finding:
    """Something that a secretariat should look at."""

    kind: str
    """Id of its kind."""
    at: str
    """Where: the id of an entry, or `entry#item`; for a word, the word."""
    owner: str | None
    """The organisation or group that owns it: of an item of a meeting the group that convened it, else the keeper."""
    beside: tuple[str, ...] = ()
    """The other entries or items it is about, by id."""
    facts: tuple[str, ...] = ()
    """What tells one from another, in words: a day, a country, a number of entries."""

    @property
    def key(self) -> tuple[str, str]:
        """What it is accepted by: its kind, and all it is about, in a fixed order."""
        return self.kind, " ".join(sorted({self.at, *self.beside}))


KINDS = (
    FindingKind(
        "overdue-actions",
        N_("Actions past due"),
        N_("Somebody took them on, their day has passed, and no source says that they were done."),
        N_("Ask the owner, and record the answer: done with evidence, a new day, blocked or dropped with a reason."),
    ),
    FindingKind(
        "silent-actions",
        N_("Actions of which nothing was heard"),
        N_("What nobody mentions again is neither done nor given up; the next meeting can't build on it."),
        N_("Look in later minutes and reports, ask the owner, and record what is known and on which day."),
    ),
    FindingKind(
        "unanswered-recommendations",
        N_("Recommendations without an answer"),
        N_("No answer of the addressee is recorded, and no action carries them out."),
        N_("Ask those it is addressed to: accepted, in part, or not; why; by when. Write it into the meeting's entry."),
    ),
    FindingKind(
        "unagreed-definitions",
        N_("Definitions that no group has agreed"),
        N_("Texts that quote them quote a proposal; groups may mean different things by the same word."),
        N_("Put the definition on the agenda of the group that needs it, and record who agreed to it and when."),
    ),
    FindingKind(
        "undefined-terms",
        N_("Short forms in several entries that nothing explains"),
        N_("Readers from outside don't know them, and the search can't tell what they stand for."),
        N_("Write a definition or the entry of an organisation, or add the short form to the names of one."),
    ),
    FindingKind(
        "guidance-without-practice",
        N_("Guidance that rests on no practice"),
        N_("Advice that nobody is known to have followed is hard to weigh."),
        N_("Find a practice or a lesson that shows it, or say in the note that it has not been tried."),
    ),
    FindingKind(
        "asked-for",
        N_("Combinations that a group asked for"),
        N_("A group named the gap, and no entry fills it."),
        N_("Look for a practice, and record where you looked; the group can say whom to ask."),
    ),
    FindingKind(
        "looked-long-ago",
        N_("Combinations not looked at for a year"),
        N_("That nothing was found then doesn't say that there is nothing now."),
        N_("Look again, and record the day."),
    ),
    FindingKind(
        "countries-without-practice",
        N_("Countries with meetings and no practice"),
        N_("People met about them, and nothing that was tried there is in the library."),
        N_("Ask those who met what they have tried; an Excel form for many entries is enough."),
    ),
    FindingKind(
        "groups-without-convener",
        N_("Groups without a recorded convener or secretariat"),
        N_("Nobody can be asked what became of what the group agreed."),
        N_("Record who convenes the group or keeps its papers, with the source."),
    ),
    FindingKind(
        "groups-without-plan",
        N_("Groups without a work plan"),
        N_("What a group has set out to do can't be compared with what it has done."),
        N_("Record the work plan, or say why the group has none."),
    ),
    FindingKind(
        "thin-plans",
        N_("Work plans of which a report could say little"),
        N_("A report says who does what by when, where it was agreed and what shows that it is done."),
        N_("Fill in what is missing before the plan is published, or say in the notes why it isn't known."),
    ),
    FindingKind(
        "plans-behind",
        N_("Items of work plans that stay open after their action"),
        N_("The action that the item comes from is done or dropped, and the plan still counts it as waiting."),
        N_("Look whether the item has ended too, and write its progress into the group's entry."),
    ),
    FindingKind(
        "alike-practices",
        N_("Practices that say nearly the same"),
        N_("Readers count one experience twice."),
        N_("Merge them and leave a redirect, or say in the summaries what sets them apart."),
        gap=False,
    ),
    FindingKind(
        "groups-on-one-area",
        N_("Groups on one focus area in one country"),
        N_("They may do the same work twice, or not know of each other."),
        N_("Ask both how they share the work, and record it under partnerships or as sibling groups."),
        gap=False,
    ),
    FindingKind(
        "definitions-in-other-words",
        N_("Definitions of organisations that differ in wording only"),
        N_("Where two say the same, a common wording costs little."),
        N_("Compare the originals; propose one wording to both, or say what the difference means."),
        gap=False,
    ),
    FindingKind(
        "actors-in-one-place",
        N_("Different actors in the same place, sector and years"),
        N_("Their work may overlap, or belong together."),
        N_("Read both, and link them, with what the one can learn from the other."),
        gap=False,
    ),
)
"""All kinds, in the order in which a meeting would take them."""
