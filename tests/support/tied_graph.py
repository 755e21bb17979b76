"""A graph full of ties (SINTETICO): equal counts, names and dates, and letters of any kind.

Each node and relationship is one row of a table here. ``write_tied_graph`` writes the rows in the
order of a seed: what an engine makes of rows without an order of their own shows in the answers.
"""

from base64 import b32encode
from dataclasses import dataclass, field
from random import Random
from typing import Any

from scanned import keep_in_brief

from trama.graph.engine import Graph

REGISTRIES = (["RETA"], ["SISTRA"], ["RETA", "SISTRA"])
PHASES = ("CAPTACION", "TRANSPORTE", "RECEPCION", "EXPLOTACION")
PLACES = (
    *(("PE", "PAIS", "Perú"), ("VE", "PAIS", "Venezuela")),
    *(("PE-08", "DEPARTAMENTO", "Cusco"), ("PE-15", "DEPARTAMENTO", "Lima")),
    *(("PE-04", "DEPARTAMENTO", "Arequipa"), ("PE-21", "DEPARTAMENTO", "Puno")),
    *(("PE-0801", "PROVINCIA", "Cusco"), ("PE-1501", "PROVINCIA", "Lima")),
    *(("PE-080101", "DISTRITO", "Ñahuinpuquio"), ("PE-080108", "DISTRITO", "ñahuinpuquio")),
    *(("PE-150101", "DISTRITO", "Ángel"), ("PE-150132", "DISTRITO", "Angel")),
    *(("PE-040101", "DISTRITO", "zeta"), ("PE-210101", "DISTRITO", "Zeta")),
    *(("CO-ANT", "DEPARTAMENTO", "Antioquia"), ("ES-CT-B", "PROVINCIA", "Barcelona")),
)
ROUTES = (
    ("PE-080101", "PE-150101", "PE-040101"),
    ("PE-080108", "PE-150101", "PE-210101"),
    ("PE-080101", "PE-150132", "PE-040101"),
    ("PE-08", "PE-150132", "PE-210101"),
    (None, "PE-150101", "PE-04"),
    ("CO-ANT", "PE-210101", "PE-150101"),
    ("VE", "ES-CT-B", "PE-150101"),
    ("PE-080101", None, None),
)
# Letters that engines might order or fold each in their own way: case, accents, half-width forms,
# letters beyond U+FFFF (which UTF-16 writes with units below U+E000), a combining accent, a blank.
NAMES = (
    *("Bar Ñandú", "BAR ÑANDU", "bar ñandú", "Bar Nandu", "Bar N\u0303andu", "Bar  Nandu", "Bar-1"),
    *("Bar 10", "Bar 9", "Bar 😀", "Bar \uff21", "Bar \ue000", "Bar ß", "Bar ss", "Bar İ", "Bar i"),
    *("Bar _", "Bar'", "bar", "Á", "a", "Z", "~", "10", "9", "Œuvre", "Zoë", "Zoe"),
)


@dataclass(slots=True)
class _Rows:
    """The rows of one graph: nodes by labels, relationships by type and labels of their ends."""

    nodes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], list[dict[str, Any]]] = field(default_factory=dict)

    def node(self, labels: str, uid: str, **properties: object) -> str:
        row = {"uid": uid, **{k: v for k, v in properties.items() if v is not None}}
        self.nodes.setdefault(labels, []).append(row)
        return uid

    def edge(self, start: str, kind: str, end: str, ends: str, **properties: object) -> None:
        label, _, other = ends.partition(">")
        row = {"start": start, "end": end, "properties": properties}
        self.edges.setdefault((label, kind, other), []).append(row)


def write_tied_graph(graph: Graph, seed: int) -> None:
    """Write the graph into an empty one, its rows in the order of ``seed``."""
    shuffled = Random(seed)
    rows = _Rows()
    _places(rows)
    _cases(rows)
    _agencies(rows)
    _suspects(rows)
    _means(rows)
    _observations(rows)
    _judgements(rows)
    _networks(rows)
    for labels, nodes in shuffled.sample(sorted(rows.nodes.items()), len(rows.nodes)):
        text = f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row"
        graph.write_rows(text, rows=shuffled.sample(nodes, len(nodes)))
    for (start, kind, end), edges in shuffled.sample(sorted(rows.edges.items()), len(rows.edges)):
        text = (
            f"UNWIND $rows AS row MATCH (a:{start} {{uid: row.start}}) "
            f"MATCH (b:{end} {{uid: row.end}}) CREATE (a)-[r:{kind}]->(b) SET r = row.properties"
        )
        graph.write_rows(text, rows=shuffled.sample(edges, len(edges)))
    keep_in_brief(graph)


