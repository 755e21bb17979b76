"""Random changes of a linked graph: what linking after each leaves is what linking all leaves.

A linking of another home knows nothing of the linkings before, so it links all. If it stores
nothing, the judgements that stand are its own. TRAMA_LINK_SEEDS sets the number of twins (1).
"""

import csv
import io
import os
import random
from pathlib import Path

import pytest
from linked import Linked

from trama.linkage.judgements import Verdict
from trama.twin import TwinOptions, write_twin

SEEDS = int(os.environ.get("TRAMA_LINK_SEEDS", "1"))
CASES = int(os.environ.get("TRAMA_LINK_CASES", "40"))
PARTS = 3


def parts_of(path: Path, folder: Path, chance: random.Random) -> list[Path]:
    """Write the registrations of an export into random parts, in a random order."""
    text = path.read_bytes().decode("cp1252")
    header, *rows = csv.reader(io.StringIO(text), delimiter=";")
    column = header.index("NRO_REGISTRO")
    part_of = {row[column]: chance.randrange(PARTS) for row in rows}
    files = []
    for part in range(PARTS):
        mine = [row for row in rows if part_of[row[column]] == part]
        chance.shuffle(mine)
        files.append(folder / f"RETA_SINTETICO_{part}.csv")
        with files[-1].open("w", encoding="cp1252", newline="") as file:
            csv.writer(file, delimiter=";").writerows([header, *mine])
    chance.shuffle(files)
    return files


def corrected(path: Path, chance: random.Random) -> Path:
    """Write an export in which some cells of people hold what another row has."""
    text = path.read_bytes().decode("cp1252")
    header, *rows = csv.reader(io.StringIO(text), delimiter=";")
    columns = [at for at, name in enumerate(header) if "DOC" in name or "APE" in name]
    assert columns
    for row in chance.sample(rows, min(4, len(rows))):
        at = chance.choice(columns)
        row[at] = chance.choice(rows)[at]
    other = path.with_name(f"RETA_SINTETICO_CORR_{chance.randrange(10**6)}.csv")
    with other.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])
    return other


@pytest.mark.parametrize("seed", range(SEEDS))
def test_linking_after_each_change_is_linking_all(
    linked: Linked, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    twin = write_twin(tmp_path, TwinOptions(cases=CASES, seed=700 + seed))
    parts = parts_of(twin.reta, tmp_path, chance)
    changes = [*parts, *twin.sistra, corrected(parts[0], chance)]
    if seed % 2:
        changes.insert(0, changes.pop(PARTS))
    narrower = 0
    for number, file in enumerate(changes):
        linked.load(file)
        report = linked.link()
        narrower += 0 < report.decided < sum(report.cases.values())
        assert linked.link(home=tmp_path / f"all-{number}").stored == {}
    one, other = chance.choice(linked.same_people())
    for verdict in (Verdict.DIFFERENT, Verdict.WITHDRAWN):
        linked.judge(one, other, verdict)
        linked.link()
        assert linked.link(home=tmp_path / f"all-{verdict}").stored == {}

    assert narrower > 0
