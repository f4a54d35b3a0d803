"""The questionnaire behind the invented survey of 2013: its questions, and how many should give each answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Labels = Mapping[int, str]
Shares = Mapping[int, float]

DONT_KNOW, NOT_RELEVANT, NO_ANSWER = 98, 97, 99
_UNSURE = {DONT_KNOW: "Vet ikke", NO_ANSWER: "Ubesvart"}

AGREE = {1: "Helt enig", 2: "Delvis enig", 3: "Verken eller", 4: "Delvis uenig", 5: "Helt uenig", **_UNSURE}
USERS = {1: "Under 25 prosent", 2: "25–49 prosent", 3: "50–75 prosent", 4: "Over 75 prosent", **_UNSURE}
EXPERIENCE = {
    1: "Svært gode",
    2: "Ganske gode",
    3: "Verken gode eller dårlige",
    4: "Ganske dårlige",
    5: "Svært dårlige",
    **_UNSURE,
}
EXTENT = {1: "I stor grad", 2: "I noen grad", 3: "I liten grad", 4: "Ikke i det hele tatt", **_UNSURE}
AMOUNT = {1: "Svært mye", 2: "Mye", 3: "Noe", 4: "Lite", 5: "Ikke noe", **_UNSURE}
NEED = {1: "Svært stort", 2: "Stort", 3: "Noe", 4: "Lite", 5: "Ikke noe", **_UNSURE}
SATISFACTION = {
    1: "Svært godt fornøyd",
    2: "Ganske godt fornøyd",
    3: "Lite fornøyd",
    4: "Ikke fornøyd",
    NOT_RELEVANT: "Ikke aktuelt",
    **_UNSURE,
}
TICK = {0: "Ikke krysset av", 1: "Krysset av", NO_ANSWER: "Ubesvart"}

PARTNERS = (
    "Psykisk helsevern",
    "NAV",
    "Fastleger",
    "TSB",
    "Annen spesialisthelsetjeneste",
    "Barnevern",
    "Politi",
    "Frivillige organisasjoner",
)
MEASURES = (
    "Samtaler",
    "Boligsosialt arbeid",
    "Arbeid, fritid og aktivitet",
    "Motiveringsarbeid",
    "Tett oppfølging",
    "Ansvarsgruppe eller koordinator",
    "Forberedelse av overgangen",
    "Helsetjenester og medisinsk oppfølging",
    "Andre tiltak",
)

DISPOSITIONS = {
    1: "Fullført",
    2: "Delvis besvart",
    3: "Ønsket ikke å delta",
    4: "Ikke oppnådd kontakt",
    5: "Ikke i målgruppen",
}
OPEN_QUESTION = "Hva er den største utfordringen i kommunens rusarbeid? Svar med egne ord."
CATEGORY_QUESTION = "Kategori for det åpne svaret"
CATEGORIES = {
    1: "Bolig",
    2: "Bemanning og kompetanse",
    3: "Politisk prioritering",
    4: "Unge brukere",
    5: "Samarbeid",
    6: "Annet",
}


class Question(NamedTuple):
    """A question: its columns with the text of each item, and the wanted shares of each item's answers.

    The shares are of municipalities, among those who answered; those of a box to tick are of 1 and 0.
    `tilt`: by how much the first answers are more usual in large municipalities (odds of the first to the last answer
    on the log scale, from the smallest to the largest class). `lasting`: whether the respondent's contentment goes with
    the first answers. `set_name`: that of the multi-response set.
    """

    column: str
    text: str
    labels: Labels
    shares: tuple[Shares, ...]
    items: tuple[str, ...] = ()
    tilt: float = 0.0
    lasting: bool = False
    set_name: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the items, or the one column."""
        return tuple(f"{self.column}_{number}" for number in range(1, len(self.items) + 1)) or (self.column,)


def _percent(*parts: float, dont_know: float = 0.0, not_relevant: float = 0.0) -> Shares:
    """Shares of answers 1, 2, … in percent; what is left of 100 belongs to the last of them."""
    shares = dict(enumerate(parts, start=1))
    shares[len(parts) + 1] = 100 - sum(parts) - dont_know - not_relevant
    shares |= {DONT_KNOW: dont_know} if dont_know else {}
    shares |= {NOT_RELEVANT: not_relevant} if not_relevant else {}
    return {code: share / 100 for code, share in shares.items()}


def _ticked(*percents: float) -> tuple[Shares, ...]:
    return tuple({1: percent / 100, 0: 1 - percent / 100} for percent in percents)


def _single(
    column: str, text: str, labels: Labels, shares: Shares, *, tilt: float = 0.0, lasting: bool = False
) -> Question:
    return Question(column, text, labels, (shares,), tilt=tilt, lasting=lasting)


