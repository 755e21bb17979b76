/*---
name: similar_cases
version: 1
title_es: Casos parecidos a este
title_en: Cases like this one
question_es: ¿Qué otros casos comparten con este personas, medios o tramos, y cuáles?
question_en: Which other cases share people, means or legs with this one, and which ones?
note_es: >-
  Van primero los casos con más presuntos tratantes en común, después los de más medios y los de más
  tramos entre distritos; no hay puntaje. Captación y finalidades en común se muestran, y por sí solas no
  traen un caso. Un medio en más casos, o un tramo con más etapas, que «most_cases» no cuenta. Parecerse
  no es ser el mismo caso ni prueba nada. No cuentan las imputaciones archivadas o absueltas, salvo que se pidan.
note_en: >-
  Cases with most suspects in common come first, then those with most means, and with most legs between
  districts; there is no score. Recruitment and purposes in common are shown, and bring no case by
  themselves. A means in more cases, or a leg with more stages, than “most_cases” does not count. To be
  alike is not to be the same case, and proves nothing. Accusations archived or ended in acquittal do not count unless asked
  for.
params:
  case: {type: case, required: true, title_es: Caso, title_en: Case}
  most_cases: {type: integer, default: 50, min: 2, max: 500, title_es: Casos de un medio como máximo, title_en: Cases of a means at most}
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 20, min: 1, max: 1000, title_es: Filas, title_en: Rows}
columns:
  case: {type: case, of: Case.uid, title_es: Caso parecido, title_en: Case like it}
  case_numbers: {type: strings, of: Case.numbers, title_es: Números del caso, title_en: Numbers of the case}
  fact_date: {type: date, of: Case.fact_date, title_es: Fecha del hecho, title_en: Date of the fact}
  suspects: {type: people, title_es: Presuntos tratantes en común, title_en: Suspects in common}
  means: {type: strings, of: Phone.name, title_es: Medios en común, title_en: Means in common}
  kinds: {type: labels, beside: means, title_es: "Qué es cada uno (en el mismo orden)", title_en: "What each is (in the same order)"}
  leg_from: {type: places, of: Location.uid, beside: leg_to, title_es: "Tramos en común, de", title_en: "Legs in common, from"}
  leg_to: {type: places, of: Location.uid, beside: leg_from, title_es: "Tramos en común, a (en el mismo orden)", title_en: "Legs in common, to (in the same order)"}
  recruitment: {type: codes, of: recruitment, title_es: Captación en común, title_en: Recruitment in common}
  purposes: {type: codes, of: purpose, title_es: Finalidades en común, title_en: Purposes in common}
sensitivity: restricted
starts_from: [case]
indexes: [Case.uid, Stage.leg_district]
views: [network, table]
examples:
  - {params: {case: "RETA:SINT-2017-000001"}, title_es: A un número de caso, title_en: To a case number}
---*/
MATCH (c:Case {uid: $case})
// Legs come first: a list in sight of their rows would be counted for each of them against the
// embedded engine's memory for a query.
WITH c,
     COLLECT {
       MATCH (c)<-[:PART_OF]-(s:Stage)
       WHERE s.leg_district IS NOT NULL
       WITH DISTINCT s.leg_district AS leg
       WHERE COUNT { MATCH (:Stage {leg_district: leg}) } <= $most_cases
       RETURN leg
     } AS legs
// An empty list would leave no row at all.
UNWIND CASE WHEN size(legs) = 0 THEN [''] ELSE legs END AS leg
OPTIONAL MATCH (s:Stage {leg_district: leg})-[:PART_OF]->(o:Case)
WHERE o <> c
WITH c, legs, collect(DISTINCT [o.uid, 'LEG', leg]) AS by_legs
WITH c, legs, by_legs,
     COLLECT {
       MATCH (c)<-[x:SUSPECT_IN]-(p:Suspect)-[y:SUSPECT_IN]->(o:Case)
       WHERE o <> c
         AND ($include_excluded OR NOT (coalesce(x.excluded, false) OR coalesce(y.excluded, false)))
       RETURN DISTINCT [o.uid, 'SUSPECT', p.pseudonym]
     } AS by_people,
     COLLECT {
       MATCH (c)-[:INVOLVES]->(m:Phone|Account|Vehicle|Establishment|Organisation)
       WHERE COUNT { MATCH (m)<-[:INVOLVES]-(:Case) } <= $most_cases
       WITH c, m
       MATCH (m)<-[:INVOLVES]-(o:Case)
       WHERE o <> c
       RETURN DISTINCT [o.uid, 'MEANS', m.uid]
     } AS by_means
UNWIND by_people + by_means + [one IN by_legs WHERE one[0] IS NOT NULL] AS tie
WITH c, legs, tie[0] AS uid, sum(CASE tie[1] WHEN 'SUSPECT' THEN 1 ELSE 0 END) AS same_people,
     sum(CASE tie[1] WHEN 'MEANS' THEN 1 ELSE 0 END) AS same_means,
     sum(CASE tie[1] WHEN 'LEG' THEN 1 ELSE 0 END) AS same_legs
ORDER BY same_people DESC, same_means DESC, same_legs DESC, uid
LIMIT $limit
MATCH (o:Case {uid: uid})
WITH c, o, legs, same_people, same_means, same_legs,
     COLLECT {
       MATCH (c)<-[x:SUSPECT_IN]-(p:Suspect)-[y:SUSPECT_IN]->(o)
       WHERE $include_excluded OR NOT (coalesce(x.excluded, false) OR coalesce(y.excluded, false))
       WITH DISTINCT p
       ORDER BY p.pseudonym
       RETURN p {.uid, .pseudonym, .name, victim: p:Victim}
     } AS suspects,
     COLLECT {
       MATCH (c)-[:INVOLVES]->(m:Phone|Account|Vehicle|Establishment|Organisation)
       WHERE EXISTS { MATCH (o)-[:INVOLVES]->(m) }
         AND COUNT { MATCH (m)<-[:INVOLVES]-(:Case) } <= $most_cases
       WITH DISTINCT m
       ORDER BY m.uid
       RETURN [m.name, head(labels(m))]
     } AS found,
     COLLECT {
       MATCH (o)<-[:PART_OF]-(s:Stage)
       WHERE s.leg_district IN legs
       WITH DISTINCT s.leg_district AS leg
       ORDER BY leg
       RETURN leg
     } AS same,
     COLLECT { MATCH (c)<-[l:VICTIM_IN]-(:Victim) RETURN DISTINCT l.recruitment } AS recruited_by,
     COLLECT {
       MATCH (c)<-[l:VICTIM_IN]-(:Victim)
       UNWIND l.purposes AS purpose
       RETURN DISTINCT purpose
     } AS intended
RETURN o.uid AS case, o.numbers AS case_numbers, o.fact_date AS fact_date, suspects,
       [m IN found | m[0]] AS means, [m IN found | m[1]] AS kinds,
       [leg IN same | split(leg, '>')[0]] AS leg_from, [leg IN same | split(leg, '>')[1]] AS leg_to,
       COLLECT {
         MATCH (o)<-[l:VICTIM_IN]-(:Victim)
         WHERE l.recruitment IN recruited_by
         WITH DISTINCT l.recruitment AS code
         ORDER BY code
         RETURN code
       } AS recruitment,
       COLLECT {
         MATCH (o)<-[l:VICTIM_IN]-(:Victim)
         UNWIND [purpose IN l.purposes WHERE purpose IN intended] AS code
         WITH DISTINCT code
         ORDER BY code
         RETURN code
       } AS purposes
ORDER BY same_people DESC, same_means DESC, same_legs DESC, case
LIMIT $limit
