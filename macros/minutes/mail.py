"""Minutes that were sent as a mail: its subject is their title, and its day is not that of the meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from macros.minutes.line import Line
from macros.minutes.marks import key_of
from macros.minutes.wording import fold

_HEAD = 12
"""Lines in which the head of a mail stands."""
_KEYS = {
    "from": "from|de|von|expediteur|remitente|expeditor|de la|remetente",
    "to": "to|a|pour|para|catre|destinataires?|destinatari[oa]s?|cc|bcc|copie|copia|cci|cco|reply-to",
    "date": "date|sent|envoye(?: le)?|fecha|enviado(?: el)?|data|trimis(?: la)?|enviad[oa](?: em)?",
    "subject": "subject|objet|asunto|subiect|assunto|re|betreff",
}
_LIST = re.compile(rf"(?:{_KEYS['to']})\s*:.*\b(?:list[ae]?|group|groupe|grup|grupo|all|tous|all members)\b")
"""To whom a mail goes, where that is no person."""
_TAGS = re.compile(r"^(?:\s*(?:\[[^\]]*\]|(?:re|fwd?|tr|rv|enc|fw)\s*:))+\s*", re.IGNORECASE)
"""What mailing lists and answers put before a subject."""


def without_mail_head(lines: Sequence[Line]) -> list[Line]:
    """Lines of minutes; of a mail, the subject becomes a heading and the day says that it is the one of sending.

    Args:
        lines: of a file; one is a mail where its first lines hold a subject and say from whom or to whom it goes.
    """
    kinds = [_kind(line.text) for line in lines[:_HEAD]]
    if "subject" not in kinds or not {"from", "to"} & set(kinds):
        return list(lines)
    head = [_read(line, kind) for line, kind in zip(lines, kinds, strict=False) if not _LIST.search(fold(line.text))]
    return head + list(lines[_HEAD:])


def _kind(text: str) -> str:
    key = key_of(text)
    said = fold(key[0]) if key else ""
    return next((kind for kind, words in _KEYS.items() if re.fullmatch(words, said)), "")


def _read(line: Line, kind: str) -> Line:
    key = key_of(line.text)
    if key and kind == "subject" and _TAGS.sub("", key[1]):
        return replace(line, text=_TAGS.sub("", key[1]), heading=1, gap=True, whole=True)
    if key and kind == "date":
        return replace(line, text=f"Sent: {key[1]}", gap=True)
    if key and kind in ("from", "to"):
        return replace(line, text=f"{'From' if kind == 'from' else 'Cc'}: {key[1]}", gap=True)
    return line
