"""Replicates: the drawn linkages as files that anybody can check and count again.

An end is a number, ``A000001`` for RETA and ``B000001`` for SISTRA, in the order of the units here.
No file has a name, a document, a uid or a pseudonym. A reader checks the files by ``sha256sum -c
SHA256SUMS``, and counts the links of a draw as the lines of its file and of ``certain.tsv``.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping

from trama.overlap.draws import Draws
from trama.overlap.units import Units

SUMS = "SHA256SUMS"
_README = """\
Réplicas del cruce RETA-SISTRA / Replicates of the RETA-SISTRA overlap

units.csv     una fila por unidad: extremo, registro, clave / a row a unit: end, registry, key
certain.tsv   enlaces seguros, en toda réplica / certain links, in every draw
open.tsv      pares abiertos: extremos y probabilidad / open pairs: ends and probability
draw-*.tsv    los pares abiertos que enlaza cada réplica / the open pairs that each draw links
figures.json  la pregunta y sus cifras / the question and its figures

Para comprobarlo / To check:
  sha256sum -c SHA256SUMS
  wc -l certain.tsv draw-*.tsv     # enlaces = certain + draw / links = certain + draw
  # ambos / both: el 90 % central de esas sumas / the middle 90 % of these sums

Un extremo es un número y no identifica a nadie; aun así son datos caso por caso: no se publican
sin revisar quién los recibe. / An end is a number and identifies nobody; still these are data of
single cases: check who gets them before they are handed on.
"""


def replicate_files(
    units: Units,
    draws: Draws,
    keys: tuple[Mapping[str, str | None], Mapping[str, str | None]],
    figures: Mapping[str, object],
) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file, ``SHA256SUMS`` last.

    ``keys`` are those of the ledger: a unit with the key None is not counted, and its key is empty.
    """
    ends = tuple(
        {name: f"{letter}{number:06d}" for number, name in enumerate(side, 1)}
        for letter, side in (("A", units.side_a), ("B", units.side_b))
    )
    sums = []
    for name, text in _files(units, draws, ends, keys, figures):
        sums.append(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n")
        yield name, text
    yield SUMS, "".join(sums)


def _files(
    units: Units,
    draws: Draws,
    ends: tuple[Mapping[str, str], ...],
    keys: tuple[Mapping[str, str | None], ...],
    figures: Mapping[str, object],
) -> Iterator[tuple[str, str]]:
    def line(link: tuple[str, str], *more: object) -> str:
        return "\t".join([ends[0][link[0]], ends[1][link[1]], *map(str, more)]) + "\n"

    yield "README.txt", _README
    rows = [
        (end, registry, keys_of[name] or "", int(keys_of[name] is not None))
        for side, registry, keys_of in zip(ends, ("RETA", "SISTRA"), keys, strict=True)
        for name, end in side.items()
    ]
    header = "end,registry,key,counted\n"
    yield "units.csv", header + "".join(",".join(map(_cell, row)) + "\n" for row in rows)
    yield "certain.tsv", "".join(line(link) for link in sorted(units.certain))
    yield "open.tsv", "".join(line(p.link, f"{p.probability:.4f}") for p in units.open)
    for number in range(len(draws)):
        text = "".join(line(link) for link in draws.linkage(number))
        yield f"draw-{number + 1:04d}.tsv", text
    yield "figures.json", json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cell(value: object) -> str:
    """Return a cell of CSV: keys are names of agencies, which may hold a comma or a quote."""
    text = str(value)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(',"\n\r') else text
