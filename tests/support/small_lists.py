"""Small lists of invented people, and the profile that reads them."""

PROFILE = """
profile: lista_sintetica
registry: {new: LISTA_SINTETICA}
es: Lista (SINTETICO)
en: List (SINTETICO)
dates: {order: dmy}
places: {scheme: INEI}
unknown: {"S/D": SIN_DATO}
tables:
  LISTA:
    key: Ficha
    columns: {Ficha: [], Nombre: [], Sexo: [], Nacimiento: []}
    accounts:
      - about: victim
        called: persona
        key: [{any_of: [name, sex]}]
        fields:
          name: {read: name, from: Nombre}
          sex: {read: sex, from: Sexo}
          birth_date: {read: date, from: Nacimiento}
"""


def list_of_people(*names: str) -> str:
    """Return a CSV of people with these names, all born on one day."""
    rows = [f'F{number},"{name}",F,05/03/2001' for number, name in enumerate(names)]
    return "\n".join(["Ficha,Nombre,Sexo,Nacimiento", *rows, ""])
