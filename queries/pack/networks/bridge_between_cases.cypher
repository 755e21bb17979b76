/*---
name: bridge_between_cases
version: 1
title_es: Puente entre dos casos
title_en: Bridge between two cases
question_es: ¿Por qué personas y medios se llega de un caso al otro, por el camino más corto?
question_en: By which people and means does one get from one case to the other, the shortest way?
note_es: >-
  Cada fila es un paso de un camino: lo que comparten dos casos. Salen todos los caminos con el menor
  número de pasos, hasta el máximo pedido. Quien o lo que está en más casos que «most_cases» no hace de
  puente: una empresa de buses une todo y no dice nada. Los lugares de la ruta tampoco. No cuentan las
  imputaciones archivadas o absueltas, salvo que se pidan. Un puente es un indicio para revisar, no una
  prueba de que los casos sean uno.
note_en: >-
  Each row is a step of a way: what two cases share. All ways with the fewest steps are given, up to the
  most asked for. Whoever or whatever is in more cases than “most_cases” is no bridge: a bus company
  joins everything and tells nothing. Nor are the places of the route. Accusations archived or ended in
  acquittal do not count unless asked for. A bridge is a lead to look into, no proof that the cases are
  one.
params:
  case: {type: case, required: true, title_es: Caso, title_en: Case}
  other: {type: case, required: true, title_es: Otro caso, title_en: Another case}
  steps: {type: integer, default: 3, min: 1, max: 3, title_es: Pasos como máximo, title_en: At most so many steps}
  most_cases: {type: integer, default: 30, min: 2, max: 500, title_es: Casos de un puente como máximo, title_en: Cases of a bridge at most}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 200, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  way: {type: integer, title_es: Camino, title_en: Way}
  step: {type: integer, title_es: Paso, title_en: Step}
  case: {type: case, of: Case.uid, title_es: De un caso, title_en: From a case}
  people: {type: people, title_es: Personas de ambos, title_en: People of both}
  means: {type: strings, of: Phone.name, title_es: Medios de ambos, title_en: Means of both}
  kinds: {type: labels, beside: means, title_es: "Qué es cada uno (en el mismo orden)", title_en: "What each is (in the same order)"}
  next_case: {type: case, of: Case.uid, title_es: Al siguiente, title_en: To the next}
sensitivity: restricted
starts_from: [case, other]
needs: [links]
indexes: [Case.uid]
views: [network, table]
examples:
  - {params: {case: "RETA:SINT-2017-000001", other: "SISTRA:SINT-1-2018-2-0"}, title_es: Entre dos números de caso, title_en: Between two case numbers}
---*/
// Ring by ring from both ends: one long pattern would be planned and walked by every way at once.
MATCH (a:Case {uid: $case})
MATCH (b:Case {uid: $other})
WHERE a <> b
WITH a, b,
     COLLECT {
       MATCH (a)-[r:SUSPECT_IN|VICTIM_IN|INVOLVES]-(x)
       WHERE ($include_excluded OR NOT coalesce(r.excluded, false))
         AND COUNT { MATCH (x)-[:SUSPECT_IN|VICTIM_IN|INVOLVES]-(:Case) } <= $most_cases
       WITH a, x
       MATCH (x)-[s:SUSPECT_IN|VICTIM_IN|INVOLVES]-(c:Case)
       WHERE c <> a AND ($include_excluded OR NOT coalesce(s.excluded, false))
       RETURN DISTINCT c.uid
     } AS near,
     COLLECT {
       MATCH (b)-[r:SUSPECT_IN|VICTIM_IN|INVOLVES]-(x)
       WHERE ($include_excluded OR NOT coalesce(r.excluded, false))
         AND COUNT { MATCH (x)-[:SUSPECT_IN|VICTIM_IN|INVOLVES]-(:Case) } <= $most_cases
       WITH b, x
       MATCH (x)-[s:SUSPECT_IN|VICTIM_IN|INVOLVES]-(c:Case)
       WHERE c <> b AND ($include_excluded OR NOT coalesce(s.excluded, false))
       RETURN DISTINCT c.uid
     } AS near_other
WITH near, near_other,
     CASE WHEN $other IN near THEN [[]]
          WHEN $steps < 2 THEN []
          ELSE [uid IN near WHERE uid IN near_other | [uid]] END AS found
// Three steps: a case near the one shares something with a case near the other. An empty list would
// leave no row at all, and an empty uid finds no case.
UNWIND CASE WHEN size(found) > 0 OR $steps < 3 OR size(near) = 0 THEN [''] ELSE near END AS uid
OPTIONAL MATCH (c:Case {uid: uid})-[r:SUSPECT_IN|VICTIM_IN|INVOLVES]-(x)
WHERE ($include_excluded OR NOT coalesce(r.excluded, false))
  AND COUNT { MATCH (x)-[:SUSPECT_IN|VICTIM_IN|INVOLVES]-(:Case) } <= $most_cases
WITH DISTINCT near_other, found, uid, x
OPTIONAL MATCH (x)-[s:SUSPECT_IN|VICTIM_IN|INVOLVES]-(d:Case)
WHERE d.uid <> uid AND d.uid IN near_other AND ($include_excluded OR NOT coalesce(s.excluded, false))
WITH found, collect(DISTINCT [uid, d.uid]) AS far
UNWIND found + [pair IN far WHERE pair[1] IS NOT NULL] AS between
WITH between
ORDER BY between
WITH collect([$case] + between + [$other]) AS ways
UNWIND range(0, size(ways) - 1) AS n
WITH n, ways[n] AS way
UNWIND range(0, size(way) - 2) AS i
WITH n, i, way[i] AS from, way[i + 1] AS to
ORDER BY n, i
LIMIT $limit
MATCH (one:Case {uid: from})
MATCH (two:Case {uid: to})
WITH n, i, one, two,
     COLLECT {
       MATCH (one)<-[r:SUSPECT_IN|VICTIM_IN]-(p:Person)-[s:SUSPECT_IN|VICTIM_IN]->(two)
       WHERE ($include_excluded OR NOT (coalesce(r.excluded, false) OR coalesce(s.excluded, false)))
         AND COUNT { MATCH (p)-[:SUSPECT_IN|VICTIM_IN]->(:Case) } <= $most_cases
       WITH DISTINCT p
       ORDER BY p.pseudonym
       RETURN p {.uid, .pseudonym, .name, victim: p:Victim}
     } AS people,
     COLLECT {
       MATCH (one)-[:INVOLVES]->(m:Phone|Account|Vehicle|Establishment|Organisation)
       WHERE EXISTS { MATCH (two)-[:INVOLVES]->(m) }
         AND COUNT { MATCH (m)<-[:INVOLVES]-(:Case) } <= $most_cases
       WITH DISTINCT m
       ORDER BY m.uid
       RETURN [m.name, head(labels(m))]
     } AS found
RETURN n + 1 AS way, i + 1 AS step, one.uid AS case, people, [m IN found | m[0]] AS means,
       [m IN found | m[1]] AS kinds, two.uid AS next_case
ORDER BY way, step
LIMIT $limit
