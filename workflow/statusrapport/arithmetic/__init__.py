"""The arithmetic of a report as a whole: relations between its facts, found from the facts and checked."""

from statusrapport.arithmetic.check import check_arithmetic

__all__ = ["check_arithmetic"]
