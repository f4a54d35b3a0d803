"""Reading a finished report back: every number in the text of its PDF has to be one that is known."""

from statusrapport.readback.check import check_readback

__all__ = ["check_readback"]
