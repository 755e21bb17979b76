"""Random answers of the queries that pages draw, from a seed: long names, many ways, circles.

SINTETICO: nobody in them is real.
"""

import random
from collections.abc import Mapping
from typing import Any

from answers import answer

from trama.queries.run import QueryAnswer
from trama.visualizations.overlap_page import Overlap

PLACES = (
    "PE-08", "PE-17", "PE-15", "PE-21", "PE-04", "PE-150132", "PE-080101", "PE-170101", "PE-2501",
    "PE-16", "PE-24", "CO-ANT", "ES-CT-B", "VE-V", "BO", "EC", "PE-120402", "PE-050301", "PE-0610",
)  # fmt: skip
PHASES = ("CAPTACION", "TRANSPORTE", "RECEPCION", "RETENCION", "EXPLOTACION", "APOYO")
NAMES = (
    "QUISPE SINTETICO, RAUL",
    "DE LA CRUZ Y MARTÍNEZ DE VELASCO SINTETICO, MARÍA DE LOS ÁNGELES GUADALUPE ESPERANZA",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW SINTETICO",
    "ÑAÑA SINTETICO, ÍÑIGO",
    "SINTETICO 李小龍 陳大文",
    "O",
)
USED = (
    ("EMPRESA DE TRANSPORTES Y TURISMO INTERPROVINCIAL SEÑOR DE LOS MILAGROS SINTETICO S.A.C.",
     "Organisation"),
    ("SIN-123", "Vehicle"),
    ("HOSTAL LA ESTRELLA SINTETICO", "Establishment"),
)  # fmt: skip
FIGURES = ("only_reta", "only_sistra", "both", "both_elsewhere_reta", "both_elsewhere_sistra")
STEPS = (("REPEATED", "RETA"), ("LOST", "RETA"), ("UNDECIDED", "RETA"), ("ALIKE", ""),
         ("UNDECIDED", "SISTRA"), ("DIRECT", "SISTRA"))  # fmt: skip
STEP_NAMES = ("desistimiento", "otro episodio de la misma persona en SISTRA", "en ambos, igual")
DATES = (None, "2017", "2017-03", "2017-03-05", "2018-12-31", "2017-03-05/2017-06-30", "2019-01-01")


def ways(seed: int) -> QueryAnswer:
    """Return an answer of routes_between with up to 30 ways; some pass a place twice."""
    pick = random.Random(seed)
    few = pick.sample(PLACES, pick.randint(3, len(PLACES)))
    rows = []
    for _ in range(pick.randint(1, 30)):
        places = [pick.choice(few)]
        for _ in range(pick.randint(1, 6)):
            places.append(pick.choice([place for place in few if place != places[-1]]))
        victims = int(pick.paretovariate(0.6))
        rows.append({"places": places, "cases": pick.randint(1, victims), "victims": victims})
    rows.sort(key=lambda row: -row["victims"])
    return answer("routes_between", rows, {"origin": "PE-08", "destination": "PE-17"})


def case(seed: int) -> QueryAnswer:
    """Return an answer of route_of_case with up to 14 victims and 9 suspects, or many more."""
    pick = random.Random(seed)
    victims = [_person(pick, "X") for _ in range(pick.choice((1, 2, 3, 6, 14, 110)))]
    suspects = [_person(pick, "Y") for _ in range(pick.choice((0, 1, 3, 9, 40)))]
    rows = [
        _stage(pick, suspects) | {"victim": victim, "position": position}
        for victim in [*victims, *([None] if pick.random() < 0.3 else [])]
        for position in range(1, pick.randint(2, 7))
    ]
    return answer("route_of_case", rows, {"case": "C-SINTETICO"})


def victim(seed: int) -> QueryAnswer:
    """Return an answer of route_of_victim with up to four cases."""
    pick = random.Random(seed)
    suspects = [_person(pick, "Y") for _ in range(pick.randint(0, 4))]
    rows = [
        _stage(pick, suspects)
        | {"position": position, "case": f"C-{number}", "case_numbers": numbers}
        for number in range(pick.randint(1, 4))
        for numbers in [[f"RETA:SINT-2017-{number:06}", "SISTRA:9999-SINT"][: pick.randint(1, 2)]]
        for position in range(1, pick.randint(2, 7))
    ]
    return answer("route_of_victim", rows, {"victim": "X-AAAAAAAAAA"})


def suspect(seed: int) -> QueryAnswer:
    """Return an answer of cases_of_suspect with up to 31 cases of one person."""
    pick = random.Random(seed)
    asked = _person(pick, "Y")
    rows = []
    for number in range(pick.choice((1, 2, 8, 31))):
        numbers = [f"RETA:SINT-2017-{number:06}", f"SISTRA:9999154505-2017-{number}-0"]
        case = {"case": f"C-{number:024x}", "case_numbers": numbers[: pick.randint(1, 2)]}
        role = pick.choice(("CAPTADOR", "EXPLOTADOR"))
        for _ in range(pick.choice((1, 1, 2, 4))):
            victim = _person(pick, "X")
            for position in range(1, pick.randint(2, 6)):
                stage = _stage(pick, []) | {"victim": victim, "position": position}
                del stage["suspects"], stage["roles"]
                rows.append(stage | case | {"suspect": asked, "role": role})
    return answer("cases_of_suspect", rows, {"person": asked["pseudonym"]})


