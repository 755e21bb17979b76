/*---
name: among
version: 3
title_es: Relaciones entre nodos dados
title_en: Relationships among given nodes
question_es: ¿Qué relaciones hay entre los nodos que ya están en el lienzo?
question_en: Which relationships are there between the nodes that are on the canvas already?
note_es: >-
  Cada fila es una relación entre dos de los nodos pedidos. Una clave que ya no existe no trae nada. No
  cuentan las imputaciones archivadas o absueltas, salvo que se pidan. Con «of» vienen solo las relaciones
  que salen de esos nodos: un lienzo grande se pide por partes, y cada relación viene una vez.
note_en: >-
  Each row is a relationship between two of the nodes asked for. A key that no longer exists brings
  nothing. Accusations archived or ended in acquittal do not count unless asked for. With “of” only the
  relationships that leave those nodes come: a large canvas is asked for in parts, each relationship once.
params:
  keys: {type: nodes, required: true, max: 5000, title_es: Claves de los nodos, title_en: Keys of the nodes}
  of: {type: nodes, title_es: De cuáles de ellos salen, title_en: Which of them they leave}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  ask_at: {type: ask_at, title_es: Probabilidad desde la que un par se pregunta, title_en: Probability from which a pair is asked about}
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
  doubtful: {type: boolean, title_es: "Dudoso (un vínculo poco probable que nadie juzgó, o un conflicto)", title_en: "Doubtful (an unlikely link that nobody judged, or a conflict)"}
  properties: {type: facts, field: relation, title_es: Datos de la relación, title_en: Facts of the relationship}
sensitivity: restricted
starts_from: [keys, of]
indexes: [Person.uid, Case.uid, Location.uid, Stage.uid, Phone.uid, Account.uid, Vehicle.uid, Establishment.uid, Organisation.uid, Agency.uid, PenalProvision.uid, Network.uid]
views: [network, table]
examples:
  - {params: {keys: "PE-08,PE-17,PE-15"}, title_es: Lo que une a tres departamentos, title_en: What joins three departments}
---*/
WITH coalesce($of, $keys) AS starts
UNWIND range(0, size(starts) - 1) AS at
WITH at AS position, starts[at] AS key
//: node_of_key
WHERE n IS NOT NULL
WITH collect({position: position, node: n}) AS given
// Once for all starts: beside the aggregation it would run for each of them.
WITH given, COLLECT {
       UNWIND $keys AS key
       MATCH (p:Person {uid: key})
       RETURN p.pseudonym
     } AS people
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
         //: means_that_count
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
WITH relation, {position: position, tie: tie} AS place, facts, since, until, a, b
//: who_says_so
ORDER BY relation, place.position, place.tie
LIMIT $limit
