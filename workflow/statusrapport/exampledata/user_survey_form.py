"""The questionnaire behind the invented user surveys: its questions, and how many should give each answer each year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Labels = Mapping[int, str]
Shares = Mapping[int, float]

YEARS = (2017, 2018, 2019)
NOT_RELEVANT, DONT_KNOW, NO_ANSWER = 97, 98, 99
_UNSURE = {DONT_KNOW: "Vet ikke", NO_ANSWER: "Ubesvart"}

SATISFACTION = {1: "Svært fornøyd", 2: "Ganske fornøyd", 3: "Lite fornøyd", 4: "Ikke fornøyd", **_UNSURE}
EXTENT = {1: "I stor grad", 2: "I noen grad", 3: "I liten grad", 4: "Ikke i det hele tatt", **_UNSURE}
SOMETIMES = {NOT_RELEVANT: "Ikke aktuelt", **EXTENT}  # asked of some only


class Question(NamedTuple):
    """A question: its column, its text, the codes, and the wanted shares of the answers by year.

    The shares are weighted, of those who answered and whom it concerns; others have the code 97. `concerns`: the part
    of all whom it concerns; `only_of`: an earlier column, and the codes there of those whom it concerns. `lasting`: the
    correlation of the first answers with the respondent's contentment.
    """

    column: str
    text: str
    labels: Labels
    shares: Mapping[int, Shares]
    concerns: float = 1.0
    lasting: float = 0.0
    only_of: tuple[str, tuple[int, ...]] | None = None


def _by_year(
    parts: tuple[float, ...], firsts: tuple[float, float, float], *, dont_know: float = 0.0
) -> dict[int, Shares]:
    """Shares of answers 1, 2, … in each year. The first two together are `firsts` percent; `parts` divide both halves.

    `parts`: of the first two the part of the first, then of the rest the part of each but the last.
    """
    found: dict[int, Shares] = {}
    for year, first in zip(YEARS, firsts, strict=True):
        rest = 100.0 - first - dont_know
        head, *tail = parts
        shares = [first * head, first * (1.0 - head), *(rest * part for part in tail)]
        shares.append(100.0 - dont_know - sum(shares))
        unsure = {DONT_KNOW: dont_know / 100.0} if dont_know else {}
        found[year] = {code: share / 100.0 for code, share in enumerate(shares, start=1)} | unsure
    return found


def _every_year(*percents: float, dont_know: float = 0.0) -> dict[int, Shares]:
    """The same shares each year; what is left of a hundred belongs to the last answer."""
    shares = {code: percent / 100.0 for code, percent in enumerate(percents, start=1)}
    shares[len(percents) + 1] = 1.0 - sum(shares.values()) - dont_know / 100.0
    shares |= {DONT_KNOW: dont_know / 100.0} if dont_know else {}
    return dict.fromkeys(YEARS, shares)


# Published are, for 2019: six of ten are satisfied, 13 percent in work in each of three years, 29 percent with a
# meaningful activity; more than before have satisfactory help, influence and services that fit; children who are
# relatives are better cared for, adults are not; follow-up after treatment is better, coordination still lacks. The
# rest is chosen.
QUESTIONS = (
    Question("kjonn", "Kjønn", {1: "Kvinne", 2: "Mann", NO_ANSWER: "Ubesvart"}, _every_year(31.5)),
    Question(
        "alder",
        "Alder",
        {1: "18–24 år", 2: "25–39 år", 3: "40–54 år", 4: "55 år eller eldre", NO_ANSWER: "Ubesvart"},
        _every_year(12, 36, 33),
    ),
    Question(
        "rusmiddel",
        "Hvilket rusmiddel bruker du mest?",
        {1: "Alkohol", 2: "Illegale rusmidler", 3: "Vanedannende legemidler", 4: "Flere like mye", **_UNSURE},
        _every_year(34, 38, 9, dont_know=2),
    ),
    Question(
        "psyk",
        "Har du også psykiske helseplager?",
        {1: "Ja", 2: "Nei", **_UNSURE},
        {
            year: {1: share, 2: 0.96 - share, DONT_KNOW: 0.04}
            for year, share in zip(YEARS, (0.52, 0.526, 0.531), strict=True)
        },
        lasting=-0.2,
    ),
    Question(
        "q1",
        "Alt i alt, hvor fornøyd er du med tjenestene du mottar?",
        SATISFACTION,
        _by_year((0.36, 0.6), (53.9, 57.2, 60.1), dont_know=5),
        lasting=0.7,
    ),
    Question(
        "q2",
        "Hvor fornøyd er du med hjelpen til å redusere eller mestre rusproblemene dine?",
        SATISFACTION,
        _by_year((0.38, 0.58), (48.1, 51.3, 54.2), dont_know=5),
        lasting=0.6,
    ),
    Question(
        "q3",
        "I hvilken grad har du innflytelse over hvilke tjenester du får?",
        EXTENT,
        _by_year((0.34, 0.66), (41.2, 43.9, 46.8), dont_know=4),
        lasting=0.5,
    ),
    Question(
        "q4",
        "I hvilken grad er tjenestene tilpasset dine behov?",
        EXTENT,
        _by_year((0.33, 0.67), (44.8, 47.1, 50.2), dont_know=4),
        lasting=0.6,
    ),
    Question(
        "q5",
        "Er du i arbeid?",
        {1: "Ja, på heltid", 2: "Ja, på deltid", 3: "Nei", NO_ANSWER: "Ubesvart"},
        _by_year((0.55,), (13.2, 12.8, 13.1)),
    ),
    Question(
        "q6",
        "Har du en meningsfylt aktivitet på dagtid?",
        {1: "Ja, de fleste dager", 2: "Ja, noen dager i uka", 3: "Sjelden", 4: "Nei", **_UNSURE},
        _by_year((0.52, 0.4), (28.2, 28.4, 29.1), dont_know=3),
        lasting=0.4,
    ),
    Question(
        "q7",
        "Har du en egnet bolig?",
        {1: "Ja", 2: "Stort sett", 3: "I liten grad", 4: "Nei", **_UNSURE},
        _by_year((0.62, 0.48), (63.4, 62.7, 62.2), dont_know=1),
        lasting=0.3,
    ),
    Question(
        "q8",
        "I hvilken grad fulgte kommunen deg opp etter døgnbehandlingen?",
        SOMETIMES,
        _by_year((0.42, 0.62), (43.7, 47.4, 52.3), dont_know=3),
        concerns=0.31,
        lasting=0.5,
    ),
    Question(
        "q9",
        "I hvilken grad samarbeidet kommunen og behandlingsstedet om deg?",
        SOMETIMES,
        _by_year((0.3, 0.6), (38.0, 38.4, 39.2), dont_know=7),
        lasting=0.5,
        only_of=("q8", (1, 2, 3, 4, DONT_KNOW, NO_ANSWER)),
    ),
    Question(
        "q10",
        "I hvilken grad får du hjelp med den fysiske helsen din?",
        EXTENT,
        _by_year((0.35, 0.65), (41.0, 41.5, 42.6), dont_know=3),
        lasting=0.4,
    ),
    Question(
        "q11",
        "I hvilken grad får du hjelp for både rusproblemene og de psykiske helseplagene?",
        SOMETIMES,
        _by_year((0.3, 0.6), (36.4, 36.8, 37.3), dont_know=3),
        lasting=0.5,
        only_of=("psyk", (1,)),
    ),
    Question(
        "q12",
        "I hvilken grad er barna dine ivaretatt som pårørende?",
        SOMETIMES,
        _by_year((0.42, 0.6), (38.8, 43.2, 48.4), dont_know=8),
        concerns=0.26,
        lasting=0.3,
    ),
    Question(
        "q13",
        "I hvilken grad er voksne pårørende ivaretatt?",
        SOMETIMES,
        _by_year((0.32, 0.6), (33.1, 33.6, 34.8), dont_know=9),
        concerns=0.55,
        lasting=0.3,
    ),
)
