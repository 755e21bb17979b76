"""Values in brief and tallies as a scan of a whole graph gives them, in plain Python.

The oracle of what a load and a rebuild keep: it reads none of the values that it is compared with.
Graphs made by hand get these values from it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from scanned_names import kept_names, scanned_names
from scanned_ways import Values, kept_ways, known, scanned_absences, scanned_ways

from trama.canonical.name_index import index_names
from trama.core.text import fold
from trama.graph.engine import Graph
from trama.graph.store.fence import Fence
from trama.graph.store.migrations import values_in_brief
from trama.graph.store.record_counts import TALLIED
from trama.graph.store.routes import PROPERTY_OF_LEVEL
from trama.graph.store.tallies import count_tallies

PROVISIONS = """
MATCH (c:Case)<-[:PART_OF]-(:Stage)-[t:TYPIFIED_AS]->(law:PenalProvision)
RETURN DISTINCT c.uid AS case, t.written AS written, law.uid AS in_force
"""
OWN_RECORDS = """
MATCH (c:Case)-[:ATTESTED_BY]->(r:Record)
RETURN c.uid AS case, c.uid AS about, properties(r) AS record
"""
ACCUSED = """
MATCH (p:Suspect)-[a:SUSPECT_IN]->(c:Case)
RETURN p.uid AS uid, 'Suspect' AS label, c.uid AS case, 1 AS named,
       CASE WHEN a.excluded THEN 0 ELSE 1 END AS accused, 0 AS staged
"""
INVOLVED = """
MATCH (c:Case)-[:INVOLVES]->(m)
RETURN m.uid AS uid, head(labels(m)) AS label, c.uid AS case,
       COUNT { MATCH (c)<-[:SUSPECT_IN]-(:Suspect)-[:USES]->(m) } AS named,
       COUNT { MATCH (c)<-[a:SUSPECT_IN]-(:Suspect)-[:USES]->(m)
               WHERE NOT coalesce(a.excluded, false) } AS accused,
       COUNT { MATCH (c)<-[:PART_OF]-(:Stage)-[:USED]->(m) } AS staged
"""
COUNTED_BY = """
MATCH (v:Victim)-[:VICTIM_IN]->(c:Case)
MATCH (v)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'victim'
RETURN v.uid AS victim, c.uid AS case, r.registry AS registry, r.case_key AS number
"""
RECORDS_ABOUT = """
MATCH (c:Case)<-[:VICTIM_IN|SUSPECT_IN|PART_OF]-(about)-[:ATTESTED_BY]->(r:Record)
RETURN DISTINCT c.uid AS case, about.uid AS about, properties(r) AS record
"""
RECORDS = """
MATCH (r:Record) RETURN properties(r) AS record, COUNT { MATCH (r)-[:SAID_BEFORE]->() } AS revisions
"""

OF_CASES = """
MATCH (c:Case) RETURN c.uid AS uid, c.gaps AS gaps, c.provisions AS provisions,
                      c.superseded AS superseded, c.conflicts AS conflicts, c.counted AS counted,
                      c.latest_day AS latest_day, c.handed_over AS handed_over,
                      c.unmatched_reports AS unmatched_reports, c.lacks AS lacks, c.place AS place
"""
PEOPLE = """
MATCH (p:Person)
OPTIONAL MATCH (p)-[:ATTESTED_BY]->(r:Record)
RETURN p.uid AS uid, properties(p) AS person, collect(properties(r)) AS records,
       COLLECT { MATCH (p)-[:USES]->(m) RETURN m.name } AS used
