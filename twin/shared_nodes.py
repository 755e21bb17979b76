"""The phones, social-media accounts, plates, establishments and companies of several cases."""

from collections.abc import Iterator

from trama.twin.note import Note
from trama.twin.true_cases import TrueCase

SharedNode = tuple[str, str, str]
"""Type, value as written, and the uid of the place (of an establishment, else '')."""


class SharedNodes:
    """The nodes of every case as its records write them, for ``shared_means`` of truth.json."""

    def __init__(self) -> None:
        self._cases: dict[SharedNode, dict[str, set[str]]] = {}

    def add(self, case: TrueCase, reta: Note | None, sistra: Note | None) -> None:
        """Add the nodes of a case; ``reta`` and ``sistra`` are the notes on its records.

        Only SISTRA writes the nodes of a stage.
        """
        if reta is not None:
            self._add(case, _of_suspects(case, in_reta=True), f"RETA:{reta['number']}")
        if sistra is not None:
            number = f"SISTRA:{sistra['number']}"
            self._add(case, _of_suspects(case, in_reta=False), number)
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


def _of_suspects(case: TrueCase, *, in_reta: bool) -> Iterator[SharedNode]:
    for suspect in case.suspects:
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
