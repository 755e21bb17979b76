"""Rooms keep their size, and a module's name says which room it is in."""

from collections import defaultdict
from pathlib import Path

from rooms import PROJECT, ROOMS, ROOT, modules

LARGEST_ROOM = 5_000
MOST_ROOMS_FOR_A_NAME = 2


def lines_of(room: str) -> int:
    return sum(path.read_text(encoding="utf-8").count("\n") for path in modules(room))


def named_modules(room: str) -> list[Path]:
    return [path for path in modules(room) if not path.name.startswith("__")]


def test_no_room_outgrows_what_one_person_can_know() -> None:
    lines = {room: lines_of(room) for room in ROOMS}

    assert all(lines.values())
    assert {room: n for room, n in lines.items() if n > LARGEST_ROOM} == {}


def test_a_module_name_stands_in_two_rooms_at_most() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for room in ROOMS:
        for path in named_modules(room):
            rooms[path.stem].add(room)

    assert len(rooms) > 150
    assert {
        name: where for name, where in rooms.items() if len(where) > MOST_ROOMS_FOR_A_NAME
    } == {}


def test_every_list_of_rooms_has_every_room() -> None:
    with_code = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    linted = {package.split(".")[1] for package in PROJECT["tool"]["importlinter"]["root_packages"]}
    banned = set(PROJECT["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"])

    assert set(ROOMS) == with_code == linted == banned
