/*---
name: neighbours
version: 1
title_es: Vecinos de un nodo
title_en: Neighbours of a node
question_es: ¿Con qué se relaciona una persona, un caso, un lugar o un medio, y quién lo dice?
question_en: What is a person, case, place or means related to, and who says so?
note_es: >-
  Cada fila es una relación. De cada clase de relación salen 2000 como máximo: acote el período o las
  clases si hay más («neighbour_counts» los cuenta antes). Con un período no figuran las relaciones cuya
  fecha no se sabe; las que no tienen fecha (nacida en, usa) figuran siempre. No cuentan las imputaciones
  archivadas o absueltas, salvo que se pidan.
note_en: >-
  Each row is a relationship. Of each kind of relationship 2000 are given at most: narrow the period or
  the kinds if there are more (“neighbour_counts” counts them first). With a period, relationships of
  unknown date are left out; those that have no date (born in, uses) always stand. Accusations archived or
  ended in acquittal do not count unless asked for.
params:
  of: {type: node, required: true, title_es: "Nodo (la clave que da una respuesta)", title_en: "Node (the key that an answer gives)"}
  relations: {type: strings, among: [VICTIM_IN, SUSPECT_IN, SUBJECTED_TO, COMMITTED, PART_OF, AT, NEXT, TYPIFIED_AS, REGISTERED_BY, MEMBER_OF, BORN_IN, RESIDES_IN, WITHIN, RENUMBERED_TO, USES, USED, INVOLVES, CO_OFFENDED, ROUTE], title_es: Solo estas relaciones, title_en: Only these relationships}
  types: {type: strings, among: [Person, Victim, Suspect, Case, Stage, Location, Phone, Account, Vehicle, Establishment, Organisation, Agency, PenalProvision, Network], title_es: Solo estas clases de nodos, title_en: Only these kinds of nodes}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
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
  doubtful: {type: boolean, title_es: "Dudoso (un vínculo que nadie juzgó, o un conflicto)", title_en: "Doubtful (a link that nobody judged, or a conflict)"}
  properties: {type: facts, field: relation, title_es: Datos de la relación, title_en: Facts of the relationship}
sensitivity: restricted
starts_from: [of]
indexes: [Person.uid, Case.uid, Location.uid, Stage.uid, Phone.uid, Account.uid, Vehicle.uid, Establishment.uid, Organisation.uid, Agency.uid, PenalProvision.uid, Network.uid]
views: [network, table]
examples:
  - {params: {of: PE-08, relations: "ROUTE,WITHIN"}, title_es: Tramos y lugares de Cusco, title_en: Legs and places of Cusco}
---*/
OPTIONAL MATCH (person:Person {uid: $of})
OPTIONAL MATCH (case:Case {uid: $of})
OPTIONAL MATCH (location:Location {uid: $of})
OPTIONAL MATCH (stage:Stage {uid: $of})
OPTIONAL MATCH (phone:Phone {uid: $of})
OPTIONAL MATCH (account:Account {uid: $of})
OPTIONAL MATCH (vehicle:Vehicle {uid: $of})
OPTIONAL MATCH (establishment:Establishment {uid: $of})
OPTIONAL MATCH (organisation:Organisation {uid: $of})
OPTIONAL MATCH (agency:Agency {uid: $of})
OPTIONAL MATCH (penalProvision:PenalProvision {uid: $of})
OPTIONAL MATCH (network:Network {uid: $of})
WITH coalesce(person, case, location, stage, phone, account, vehicle, establishment, organisation, agency, penalProvision, network) AS n
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
         AND ($include_excluded OR type(r) <> 'USES' OR NOT n:Suspect OR n:Victim OR EXISTS {
           MATCH (n)-[u:SUSPECT_IN]->(:Case)
           WHERE NOT coalesce(u.excluded, false)
         })
         AND ($include_excluded OR type(r) <> 'INVOLVES'
              OR EXISTS {
                MATCH (n)<-[u:SUSPECT_IN]-(:Suspect)-[:USES]->(m)
                WHERE NOT coalesce(u.excluded, false)
              }
              OR EXISTS { MATCH (n)<-[:PART_OF]-(:Stage)-[:USED]->(m) }
              OR NOT EXISTS { MATCH (n)<-[:SUSPECT_IN]-(:Suspect)-[:USES]->(m) })
         AND ($protected = 'nobody' OR NOT EXISTS {
           MATCH (m)<-[:USES]-(p:Person)
           WHERE $protected = 'everybody' OR p:Victim
         })
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
WITH relation, out, tie, facts, since, until, a, b, CASE WHEN a:Stage THEN a WHEN b:Stage THEN b END AS stage,
     CASE WHEN a:Case THEN a WHEN b:Case THEN b END AS case,
     CASE WHEN a:Person THEN a WHEN b:Person THEN b END AS person
