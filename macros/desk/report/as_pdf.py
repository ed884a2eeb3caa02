"""A report as a PDF, set from its page."""

from __future__ import annotations

import logging

from macros.bundles.editions.extras import extra
from macros.bundles.editions.pdf import NEEDS, VARIANT


def as_pdf(page: str) -> bytes:
    """The PDF; the same page, fonts and WeasyPrint give the same bytes.

    Args:
        page: the report as a page in one file.

    Raises:
        ExtraMissingError: without the extra `pdf`.
    """
    weasyprint = extra("pdf", "weasyprint", NEEDS)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=set(), fail_on_errors=True)
    made: bytes = weasyprint.HTML(string=page, url_fetcher=nothing, media_type="print").write_pdf(pdf_variant=VARIANT)
    return made
