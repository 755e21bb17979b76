/*---
name: neighbour_counts
version: 1
title_es: Cuántos vecinos tiene un nodo
title_en: How many neighbours a node has
question_es: ¿Cuántas relaciones de cada clase tiene una persona, un caso, un lugar o un medio?
question_en: How many relationships of each kind does a person, case, place or means have?
note_es: >-
  Se cuenta hasta 1000 de cada clase: si «more» es verdadero hay más, y no se dan fechas. Lo que su rol no
  ve no se cuenta. Con un período no cuentan las relaciones cuya fecha no se sabe. Las etapas se cuentan
  en el lugar más fino que se conoce: las de un departamento o una provincia, en sus lugares (WITHIN).
note_en: >-
  Up to 1000 of each kind are counted: if “more” is true there are more, and no dates are given. What your
  role may not see is not counted. With a period, relationships of unknown date do not count. Stages are
  counted at the finest place that is known: those of a department or province, at its places (WITHIN).
params:
  of: {type: node, required: true, title_es: "Nodo (la clave que da una respuesta)", title_en: "Node (the key that an answer gives)"}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  protected: {type: protected, title_es: De quién no se muestran los medios, title_en: Whose means are not shown}
  limit: {type: integer, default: 100, min: 1, max: 200, title_es: Filas, title_en: Rows}
columns:
  of: {type: node, title_es: Nodo, title_en: Node}
  relation: {type: label, title_es: Relación, title_en: Relationship}
  direction:
    type: string
    title_es: Sentido
    title_en: Direction
    words:
      out: {title_es: Sale del nodo, title_en: From the node}
      in: {title_es: Llega al nodo, title_en: To the node}
  type: {type: label, title_es: Clase del vecino, title_en: Kind of neighbour}
  count: {type: seen, title_es: Cuántos, title_en: How many}
  more: {type: boolean, title_es: Hay más, title_en: There are more}
  first: {type: date, of: Case.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Case.until, title_es: Última vez (día), title_en: Last (day)}
sensitivity: restricted
starts_from: [of]
indexes: [Person.uid, Case.uid, Location.uid, Stage.uid, Phone.uid, Account.uid, Vehicle.uid, Establishment.uid, Organisation.uid, Agency.uid, PenalProvision.uid, Network.uid]
views: [table]
examples:
  - {params: {of: PE-08}, title_es: Lo que se relaciona con Cusco, title_en: What is related to Cusco}
---*/
WITH 0 AS position, $of AS key
//: node_of_key
// One more than is told of each kind: nothing is counted to its end.
WITH n,
     COLLECT {
       MATCH (n)-[r:VICTIM_IN|SUSPECT_IN|SUBJECTED_TO|COMMITTED|PART_OF|AT|NEXT|TYPIFIED_AS|REGISTERED_BY|MEMBER_OF]
             ->(m:Case|Stage|Location|PenalProvision|Agency|Network)
       WHERE ($since IS NULL OR coalesce(m.until, n.until) >= $since)
         AND ($until IS NULL OR coalesce(m.since, n.since) <= $until)
         AND ($include_excluded OR NOT coalesce(r.excluded, false))
         AND ($include_excluded OR type(r) <> 'COMMITTED' OR EXISTS {
           MATCH (m)-[:PART_OF]->(:Case)<-[u:SUSPECT_IN]-(n)
           WHERE NOT coalesce(u.excluded, false)
         })
       RETURN [type(r), 'out', head(labels(m)), m, coalesce(m.since, n.since), coalesce(m.until, n.until)]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)-[r:BORN_IN|RESIDES_IN|WITHIN|RENUMBERED_TO]->(m:Location|PenalProvision)
       RETURN [type(r), 'out', head(labels(m)), m, null, null]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)-[r:USES|USED|INVOLVES]->(m:Phone|Account|Vehicle|Establishment|Organisation)
       WHERE ($since IS NULL OR type(r) = 'USES' OR coalesce(m.until, n.until) >= $since)
         AND ($until IS NULL OR type(r) = 'USES' OR coalesce(m.since, n.since) <= $until)
         //: means_that_count
       RETURN [type(r), 'out', head(labels(m)), m, n.since, n.until]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)-[r:CO_OFFENDED]->(q:Suspect)
       RETURN [type(r), 'out', 'Person', q, null, null]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:CO_OFFENDED|MEMBER_OF]-(q:Suspect)
       RETURN [type(r), 'in', 'Person', q, null, null]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:VICTIM_IN|SUSPECT_IN|SUBJECTED_TO|COMMITTED]-(q:Person)
       WHERE ($since IS NULL OR n.until >= $since)
         AND ($until IS NULL OR n.since <= $until)
         AND ($include_excluded OR NOT coalesce(r.excluded, false))
         AND ($include_excluded OR type(r) <> 'COMMITTED' OR EXISTS {
           MATCH (n)-[:PART_OF]->(:Case)<-[u:SUSPECT_IN]-(q)
           WHERE NOT coalesce(u.excluded, false)
         })
       RETURN [type(r), 'in', 'Person', q, n.since, n.until]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:USES]-(q:Person)
       WHERE ($include_excluded OR type(r) <> 'USES' OR NOT q:Suspect OR q:Victim OR EXISTS {
           MATCH (q)-[u:SUSPECT_IN]->(:Case)
           WHERE NOT coalesce(u.excluded, false)
         })
       RETURN [type(r), 'in', 'Person', q, null, null]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:PART_OF|NEXT|USED]-(m:Stage)
       WHERE ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
       RETURN [type(r), 'in', head(labels(m)), m, m.since, m.until]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:INVOLVES]-(m:Case)
       WHERE ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
         AND ($include_excluded OR type(r) <> 'INVOLVES'
              OR EXISTS {
                MATCH (m)<-[u:SUSPECT_IN]-(:Suspect)-[:USES]->(n)
                WHERE NOT coalesce(u.excluded, false)
              }
              OR EXISTS { MATCH (m)<-[:PART_OF]-(:Stage)-[:USED]->(n) }
              OR NOT EXISTS { MATCH (m)<-[:SUSPECT_IN]-(:Suspect)-[:USES]->(n) })
       RETURN [type(r), 'in', head(labels(m)), m, m.since, m.until]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:AT]-(m:Stage)
       WHERE ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
       RETURN [type(r), 'in', head(labels(m)), m, m.since, m.until]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:AT]-(m:Case)
       WHERE ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
       RETURN [type(r), 'in', head(labels(m)), m, m.since, m.until]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:TYPIFIED_AS]-(m:Stage)
       WHERE ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
       RETURN [type(r), 'in', head(labels(m)), m, m.since, m.until]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:REGISTERED_BY]-(m:Case)
       WHERE ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
       RETURN [type(r), 'in', head(labels(m)), m, m.since, m.until]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:BORN_IN]-(q:Person)
       RETURN [type(r), 'in', 'Person', q, null, null]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:RESIDES_IN]-(q:Person)
       RETURN [type(r), 'in', 'Person', q, null, null]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:WITHIN|RENUMBERED_TO]-(m:Location|PenalProvision)
       RETURN [type(r), 'in', head(labels(m)), m, null, null]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)-[r:ROUTE]->(m:Location)
       WHERE ($since IS NULL OR r.last >= $since)
         AND ($until IS NULL OR r.first <= $until)
       RETURN [type(r), 'out', head(labels(m)), m, r.first, r.last]
       LIMIT 1001
     }
     +
     COLLECT {
       MATCH (n)<-[r:ROUTE]-(m:Location)
       WHERE ($since IS NULL OR r.last >= $since)
         AND ($until IS NULL OR r.first <= $until)
       RETURN [type(r), 'in', head(labels(m)), m, r.first, r.last]
       LIMIT 1001
     } AS found
UNWIND found AS one
WITH n, one[0] AS relation, one[1] AS direction, one[2] AS type, one[3] AS m, one[4] AS since,
     one[5] AS until
WITH n, relation, direction, type, collect(m) AS ends, min(since) AS first, max(until) AS last
// A means is told of only if nobody hidden goes by its name, so means are counted one by one.
WITH n, relation, direction, type, ends, size(ends) > 1000 AS more, first, last,
     type IN ['Phone', 'Account', 'Vehicle', 'Establishment', 'Organisation'] AS is_means
RETURN n {.uid, .pseudonym, .name, .numbers, labels: labels(n)} AS of, relation, direction, type,
       CASE WHEN is_means
            THEN [x IN ends | x {.uid, .pseudonym, .name, .numbers, labels: labels(x)}]
            WHEN more THEN 1000 ELSE size(ends) END AS count,
       more, CASE WHEN more OR is_means THEN null ELSE first END AS first,
       CASE WHEN more OR is_means THEN null ELSE last END AS last
ORDER BY relation, direction, type
LIMIT $limit
