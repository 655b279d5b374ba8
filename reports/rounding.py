"""Half up, once, when a number is printed; exact whole-number arithmetic until then."""


def percent(numerator: int, denominator: int, decimals: int = 0) -> str:
    """'81%' for 370 of 457. `numerator` >= 0, `denominator` > 0."""
    return f"{quotient(100 * numerator, denominator, decimals)}%"


def quotient(numerator: int, denominator: int, decimals: int) -> str:
    """`numerator` / `denominator` with this many decimals, rounded half up. Neither is negative."""
    scale = 10**decimals
    rounded = (2 * numerator * scale + denominator) // (2 * denominator)
    whole, rest = divmod(rounded, scale)
    return f"{whole}.{rest:0{decimals}}" if decimals else str(whole)
