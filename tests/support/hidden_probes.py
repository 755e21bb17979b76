"""Rewritten queries that try to read who somebody is past the checks; harmless, and ours.

Each probe gives one column ``case``. It is to be refused when it is read, or to give nothing that
identifies a protected person when it runs. A blank line parts two probes.
"""

TAIL = "\nORDER BY case\nLIMIT $limit\n"
WORD_PARAMETER = "  since: {type: string, default: name, title_es: Campo, title_en: Field}"

# Without a label or with it elsewhere, renamed, by dynamic keys, in lists, maps, projections and
# functions, by what she uses, by several statements in one.
BODIES = """
MATCH (p) WHERE p:Victim AND $since IS NOT NULL RETURN p.name AS case

MATCH (p) WHERE p.pseudonym <> '' AND $since IS NOT NULL RETURN p.name AS case

MATCH (p)-[:VICTIM_IN]->() WHERE $since IS NOT NULL RETURN p.document_key AS case

MATCH (p:Person) WHERE $since IS NOT NULL RETURN p.`name` AS case

MATCH (p) WHERE $since IS NOT NULL RETURN p.`document_key` AS case

MATCH (p:Victim) WHERE $since IS NOT NULL WITH p AS q RETURN q.name AS case

MATCH (p) WHERE $since IS NOT NULL WITH p AS q WITH q AS r RETURN r.name AS case

MATCH (p:Victim) WITH collect(p) AS found UNWIND found AS q WITH q WHERE $since IS NOT NULL
RETURN q.name AS case

MATCH (p) WHERE $since IS NOT NULL WITH coalesce(null, p) AS q RETURN q.name AS case

MATCH (p:Person) RETURN p[$since] AS case

MATCH (p) WHERE $since IS NOT NULL RETURN p['na' + 'me'] AS case

MATCH (p:Person) UNWIND ['name', 'document_key'] AS k WITH p, k WHERE $since IS NOT NULL
RETURN toString(p[k]) AS case

WITH $since AS k MATCH (p:Person) RETURN p[k] AS case

MATCH (p) WHERE $since IS NOT NULL RETURN head([x IN [p] | x.name]) AS case

MATCH (p:Person) WHERE $since IS NOT NULL RETURN head([x IN collect(p) | x.name]) AS case

MATCH (p) WHERE $since IS NOT NULL WITH p {.*} AS m RETURN m.name AS case

MATCH (p) WHERE $since IS NOT NULL WITH p {.name} AS m RETURN m.name AS case

MATCH (p:Person) WHERE $since IS NOT NULL WITH {a: p} AS m RETURN m.a.name AS case

MATCH (p) WHERE $since IS NOT NULL RETURN properties(p).name AS case

MATCH (p) WHERE $since IS NOT NULL
RETURN reduce(s = '', x IN [p.name] | s + coalesce(x, '')) AS case

MATCH (p) WHERE $since IS NOT NULL RETURN toLower(p.name) AS case

MATCH (p) WHERE $since IS NOT NULL RETURN 'persona: ' + p.name AS case

MATCH (p) WHERE $since IS NOT NULL RETURN split(p.name, ',')[0] AS case

MATCH (p) WHERE $since IS NOT NULL RETURN replace(p.document_key, 'DNI:', '') AS case

MATCH (p) WHERE $since IS NOT NULL RETURN head(p.nicknames) AS case

MATCH (p:Victim) WHERE $since IS NOT NULL RETURN reverse(p.name) AS case

MATCH (p)-[:ATTESTED_BY]->(r) WHERE $since IS NOT NULL RETURN r.paternal_surname AS case

MATCH (r:Record) WHERE $since IS NOT NULL RETURN r.name AS case

MATCH (p) WHERE $since IS NOT NULL RETURN coalesce(p.uid, '') AS case

MATCH (m:Phone) WHERE $since IS NOT NULL RETURN m.name AS case

MATCH (m) WHERE $since IS NOT NULL RETURN m.name AS case

MATCH (m:Phone) WHERE $since IS NOT NULL RETURN substring(m.name, 3) AS case

MATCH (m:Account) WHERE $since IS NOT NULL RETURN toLower(m.name) AS case

MATCH (p)-[:USES]->(m) WHERE $since IS NOT NULL
RETURN m.name + ' (' + p.pseudonym + ')' AS case

MATCH (p) WHERE $since IS NOT NULL
RETURN p.name AS case
UNION MATCH (c:Case) WHERE $since IS NOT NULL
RETURN c.uid AS case

MATCH (p:Person) WHERE $since IS NOT NULL RETURN reverse((p).document_key) AS case

MATCH (p:Person) WHERE $since IS NOT NULL RETURN reverse([p][0].document_key) AS case

MATCH (p:Person) WHERE $since IS NOT NULL RETURN reverse(coalesce(p, null).document_key) AS case

MATCH (p:Person) WHERE $since IS NOT NULL WITH {a: p} AS m RETURN reverse(m.a.document_key) AS case

MATCH (p:Person) WHERE $since IS NOT NULL WITH collect(p {.name, .uid}) AS a
RETURN reverse(a[0].name) AS case

MATCH (p:Person) WHERE $since IS NOT NULL WITH p, 'document_key' AS size
RETURN reverse(p[size]) AS case

MATCH (p:Person) WHERE $since IS NOT NULL UNWIND [x IN range(0, 1) | 'document_key'] AS k
RETURN reverse(p[k]) AS case

MATCH (p:Person) WHERE $since IS NOT NULL UNWIND range(0, 0) AS k WITH p, 'document_key' AS k
RETURN reverse(p[k]) AS case

MATCH (p) WHERE $since IS NOT NULL AND (p:Case OR true) RETURN reverse(p.name) AS case

MATCH (p:!Case) WHERE $since IS NOT NULL RETURN reverse(p.name) AS case

MATCH (q:Location) WITH count(q) AS n MATCH (p) WHERE $since IS NOT NULL WITH p AS q
RETURN reverse(q.name) AS case

MATCH (x:Location) WITH count(x) AS n MATCH (p) WHERE $since IS NOT NULL
RETURN reduce(s = '', x IN collect(p) | s + reverse(x.name)) AS case

MATCH (p)-[u:USES]->() WHERE $since IS NOT NULL RETURN reverse(startNode(u).name) AS case

MATCH (p) WHERE $since IS NOT NULL RETURN [i IN range(0, 40) | substring(p.name, i, 1)] AS case

MATCH (c:Case) WHERE $since IS NOT NULL
RETURN head(COLLECT { MATCH (c)<-[:VICTIM_IN]-(p) RETURN reverse(p.name) }) AS case

MATCH (m:Phone) WHERE $since IS NOT NULL RETURN reverse(m.name) AS case

MATCH (m:Phone) WHERE $since IS NOT NULL RETURN 'tel' + right(m.name, 9) + 'x' AS case

MATCH (m:Phone) WHERE $since IS NOT NULL UNWIND split(m.name, '') AS sign RETURN sign AS case

MATCH (m:Account) WHERE $since IS NOT NULL RETURN replace(m.name, '.', '') AS case

MATCH (m:Account) WHERE $since IS NOT NULL RETURN left(m.name, 21) AS case

MATCH (m:Vehicle) WHERE $since IS NOT NULL RETURN replace(m.name, '-', '') AS case

MATCH (m:Vehicle) WHERE $since IS NOT NULL RETURN 'placa' + m.name AS case

MATCH (h:Establishment) WHERE $since IS NOT NULL RETURN h.name AS case

MATCH (h:Establishment) WHERE $since IS NOT NULL RETURN head(split(h.name, 'AL ')) AS case

MATCH (h:Establishment) WHERE $since IS NOT NULL UNWIND split(h.name, ' ') AS word
RETURN word AS case

MATCH (c:Case) WHERE $since IS NOT NULL UNWIND c.numbers AS number
RETURN reverse(number) AS case

MATCH (c:Case) WHERE $since IS NOT NULL UNWIND c.numbers AS number UNWIND split(number, ' ') AS word
RETURN word AS case

CALL { MATCH (p) RETURN p.name AS case } WITH case WHERE $since IS NOT NULL RETURN case
""".strip().split("\n\n")

