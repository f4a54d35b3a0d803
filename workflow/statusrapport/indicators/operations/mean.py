"""An estimated mean of a number."""

from statusrapport.statistics import Estimate, SurveyDesign
from statusrapport.statistics.columns import BoolArray, FloatArray

IS_OF_NUMERATOR = True  # the mean of those whom the numerator's filter chooses


def estimate(design: SurveyDesign, numerator: FloatArray, denominator: FloatArray, domain: BoolArray) -> Estimate:
    """value = the mean of the numerator over the units of the domain."""
    return design.mean(numerator, domain)
