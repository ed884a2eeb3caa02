"""Files of a pack as libzim takes them. Needs the extra `zim`; only `zim` beside it imports it, when it writes."""

from __future__ import annotations

from libzim.writer import Hint, IndexData, Item, StringProvider


class PageText(IndexData):  # type: ignore[misc]
    """What Kiwix's search knows of a page: its title and its own words, without the site around them."""

    def __init__(self, title: str, content: str) -> None:
        self._title = title
        self._content = content

    def has_indexdata(self) -> bool:
        """Whether there is anything to find; a page without words is no result."""
        return bool(self._content)

    def get_title(self) -> str:
        """The title."""
        return self._title

    def get_content(self) -> str:
        """The words."""
        return self._content

    def get_keywords(self) -> str:
        """None beside the words."""
        return ""

    def get_wordcount(self) -> int:
        """How many words."""
        return len(self._content.split())


class PackFile(Item):  # type: ignore[misc]
    """A file of a pack."""

    def __init__(self, path: str, mimetype: str, content: bytes, text: PageText | None = None) -> None:
        """Make an entry.

        Args:
            path: address inside the ZIM file.
            mimetype: type of the content.
            content: the bytes as they are in the pack.
            text: for a page that a reader may look for; None for everything else.
        """
        super().__init__()
        self._path = path
        self._mimetype = mimetype
        self._content = content
        self._text = text

    def __repr__(self) -> str:
        return f"<PackFile {self._path}>"

    def get_path(self) -> str:
        """The address."""
        return self._path

    def get_title(self) -> str:
        """The page's title; empty for other files, which libzim then calls by their path."""
        return self._text.get_title() if self._text else ""

    def get_mimetype(self) -> str:
        """The type."""
        return self._mimetype

    def get_contentprovider(self) -> StringProvider:
        """The content."""
        return StringProvider(self._content)

    def get_hints(self) -> dict[Hint, int]:
        """Only pages are in the index of titles and among random pages."""
        return {Hint.FRONT_ARTICLE: self._text is not None}

    def get_indexdata(self) -> PageText:
        """What the search knows of it; nothing of files that are no pages."""
        return self._text or PageText("", "")
