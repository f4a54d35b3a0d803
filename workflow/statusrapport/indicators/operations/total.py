"""An estimated total: of a number, or of units."""

from statusrapport.statistics import Estimate, SurveyDesign
from statusrapport.statistics.columns import BoolArray, FloatArray


def estimate(design: SurveyDesign, numerator: FloatArray, denominator: FloatArray, domain: BoolArray) -> Estimate:
    """value = the sum of the numerator over the population that the domain stands for."""
    return design.total(numerator, domain)
