"""Which phones, accounts, plates, establishments and companies stand in several cases."""

from collections.abc import Iterator

from trama.twin.note import Note
from trama.twin.true_cases import TrueCase

Mean = tuple[str, str, str]
"""Type, value and, of an establishment, the uid of its place."""


class Sharing:
    """Notes what each case names, as it is written in the files."""

    def __init__(self) -> None:
        self._cases: dict[Mean, dict[str, set[str]]] = {}

    def note(self, case: TrueCase, reta: Note | None, sistra: Note | None) -> None:
        """Notes the means of a case; what belongs to a stage stands in SISTRA only."""
        if reta is not None:
            self._add(case, _of_suspects(case, in_reta=True), f"RETA:{reta['number']}")
        if sistra is not None:
            number = f"SISTRA:{sistra['number']}"
            self._add(case, _of_suspects(case, in_reta=False), number)
            told: list[Note] = sistra["stages"]  # type: ignore[assignment]
            self._add(case, _of_stages(case, told), number)

    def told(self) -> list[Note]:
        """Returns the means that stand in two or more true cases."""
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

    def _add(self, case: TrueCase, means: Iterator[Mean], number: str) -> None:
        for mean in means:
            if mean[1]:
                self._cases.setdefault(mean, {}).setdefault(case.id, set()).add(number)


def _of_suspects(case: TrueCase, *, in_reta: bool) -> Iterator[Mean]:
    for suspect in case.suspects:
        yield "phone", suspect.person.phone, ""
        yield "account", suspect.person.account, ""
        if in_reta:
            yield "plate", suspect.plate, ""
            yield "company", suspect.company, ""


def _of_stages(case: TrueCase, told: list[Note]) -> Iterator[Mean]:
    for said in told:
        stage = case.stages[int(str(said["stage"]))]
        yield "plate", stage.plate, ""
        yield "company", stage.company, ""
        if said["place"]:
            yield "establishment", stage.establishment, stage.place.uid
