"""Sentences in which somebody takes something on, and those that only look like it."""

from __future__ import annotations

import pytest

from macros.minutes.file import lines_of
from macros.minutes.finding import ACTION
from macros.minutes.minutes import find_in
from tests.minutes.measure import shipped

HEADS = {
    "en": "Minutes of the bicycle meeting\n\nThe weather of the week was what they had all talked about.\n\n",
    "fr": "Compte rendu de la réunion\n\nLe temps de la semaine est ce dont ils ont tous parlé avec elle.\n\n",
    "es": "Acta de la reunión\n\nEl tiempo de la semana fue lo que se habló por más rato entre los que han estado.\n\n",
    "ro": "Proces-verbal al ședinței\n\nVremea din acest an este cea despre care au vorbit și cei mai tineri.\n\n",
    "pt": "Ata da reunião\n\nO tempo da semana foi do que mais se falou, e não são os da sala.\n\n",
}
TAKEN_ON = [
    ("en", "The bridge was looked at and UNICEF will paint the rails."),
    ("en", "IOM, together with FAO, will count the boats."),
    ("en", "FAO reported on the nets and said that it would mend them before Easter."),
    ("en", "It was left to WFP to buy the paint."),
    ("en", "The chair asked UNICEF to look after the lamp."),
    ("en", "The lamp is to be mended by the secretariat."),
    ("en", "UNICEF has taken it upon itself to find a lamp."),
    ("en", "Members are to return the keys by Friday."),
    ("en", "I'll send the picture round."),
    ("en", "lamp broken -> FAO to bring a new one"),
    ("en", "IOM chk nets w/ divers by thu"),
    ("en", "It was agreed that IOM will lend the drill to the others."),
    ("fr", "À l'UNICEF revient le soin de peindre la rampe."),
    ("fr", "Les membres ont chargé l'OIM de compter les bateaux."),
    ("fr", "La mairie s'occupera de la lampe."),
    ("fr", "Le PAM, qui dispose d'une échelle, la prêtera aux autres."),
    ("fr", "Interrogé sur la rampe, il a indiqué qu'il la repeindrait avant lundi."),
    ("fr", "OIM à vérifier les filets."),
    ("es", "OIM explica que faltan remos y que comprará otros."),
    ("es", "Queda a cargo de ACNUR la pintura de la baranda."),
    ("es", "El Municipio se hará cargo de la lámpara."),
    ("es", "La secretaría se compromete a contar los botes."),
    ("ro", "UNICEF urmează să vopsească balustrada."),
    ("ro", "Rămâne ca OIM să numere bărcile."),
    ("ro", "Primăria și-a asumat vopsirea balustradei."),
    ("ro", "Colegii au fost rugați să aducă lampa."),
    ("pt", "A OIM enviará a lista dos barcos."),
    ("pt", "O ACNUR ficou de pintar a grade."),
]
NOT = [
    ("en", "The survey of IOM will start in June."),
    ("en", "The rains will come early, FAO told the group."),
    ("en", "UNICEF would love to have a lamp of its own."),
    ("en", "FAO painted the rails in May and counted the boats."),
    ("en", "The bus company will stop at the bridge from June."),
    ("en", "UNHCR hopes to receive a lamp next week."),
    ("en", "IOM was going to mend the lamp, done already."),
    ("en", "It was agreed that the boats stay on land."),
    ("fr", "Une deuxième phase démarrera en juillet."),
    ("fr", "La mairie a annoncé que le gouverneur se rendra au pont le 2 avril."),
    ("fr", "Les distributions reprendront dès que la pluie cessera."),
    ("fr", "L'OIM aimerait disposer d'une lampe de plus."),
    ("es", "En mayo comenzará la encuesta de ACNUR."),
    ("es", "La página estará en línea en junio."),
    ("es", "OIM entregó los remos el 8 de abril."),
    ("ro", "Legea se va schimba în vară."),
    ("ro", "OMS ar dori o lampă nouă."),
    ("pt", "A estrada abrirá em junho."),
]


def _actions(language: str, sentence: str) -> list[str]:
    text = HEADS[language] + sentence + "\n"
    return [one.text for one in find_in(lines_of(text.encode(), ".txt"), shipped()).proposed if one.kind == ACTION]


@pytest.mark.parametrize(("language", "sentence"), TAKEN_ON)
def test_what_somebody_takes_on_is_proposed(language: str, sentence: str) -> None:
    """Somebody who can act, a form that commits, a verb of doing; in five languages, with a time and without."""
    assert len(_actions(language, sentence)) == 1


@pytest.mark.parametrize(("language", "sentence"), NOT)
def test_what_happened_what_will_happen_and_what_one_would_like_is_not(language: str, sentence: str) -> None:
    """Past acts, events, wishes, plans of those who weren't there, what all agreed on."""
    assert _actions(language, sentence) == []
