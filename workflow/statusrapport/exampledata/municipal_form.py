"""The evaluation's own survey of municipalities: its questions, and how many should give each answer in each wave."""

from __future__ import annotations

from typing import NamedTuple

DONT_KNOW = 8
WAVES = (2016, 2018, 2019, 2020)
RESPONDENTS = {2016: 334, 2018: 318, 2019: 307, 2020: 241}  # fewer in the pandemic
COMPLETE, PARTIAL, REFUSAL, NO_CONTACT = 1, 2, 3, 4
PARTIALS = 9  # in each wave: they stopped before the last questions


class MunicipalQuestion(NamedTuple):
    """A question with the percent of municipalities that give answers 1, 2, …; the rest, but for those who do not know,

    gives the last of them. `tilt`: by how much the first answers are more usual in large municipalities.
    """

    column: str
    answers: int
    percents: dict[int, tuple[float, ...]]
    dont_know: float = 2.0
    tilt: float = 0.0

    def shares(self, wave: int) -> dict[int, float]:
        """The part of municipalities that gives each answer."""
        given = self.percents[wave]
        last = 100 - sum(given) - self.dont_know
        return {
            **{code: percent / 100 for code, percent in enumerate((*given, last), 1)},
            DONT_KNOW: self.dont_know / 100,
        }


def _all_waves(*percents: tuple[float, ...]) -> dict[int, tuple[float, ...]]:
    return dict(zip(WAVES, percents, strict=True))


# Published are outreach to young people in 2016 (a quarter) and 2019 (nearly half), and which way the others went:
# better possibilities to find and follow up the young, more orientation towards users, children as relatives cared for
# better, adult ones not surely so, follow-up after inpatient treatment better, more coordination needed, dwellings
# lacking, and services that were changed in the pandemic. All other figures are chosen.
QUESTIONS = (
    MunicipalQuestion("q1", 2, _all_waves((25.0,), (38.0,), (47.2,), (48.0,)), dont_know=1.0, tilt=2.4),
    MunicipalQuestion("q2", 3, _all_waves((38, 51), (47, 44), (54, 38), (55, 36)), tilt=0.8),
    MunicipalQuestion("q3", 3, _all_waves((45, 49), (54, 41), (61, 34), (63, 32)), tilt=0.5),
    MunicipalQuestion("q4", 3, _all_waves((40, 53), (49, 44), (57, 37), (58, 36)), tilt=0.7),
    MunicipalQuestion("q5", 3, _all_waves((33, 58), (34, 57), (34, 56), (35, 55)), dont_know=3.0, tilt=0.3),
    MunicipalQuestion("q6", 3, _all_waves((36, 50), (43, 46), (48, 42), (50, 40)), tilt=0.4),
    MunicipalQuestion("q7", 3, _all_waves((69, 26), (68, 27), (70, 25), (68, 27)), tilt=0.2),
    MunicipalQuestion("q8", 3, _all_waves((62, 28), (63, 27), (61, 29), (62, 28)), tilt=1.2),
    MunicipalQuestion("q9", 3, {2020: (41, 45)}, tilt=0.6),
)
