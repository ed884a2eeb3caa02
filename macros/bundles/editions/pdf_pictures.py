"""What WeasyPrint may load: pictures that stand in the document. Needs the extra `pdf`; only `pdf` imports it."""

from __future__ import annotations

import re
from typing import Any

from weasyprint.urls import URLFetcher

_OWN = re.compile(r"data:image/(?:jpeg|png|webp);base64,[A-Za-z0-9+/=]*")
"""Pictures of points; a drawing could lead elsewhere."""


class OwnPictures(URLFetcher):  # type: ignore[misc]
    """Refuses everything else, and with it the document that asks for it."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> Any:
        """A picture.

        Raises:
            ValueError: when it isn't one of the document's own.
        """
        if not _OWN.fullmatch(url):
            raise ValueError(f"nothing is read from elsewhere: {url[:80]}")
        return super().fetch(url, headers)
