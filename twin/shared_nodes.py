"""The phones, social-media accounts, plates, establishments and companies of several cases."""

from collections.abc import Iterator

from trama.twin.note import Note
from trama.twin.true_cases import SuspectIn, TrueCase

SharedNode = tuple[str, str, str]
"""Type, value as written, and the uid of the place (of an establishment, else '')."""


class SharedNodes:
    """The nodes of every case as its records write them, for ``shared_means`` of truth.json."""

    def __init__(self) -> None:
        self._cases: dict[SharedNode, dict[str, set[str]]] = {}

    def add(self, case: TrueCase, registrations: list[Note], carpetas: list[Note]) -> None:
        """Add the nodes of a case; the notes are those on its records.

        Only SISTRA writes the nodes of a stage.
        """
        for reta in registrations:
            number = f"RETA:{reta['number']}"
            self._add(case, _of_suspects(_named(case, reta), in_reta=True), number)
        for sistra in carpetas:
            number = f"SISTRA:{sistra['number']}"
            self._add(case, _of_suspects(_named(case, sistra), in_reta=False), number)
            stages: list[Note] = sistra["stages"]  # type: ignore[assignment]
            self._add(case, _of_stages(case, stages), number)

    def as_notes(self) -> list[Note]:
        """Return the nodes that belong to two or more true cases."""
        return [
            {
                "type": type_,
                "value": value,
                "place": place or None,
                "cases": list(cases),
                "numbers": sorted(set().union(*cases.values())),
            }
            for (type_, value, place), cases in sorted(self._cases.items())
            if len(cases) > 1
        ]

    def _add(self, case: TrueCase, nodes: Iterator[SharedNode], number: str) -> None:
        for node in nodes:
            if node[1]:
                self._cases.setdefault(node, {}).setdefault(case.id, set()).add(number)


def _named(case: TrueCase, record: Note) -> list[SuspectIn]:
    """Return the suspects of a case whom the record names."""
    notes: list[Note] = record["suspects"]  # type: ignore[assignment]
    named = {note["person"] for note in notes}
    return [suspect for suspect in case.suspects if suspect.person.id in named]


def _of_suspects(suspects: list[SuspectIn], *, in_reta: bool) -> Iterator[SharedNode]:
    for suspect in suspects:
        yield "phone", suspect.person.phone, ""
        yield "account", suspect.person.social_account, ""
        if in_reta:
            yield "plate", suspect.plate, ""
            yield "company", suspect.company, ""


def _of_stages(case: TrueCase, notes: list[Note]) -> Iterator[SharedNode]:
    for note in notes:
        stage = case.stages[int(str(note["stage"]))]
        yield "plate", stage.plate, ""
        yield "company", stage.company, ""
        if note["place"]:
            yield "establishment", stage.establishment, stage.place.uid
