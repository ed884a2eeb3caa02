"""An entry as the text of its file."""

from __future__ import annotations

from typing import Any

import yaml

from macros.model.record import Record

_WIDTH = 116


class _Dumper(yaml.SafeDumper):
    """Writes long texts over several lines, and lists below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list, as the entries of this library do."""
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else ">" if len(value) > _WIDTH - 20 and not value.startswith(" ") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def entry_text(kind: type[Record], data: dict[str, Any], sections: dict[str, str]) -> str:
    """The file of an entry: its fields in the order of its model, then its sections in theirs.

    Args:
        kind: the type.
        data: fields of texts, lists and fields.
        sections: Markdown by key; empty for types without.
    """
    order = list(kind.model_fields)
    known = {key: data[key] for key in sorted(data, key=lambda key: order.index(key) if key in order else len(order))}
    known.pop("id", None)
    fields = yaml.dump(known, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    if kind.ending != ".md":
        return str(fields)
    texts = [
        f"## {section.heading}\n\n{sections[section.key]}\n" for section in kind.sections if section.key in sections
    ]
    return "\n".join([f"---\n{fields}---\n", *texts])