def pseudonym(uid: str) -> str:
    """Return a pseudonym in the form of real ones: ten letters or digits from 2 to 7."""
    return "X-" + b32encode(uid.encode().ljust(7, b"-"))[:10].decode()


def _places(rows: _Rows) -> None:
    for uid, level, name in PLACES:
        rows.node("Location", uid, level=level, name=name, name_key=name.upper())


def _agencies(rows: _Rows) -> None:
    """Two units of one name, each with half of the cases."""
    for number in range(2):
        rows.node("Agency", f"A-{number}", name="DEPENDENCIA SINTETICA", registry="RETA")
    for number in range(24):
        rows.edge(f"C-{number:02}", "REGISTERED_BY", f"A-{number % 2}", "Case>Agency")


def _cases(rows: _Rows) -> None:
    for number in range(24):
        case, day = f"C-{number:02}", f"2017-0{number % 3 + 1}-0{number % 2 + 1}"
        dated = number % 6 != 5
        rows.node(
            "Case",
            case,
            numbers=[f"RETA:SINT-{number}"],
            registries=REGISTRIES[number % 3],
            since=day if dated else None,
            until=day if dated else None,
        )
        said = {"registered_on": "2017-04-01", "agency": "SINTETICA", "destination": "FISCALIA"}
        _attested(rows, case, "Case", "case", number, **said)
        for second in range(2):
            _victim(rows, case, number, second)
        # A stage of nobody known: cases written without victims have such stages.
        for second in range(2):
            stage = f"E-{number:02}-x{second}"
            rows.node("Stage", stage, position=1, phase="CAPTACION", date="2017")
            rows.edge(stage, "PART_OF", case, "Stage>Case")
            _attested(rows, stage, "Stage", "stage", number, venue=("CALLE", "BAR")[second])


def _victim(rows: _Rows, case: str, number: int, second: int) -> None:
    victim = f"V-{number:02}-{second}"
    accused = number < 6 and not second
    rows.node(
        "Person:Victim:Suspect" if accused else "Person:Victim",
        victim,
        pseudonym=pseudonym(victim),
        name="VICTIMA SINTETICA",
        sex="F",
    )
    suffered = {"recruitment": "OFERTA_TRABAJO", "purposes": ["MENDICIDAD", "PROSTITUCION"]}
    rows.edge(victim, "VICTIM_IN", case, "Victim>Case", age=15.0 + 5 * second, **suffered)
    if accused:
        # Some are victims again in another case, and accused in a third one and in their own.
        again = f"C-{number + 12:02}"
        rows.edge(victim, "VICTIM_IN", again, "Victim>Case", age=15.0, recruitment="SEDUCCION")
        for other in (case, f"C-{number + 6:02}"):
            rows.edge(victim, "SUSPECT_IN", other, "Suspect>Case", role="CAPTADOR")
    born, home = PLACES[number % 5 + 6][0], PLACES[number % 3 + 8][0]
    rows.edge(victim, "BORN_IN", born, "Victim>Location")
    if number % 4:
        rows.edge(victim, "RESIDES_IN", home, "Victim>Location")
    _attested(rows, victim, "Person", "victim", number, sex="F", age=15.0, means=["B", "A"])
    before = None
    for position, place in enumerate(ROUTES[number % len(ROUTES)], start=1):
        stage = f"E-{number:02}-{second}-{position}"
        leg = f"{before}>{place}" if before and place and before != place else None
        countries = [end[:2] for end in leg.split(">")] if leg else []
        rows.node(
            "Stage",
            stage,
            position=position,
            phase=PHASES[position - 1],
            date="2017",
            since="2017-01-01",
            until="2017-12-31",
            leg_district=leg,
            leg_department=leg and ">".join(end[:5] for end in leg.split(">")),
            leg_country=">".join(countries) if len({*countries}) == 2 else None,
            transport=("BUS", "A_PIE")[second],
            means=["AMENAZA", "ENGANO"],
        )
        rows.edge(victim, "SUBJECTED_TO", stage, "Victim>Stage")
        rows.edge(stage, "PART_OF", case, "Stage>Case")
        _attested(rows, stage, "Stage", "stage", number, venue="BAR", purposes=["B", "A"])
        if place:
            rows.edge(stage, "AT", place, "Stage>Location")
        if position > 1:
            rows.edge(f"E-{number:02}-{second}-{position - 1}", "NEXT", stage, "Stage>Stage")
        before = place or before


