"""Mail addresses of persons; mailboxes of a role (`info@`, `secretariat@`) may stand in public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.sensitive.datum import Personal
from macros.sensitive.letters import listed

_ADDRESS = re.compile(
    r"(?<![\w.+%-])([\w][\w.+%-]{0,63})(?:@|[ ]?(?:\[at\]|\(at\)|\[arroba\])[ ]?)"
    r"([\w-]+(?:(?:\.|[ ]?(?:\[dot\]|\(dot\)|\[punct\])[ ]?)[\w-]+)+)"
)
_ROLES = listed(
    """
    admin administration admissions advocacy aap bureau careers centre center clearing cluster clusters communication
    communications community complaints conference contact contacts coord coordination coordinator data desk director
    donate donor donors editor editors editorial education email enquiries events feedback finance gbv general gender
    grants group hello help helpdesk helpline hotline hq hr im info information inquiries intake international jobs
    knowledge learning library logistics mail mailbox main media meal members membership meal nexus news newsletter
    noreply office ombudsman operations outreach partners partnerships payments permit pio platform police policy post
    postmaster press privacy procurement programme program programs project projects protection psea publications
    publishing recruitment reception registry registration relations report reporting reports research response
    safeguarding sales secretariat secretary security service services shelter sector site staff standards support
    task taskforce team technical training translations unit volunteer volunteers wash web webmaster workinggroup
    workshop working worldwide
    accueil adherents appui assistance bureau communication coordination courrier direction documentation
    ecoute formation mairie plateforme presse projet projets recrutement redaction secretariat siege
    birou comunicare consiliu coordonare cabinet directie echipa formular informatii petitii presa primar primaria
    proiect proiecte registratura relatii secretar secretariat sesizari voluntari
    hromada priyom kontakt pres pressa sekretariat rada
    biuro kontakt sekretariat oficina informacion contacto prensa secretaria
    """
)
"""Words of a role before the @; alone, or with others by a dot, hyphen, underline or digits."""
_FREE_HOSTS = re.compile(
    r"(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|icloud|me|aol|gmx|proton|protonmail|pm|"
    r"tutanota|zoho|mail|inbox|list|bk|yandex|ukr|i\.ua|orange|wanadoo|free|laposte|web|t-online)(?:\.[a-z]{2,3}){1,2}$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"(?:^|\.)example(?:\.(?:com|net|org))?$|\.(?:example|invalid|test)$", re.IGNORECASE)


def find_mail(text: str) -> Iterator[Personal]:
    """Mail addresses that look like a person's; one of a role on a free host is found, and not sure."""
    if "@" not in text and "[at]" not in text and "(at)" not in text and "[arroba]" not in text:
        return
    for match in _ADDRESS.finditer(text):
        if _PLACEHOLDER.search(match[2]):
            continue
        free = bool(_FREE_HOSTS.search(match[2]))
        if not is_role(match[1]):
            yield Personal(match.start(), match.end(), "mail address")
        elif free:
            yield Personal(match.start(), match.end(), "mail address", sure=False)


def is_role(local: str) -> bool:
    """Whether what stands before an @ names a role: `info`, `gbv-coordination`, `press2`."""
    parts = [part for part in re.split(r"[.+_%\d-]+", local.casefold()) if part]
    return bool(parts) and any(part in _ROLES for part in parts)
