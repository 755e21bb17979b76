"""An interval of a count of people, in whole people, both ends included."""

from dataclasses import dataclass

from trama.core.errors import BadParameter


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the greatest count, both included."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise BadParameter(
                name="interval",
                why_es="un intervalo va de un número no negativo a otro igual o mayor",
                why_en="an interval goes from a number not below 0 to an equal or larger number",
            )
