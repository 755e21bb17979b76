/*---
name: suspect_network
version: 1
title_es: Red de un presunto tratante
title_en: Network of a suspect
question_es: ¿Con quiénes comparte casos esta persona, y ellos con quiénes?
question_en: With whom does this person share cases, and they with whom?
note_es: >-
  Una fila es un par de personas de la red con casos en común; la distancia es la de la más lejana de
  las dos. No cuentan acusaciones archivadas o absueltas, salvo que se pidan. Compartir un caso no es
  ser culpable.
note_en: >-
  A row is a pair of people of the network with cases in common; the distance is that of the farther
  of the two. Accusations archived or acquitted do not count unless asked for. To share a case is not
  to be guilty.
params:
  person: {type: person, required: true, title_es: Persona (seudónimo o identificador), title_en: Person (pseudonym or identifier)}
  depth: {type: integer, default: 2, min: 1, max: 3, title_es: Pasos desde la persona, title_en: Steps from the person}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 200, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  one: {type: person, title_es: Persona, title_en: Person}
  other: {type: person, title_es: Con, title_en: With}
  distance: {type: integer, title_es: Distancia, title_en: Distance}
  cases: {type: count, title_es: Casos en común, title_en: Cases in common}
  first: {type: date, of: Case.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Case.until, title_es: Último hecho (día), title_en: Last fact (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos, title_en: The cases}
sensitivity: restricted
starts_from: [person]
indexes: [Person.uid, Person.pseudonym]
views: [network, table]
examples:
  - {params: {person: X-ABCDEFGHJK, depth: 3}, title_es: Hasta tres pasos, title_en: Up to three steps}
---*/
// Ring by ring: a path of a fixed pattern would walk the same people again by every way.
MATCH (ego:Person {uid: $person})
OPTIONAL MATCH (ego)-[x:SUSPECT_IN]->(c:Case)<-[y:SUSPECT_IN]-(p:Suspect)
WHERE $include_excluded OR NOT (coalesce(x.excluded, false) OR coalesce(y.excluded, false))
WITH ego, collect(DISTINCT p) AS ring1
UNWIND CASE WHEN $depth < 2 OR size(ring1) = 0 THEN [null] ELSE ring1 END AS q
OPTIONAL MATCH (q)-[x:SUSPECT_IN]->(c:Case)<-[y:SUSPECT_IN]-(p:Suspect)
WHERE NOT p IN ring1 AND p <> ego
  AND ($include_excluded OR NOT (coalesce(x.excluded, false) OR coalesce(y.excluded, false)))
WITH ego, ring1, collect(DISTINCT p) AS ring2
UNWIND CASE WHEN $depth < 3 OR size(ring2) = 0 THEN [null] ELSE ring2 END AS q
OPTIONAL MATCH (q)-[x:SUSPECT_IN]->(c:Case)<-[y:SUSPECT_IN]-(p:Suspect)
WHERE NOT p IN ring1 AND NOT p IN ring2 AND p <> ego
  AND ($include_excluded OR NOT (coalesce(x.excluded, false) OR coalesce(y.excluded, false)))
WITH ego, ring1, ring2, collect(DISTINCT p) AS ring3
WITH ego, ring1, ring2, [ego] + ring1 + ring2 + ring3 AS people
UNWIND people AS a
MATCH (a)-[x:SUSPECT_IN]->(c:Case)<-[y:SUSPECT_IN]-(b:Suspect)
WHERE b IN people AND a.pseudonym < b.pseudonym
  AND ($include_excluded OR NOT (coalesce(x.excluded, false) OR coalesce(y.excluded, false)))
WITH DISTINCT a, b, c,
     CASE WHEN a = ego OR b = ego THEN 1
          WHEN a IN ring1 AND b IN ring1 THEN 1
          WHEN (a IN ring1 OR a IN ring2) AND (b IN ring1 OR b IN ring2) THEN 2
          ELSE 3 END AS distance
ORDER BY c.uid
WITH a, b, distance, collect(c.uid) AS case_uids, min(c.since) AS first, max(c.until) AS last
RETURN a {.uid, .pseudonym, .name, victim: a:Victim} AS one,
       b {.uid, .pseudonym, .name, victim: b:Victim} AS other, distance, size(case_uids) AS cases,
       first, last, case_uids
ORDER BY distance, cases DESC, a.pseudonym, b.pseudonym
LIMIT $limit