def _attested(rows: _Rows, about: str, label: str, kind: str, number: int, **said: object) -> None:
    """Two registries tell the same of a node, and differ in the order of lists and in a place.

    No prosecutor has the cases of the police alone.
    """
    told = (("RETA", 0.5), ("SISTRA", 0.925), ("SISTRA", 0.005))
    alone = kind == "case" and REGISTRIES[number % 3] == ["RETA"]
    for registry, place in told[:1] if alone else told:
        uid = f"R-{about}-{registry}-{place}"
        given = {
            key: value[::-1] if registry == "SISTRA" and isinstance(value, list) else value
            for key, value in said.items()
        }
        if registry == "SISTRA" and kind == "case":
            given |= {"place": "PE-08", "fact_date": "2017"}
        if registry == "SISTRA" and kind == "stage":
            given["transport"] = ("BUS", "A_PIE")[place < 0.1]
        if registry == "SISTRA" and kind == "case":
            given["police_report"] = f"SINT-{number % 2}-ABSENT"
        rows.node(
            "Record",
            uid,
            registry=registry,
            kind=kind,
            case_key=f"SINT-{number}",
            place_confidence=place,
            **{"place": "PE-15", "transport": "AVION", **given},
        )
        rows.edge(about, "ATTESTED_BY", uid, f"{label}>Record")


def _suspects(rows: _Rows) -> None:
    for number in range(12):
        suspect = f"S-{number:02}"
        rows.node(
            "Person:Suspect", suspect, pseudonym=pseudonym(suspect), name="IMPUTADO SINTETICO"
        )
        for case in {number % 6, number % 6 + 6, (number + 1) % 6 + 12}:
            role = ("CAPTADOR", None, "RECEPTOR")[(number + case) % 3]
            excluded = (number + case) % 7 == 0
            rows.edge(suspect, "SUSPECT_IN", f"C-{case:02}", "Suspect>Case", role=role,
                      excluded=excluded)  # fmt: skip
            for second in range(2):
                rows.edge(suspect, "COMMITTED", f"E-{case:02}-{second}-1", "Suspect>Stage")


def _networks(rows: _Rows) -> None:
    """Three networks of four suspects, the last without S-11, and ties within and between them."""
    phone = rows.node("Phone", "Phone:shared", name="SINTETICO")
    for number in range(3):
        network = rows.node("Network", f"N-{number}", state="ACTIVA", members=4, cases=3, rate=0.01,
                            expected=0.1, survives=0.9, overturned_by=1)  # fmt: skip
        for at in range(2):
            uid = rows.node("NetworkChange", f"{network}/{at}", network=network, number=at,
                            change="CRECIO", at="2026-11-28", gained=1, lost=0, members=4,
                            cases=3, others=["N-9", "N-8"])  # fmt: skip
            rows.edge(network, "CHANGED", uid, "Network>NetworkChange")
    for number in range(12):
        suspect = f"S-{number:02}"
        if number < 11:
            rows.edge(suspect, "MEMBER_OF", f"N-{number % 3}", "Suspect>Network", cases=3)
        if number < 2:
            rows.edge(suspect, "USES", phone, "Suspect>Phone")
        for other in range(number + 1, 12):
            if (number + other) % 4:
                rows.edge(suspect, "CO_OFFENDED", f"S-{other:02}", "Suspect>Suspect", cases=1,
                          weight=(0.1, 0.2, 0.7)[(number + other) % 3])  # fmt: skip


