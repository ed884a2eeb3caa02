"""Compiled templates, kept between runs. They are code: the folder must be one that only this user can write to."""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from macros.words import Words


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja's cache of compiled templates, which does without what it can't read or write."""

    def __init__(self, folder: Path, words: Words) -> None:
        """Keep them in this folder, made when the first is kept; those of other words are others."""
        super().__init__(str(folder))
        self._folder = folder
        self._words = words

    def get_source_checksum(self, source: str) -> str:
        """Of a template and the words that are compiled into it."""
        return super().get_source_checksum(f"{self._words.checksum} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if there is something to take."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, if there is room."""
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            return