def place(seed: int) -> QueryAnswer:
    """Return an answer of legs_of_place with up to 40 legs to and from Cusco."""
    pick = random.Random(seed)
    rows = []
    others = [place for place in PLACES if place != "PE-08"]
    for other in pick.sample(others, pick.randint(1, len(others))):
        for ends in pick.sample([("PE-08", other), (other, "PE-08")], pick.randint(1, 2)):
            victims = int(pick.paretovariate(0.6))
            uids = [f"C-{number:024x}" for number in range(min(victims, 30))]
            rows.append({"origin": ends[0], "destination": ends[1], "victims": victims,
                         "cases": len(uids), "case_uids": uids})  # fmt: skip
    rows.sort(key=lambda row: -row["victims"])
    return answer("legs_of_place", rows, {"place": "PE-08", "level": "department"})


def overlap(seed: int) -> Overlap:
    """Return documents of the overlap with up to 16 years, and counts of one to six digits."""
    pick = random.Random(seed)
    most = pick.choice((3, 40, 900, 20_000, 400_000))

    def figure(least: int = 0) -> dict[str, int]:
        low, decided, high = sorted(pick.randint(least, most) for _ in range(3))
        return {"decided": decided, "low": low, "high": high}

    def row(name: str) -> dict[str, Any]:
        shown = {name: figure() for name in FIGURES} | {
            f"undecided_{side}": pick.randint(0, most // 3) for side in ("reta", "sistra")
        }
        both = shown["both"]["decided"]  # type: ignore[index]
        for side in ("reta", "sistra"):
            parts = (f"only_{side}", f"both_elsewhere_{side}")
            shown[f"in_{side}"] = both + shown[f"undecided_{side}"] + sum(
                shown[part]["decided"] for part in parts  # type: ignore[index]
            )  # fmt: skip
        return {"key": name, "name": name, **shown}

    question = {"kind_name": "víctimas", "year": None, "date": "counted", "seed": 1, "draws": 9}
    years = {"question": question, "interval": {"sentence": "S.", "outside": "Fuera."},
             "rows": [row(str(2010 + year)) for year in range(pick.randint(1, 16))],
             "total": row("total"), "distinct": {"low": most, "high": 2 * most}}  # fmt: skip
    steps, left = [], most
    for name, registry in STEPS:
        size = pick.randint(0, left if registry == "RETA" else most)
        nobody = {"decided": 0, "low": 0, "high": 0}
        moved = {"decided": size, "low": size, "high": size + pick.randint(0, 9)}
        out, into = (nobody if registry == side else moved for side in ("SISTRA", "RETA"))
        after = left - out["decided"] + into["decided"]
        steps.append({"step": name, "registry": registry, "name": pick.choice(STEP_NAMES),
                      "leaving": out, "coming": into, "before": left, "after": after})  # fmt: skip
        left = after
    waterfall = {"question": question, "reta": most, "sistra": left, "steps": steps,
                 "published": [], "interval": {"sentence": "S.", "outside": ""}}  # fmt: skip
    groups = [{"name": pick.choice(NAMES), "cases": pick.randint(1, most),
               "expected_missing": pick.random(), "oldest_days": pick.randint(0, 9_999)}
              for _ in range(pick.randint(1, 30))]  # fmt: skip
    lost = {"count": most, "expected_missing": 2.0, "as_of": "2026-11-30", "rows": [1],
            "by_unit": groups}  # fmt: skip
    return Overlap(years, waterfall, lost)


def legs(seed: int) -> QueryAnswer:
    """Return an answer of frequent_legs with up to 200 legs."""
    pick = random.Random(seed)
    rows = {}
    for _ in range(pick.choice((1, 5, 30, 200))):
        origin, destination = pick.sample([*PLACES, *(f"PE-{n:02}" for n in range(1, 26))], 2)
        victims = int(pick.paretovariate(0.6))
        rows[origin, destination] = {
            "origin": origin, "destination": destination,
            "victims": victims, "cases": pick.randint(1, victims),
        }  # fmt: skip
    ordered = sorted(rows.values(), key=lambda row: -row["victims"])
    return answer("frequent_legs", ordered, {"level": "department"})


def pairs(seed: int, name: str = "recurring_pairs") -> QueryAnswer:
    """Return an answer of recurring_pairs or suspect_network with up to 80 people."""
    pick = random.Random(seed)
    people = [_person(pick, "Y") for _ in range(pick.choice((2, 5, 12, 30, 80)))]
    met = {}
    for _ in range(pick.randint(1, 2 * len(people))):
        one, other = sorted(pick.sample(range(len(people)), 2))
        cases = pick.randint(1, 30)
        uids = [f"C-{number:024x}" for number in range(cases)]
        row = {"one": people[one], "other": people[other], "cases": cases, "case_uids": uids}
        met[one, other] = row | ({"distance": 1} if name == "suspect_network" else {})
    asked = {"person": people[0]["pseudonym"]} if name == "suspect_network" else {}
    return answer(name, list(met.values()), asked)


def _person(pick: random.Random, letter: str) -> Mapping[str, str]:
    pseudonym = f"{letter}-" + "".join(pick.choices("ABCDEFGHJKLMNPQRSTUVWXYZ234567", k=10))
    named = pick.random() < 0.5
    return {"pseudonym": pseudonym} | ({"name": pick.choice(NAMES), "uid": "P"} if named else {})


def _stage(pick: random.Random, suspects: list[Mapping[str, str]]) -> dict[str, Any]:
    some = pick.sample(suspects, pick.randint(0, min(len(suspects), 5)))
    used = pick.sample(USED, pick.choice((0, 0, 1, 3)))
    return {
        "phase": pick.choice(PHASES),
        "date": pick.choice(DATES),
        "place": pick.choice((*PLACES, None)),
        "transport": pick.choice((None, "BUS")),
        "suspects": some,
        "roles": [pick.choice(("", "CAPTADOR", "EXPLOTADOR")) for _ in some],
        "used": [name for name, _ in used],
        "used_kinds": [label for _, label in used],
        "registries": ["RETA"],
        "case_numbers": ["RETA:SINT-2017-000001"],
    }
