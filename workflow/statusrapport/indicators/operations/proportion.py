"""An estimated part of a whole, with Wilson's limits."""

from statusrapport.statistics import Estimate, SurveyDesign
from statusrapport.statistics.columns import BoolArray, FloatArray

NEEDS_DENOMINATOR = True


def estimate(design: SurveyDesign, numerator: FloatArray, denominator: FloatArray, domain: BoolArray) -> Estimate:
    """value = the part of the units in the domain that the numerator holds; of a unit with several members, theirs."""
    return design.proportion(numerator, domain)