PEOPLE = """
MATCH (p:Victim) WHERE $since IS NOT NULL
RETURN {uid: p.uid, pseudonym: p.pseudonym, name: p.name, victim: false} AS case

MATCH (p:Victim), (s:Suspect) WHERE $since IS NOT NULL AND NOT s:Victim
RETURN s {.uid, .pseudonym, name: p.name, victim: false} AS case

MATCH (p:Victim), (s:Suspect) WHERE $since IS NOT NULL AND NOT s:Victim
RETURN s {.uid, .name, pseudonym: p.name, victim: false} AS case
""".strip().split("\n\n")

_KEYS = ("X-VBAAAAAAAA", "X-SBAAAAAAAA", "C-1", "C-2", "PE-150101")
EXPLORED: dict[str, list[dict[str, object]]] = {
    **{
        name: [{"of": key} for key in _KEYS] for name in ("neighbours", "neighbour_counts", "about")
    },
    "among": [{"keys": [*_KEYS, "C-4"]}],
    "nodes": [{"keys": [*_KEYS, "C-4"]}],
}
"""The questions of exploring around the victim, a suspect, their cases and a place."""

IDENTITY = """
MATCH (v:Person {uid: 'V1'}), (c1:Case {uid: 'C-1'}), (c4:Case {uid: 'C-4'}), (c2:Case {uid: 'C-2'})
SET v.name = 'QUISPE FICTICIA, CANARIA ROSA', v.name_key = 'QUISPE FICTICIA CANARIA ROSA',
    v.nicknames = ['LA ZORZALA'], v.document_key = 'DNI:91234567', v.birth_date = '2002-01-31',
    c4.numbers = c4.numbers + ['RETA:Rosa Quispe (91 234 567), alias la zorzala']
CREATE (v)-[:ATTESTED_BY]->(:Record {uid: 'R-90', kind: 'suspect', registry: 'SISTRA',
  case_key: 'SINT-1-2022-4-0', name: 'QUISPE FICTICIA, CANARIA ROSA',
  paternal_surname: 'QUISPE', given_names: 'CANARIA ROSA', document_number: '91234567',
  document_key: 'DNI:91234567', nickname: 'LA ZORZALA', address: 'JR. LOS INVENTADOS 1654'})
CREATE (phone:Phone {uid: 'Phone:51999111222', name: '+51999111222'})
CREATE (account:Account {uid: 'Account:FACEBOOK COM CANARIA ROSA',
                          name: 'FACEBOOK.COM/CANARIA.ROSA'})
CREATE (plate:Vehicle {uid: 'Vehicle:XYZ 987', name: 'XYZ-987'})
CREATE (hostel:Establishment {uid: 'Establishment:HOSTAL CANARIA QUISPE@PE-15',
                              name: 'HOSTAL CANARIA QUISPE'})
WITH v, c1, c2, c4, phone, account, plate, hostel
UNWIND [phone, account, plate] AS m
CREATE (v)-[:USES]->(m)
CREATE (c4)-[:INVOLVES]->(m), (c2)-[:INVOLVES]->(m)
WITH DISTINCT c1, c2, c4, hostel
CREATE (c4)-[:INVOLVES]->(hostel), (c1)-[:INVOLVES]->(hostel), (c2)-[:INVOLVES]->(hostel)
WITH hostel
MATCH (s:Stage) WHERE s.uid IN ['E53', 'E22']
CREATE (s)-[:USED]->(hostel)
WITH DISTINCT hostel
MATCH (s1:Person {uid: 'S1'})
SET s1.nicknames = ['EL HIJO DE CANARIA QUISPE']
CREATE (:Judgement {uid: 'J-1', subject: 'person', one: 'R-90', other: 'R-91', verdict: 'same',
  number: 1, by: 'CANARIA ROSA QUISPE', at: '2026-11-28', applied: true})
"""
"""Makes V1 of the small graph known by everything that a person is known by."""

# The uid of the case C-4 is a digest of its numbers, of which one names her.
READABLE = (
    *('"c4"', '"v1"', "quispe", "canaria", "zorzala", "91234567", "999111222", "xyz987"),
    "inventados",
)
"""Texts that tell who she is, in an answer without spaces, points and hyphens."""
