"""Estimates from samples with their errors: strata, clusters, finite populations, calibration, panels.

The methods, their formulas and their sources are in docs/statistics.md.
"""

from statusrapport.statistics.design import SurveyDesign
from statusrapport.statistics.errors import (
    CalibrationError,
    DesignError,
    EmptyDomainError,
    LonelyStratumError,
    PrecisionError,
    SurveyError,
)
from statusrapport.statistics.estimate import Estimate
from statusrapport.statistics.multiple import holm_limits
from statusrapport.statistics.overlap import Wave, overlap_change
from statusrapport.statistics.panel import panel_change

__all__ = [
    "CalibrationError",
    "DesignError",
    "EmptyDomainError",
    "Estimate",
    "LonelyStratumError",
    "PrecisionError",
    "SurveyDesign",
    "SurveyError",
    "Wave",
    "holm_limits",
    "overlap_change",
    "panel_change",
]
