"""The place of the pieces of a text in another country: the finest subdivision that they name."""

from dataclasses import replace

from trama.places.abroad import country_only, find_abroad, subdivisions_in
from trama.places.match import FoundPlace
from trama.places.pieces import Piece, street_of


def place_in_country(country: str, pieces: list[Piece], *, coarse_first: bool) -> FoundPlace:
    """Return the finest subdivision of a country that the pieces name, else the country.

    1. Step from the country into the subdivisions of the pieces: from the last piece to the first,
       then in the order of the text. The walk that gets further counts.
    2. Put the pieces before the first subdivision into the address, if a comma or dash ends them.
    3. If no piece is a subdivision, keep the country, and report the piece nearest to it.

    Example: MEDELLÍN, ANTIOQUIA in ``CO`` gives ``CO-ANT`` with the address ``Medellín``.
    """
    backward, forward = _walk(country, pieces[::-1]), _walk(country, pieces)
    inside = forward if coarse_first or len(forward) > len(backward) else backward
    names = tuple(piece.text for piece in inside)
    first = min((pieces.index(piece) for piece in inside), default=len(pieces))
    before = pieces[:first] if inside or not coarse_first else pieces
    kept = (piece for piece in before if piece.is_street or not coarse_first)
    street = [piece for piece in kept if piece.sign != "/"]
    said = [piece for piece in pieces if not piece.is_street]
    if not inside and said:
        nearest = said[0] if coarse_first else said[-1]
        answer = country_only(country, nearest.text)
    else:
        answer = find_abroad(country, names)
    match = answer.value
    if match is not None:
        match = replace(match, address=street_of(street))
    return FoundPlace(match, answer.defects)


def _walk(country: str, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces that step into a subdivision of the country, each finer than the last."""
    uid, inside = country, []
    for piece in pieces:
        places = subdivisions_in(uid, piece.text) or subdivisions_in(uid, piece.key)
        if places:
            inside.append(piece)
            uid = places[0].uid
    return inside
