"""What a filled Word form says: a draft for its entry and for each that it newly needs, with the place of each value.

It is read by headings and labels, so parts may be moved, added, left out or written in another language. What isn't
understood is named with where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.giving.draft import Draft
from macros.giving.filling import Answer, Filling, name_all, place_of
from macros.giving.form import form_of
from macros.giving.found import NOTE, Found, whole
from macros.giving.names import Names, key_of
from macros.giving.struck import struck_out
from macros.giving.word.asked import Asked, Target, label_key
from macros.giving.word.body import Block, Body, Box, Grid
from macros.giving.word.facts import facts_of, groups_in
from macros.giving.word.grid_markdown import grid_markdown
from macros.giving.word.package import Package, W
from macros.giving.word.prose import Kind, Paragraph, Piece, TooLongError, without_struck
from macros.giving.word.shape import HELP, PROBLEM, WRITTEN, facts_in
from macros.giving.word.spot import Spot
from macros.giving.word.tables import Asking, Unknown, hits, read_rows, written
from macros.giving.word.to_markdown import to_line, to_markdown, to_values
from macros.model.registry import record_types
from macros.problems import nearest

_EXCERPT = 60


def read_form(package: Package, file: str, names: Names, language: str) -> tuple[list[Draft], list[Found]]:
    """The drafts of a form: what an entry newly needs comes first.

    Args:
        package: the file.
        file: its name, for the problems.
        names: what values and entries may be called.
        language: of the site, in which labels may be written too.
    """
    try:
        body = Body(package)
    except TooLongError:
        return [], [
            whole(file, "holds more paragraphs and cells than a form could need; send it in parts", "too-large")
        ]
    facts = facts_of(package, body)
    kind = record_types().get(facts.get("type", ""))
    if kind is None:
        message = "was not made by this program: get a form with `commonthread template TYPE --out FILE.docx`"
        return [], [whole(file, message, "unread-file")]
    reader = _Reader(Asked(form_of(kind, groups_in(body)), [language]), file)
    reader.about_changes(package, body)
    reader.read(body)
    drafts = name_all(reader.drafts(), names, reader.filling)
    for draft in drafts:
        if draft.type_name == kind.type_name and draft.id == facts.get("entry"):
            draft.before = facts.get("file", "")
    return drafts, reader.filling.found


class _Reader:
    def __init__(self, asked: Asked, file: str) -> None:
        self.filling = Filling(file)
        self._asked = asked
        self._file = file
        self._begin = Spot(file, 1, ())
        self._draft = Draft(asked.form.type_name, self._begin)
        self._new: list[Draft] = []
        self._items: list[tuple[Target, list[Answer]]] = []
        self._texts: dict[str, list[Paragraph]] = {}
        self._target: Target | None = None
        self._known = True
        """Whether the last heading was understood; what stands below one that wasn't is named once, with it."""
        self._heading = ""
        self._paragraph = 0
        self._tables = 0

    def about_changes(self, package: Package, body: Body) -> None:
        """Say once what of a file's review isn't read."""
        if body.tracked:
            message = "holds tracked changes: what was put in is taken, what was taken out is not"
            self.filling.tell(self._begin, message, "unread-file", "warning")
        comments = sum(1 for _ in package.comments.iter(f"{W}comment")) if package.comments is not None else 0
        if comments:
            message = f"holds {comments} comments, which aren't read; what they say must stand in the answers"
            self.filling.tell(self._begin, message, "unread-file", "warning")

    def read(self, body: Body) -> None:
        """Go through the file from its beginning to its end."""
        styled = {
            label_key(block.paragraph.text)
            for block in body.blocks
            if isinstance(block, Block) and block.paragraph.kind is Kind.HEADING and block.paragraph.level <= 2
        }
        for number, block in enumerate(body.blocks, start=1):
            if isinstance(block, Grid):
                self._grid(block, number)
            elif not self._is_own(block):
                self._paragraph_of(block, number, styled)
        self._put_items()
        self._put_texts()

    def drafts(self) -> list[Draft]:
        """What was filled in."""
        return [draft for draft in (*self._new, self._draft) if draft.cells]

    def _is_own(self, block: Block) -> bool:
        """Whether a paragraph is the form's own: its help, its title, what was wrong when it was sent back."""
        text = block.paragraph.text.strip()
        if block.style.name in (HELP, PROBLEM) or text.startswith(NOTE) or facts_in(text):
            return True
        title = block.style.name.lower() == "title" or (self._target is None and self._known)
        return key_of(text) in self._asked.helps or (title and key_of(text) == key_of(self._asked.form.label))

    def _paragraph_of(self, block: Block, number: int, styled: set[str]) -> None:
        one, text = block.paragraph, " ".join(block.paragraph.text.split())
        key = label_key(text)
        heads = one.kind is Kind.HEADING and one.level <= 2
        lost = one.kind is Kind.TEXT and key in self._asked.by_heading and key not in styled
        if text and (heads or lost):
            self._head(text, block, number)
            return
        self._paragraph += bool(text)
        spot = Spot(self._file, number, (*self._under, f"paragraph {self._paragraph}"), text, block.element)
        self._notes(block, spot)
        target = self._target
        if not text or not self._known or (target and not target.read):
            return
        if target and target.section:
            self._texts[target.section.key].append(_paragraph(block))
            self._draft.cells.setdefault(("body", target.section.key), spot)
        else:
            message = f'nothing is asked here, so this isn\'t read: "{text[:_EXCERPT]}"; move it to where it answers'
            self.filling.tell(spot, message, "unread-file")

    @property
    def _under(self) -> tuple[str, ...]:
        return (self._heading,) if self._heading else ()

    def _head(self, text: str, block: Block, number: int) -> None:
        self._heading, self._paragraph, self._tables = text.removesuffix("*").strip(), 0, 0
        spot = Spot(self._file, number, (self._heading,), text, block.element)
        self._notes(block, spot)
        known = self._asked.by_heading
        if self._target and not self._target.read and block.paragraph.level == 2:
            return
        self._target = known.get(label_key(text))
        self._known = self._target is not None
        if self._target is None:
            hint = nearest(self._heading, [target.heading for target in self._asked.targets])
            message = (
                f'no heading of the form is called "{self._heading[:_EXCERPT]}"{hint}; what stands below isn\'t read. '
                "Below one of the form, take a heading of the third level"
            )
            self.filling.tell(spot, message, "unknown-section")
        elif self._target.section:
            key = self._target.section.key
            if key in self._texts:
                self.filling.tell(spot, f'"{self._heading}" stands here a second time', "duplicate-section")
            self._texts.setdefault(key, [])
            self._draft.asked.setdefault(("body", key), spot)

    def _notes(self, block: Block, spot: Spot) -> None:
        for note in block.notes:
            self.filling.tell(spot, note, "unread-file")
        if block.pictures:
            self.filling.tell(spot, "a picture isn't taken; send it apart, with its place", "unread-file", "warning")

    def _grid(self, grid: Grid, number: int) -> None:
        self._tables += 1
        target = self._answered(grid)
        if target is None:
            self._other_grid(grid, number)
            return

        def placed(box: Box, words: tuple[str, ...]) -> Spot:
            text = " ".join(self._plain(box))
            return Spot(self._file, number, (*self._under, *self._which, *words), text, box.element)

        for row in read_rows(grid, target.questions, placed):
            answers: list[Answer] = []
            for one in row:
                if isinstance(one, Unknown):
                    self._unknown(one, target)
                else:
                    self._box_notes(one.box, one.spot)
                    answer = self._answer(one)
                    if answer:
                        answers.append((one.question, answer, one.spot))
            self._row(target, row, answers)

    def _row(self, target: Target, row: Sequence[Asking | Unknown], answers: list[Answer]) -> None:
        if target.table:
            if answers:
                self._items.append((target, answers))
        elif target.new:
            if answers:
                draft = Draft(target.new, answers[0][2])
                draft.asked |= {place_of(one.question): one.spot for one in row if isinstance(one, Asking)}
                self.filling.row(draft, answers)
                self._new.append(draft)
        else:
            for one in row:
                if isinstance(one, Asking):
                    self._draft.asked.setdefault(place_of(one.question), one.spot)
            for question, text, spot in answers:
                if not question.many and place_of(question) in self._draft.cells:
                    self.filling.tell(spot, f'"{question.label}" is answered here a second time', "wrong-type")
                else:
                    self.filling.answer(self._draft, (), (question, text, spot))

    @property
    def _which(self) -> tuple[str, ...]:
        """Which of several tables below a heading."""
        return (f"table {self._tables}",) if self._tables > 1 else ()

    def _answered(self, grid: Grid) -> Target | None:
        """What a table answers: what its heading says, else what most of its labels are of."""
        own = self._target
        if own and own.questions and hits(grid, own.questions):
            return own
        found = [(hits(grid, one.questions), one) for one in self._asked.targets if one.questions]
        most, best = max(found, key=lambda one: one[0], default=(0, None))
        return best if most > self._in_text else None

    @property
    def _in_text(self) -> bool:
        return bool(self._target and self._target.section)

    def _other_grid(self, grid: Grid, number: int) -> None:
        target = self._target
        if not any(written(box) for row in grid.rows for box in row) or (target and not target.read):
            return
        spot = Spot(self._file, number, (*self._under, f"table {self._tables}"), "", grid.element)
        if target and target.section and self._known:
            text = grid_markdown(grid)
            if text:
                self._texts[target.section.key].append(Paragraph((Piece(text),), Kind.WRITTEN))
                self._draft.cells.setdefault(("body", target.section.key), spot)
                return
        if self._known:
            message = "this table has none of the form's labels and isn't read; take a table of the form"
            self.filling.tell(spot, message, "unread-file")

    def _unknown(self, one: Unknown, target: Target) -> None:
        if one.answered:
            hint = nearest(one.label, [question.label for question in target.questions.values()])
            said = f'nothing is asked under "{one.label[:_EXCERPT]}"{hint}' if one.label else "there is no label here"
            self.filling.tell(
                one.spot, f"{said}; so this isn't read. Get a new form, or mend the label", "unknown-field"
            )

    def _answer(self, one: Asking) -> str:
        paragraphs = [_paragraph(block) for block in _blocks(one.box)]
        if one.question.shape != "Markdown":
            paragraphs, out = without_struck(paragraphs)
            if out:
                self.filling.tell(one.spot, struck_out(out), "unread-file", "warning")
        if one.question.many:
            return to_values(paragraphs, marked=one.question.shape == "Markdown")
        return to_markdown(paragraphs) if one.question.shape == "Markdown" else to_line(paragraphs)

    def _box_notes(self, box: Box, spot: Spot) -> None:
        for block in box.content:
            if isinstance(block, Block):
                self._notes(block, spot)
            elif any(written(inner) for row in block.rows for inner in row):
                self.filling.tell(spot, "a table within a table isn't read; write its words as text", "unread-file")

    def _plain(self, box: Box) -> Iterator[str]:
        for block in _blocks(box):
            yield from block.paragraph.text.split()

    def _put_items(self) -> None:
        """Rows go in when all are read, those that others belong to first."""
        for target, answers in sorted(self._items, key=lambda one: bool(one[0].table and one[0].table.parent)):
            if target.table:
                self.filling.item(self._draft, target.table, answers)

    def _put_texts(self) -> None:
        for key, paragraphs in self._texts.items():
            text = to_markdown(paragraphs)
            if text:
                self._draft.sections[key] = text


def _blocks(box: Box) -> list[Block]:
    """The paragraphs of a cell that somebody wrote."""
    return [
        block for block in box.content
        if isinstance(block, Block) and block.style.name not in (HELP, PROBLEM)
        and not block.paragraph.text.startswith(NOTE)
    ]  # fmt: skip


def _paragraph(block: Block) -> Paragraph:
    one = block.paragraph
    return Paragraph(one.pieces, Kind.WRITTEN if block.style.name == WRITTEN else one.kind, one.level)
