"""What commands ask of a project folder and of their caller: the templates, the paths, the day."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import yaml
from yaml_env_tag import construct_env_tag

from macros.build_day import build_day

Command = TypeVar("Command", bound=Callable[..., object])


class _Settings(yaml.SafeLoader):
    """Reads `mkdocs.yml` for its plain values, `!ENV` among them; other tags mean nothing here."""


_Settings.add_multi_constructor("!", lambda loader, suffix, node: None)
_Settings.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)
_Settings.add_constructor("!ENV", construct_env_tag)


def shell_settings(root: Path) -> dict[str, Any]:
    """What a project's `mkdocs.yml` says."""
    settings = root / "mkdocs.yml"
    if not settings.is_file():
        raise click.UsageError(f"{settings} is missing; run this in a project folder, or name one with --root")
    found = yaml.load(settings.read_text(encoding="utf-8"), Loader=_Settings)
    return found if isinstance(found, dict) else {}


def templates_of(root: Path) -> Path:
    """The folder of templates that a project's `mkdocs.yml` names under `theme.custom_dir`."""
    theme = shell_settings(root).get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    if not folder:
        raise click.UsageError(f"{root / 'mkdocs.yml'}: theme.custom_dir must name the folder with the templates")
    return Path(root, str(folder)).resolve()


def given_path(root: Path, path: Path) -> Path:
    """A path that a caller wrote: from the project's folder, as problems print it, or from the current one."""
    for base in (root, Path.cwd()):
        place = base / path
        if os.path.lexists(place):
            return place.parent.resolve() / place.name if place.is_symlink() else place.resolve()
    raise click.UsageError(f"{path} does not exist")


def given_day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A day as a caller wrote it, for an option.

    Raises:
        BadParameter: when it is none.
    """
    try:
        return value and datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write YYYY-MM-DD") from None


def asked_day(root: Path, today: str | None) -> datetime.date:
    """The day that a command works for, as `build_day` finds it."""
    try:
        return build_day(root, today)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


today_option: Callable[[Command], Command] = click.option(
    "--today", metavar="YYYY-MM-DD", callback=given_day, help="Day to judge reviews by; the last commit's unless given."
)
"""The day that a command works for."""
