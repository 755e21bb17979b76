"""Rooms keep their size, and a module's name says which room it is in."""

from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = (
    "access",
    "api",
    "core",
    "graph",
    "ingest",
    "linkage",
    "queries",
    "twin",
    "values",
    "visualizations",
)
LARGEST_ROOM = 5_000
LARGER_ROOMS = {"ingest": 7_300}
"""Rooms that are still too large, with lines they may not pass: a bound only goes down."""

MOST_ROOMS_FOR_A_NAME = 2


def modules(room: str) -> list[Path]:
    return sorted(path for path in (ROOT / room).rglob("*.py") if not path.name.startswith("__"))


def test_no_room_outgrows_what_one_person_can_know() -> None:
    lines = {
        room: sum(path.read_text(encoding="utf-8").count("\n") for path in modules(room))
        for room in ROOMS
    }

    assert all(lines.values())
    assert {room: n for room, n in lines.items() if n > LARGER_ROOMS.get(room, LARGEST_ROOM)} == {}


def test_no_room_stays_listed_that_is_small_enough() -> None:
    for room, most in LARGER_ROOMS.items():
        lines = sum(path.read_text(encoding="utf-8").count("\n") for path in modules(room))
        assert lines > LARGEST_ROOM
        assert most - lines < 300, f"{room} shrank: lower its bound"


def test_a_module_name_stands_in_two_rooms_at_most() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for room in ROOMS:
        for path in modules(room):
            rooms[path.stem].add(room)

    assert rooms
    assert {
        name: where for name, where in rooms.items() if len(where) > MOST_ROOMS_FOR_A_NAME
    } == {}


def test_every_room_is_listed() -> None:
    with_code = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert with_code == set(ROOMS)
