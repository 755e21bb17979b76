"""Districts with one code in two schemes: 997 RENIEC codes are INEI codes of another district."""

from trama.places.gazetteer import gazetteer


def same_code_elsewhere(one: str, other: str) -> bool:
    """Return whether one district's INEI code is the other's RENIEC code."""
    here, there = gazetteer().get(one), gazetteer().get(other)
    if here is None or there is None:
        return False
    return bool(
        (here.inei and here.inei == there.reniec) or (there.inei and there.inei == here.reniec)
    )
