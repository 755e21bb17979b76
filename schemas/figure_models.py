"""The forms of the answer about a published number."""

from typing import Literal

from pydantic import BaseModel, Field


class FigureRecipe(BaseModel):
    """Una receta / A recipe: what is counted, where, from which month to which, as published."""

    source: Literal[
        "open_data", "published", "sum", "graph", "share", "share_of_country", "growth"
    ] = Field(
        description="De los datos abiertos; un total que otro publicó; la suma de dos registros, "
        "que cuenta dos veces; de este grafo; o un porcentaje / Of the open data; a total that "
        "somebody published; the sum of two registries, which counts twice; of this graph; or a "
        "percentage"
    )
    value: float
    miss: float = Field(description="Lo que da de más / By how much it exceeds the number")
    part: int | None = Field(description="De un porcentaje / Of a percentage")
    whole: int | None
    registry: str
    unit: str = Field(description="Unidad de cuenta / Unit of count", examples=["víctimas"])
    date_basis: str | None = Field(
        description="FACT, REGISTERED; null: como publica la fuente / as the source publishes"
    )
    breakdown: str | None = Field(examples=["VICTIMAS", "sex=F,age=0-17"])
    counted: str
    place: str
    place_name: str
    since: str = Field(examples=["2023-01"])
    until: str = Field(examples=["2025-03"])
    edition: str | None = Field(
        description="Último mes de los datos, o cuándo se dijo / "
        "Last month of the data, or when it was stated"
    )
    chance: float = Field(
        description="Recetas tan simples que por azar dan una cifra así / "
        "Recipes as simple that give such a number by chance"
    )
    sentence: str = Field(description="Lo que la frase debió decir / What it should have said")
    instead: str | None = Field(
        description="El mismo conteo en el tiempo del que habla la frase / "
        "The same count in the time that the sentence speaks of"
    )
    notes: list[str]


class FigureAnswer(BaseModel):
    """Las recetas de una cifra publicada / The recipes of a published number, the best first."""

    number: str
    form: Literal["count", "percentage"]
    near: str | None
    stated: str | None
    recipes: int = Field(description="Recetas que se probaron / Recipes that were tried")
    expected: float = Field(
        description="Cuántas dan por azar un número de este tamaño / "
        "How many give a number of this size by chance"
    )
    verdict: str
    rows: list[FigureRecipe]
    notes: list[str]