def _judgements(rows: _Rows) -> None:
    """Judgements of one moment: the victim V-02-1 beside two records of each of twelve others."""
    for number in range(12):
        for place in ("RETA-0.5", "SISTRA-0.925"):
            one, other = sorted(("R-V-02-1-RETA-0.5", f"R-V-{number:02}-0-{place}"))
            rows.node(
                "Judgement",
                f"J-{number:02}-{place}",
                subject="person",
                one=one,
                other=other,
                verdict="different",
                number=1,
                at="2026-11-28",
                by="SINTETICA",
                applied=True,
            )
        # Opinions of a model that nobody decided: equal scores, of people and of cases.
        pairs = (
            ("person", f"R-V-{number:02}-0-RETA-0.5", f"R-V-{(number + 1) % 12:02}-1-SISTRA-0.005"),
            ("case", f"RETA:SINT-{number}", f"SISTRA:SINT-{(number + 1) % 12}"),
        )
        for subject, one, other in pairs:
            rows.node(
                "Judgement",
                f"J-{subject}-{number:02}",
                subject=subject,
                one=one,
                other=other,
                verdict="unsure",
                number=1,
                score=(0.4, 0.6)[number % 2],
                model="modelo-SINTETICO",
                at="2026-11-28",
                by="trama link",
                applied=True,
            )


def _means(rows: _Rows) -> None:
    labels = ("Establishment", "Organisation", "Account", "Vehicle", "Phone")
    for number, name in enumerate(NAMES):
        for label in labels[: 2 + number % 4]:
            means = rows.node(label, f"{label}:{name}", name=name)
            for case in {number % 12, number % 12 + 12}:
                rows.edge(f"C-{case:02}", "INVOLVES", means, f"Case>{label}")
            if label in ("Establishment", "Organisation", "Vehicle"):
                rows.edge(f"E-{number % 12:02}-0-1", "USED", means, f"Stage>{label}")
            if label != "Establishment":
                rows.edge(f"S-{number % 12:02}", "USES", means, f"Suspect>{label}")
    for number in range(24):
        for law in ("CP-153", "CP-129-A"):
            rows.edge(f"E-{number:02}-0-1", "TYPIFIED_AS", law, "Stage>PenalProvision",
                      written="CP-153")  # fmt: skip
    for law in ("CP-153", "CP-129-A"):
        rows.node("PenalProvision", law, name="Trata de personas", verified=True)
    for start, end in (
        ("PE-08", "PE-15"),
        ("PE-15", "PE-04"),
        ("PE-15", "PE-21"),
        ("PE-08", "PE-04"),
    ):
        rows.edge(start, "ROUTE", end, "Location>Location", level="DEPARTAMENTO", cases=3,
                  victims=6, first="2017-01-01", last="2017-12-31")  # fmt: skip


def _observations(rows: _Rows) -> None:
    """Tenths that add up differently in each order, equal totals, rows that differ in a note."""
    values = (0.1, 0.2, 0.3, 1e9, 1.0, 0.7, 1.0)
    for dimension in ("sex", "venue", "age"):
        for number, value in enumerate(values):
            uid = f"VICTIMAS/{dimension}/{number}"
            rows.node("Indicator", uid, measure="VICTIMAS", name=uid, dimension=dimension,
                      part_of_total=True)  # fmt: skip
            _observed(rows, uid, uid, value, unit=("VICTIMAS", "CASOS")[number % 2],
                      source=f"Fuente {number}", verified=number % 2 == 0)  # fmt: skip
    rows.node("Indicator", "VICTIMAS", measure="VICTIMAS", name="Víctimas", part_of_total=False)
    for number in range(6):
        _observed(rows, f"T-{number}", "VICTIMAS", 641.0, unit=("VICTIMAS", "CASOS")[number % 2],
                  source="Fuente", note=f"Nota {number % 3}", verified=number < 3)  # fmt: skip


def _observed(rows: _Rows, uid: str, indicator: str, value: float, **said: object) -> None:
    rows.node("Observation", f"O-{uid}", indicator=indicator, period="2017", year=2017,
              value=value, registry="RETA", **said)  # fmt: skip
    rows.edge(f"O-{uid}", "MEASURES", indicator, "Observation>Indicator")
