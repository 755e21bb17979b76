"""Replicates: the drawn linkages as files that anybody can check and count again.

An end is a number, ``A000001`` for RETA and ``B000001`` for SISTRA, in the order of the units here.
No file has a name, a document, a uid or a pseudonym. `repeat.py` goes along: it checks the files
and counts every figure again, with nothing but the files.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib.resources import files

from trama.overlap.draws import Draws
from trama.overlap.entries import POLICE
from trama.overlap.units import Units

SUMS = "SHA256SUMS"
_README = """\
Réplicas del cruce RETA-SISTRA / Replicates of the RETA-SISTRA overlap

Para comprobarlo todo / To check everything:
  python3 repeat.py     # Python 3.11, sin instalar nada / nothing to install

units.csv     una fila por unidad: extremo (A RETA, B SISTRA), registro, clave, si se cuenta, si
              está sin decidir / a row a unit: end (A RETA, B SISTRA), registry, key, whether it is
              counted, whether it is undecided
certain.tsv   enlaces seguros, en toda réplica / certain links, in every draw
standing.tsv  enlaces decididos, también los seguros / decided links, the certain among them
open.tsv      pares abiertos: extremos y probabilidad / open pairs: ends and probability
draw-*.tsv    los demás enlaces de cada réplica / the further links of each draw
repeated.tsv  réplica, unidad que en ella repite a otra de su registro, esa otra / draw, a unit that
              in it repeats another unit of its registry, that other unit
figures.json  la pregunta y sus cifras / the question and its figures
repeat.py     el programa que las repite / the program that repeats them

Cómo se cuenta / How it is counted:
1. Una unidad con counted = 0 está fuera de la ventana (de otro año, digamos). Sus enlaces quedan en
   los archivos: quien se cuenta y se enlaza con ella está en ambos registros con otra clave
   (both_elsewhere), ni en both ni en only. / A unit with counted = 0 is outside of the window (of
   another year, say). Its links stay in the files: a counted unit that is linked with it stands in
   both registries by another key (both_elsewhere), neither in both nor in only.
2. both: enlaces de dos unidades contadas con una misma clave. Lo decidido sale de standing.tsv;
   cada réplica, de certain.tsv y su draw-*.tsv. / both: links of two counted units of one key. What
   is decided comes from standing.tsv; a draw, from certain.tsv and its draw-*.tsv.
3. only: unidades contadas sin enlace. Lo decidido quita las que están sin decidir; cada réplica,
   las de repeated.tsv. / only: counted units without a link. What is decided leaves out the
   undecided; a draw leaves out those of repeated.tsv.
4. distinct: unidades contadas, menos los enlaces entre contadas, menos las repetidas. / distinct:
   counted units, less the links between counted units, less the repeated.
5. low y high: ordenadas las n réplicas, la de lugar 5n/100 y la de 95n/100, hacia arriba; n = 1000:
   la 50 y la 950. / low and high: of the n sorted draws, those at place 5n/100 and 95n/100, rounded
   up; n = 1000: the 50th and the 950th.
6. Si «interval.from» es «sample», el intervalo del total sale de los pares que leyeron personas,
   no de las réplicas. / If "interval.from" is "sample", the total's interval comes from the pairs
   that people read, not from the draws.

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
    yield "repeat.py", files("trama.overlap").joinpath("repeat.py").read_text(encoding="utf-8")
    rows = [
        (
            *(end, registry, keys_of[name] or "", int(keys_of[name] is not None)),
            int((registry, name) in units.undecided),
        )
        for side, registry, keys_of in zip(ends, ("RETA", "SISTRA"), keys, strict=True)
        for name, end in side.items()
    ]
    header = "end,registry,key,counted,undecided\n"
    yield "units.csv", header + "".join(",".join(map(_cell, row)) + "\n" for row in rows)
    yield "certain.tsv", "".join(line(link) for link in sorted(units.certain))
    yield "standing.tsv", "".join(line(link) for link in sorted(units.joined))
    yield "open.tsv", "".join(line(p.link, f"{p.probability:.4f}") for p in units.open)
    for number in range(len(draws)):
        text = "".join(line(link) for link in draws.linkage(number))
        yield f"draw-{number + 1:04d}.tsv", text
    repeated = []
    for one in draws.repeated:
        side = ends[one.registry != POLICE]
        repeated.append(f"{one.draw + 1}\t{side[one.name]}\t{side[one.of]}\n")
    yield "repeated.tsv", "".join(repeated)
    yield "figures.json", json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cell(value: object) -> str:
    """Return a cell of CSV: keys are names of agencies, which may hold a comma or a quote."""
    text = str(value)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(',"\n\r') else text
