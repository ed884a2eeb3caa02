"""Birth dates: the words that announce one, with at least a month and a year behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.sensitive.datum import Personal
from macros.sensitive.letters import listed, words, words_in

_MONTHS = words(
    "january february march april may june july august september october november december",
    "jan feb mar apr jun jul aug sep sept oct nov dec",
    "janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre",
    "decembre",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول يناير",
    "فبراير مارس أبريل",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
_ANNOUNCED = re.compile(
    r"(?<!\w)(?:born|date of birth|birth ?date|d\.?o\.?b\.?|née?s?|date de naissance|născut[ăe]?|data nașterii|"
    r"дата народження|народи(?:вся|лася|лись)|nacid[oa]|fecha de nacimiento|تاريخ الميلاد|تاريخ الولادة|مواليد|وُ?لدت?)"
    r"(?!\w)[ ]?[:(]?(?:[ ]?(?:on|in|le|en|pe|la|în|el|the|is|est|este|في|يوم)(?!\w))*[ ]?",
    re.IGNORECASE,
)
_CUES = listed("""
    born birth birthdate dob d naissance ne nee nes nees nascut nascuta nasterii народження народився народилася
    народились nacido nacida nacimiento الميلاد الولادة مواليد ولد ولدت وُلد وُلدت
""")
"""Plain words of which every announcement holds one."""
_DATE = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er)?[ ](?:of[ ])?(?:{_MONTHS})\.?,?[ ]\d{{4}}|"
    rf"(?:{_MONTHS})[ ](?:\d{{1,2}},?[ ])?\d{{4}}|"
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d|[٠-٩]{1,2}[/-][٠-٩]{1,2}[/-][٠-٩]{4})",
    re.IGNORECASE,
)


def find_births(text: str) -> Iterator[Personal]:
    """Dates of birth with at least a month and a year; a year alone is an age, and no date."""
    if not words_in(text) & _CUES:
        return
    for announced in _ANNOUNCED.finditer(text):
        date = _DATE.match(text, announced.end())
        if date:
            yield Personal(date.start(), date.end(), "birth date")