QUESTIONS = (
    _single(
        "stilling",
        "Hvilken stilling har du?",
        {
            1: "Leder av enhet eller tjeneste",
            2: "Ruskonsulent",
            3: "Psykiatrisk sykepleier",
            4: "Rådgiver eller fagutvikler",
            5: "Annet",
            NO_ANSWER: "Ubesvart",
        },
        _percent(38, 27, 19, 10),
        tilt=1.2,
    ),
    _single(
        "q1",
        "Hvordan er rusarbeidet organisert i kommunen?",
        {
            1: "Egen rustjeneste",
            2: "Sammen med psykisk helsearbeid",
            3: "I NAV-kontoret",
            4: "Fordelt på flere tjenester",
            5: "Annet",
            NO_ANSWER: "Ubesvart",
        },
        _percent(12, 46, 19, 20),
        tilt=2.7,
    ),
    _single(
        "q2",
        "Hvordan definerer kommunen hva som er et rusproblem?",
        {
            1: "Etter konsekvensene av rusmiddelbruken",
            2: "Etter hvor mye som brukes",
            3: "Etter diagnose",
            4: "Kommunen har ingen definisjon",
            5: "Annet",
            **_UNSURE,
        },
        _percent(62, 9, 7, 15, dont_know=4),
        tilt=1.5,
    ),
    Question(
        "q3",
        "Hvor enig er du i at tjenestetilbudet til personer med rusproblemer er",
        AGREE,
        (
            _percent(22, 46, 14, 11, dont_know=3),
            _percent(29, 44, 13, 8, dont_know=2),
            _percent(25, 43, 16, 10, dont_know=3),
        ),
        items=("Helhetlig og samordnet", "Tilgjengelig", "Individuelt tilpasset"),
        tilt=1.2,
        lasting=True,
    ),
    Question(
        "q4",
        "Omtrent hvor stor andel av brukerne har",
        USERS,
        (
            _percent(16, 19.3, 25, dont_know=6.5),
            _percent(15.5, 22, 33.5, dont_know=7),
            _percent(48, 27, 12, dont_know=7),
        ),
        items=("Ansvarsgruppe", "Koordinator", "Individuell plan"),
        tilt=-3.0,
    ),
    Question(
        "q5",
        "Hvilke erfaringer har kommunen med",
        EXPERIENCE,
        (
            _percent(34, 47, 10, 3, dont_know=5),
            _percent(36, 44, 10, 4, dont_know=5),
            _percent(10, 33, 30, 14, dont_know=8),
        ),
        items=("Ansvarsgruppe", "Koordinator", "Individuell plan"),
        tilt=-0.9,
        lasting=True,
    ),
    _single("q6", "I hvilken grad ønsker brukerne selv individuell plan?", EXTENT, _percent(9, 31, 46, dont_know=6)),
    Question(
        "q7",
        "Hva tilbyr kommunen dem som venter på behandling i TSB?",
        TICK,
        _ticked(86, 68, 61, 74, 72, 52, 25, 31, 10),
        items=MEASURES,
        tilt=1.2,
        set_name="vente",
    ),
    Question(
        "q8",
        "Hva tilbyr kommunen dem som er inne til behandling?",
        TICK,
        _ticked(48, 38, 15, 33, 83, 71, 64, 8, 7),
        items=MEASURES,
        tilt=0.9,
        set_name="under",
    ),
    Question(
        "q9",
        "Hva tilbyr kommunen etter endt behandling?",
        TICK,
        _ticked(71, 74, 70, 45, 80, 66, 55, 35, 9),
        items=MEASURES,
        tilt=1.2,
        set_name="etter",
    ),
    Question(
        "q10",
        "Hvor mye samarbeider dere med",
        AMOUNT,
        (
            _percent(33, 38, 20, 6, dont_know=2),
            _percent(31, 37, 22, 7, dont_know=2),
            _percent(25, 36, 26, 10, dont_know=2),
            _percent(13, 28, 34, 18, dont_know=3),
            _percent(10, 24, 36, 22, dont_know=3),
            _percent(8, 22, 37, 24, dont_know=3),
            _percent(6, 19, 39, 27, dont_know=3),
            _percent(4, 12, 30, 32, dont_know=4),
        ),
        items=PARTNERS,
        tilt=1.5,
        lasting=True,
    ),
    Question(
        "q11",
        "Hvor stort er behovet for samarbeid med",
        NEED,
        (
            _percent(68.5, 21.5, 5.5, 2, dont_know=2),
            _percent(73.5, 18, 4.5, 1.5, dont_know=2),
            _percent(63.5, 24, 7.5, 2.5, dont_know=2),
            _percent(44, 32, 15, 5, dont_know=3),
            _percent(35, 34, 20, 6, dont_know=3),
            _percent(29, 33, 24, 9, dont_know=3),
            _percent(25, 34, 27, 9, dont_know=3),
            _percent(14, 28, 34, 15, dont_know=4),
        ),
        items=PARTNERS,
        tilt=0.9,
    ),
    Question(
        "q12",
        "Hvor fornøyd er du med samarbeidet med",
        SATISFACTION,
        (
            _percent(33, 51.9, 8.2, dont_know=1.5, not_relevant=2.5),
            _percent(35, 50.7, 7.3, dont_know=1.5, not_relevant=2.5),
            _percent(24, 53.8, 13.9, dont_know=1.5, not_relevant=2.5),
            _percent(17, 46, 22, dont_know=4, not_relevant=6),
            _percent(13, 47, 22, dont_know=4, not_relevant=9),
            _percent(18, 45, 18, dont_know=4, not_relevant=11),
            _percent(19, 47, 14, dont_know=5, not_relevant=12),
            _percent(14, 36, 14, dont_know=6, not_relevant=27),
        ),
        items=PARTNERS,
        tilt=-0.9,
        lasting=True,
    ),
    Question(
        "q13",
        "Hvor stort er det udekkede behovet for",
        NEED,
        (
            _percent(40, 27, 18, 8, dont_know=3),
            _percent(37, 26, 19, 9, dont_know=4),
            _percent(21, 27, 28, 15, dont_know=4),
            _percent(19, 26, 29, 16, dont_know=4),
            _percent(7, 12, 30, 31, dont_know=6),
            _percent(10, 17, 34, 24, dont_know=5),
            _percent(12, 20, 33, 22, dont_know=4),
            _percent(11, 20, 34, 22, dont_know=5),
        ),
        items=(
            "Egnede boliger",
            "Døgnbemannede omsorgsboliger",
            "Arbeidstilbud",
            "Lavterskel aktivitetstilbud",
            "Avrusning",
            "Ettervern",
            "Oppfølging i bolig",
            "Forebygging og tidlig intervensjon",
        ),
        tilt=1.5,
    ),
    _single(
        "q14",
        "Hvor enig er du i at forebygging og tidlig intervensjon blir nedprioritert i trange tider?",
        AGREE,
        _percent(28, 38, 17, 9, dont_know=5),
        tilt=-0.9,
    ),
    _single(
        "q15",
        "Har rusmiddelbruken blant unge økt i kommunen de siste årene?",
        {1: "Ja, mye", 2: "Ja, noe", 3: "Nei", **_UNSURE},
        _percent(8, 33, dont_know=8),
        tilt=0.9,
    ),
    _single(
        "q16",
        "Hvor enig er du i at det er vanskelig å få politisk forståelse for at rusarbeidet må prioriteres?",
        AGREE,
        _percent(22, 36, 20, 12, dont_know=5),
        tilt=-0.6,
    ),
    _single(
        "q17",
        "I hvilken grad strekker kommunens økonomiske rammer til i rusarbeidet?",
        {1: "Stort sett tilstrekkelige", 2: "Strekker til i noen grad", 3: "Strekker til i liten grad", **_UNSURE},
        _percent(20, 40, dont_know=13.3),
        tilt=-3.0,
        lasting=True,
    ),
    _single(
        "q18",
        "Hvilken enkeltfaktor påvirker det kommunale rusarbeidet mest?",
        {
            1: "Økonomien",
            2: "Bemanning og kompetanse",
            3: "Politisk prioritering",
            4: "Tilgangen på boliger",
            5: "Samarbeidet med andre",
            6: "Annet",
            **_UNSURE,
        },
        _percent(41, 18, 15, 13, 7, dont_know=3),
        tilt=0.9,
    ),
    _single(
        "q19",
        "Hvilke erfaringer hadde kommunen med rustilskuddet som ble avsluttet i 2012?",
        EXPERIENCE,
        _percent(35, 42, 10, 4, dont_know=7),
        tilt=1.2,
        lasting=True,
    ),
    Question(
        "q20",
        "Hva var ulempene ved tilskuddsordningen?",
        TICK,
        _ticked(58, 54, 66, 12),
        items=("Søknadsprosessen", "Rapporteringen", "Uforutsigbarheten", "Andre ulemper"),
        tilt=-0.9,
        set_name="ulemper",
    ),
    _single(
        "q21",
        "Hvor enig er du i at det å søke om tilskudd fremmer initiativ og kreativitet?",
        AGREE,
        _percent(7, 22, 30, 23, dont_know=8),
    ),
    _single(
        "q22",
        "Hvor enig er du i at øremerking må til dersom rusfeltet skal prioriteres i budsjettet?",
        AGREE,
        _percent(76, 20.8, 1.2, 0.4, dont_know=1.2),
        tilt=-0.9,
    ),
)
