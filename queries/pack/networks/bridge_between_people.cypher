/*---
name: bridge_between_people
version: 1
title_es: Puente entre dos personas
title_en: Bridge between two people
question_es: ¿Por qué casos y medios se llega de una persona a la otra, por el camino más corto?
question_en: By which cases and means does one get from one person to the other, the shortest way?
note_es: >-
  Cada fila es un paso de un camino: lo que comparten dos personas. Salen todos los caminos con el menor
  número de pasos, hasta el máximo pedido. Un caso o un medio con más personas que «most_people» no hace
  de puente: en un gran operativo nadie conoce a todos. No cuentan las imputaciones archivadas o
  absueltas, salvo que se pidan. Una víctima puede ser parte del camino y sigue protegida. Compartir un
  caso no es ser culpable.
note_en: >-
  Each row is a step of a way: what two people share. All ways with the fewest steps are given, up to the
  most asked for. A case or a means with more people than “most_people” is no bridge: in a large police
  operation nobody knows everybody. Accusations archived or ended in acquittal do not count unless asked
  for. A victim may be part of the way, and stays protected. To share a case is not to be guilty.
params:
  person: {type: person, required: true, title_es: Persona, title_en: Person}
  other: {type: person, required: true, title_es: Otra persona, title_en: Another person}
  steps: {type: integer, default: 3, min: 1, max: 3, title_es: Pasos como máximo, title_en: At most so many steps}
  most_people: {type: integer, default: 30, min: 2, max: 500, title_es: Personas de un puente como máximo, title_en: People of a bridge at most}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 200, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  way: {type: integer, title_es: Camino, title_en: Way}
  step: {type: integer, title_es: Paso, title_en: Step}
  one: {type: person, title_es: De una persona, title_en: From a person}
  case_uids: {type: cases, of: Case.uid, title_es: Casos de ambas, title_en: Cases of both}
  means: {type: strings, of: Phone.name, title_es: Medios de ambas, title_en: Means of both}
  kinds: {type: labels, beside: means, title_es: "Qué es cada uno (en el mismo orden)", title_en: "What each is (in the same order)"}
  next: {type: person, title_es: A la siguiente, title_en: To the next}
sensitivity: restricted
starts_from: [person, other]
needs: [links]
indexes: [Person.uid, Person.pseudonym]
views: [network, table]
examples:
  - {params: {person: X-ABCDEFGHJK, other: X-KJHGFEDCBA}, title_es: Entre dos seudónimos, title_en: Between two pseudonyms}
---*/
// Ring by ring from both ends: one long pattern would be planned and walked by every way at once.
MATCH (a:Person {uid: $person})
MATCH (b:Person {uid: $other})
WHERE a <> b
WITH a, b,
     COLLECT {
       MATCH (a)-[r:SUSPECT_IN|VICTIM_IN|USES]->(x)
       WHERE ($include_excluded OR NOT coalesce(r.excluded, false))
         AND COUNT { MATCH (x)<-[:SUSPECT_IN|VICTIM_IN|USES]-(:Person) } <= $most_people
       WITH a, x
       MATCH (x)<-[s:SUSPECT_IN|VICTIM_IN|USES]-(p:Person)
       WHERE p <> a AND ($include_excluded OR NOT coalesce(s.excluded, false))
       RETURN DISTINCT p.pseudonym
     } AS near,
     COLLECT {
       MATCH (b)-[r:SUSPECT_IN|VICTIM_IN|USES]->(x)
       WHERE ($include_excluded OR NOT coalesce(r.excluded, false))
         AND COUNT { MATCH (x)<-[:SUSPECT_IN|VICTIM_IN|USES]-(:Person) } <= $most_people
       WITH b, x
       MATCH (x)<-[s:SUSPECT_IN|VICTIM_IN|USES]-(p:Person)
       WHERE p <> b AND ($include_excluded OR NOT coalesce(s.excluded, false))
       RETURN DISTINCT p.pseudonym
     } AS near_other
WITH a.pseudonym AS first, b.pseudonym AS last, near, near_other,
     CASE WHEN b.pseudonym IN near THEN [[]]
          WHEN $steps < 2 THEN []
          ELSE [key IN near WHERE key IN near_other | [key]] END AS found
// Three steps: somebody near the one shares something with somebody near the other. An empty list
// would leave no row at all, and an empty key finds nobody.
UNWIND CASE WHEN size(found) > 0 OR $steps < 3 OR size(near) = 0 THEN [''] ELSE near END AS key
OPTIONAL MATCH (p:Person {pseudonym: key})-[r:SUSPECT_IN|VICTIM_IN|USES]->(x)
WHERE ($include_excluded OR NOT coalesce(r.excluded, false))
  AND COUNT { MATCH (x)<-[:SUSPECT_IN|VICTIM_IN|USES]-(:Person) } <= $most_people
WITH DISTINCT first, last, near_other, found, key, x
OPTIONAL MATCH (x)<-[s:SUSPECT_IN|VICTIM_IN|USES]-(q:Person)
WHERE q.pseudonym <> key AND q.pseudonym IN near_other
  AND ($include_excluded OR NOT coalesce(s.excluded, false))
WITH first, last, found, collect(DISTINCT [key, q.pseudonym]) AS far
UNWIND found + [pair IN far WHERE pair[1] IS NOT NULL] AS between
WITH [first] + between + [last] AS way
ORDER BY way
WITH collect(way) AS ways
UNWIND range(0, size(ways) - 1) AS n
WITH n, ways[n] AS way
UNWIND range(0, size(way) - 2) AS i
WITH n, i, way[i] AS from, way[i + 1] AS to
ORDER BY n, i
LIMIT $limit
MATCH (one:Person {pseudonym: from})
MATCH (two:Person {pseudonym: to})
WITH n, i, one, two,
     COLLECT {
       MATCH (one)-[r:SUSPECT_IN|VICTIM_IN]->(c:Case)<-[s:SUSPECT_IN|VICTIM_IN]-(two)
       WHERE ($include_excluded OR NOT (coalesce(r.excluded, false) OR coalesce(s.excluded, false)))
         AND COUNT { MATCH (c)<-[:SUSPECT_IN|VICTIM_IN]-(:Person) } <= $most_people
       WITH DISTINCT c
       ORDER BY c.uid
       RETURN c.uid
     } AS case_uids,
     COLLECT {
       MATCH (one)-[:USES]->(m:Phone|Account|Vehicle|Organisation)
       WHERE EXISTS { MATCH (two)-[:USES]->(m) }
         AND COUNT { MATCH (m)<-[:USES]-(:Person) } <= $most_people
       WITH DISTINCT m
       ORDER BY m.uid
       RETURN [m.name, head(labels(m))]
     } AS found
RETURN n + 1 AS way, i + 1 AS step, one {.uid, .pseudonym, .name, victim: one:Victim} AS one,
       case_uids, [m IN found | m[0]] AS means, [m IN found | m[1]] AS kinds,
       two {.uid, .pseudonym, .name, victim: two:Victim} AS next
ORDER BY way, step
LIMIT $limit
