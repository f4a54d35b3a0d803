"""Numbers as text in Norwegian: decimal comma, no-break space between thousands, a true minus."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


def round_half_up(value: float, decimals: int) -> Decimal:
    """Round as official statistics do, halves away from zero; 2.675 is taken as written, not as stored in binary."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def format_number(value: float, decimals: int = 0, *, sign: bool = False) -> str:
    """A number as printed: `13 936`, `−4,3`, with `sign` also `+4,3`. Zero carries no sign."""
    rounded = round_half_up(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    digits = format_decimal(abs(rounded), format=pattern, locale="nb_NO")
    if rounded == 0:
        return str(digits)
    return f"{MINUS if rounded < 0 else '+' if sign else ''}{digits}"


def exact_text(value: float) -> str:
    """A computed number in full as text, without the last digits that are binary noise: `14633`, `0.04257434692`."""
    text = format(Decimal(f"{value:.12g}"), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
