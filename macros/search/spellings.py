"""English words that are written in two ways, or whose plural or past no stemmer knows, under one spelling.

What comes out is never shown: rules may change words that have one spelling only, as long as they change all alike.
"""

from __future__ import annotations

import re

_SAME = {
    "analyses": "analysis", "crises": "crisis", "diagnoses": "diagnosis",
    "hypotheses": "hypothesis", "syntheses": "synthesis", "theses": "thesis", "emphases": "emphasis",
    "criteria": "criterion", "phenomena": "phenomenon", "indices": "index", "matrices": "matrix",
    "children": "child", "women": "woman", "men": "man", "feet": "foot", "lives": "life", "wives": "wife",
    "halves": "half", "selves": "self", "countrymen": "countryman", "spokesmen": "spokesman",
    "grey": "gray", "enquiry": "inquiry", "enquiries": "inquiry", "judgement": "judgment",
    "judgements": "judgment", "ageing": "aging", "sceptical": "skeptical", "defence": "defense", "offence": "offense",
    "licence": "license", "practise": "practice", "practised": "practiced", "practising": "practicing",
    "programmes": "program", "programme": "program", "programmed": "program", "programming": "program",
    "pretence": "pretense", "ngos": "ngo", "plough": "plow", "tyre": "tire", "tyres": "tire", "aluminium": "aluminum",
    "spent": "spend", "sent": "send", "built": "build", "rebuilt": "rebuild", "kept": "keep", "taught": "teach",
    "met": "meet", "paid": "pay", "repaid": "repay", "sold": "sell", "bought": "buy", "brought": "bring",
    "lost": "lose", "won": "win", "fought": "fight", "chose": "choose", "chosen": "choose", "gave": "give",
    "given": "give", "took": "take", "taken": "take", "undertook": "undertake", "undertaken": "undertake",
    "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak", "grew": "grow", "grown": "grow",
    "knew": "know", "known": "know", "began": "begin", "begun": "begin", "drew": "draw", "drawn": "draw",
    "withdrew": "withdraw", "withdrawn": "withdraw", "held": "hold", "upheld": "uphold", "led": "lead",
    "misled": "mislead", "made": "make", "said": "say", "told": "tell", "thought": "think",
    "understood": "understand", "stood": "stand", "shown": "show", "fell": "fall", "fallen": "fall", "rose": "rise",
    "risen": "rise", "arose": "arise", "arisen": "arise", "broke": "break", "broken": "break", "ate": "eat",
    "eaten": "eat", "drove": "drive", "driven": "drive", "hid": "hide", "hidden": "hide", "lent": "lend",
    "dealt": "deal", "heard": "hear", "slept": "sleep", "struck": "strike", "sought": "seek", "caught": "catch",
    "became": "become", "came": "come", "overcame": "overcome", "ran": "run", "fled": "flee", "forgot": "forget",
    "forgotten": "forget", "forgave": "forgive", "forgiven": "forgive", "sang": "sing", "sung": "sing",
    "swore": "swear", "sworn": "swear", "threw": "throw", "thrown": "throw", "fed": "feed", "bred": "breed",
    "bled": "bleed", "stole": "steal", "stolen": "steal", "froze": "freeze", "frozen": "freeze", "shook": "shake",
    "shaken": "shake", "bound": "bind", "wore": "wear", "worn": "wear", "tore": "tear", "torn": "tear", "sat": "sit",
    "stuck": "stick", "swept": "sweep", "bent": "bend", "wept": "weep", "dug": "dig", "hung": "hang", "rode": "ride",
    "ridden": "ride", "drank": "drink", "drunk": "drink", "swam": "swim", "beaten": "beat", "lit": "light",
    "slid": "slide", "shot": "shoot", "slain": "slay", "woke": "wake", "woven": "weave",
}  # fmt: skip
_RULES = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"^([a-z]{3,}?)is(e|es|ed|er|ers|ing|ation|ations|ational)$", r"\1iz\2"),
        (r"^([a-z]{3,}?)ys(e|ed|er|ers|ing)$", r"\1yz\2"),
        (
            r"^(col|fav|hon|lab|neighb|behavi|rum|hum|harb|flav|vap|endeav|arm|sav)our(?=$|s|ed|er|ing|able|h|l|i|y)",
            r"\1or",
        ),
        (r"^(cent|theat|met|lit|fib|kilomet|spect|calib|somb|meag)re(s?)$", r"\1er\2"),
        (r"^([a-z]*[aeiou][a-z]*[^aeiou]el)l(ed|er|ers|ing)$", r"\1\2"),
        (r"^(p|arch|encyclop|orthop|an)ae([a-z]+)$", r"\1e\2"),
        (r"^(catal|dial|anal|monol|prol)ogue(s?)$", r"\1og\2"),
        (r"^([a-z]+[aeiou]l)l(ments?)$", r"\1\2"),
    )
)


_BACK = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"^([a-z]{3,})iz(e|es|ed|er|ers|ing|ation|ations|ational)$", r"\1is\2"),
        (r"^([a-z]{3,})yz(e|ed|er|ers|ing)$", r"\1ys\2"),
        (r"^(col|fav|hon|lab|neighb|behavi|rum|hum|harb)or(?=$|s|ed|er|ing|able|h|l|i|y)", r"\1our"),
        (r"^(cent|theat|fib|kilomet)er(s?)$", r"\1re\2"),
        (r"^(catal|dial)og(s?)$", r"\1ogue\2"),
    )
)
_OTHERS: dict[str, list[str]] = {}
for _one, _common in _SAME.items():
    _OTHERS.setdefault(_common, []).append(_one)


_LONGEST = 60
"""Letters of the longest word that has two spellings."""


def common_spelling(word: str) -> str:
    """A word in lower case under the spelling that stands for all of its spellings."""
    return _SAME.get(word) or _changed(word, _RULES)


def other_spellings(word: str) -> list[str]:
    """How a word may also be written: both ways, and plurals that no rule makes."""
    common = common_spelling(word)
    found = [common, _changed(word, _BACK), *_OTHERS.get(common, ())]
    return [other for other in dict.fromkeys(found) if other != word]


def _changed(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    """A word after the first rule that changes it; what is longer than any word stays as it is."""
    if len(word) > _LONGEST:
        return word
    for pattern, into in rules:
        changed = pattern.sub(into, word)
        if changed != word:
            return changed
    return word