// A registry says so if a record of its own attests the edge: that of the stage, that of the person
// in this case, or that of the case.
WITH relation, out, tie, facts, since, until, a, b, stage, case, person,
     COLLECT {
       MATCH (stage)-[:ATTESTED_BY]->(k:Record)
       WITH DISTINCT k.registry AS registry ORDER BY registry
       RETURN registry
     } AS of_stage,
     COLLECT {
       MATCH (case)-[:ATTESTED_BY]->(k:Record)
       RETURN k.registry + ':' + k.case_key
     } AS keys
WITH relation, out, tie, facts, since, until, a, b, stage, case, person, of_stage, keys,
     COLLECT {
       MATCH (person)-[:ATTESTED_BY]->(k:Record)
       WHERE k.registry + ':' + k.case_key IN keys
       WITH DISTINCT k.registry AS registry ORDER BY registry
       RETURN registry
     } AS of_person,
     COLLECT {
       MATCH (case)-[:ATTESTED_BY]->(k:Record)
       WITH DISTINCT k.registry AS registry ORDER BY registry
       RETURN registry
     } AS of_case,
     EXISTS {
       MATCH (person)-[:ATTESTED_BY]->(k:Record)
       MATCH (j:Judgement {one: k.uid})
       WHERE j.verdict = 'same' AND j.model <> ''
         AND EXISTS { MATCH (person)-[:ATTESTED_BY]->(o:Record) WHERE o.uid = j.other }
         AND NOT EXISTS {
           MATCH (h:Judgement {one: k.uid})
           WHERE h.other = j.other AND h.model = '' AND h.verdict = 'same'
             AND NOT coalesce(h.blind, false)
         }
     } AS doubtful_person,
     EXISTS {
       UNWIND keys AS key
       MATCH (j:Judgement {one: key})
       WHERE j.verdict = 'same' AND j.model <> '' AND j.other IN keys
         AND NOT EXISTS {
           MATCH (h:Judgement {one: key})
           WHERE h.other = j.other AND h.model = '' AND h.verdict = 'same'
             AND NOT coalesce(h.blind, false)
         }
     } AS doubtful_case,
     [field IN coalesce(case.conflicts, [])
      WHERE field IN CASE relation
              WHEN 'AT' THEN ['place', 'fact_date']
              WHEN 'VICTIM_IN' THEN ['age', 'bond', 'education', 'recruitment', 'means', 'purposes',
                                     'scope']
              WHEN 'SUSPECT_IN' THEN ['role', 'situation', 'procedural_status']
              ELSE [] END] AS conflicts
RETURN relation, a {.uid, .pseudonym, .name, .numbers, labels: labels(a), .phase, .date, .since, .until,
          .registered_on, .conflicts} AS source,
       b {.uid, .pseudonym, .name, .numbers, labels: labels(b), .phase, .date, .since, .until,
          .registered_on, .conflicts} AS target,
       coalesce(stage.date, case.fact_date) AS date,
       since,
       until,
       CASE WHEN stage IS NOT NULL THEN of_stage
            WHEN person IS NOT NULL AND case IS NOT NULL THEN of_person
            WHEN case IS NOT NULL THEN of_case
            ELSE coalesce(person.registries, []) END AS registries,
       doubtful_person OR doubtful_case OR size(conflicts) > 0 AS doubtful,
       facts AS properties
ORDER BY CASE $order WHEN 'earliest' THEN coalesce(since, '9999') ELSE '' END,
         CASE $order WHEN 'latest' THEN coalesce(until, '') ELSE '' END DESC,
         relation, out DESC, coalesce(until, '') DESC, tie
LIMIT $limit
