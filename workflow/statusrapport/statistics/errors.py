"""What can be wrong with a sample, its weights or its totals: told with a remedy, instead of a number."""

from __future__ import annotations

from statusrapport.errors import StatusrapportError


class SurveyError(StatusrapportError, ValueError):
    """No honest estimate can be made of this. Both an error for users and, for callers in Python, a ValueError."""

    exit_code = 10


class DesignError(SurveyError):
    """A column, a weight or a population size is not what a design can be made of."""


class LonelyStratumError(DesignError):
    """A stratum has one cluster of several in the sample: nothing tells how much its clusters differ."""


class EmptyDomainError(SurveyError):
    """Nobody in the sample belongs to the domain and has answered."""


class PrecisionError(SurveyError):
    """The value can be computed, but not how sure it is."""


class CalibrationError(SurveyError):
    """The weights cannot be brought to the totals."""
