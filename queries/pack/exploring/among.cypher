/*---
name: among
version: 1
title_es: Relaciones entre nodos dados
title_en: Relationships among given nodes
question_es: ¿Qué relaciones hay entre los nodos que ya están en el lienzo?
question_en: Which relationships are there between the nodes that are on the canvas already?
note_es: >-
  Cada fila es una relación entre dos de los nodos pedidos. Una clave que ya no existe no trae nada. No
  cuentan las imputaciones archivadas o absueltas, salvo que se pidan.
note_en: >-
  Each row is a relationship between two of the nodes asked for. A key that no longer exists brings
  nothing. Accusations archived or ended in acquittal do not count unless asked for.
params:
  keys: {type: nodes, required: true, title_es: Claves de los nodos, title_en: Keys of the nodes}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  protected: {type: protected, title_es: De quién no se muestran los medios, title_en: Whose means are not shown}
  limit: {type: integer, default: 5000, min: 1, max: 10000, title_es: Filas, title_en: Rows}
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
starts_from: [keys]
indexes: [Person.uid, Case.uid, Location.uid, Stage.uid, Phone.uid, Account.uid, Vehicle.uid, Establishment.uid, Organisation.uid, Agency.uid, PenalProvision.uid, Network.uid]
views: [network, table]
examples:
  - {params: {keys: "PE-08,PE-17,PE-15"}, title_es: Lo que une a tres departamentos, title_en: What joins three departments}
---*/
UNWIND range(0, size($keys) - 1) AS at
WITH at AS position, $keys[at] AS key
OPTIONAL MATCH (person:Person {uid: key})
OPTIONAL MATCH (case:Case {uid: key})
OPTIONAL MATCH (location:Location {uid: key})
OPTIONAL MATCH (stage:Stage {uid: key})
OPTIONAL MATCH (phone:Phone {uid: key})
OPTIONAL MATCH (account:Account {uid: key})
OPTIONAL MATCH (vehicle:Vehicle {uid: key})
OPTIONAL MATCH (establishment:Establishment {uid: key})
OPTIONAL MATCH (organisation:Organisation {uid: key})
OPTIONAL MATCH (agency:Agency {uid: key})
OPTIONAL MATCH (penalProvision:PenalProvision {uid: key})
OPTIONAL MATCH (network:Network {uid: key})
WITH position, coalesce(person, case, location, stage, phone, account, vehicle, establishment, organisation, agency, penalProvision, network) AS n
WHERE n IS NOT NULL
WITH collect({position: position, node: n}) AS given, collect(n.pseudonym) AS people
UNWIND given AS one
WITH one.position AS position, one.node AS n, people
// A place, a provision or an agency is met from its other end: it may have hundreds of thousands.
WITH position, n, CASE WHEN n:Location THEN COLLECT {
       MATCH (n)-[r:ROUTE|WITHIN]->(m:Location)
       WHERE m.uid IN $keys
       RETURN [type(r), m, m.uid, r.first, r.last, {level: r.level, cases: r.cases, victims: r.victims, first: r.first, last: r.last}]
     } WHEN n:PenalProvision THEN COLLECT {
       MATCH (n)-[r:RENUMBERED_TO]->(m:PenalProvision)
       WHERE m.uid IN $keys
       RETURN [type(r), m, m.uid, null, null, null]
     } WHEN n:Agency THEN [] ELSE COLLECT {
       MATCH (n)-[r:VICTIM_IN|SUSPECT_IN|SUBJECTED_TO|COMMITTED|PART_OF|AT|NEXT|TYPIFIED_AS|BORN_IN|RESIDES_IN|USES|USED|INVOLVES|REGISTERED_BY|MEMBER_OF]->(m:Case|Stage|Location|PenalProvision|Phone|Account|Vehicle|Establishment|Organisation|Agency|Network)
       WHERE m.uid IN $keys
         AND ($include_excluded OR NOT coalesce(r.excluded, false))
         AND ($include_excluded OR type(r) <> 'COMMITTED' OR EXISTS {
           MATCH (m)-[:PART_OF]->(:Case)<-[u:SUSPECT_IN]-(n)
           WHERE NOT coalesce(u.excluded, false)
         })
         AND ($protected = 'nobody' OR NOT EXISTS {
           MATCH (m)<-[:USES]-(p:Person)
           WHERE $protected = 'everybody' OR p:Victim
         })
       RETURN [type(r), m, m.uid, coalesce(m.since, n.since), coalesce(m.until, n.until),
               {age: r.age, bond: r.bond, education: r.education, recruitment: r.recruitment,
                means: r.means, purposes: r.purposes, scope: r.scope, role: r.role, situation:
                r.situation, procedural_status: r.procedural_status, excluded: r.excluded, cases:
                r.cases}]
     } + COLLECT {
       MATCH (n)-[r:CO_OFFENDED]->(q:Suspect)
       WHERE q.pseudonym IN people
       RETURN [type(r), q, q.pseudonym, null, null, {cases: r.cases, weight: r.weight}]
     } END AS found
UNWIND found AS one
WITH position, n AS a, one[0] AS relation, one[1] AS b, one[2] AS tie, one[3] AS since,
     one[4] AS until, one[5] AS facts
ORDER BY relation, position, tie
LIMIT $limit
WITH relation, position, tie, facts, since, until, a, b, CASE WHEN a:Stage THEN a WHEN b:Stage THEN b END AS stage,
     CASE WHEN a:Case THEN a WHEN b:Case THEN b END AS case,
     CASE WHEN a:Person THEN a WHEN b:Person THEN b END AS person
// A registry says so if a record of its own attests the edge: that of the stage, that of the person
// in this case, or that of the case.
WITH relation, position, tie, facts, since, until, a, b, stage, case, person,
     COLLECT {
       MATCH (stage)-[:ATTESTED_BY]->(k:Record)
       WITH DISTINCT k.registry AS registry ORDER BY registry
       RETURN registry
     } AS of_stage,
     COLLECT {
       MATCH (case)-[:ATTESTED_BY]->(k:Record)
       RETURN k.registry + ':' + k.case_key
     } AS keys
WITH relation, position, tie, facts, since, until, a, b, stage, case, person, of_stage, keys,
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
ORDER BY relation, position, tie
LIMIT $limit
