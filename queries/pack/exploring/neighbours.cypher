/*---
name: neighbours
version: 2
title_es: Vecinos de un nodo
title_en: Neighbours of a node
question_es: ¿Con qué se relaciona una persona, un caso, un lugar o un medio, y quién lo dice?
question_en: What is a person, case, place or means related to, and who says so?
note_es: >-
  Cada fila es una relación. De cada clase de relación salen 2000 como máximo: acote el período o las
  clases si hay más («neighbour_counts» los cuenta antes). Con un período no figuran las relaciones cuya
  fecha no se sabe; las que no tienen fecha (nacida en, usa) figuran siempre. No cuentan las imputaciones
  archivadas o absueltas, salvo que se pidan. Las etapas están en el lugar más fino que se conoce: un
  departamento o una provincia trae sus lugares (WITHIN), y cada lugar sus etapas.
note_en: >-
  Each row is a relationship. Of each kind of relationship 2000 are given at most: narrow the period or
  the kinds if there are more (“neighbour_counts” counts them first). With a period, relationships of
  unknown date are left out; those that have no date (born in, uses) always stand. Accusations archived or
  ended in acquittal do not count unless asked for. Stages are at the finest place that is known: a
  department or province brings its places (WITHIN), and each place its stages.
params:
  of: {type: node, required: true, title_es: "Nodo (la clave que da una respuesta)", title_en: "Node (the key that an answer gives)"}
  relations: {type: strings, among: [VICTIM_IN, SUSPECT_IN, SUBJECTED_TO, COMMITTED, PART_OF, AT, NEXT, TYPIFIED_AS, REGISTERED_BY, MEMBER_OF, BORN_IN, RESIDES_IN, WITHIN, RENUMBERED_TO, USES, USED, INVOLVES, CO_OFFENDED, ROUTE], title_es: Solo estas relaciones, title_en: Only these relationships}
  types: {type: strings, among: [Person, Victim, Suspect, Case, Stage, Location, Phone, Account, Vehicle, Establishment, Organisation, Agency, PenalProvision, Network], title_es: Solo estas clases de nodos, title_en: Only these kinds of nodes}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  ask_at: {type: ask_at, title_es: Probabilidad desde la que un par se pregunta, title_en: Probability from which a pair is asked about}
  protected: {type: protected, title_es: De quién no se muestran los medios, title_en: Whose means are not shown}
  order:
    type: string
    among: [kind, latest, earliest]
    default: kind
    title_es: Orden
    title_en: Order
    words:
      kind: {title_es: Por clase, title_en: By kind}
      latest: {title_es: Lo último primero, title_en: Latest first}
      earliest: {title_es: Lo primero primero, title_en: Earliest first}
  limit: {type: integer, default: 200, min: 1, max: 2000, title_es: Filas, title_en: Rows}
columns:
  relation: {type: label, title_es: Relación, title_en: Relationship}
  source: {type: node, title_es: De, title_en: From}
  target: {type: node, title_es: A, title_en: To}
  date: {type: date, of: Stage.date, title_es: Fecha, title_en: Date}
  since: {type: date, of: Case.since, title_es: Desde (día), title_en: Since (day)}
  until: {type: date, of: Case.until, title_es: Hasta (día), title_en: Until (day)}
  registries: {type: codes, of: registry, title_es: Quién lo dice, title_en: Who says so}
  doubtful: {type: boolean, title_es: "Dudoso (un vínculo poco probable que nadie juzgó, o un conflicto)", title_en: "Doubtful (an unlikely link that nobody judged, or a conflict)"}
  properties: {type: facts, field: relation, title_es: Datos de la relación, title_en: Facts of the relationship}
sensitivity: restricted
starts_from: [of]
indexes: [Person.uid, Case.uid, Location.uid, Stage.uid, Phone.uid, Account.uid, Vehicle.uid, Establishment.uid, Organisation.uid, Agency.uid, PenalProvision.uid, Network.uid]
views: [network, table]
examples:
  - {params: {of: PE-08, relations: "ROUTE,WITHIN"}, title_es: Tramos y lugares de Cusco, title_en: Legs and places of Cusco}
---*/
WITH 0 AS position, $of AS key
//: node_of_key
// Each kind is bounded by itself: a department has hundreds of thousands of stages, and its few
// routes must not be lost among them. The embedded engine gives the first at once, unsorted.
WITH n,
     COLLECT {
       MATCH (n)-[r:VICTIM_IN|SUSPECT_IN|SUBJECTED_TO|COMMITTED|PART_OF|AT|NEXT|TYPIFIED_AS|REGISTERED_BY|MEMBER_OF]
             ->(m:Case|Stage|Location|PenalProvision|Agency|Network)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
         AND ($since IS NULL OR coalesce(m.until, n.until) >= $since)
         AND ($until IS NULL OR coalesce(m.since, n.since) <= $until)
         AND ($include_excluded OR NOT coalesce(r.excluded, false))
         AND ($include_excluded OR type(r) <> 'COMMITTED' OR EXISTS {
           MATCH (m)-[:PART_OF]->(:Case)<-[u:SUSPECT_IN]-(n)
           WHERE NOT coalesce(u.excluded, false)
         })
       RETURN [type(r), true, m, m.uid, coalesce(m.since, n.since), coalesce(m.until, n.until),
               {age: r.age, bond: r.bond, education: r.education, recruitment: r.recruitment,
                means: r.means, purposes: r.purposes, scope: r.scope, role: r.role, situation:
                r.situation, procedural_status: r.procedural_status, excluded: r.excluded, cases:
                r.cases}]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)-[r:BORN_IN|RESIDES_IN|WITHIN|RENUMBERED_TO]->(m:Location|PenalProvision)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
       RETURN [type(r), true, m, m.uid, null, null,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)-[r:USES|USED|INVOLVES]->(m:Phone|Account|Vehicle|Establishment|Organisation)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
         AND ($since IS NULL OR type(r) = 'USES' OR coalesce(m.until, n.until) >= $since)
         AND ($until IS NULL OR type(r) = 'USES' OR coalesce(m.since, n.since) <= $until)
         //: means_that_count
       RETURN [type(r), true, m, m.uid, n.since, n.until,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)-[r:CO_OFFENDED]->(q:Suspect)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(q) WHERE label IN $types))
       RETURN [type(r), true, q, q.pseudonym, null, null,
               {cases: r.cases, weight: r.weight}]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:CO_OFFENDED|MEMBER_OF]-(q:Suspect)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(q) WHERE label IN $types))
       RETURN [type(r), false, q, q.pseudonym, null, null,
               {cases: r.cases}]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:VICTIM_IN|SUSPECT_IN|SUBJECTED_TO|COMMITTED]-(q:Person)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(q) WHERE label IN $types))
         AND ($since IS NULL OR n.until >= $since)
         AND ($until IS NULL OR n.since <= $until)
         AND ($include_excluded OR NOT coalesce(r.excluded, false))
         AND ($include_excluded OR type(r) <> 'COMMITTED' OR EXISTS {
           MATCH (n)-[:PART_OF]->(:Case)<-[u:SUSPECT_IN]-(q)
           WHERE NOT coalesce(u.excluded, false)
         })
       RETURN [type(r), false, q, q.pseudonym, n.since, n.until,
               {age: r.age, bond: r.bond, education: r.education, recruitment: r.recruitment,
                means: r.means, purposes: r.purposes, scope: r.scope, role: r.role, situation:
                r.situation, procedural_status: r.procedural_status, excluded: r.excluded}]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:USES]-(q:Person)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(q) WHERE label IN $types))
         AND ($include_excluded OR type(r) <> 'USES' OR NOT q:Suspect OR q:Victim OR EXISTS {
           MATCH (q)-[u:SUSPECT_IN]->(:Case)
           WHERE NOT coalesce(u.excluded, false)
         })
       RETURN [type(r), false, q, q.pseudonym, null, null,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:PART_OF|NEXT|USED]-(m:Stage)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
         AND ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
       RETURN [type(r), false, m, m.uid, m.since, m.until,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:INVOLVES]-(m:Case)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
         AND ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
         AND ($include_excluded OR type(r) <> 'INVOLVES'
              OR EXISTS {
                MATCH (m)<-[u:SUSPECT_IN]-(:Suspect)-[:USES]->(n)
                WHERE NOT coalesce(u.excluded, false)
              }
              OR EXISTS { MATCH (m)<-[:PART_OF]-(:Stage)-[:USED]->(n) }
              OR NOT EXISTS { MATCH (m)<-[:SUSPECT_IN]-(:Suspect)-[:USES]->(n) })
       RETURN [type(r), false, m, m.uid, m.since, m.until,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:AT]-(m:Stage)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
         AND ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
       RETURN [type(r), false, m, m.uid, m.since, m.until,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:AT]-(m:Case)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
         AND ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
       RETURN [type(r), false, m, m.uid, m.since, m.until,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:TYPIFIED_AS]-(m:Stage)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
         AND ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
       RETURN [type(r), false, m, m.uid, m.since, m.until,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:REGISTERED_BY]-(m:Case)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
         AND ($since IS NULL OR m.until >= $since)
         AND ($until IS NULL OR m.since <= $until)
       RETURN [type(r), false, m, m.uid, m.since, m.until,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:BORN_IN]-(q:Person)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(q) WHERE label IN $types))
       RETURN [type(r), false, q, q.pseudonym, null, null,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:RESIDES_IN]-(q:Person)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(q) WHERE label IN $types))
       RETURN [type(r), false, q, q.pseudonym, null, null,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:WITHIN|RENUMBERED_TO]-(m:Location|PenalProvision)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
       RETURN [type(r), false, m, m.uid, null, null,
               null]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)-[r:ROUTE]->(m:Location)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
         AND ($since IS NULL OR r.last >= $since)
         AND ($until IS NULL OR r.first <= $until)
       RETURN [type(r), true, m, m.uid, r.first, r.last,
               {level: r.level, cases: r.cases, victims: r.victims, first: r.first, last: r.last}]
       LIMIT 2000
     }
     +
     COLLECT {
       MATCH (n)<-[r:ROUTE]-(m:Location)
       WHERE ($relations IS NULL OR type(r) IN $relations)
         AND ($types IS NULL OR any(label IN labels(m) WHERE label IN $types))
         AND ($since IS NULL OR r.last >= $since)
         AND ($until IS NULL OR r.first <= $until)
       RETURN [type(r), false, m, m.uid, r.first, r.last,
               {level: r.level, cases: r.cases, victims: r.victims, first: r.first, last: r.last}]
       LIMIT 2000
     } AS found
UNWIND found AS one
WITH n, one[0] AS relation, one[1] AS out, one[2] AS m, one[3] AS tie, one[4] AS since,
     one[5] AS until, one[6] AS facts
WITH relation, out, tie, since, until, facts, CASE WHEN out THEN n ELSE m END AS a,
     CASE WHEN out THEN m ELSE n END AS b
ORDER BY CASE $order WHEN 'earliest' THEN coalesce(since, '9999') ELSE '' END,
         CASE $order WHEN 'latest' THEN coalesce(until, '') ELSE '' END DESC,
         relation, out DESC, coalesce(until, '') DESC, tie
LIMIT $limit
WITH relation, {out: out, tie: tie} AS place, facts, since, until, a, b
//: who_says_so
ORDER BY CASE $order WHEN 'earliest' THEN coalesce(since, '9999') ELSE '' END,
         CASE $order WHEN 'latest' THEN coalesce(until, '') ELSE '' END DESC,
         relation, place.out DESC, coalesce(until, '') DESC, place.tie
LIMIT $limit