"""
OF_PEOPLE = "MATCH (p:Person) RETURN p.uid AS uid, p.known_by AS known_by"
OF_ROUTES = """
MATCH (a:Location)-[r:ROUTE]->(b:Location)
RETURN r.level + ' ' + a.uid + '>' + b.uid AS uid, r.recent AS recent
"""

PARTICLES = {"DE", "DEL", "LA", "LAS", "LOS", "SAN", "SANTA", "VDA", "Y", "EL"}


def scanned(graph: Graph) -> dict[str, Values]:
    """Return what a scan of the graph gives: ways, cases, recurrences and tallies of records."""
    ways, cases = scanned_ways(graph), _cases(graph)
    _count_gaps(ways, cases)
    _count_years(graph, ways, cases)
    for uid, values in scanned_absences(graph, ways).items():
        cases[uid] |= values
    return {
        "ways": ways,
        "cases": cases,
        "people": _people(graph),
        "recurrences": _recurrences(graph),
        "tallies": _tallies(graph),
        "names": scanned_names(graph),
        "routes": scanned_routes(graph),
    }


def kept(graph: Graph) -> dict[str, Values]:
    """Return the values that the graph keeps, in the form of :func:`scanned`."""
    return {
        "ways": kept_ways(graph),
        "cases": _by_uid(graph.stream(OF_CASES)),
        "people": _by_uid(graph.stream(OF_PEOPLE)),
        "recurrences": _by_uid(
            graph.stream(
                "MATCH (t:Recurrence) RETURN t.uid AS uid, t.recurs AS recurs, t.cases AS cases, "
                "t.standing AS standing, t.first_case AS first_case"
            )
        ),
        "tallies": _by_uid(
            row["tally"]
            for row in graph.stream("MATCH (t:RecordTally) RETURN properties(t) AS tally")
        ),
        "names": kept_names(graph),
        "routes": _by_uid(graph.stream(OF_ROUTES)),
    }


def keep_in_brief(graph: Graph) -> None:
    """Give a graph made by hand the values that a load would have kept."""
    found = scanned(graph)
    rows = [
        {"victim": key.split(" ")[0], "case": key.split(" ")[1], "values": values}
        for key, values in found["ways"].items()
    ]
    graph.write_rows(
        "UNWIND $rows AS row MATCH (v:Victim {uid: row.victim})-[l:VICTIM_IN]->(c:Case) "
        "WHERE c.uid = row.case SET l += row.values",
        rows=rows,
    )
    gone = {"lacks": None, "place": None}
    cases = [{"uid": uid, "values": gone | values} for uid, values in found["cases"].items()]
    graph.write_rows(
        "UNWIND $rows AS row MATCH (c:Case {uid: row.uid}) SET c += row.values", rows=cases
    )
    graph.write_rows(
        "UNWIND $rows AS row MATCH (a:Location {uid: row.start})-[r:ROUTE]->(b:Location) "
        "WHERE b.uid = row.end AND r.level = row.level SET r.recent = row.recent",
        rows=[
            dict(zip(("level", "start", "end"), key.replace(">", " ").split(" "), strict=True))
            | values
            for key, values in found["routes"].items()
        ],
    )
    graph.write_rows(
        "UNWIND $rows AS row MATCH (p:Person {uid: row.uid}) SET p.known_by = row.known_by",
        rows=[{"uid": uid, **values} for uid, values in found["people"].items()],
    )
    count_tallies(graph, Fence(graph), whole=True)
    index_names(graph, Fence(graph), whole=True)
    graph.write_rows(
        "MERGE (m:SchemaMigration {uid: $uid}) SET m.content = $content",
        uid=str(values_in_brief.NUMBER),
        content=values_in_brief.content(),
    )


def _by_uid(rows: Iterable[Mapping[str, Any]]) -> Values:
    """Return the rows by uid, without the uid, unknown values and empty lists."""
    return {row["uid"]: known({**row, "uid": None}) for row in rows}


def _count_gaps(ways: Values, cases: Values) -> None:
    for key, way in ways.items():
        gaps = len(way.get("missing", ())) + len(way.get("without_place", ()))
        case = cases[key.split(" ")[1]]
        if gaps > case.get("gaps", 0):
            case["gaps"] = gaps


def _count_years(graph: Graph, ways: Values, cases: Values) -> None:
    """Add the years of registrations and carpetas, the handovers and the reports that are missing.

    The record of the smallest uid speaks first for its number.
    """
    said: dict[str, dict[tuple[str, str], list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(graph.stream(OWN_RECORDS), key=lambda row: row["record"]["uid"]):
        record = row["record"]
        if record["kind"] == "case":
            said[row["case"]][record["registry"], record["case_key"]].append(record)
    years: dict[tuple[str, str, str], str] = {}
    for case, numbers in said.items():
        for (registry, number), records in numbers.items():
            day = [r["registered_on"] for r in records if "registered_on" in r] or [""]
            years[case, registry, number] = f"{registry}:{day[0][:4]}"
        cases[case] |= known(
            {
                "counted": sorted({years[case, *key] for key in numbers}),
                "latest_day": _latest_day(numbers),
                "handed_over": _handed_over(numbers),
                "unmatched_reports": sorted(
                    {
                        record["police_report"]
                        for (registry, _), records in numbers.items()
                        for record in records
                        if registry != "RETA" and "police_report" in record
                    }
                    - {number for registry, number in numbers if registry == "RETA"}
                ),
            }
        )
    for row in graph.stream(COUNTED_BY):
        if year := years.get((row["case"], row["registry"], row["number"])):
            way = ways[f"{row['victim']} {row['case']}"]
            way["counted"] = sorted({*way.get("counted", ()), year})


def _latest_day(numbers: Mapping[tuple[str, str], list[dict[str, Any]]]) -> str | None:
    days = [
        record[name]
        for (registry, _), records in numbers.items()
        for record in records
        for name in ("registered_on", "status_date")
        if registry in ("RETA", "SISTRA") and len(record.get(name, "")) == 10
    ]
    return max(days, default=None)


def _handed_over(numbers: Mapping[tuple[str, str], list[dict[str, Any]]]) -> list[str]:
    if "SISTRA" in {registry for registry, _ in numbers}:
        return []
    handed = []
    for (registry, number), records in sorted(numbers.items()):
        names, days = (
            [record[name] for record in records if name in record]
            for name in ("destination", "registered_on")
        )
        if registry == "RETA" and names[:1] == ["FISCALIA"]:
            handed.append(f"{days[0] if days and len(days[0]) == 10 else ''} {number}")
    return handed


def _cases(graph: Graph) -> Values:
    cases: Values = {row["uid"]: {} for row in graph.stream("MATCH (c:Case) RETURN c.uid AS uid")}
    for row in graph.stream(PROVISIONS):
        names = ["provisions", *(["superseded"] if row["written"] != row["in_force"] else [])]
        for name in names:
            case = cases[row["case"]]
            case[name] = sorted({*case.get(name, ()), row["written"]})
    for case, fields in _conflicts(graph).items():
        cases[case]["conflicts"] = sorted(fields)
    return cases


OWN = frozenset(
    {"uid", "registry", "kind", "case_key", "entity_key", "content", "earlier", "originals"}
    | {"row", "row_of"}
)


def _conflicts(graph: Graph) -> dict[str, set[str]]:
    own = list(graph.stream(OWN_RECORDS))
    keys = defaultdict(set)
    for row in own:
        keys[row["case"]].add((row["record"]["registry"], row["record"]["case_key"]))
    said: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in [*own, *graph.stream(RECORDS_ABOUT)]:
        record = row["record"]
        if (record["registry"], record["case_key"]) not in keys[row["case"]]:
            continue
        for name, value in record.items():
            values = value if isinstance(value, list) else [value]
            if name not in OWN:
                key = (row["case"], row["about"], record["kind"], name)
                said[key][record["registry"]].update(map(str, values))
    found: dict[str, set[str]] = defaultdict(set)
    for (case, _, _, name), by_registry in said.items():
        if len({frozenset(values) for values in by_registry.values()}) > 1:
            found[case].add(name)
    return found


def _people(graph: Graph) -> Values:
    """Return the words of names, and all else that tells who somebody is, without blanks."""
    return {
        row["uid"]: {"known_by": sorted(_keys(row["person"], row["records"], row["used"]))}
        for row in graph.stream(PEOPLE)
    }


def _keys(person: dict[str, Any], records: list[dict[str, Any]], used: list[str]) -> set[str]:
    said = [person, *records]
    names = [one[key] for one in said for key in ("name", "name_key") if key in one]
    fields = ("document_key", "nickname", "document_number", "address")
    others = [one[field] for one in records for field in fields if field in one]
    others += [person["uid"], *person.get("nicknames", ()), *used]
    others += [person["document_key"]] if "document_key" in person else []
    keys = {fold(text.rpartition(":")[2]).replace(" ", "") for text in others}
    keys |= {key[2:] for key in keys if len(key) == 11 and key.startswith("51")}
    words = {word for name in names for word in fold(name).split()} - PARTICLES
    return {key for key in keys | words if len(key) > 2}


def _recurrences(graph: Graph) -> Values:
    cases: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for row in (*graph.stream(ACCUSED), *graph.stream(INVOLVED)):
        dropped = row["named"] > 0 and row["accused"] + row["staged"] == 0
        cases[row["uid"], row["label"]][row["case"]] = dropped
    return {
        uid: {
            "recurs": label,
            "cases": len(found),
            "standing": len(found) - sum(found.values()),
            "first_case": min(found),
        }
        for (uid, label), found in cases.items()
        if len(found) > 1
    }


def scanned_routes(graph: Graph) -> Values:
    routes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for level, name in PROPERTY_OF_LEVEL.items():
        text = f"MATCH (s:Stage)-[:PART_OF]->(c:Case) WHERE s.{name} IS NOT NULL "
        for row in graph.stream(f"{text} RETURN s.{name} AS leg, c.uid AS uid, c.until AS until"):
            routes[f"{level} {row['leg']}"].add((row["until"] or "", row["uid"]))
    by_uid = {leg: sorted(cases, key=lambda case: case[1]) for leg, cases in routes.items()}
    return {
        leg: {"recent": [uid for _, uid in sorted(cases, key=lambda c: c[0], reverse=True)[:30]]}
        for leg, cases in by_uid.items()
    }


def _tallies(graph: Graph) -> Values:
    records: Counter[tuple[str, str]] = Counter()
    revisions: Counter[tuple[str, str]] = Counter()
    known: Counter[tuple[str, str, str]] = Counter()
    confidences: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for row in graph.stream(RECORDS):
        record = row["record"]
        key = record["registry"], record["kind"]
        records[key] += 1
        revisions[key] += row["revisions"]
        for field in TALLIED[record["kind"]]:
            known[*key, field] += field in record
            if f"{field}_confidence" in record:
                confidences[*key, field].append(record[f"{field}_confidence"])
    return {
        f"{registry} {kind} {field}": {
            "registry": registry,
            "kind": kind,
            "field": field,
            "records": number,
            "revisions": revisions[registry, kind],
            "known": known[registry, kind, field],
            "located": len(confidences[registry, kind, field]),
            "hundredths": sum(int(100 * c + 0.5) for c in confidences[registry, kind, field]),
        }
        for (registry, kind), number in records.items()
        for field in TALLIED[kind]
    }
