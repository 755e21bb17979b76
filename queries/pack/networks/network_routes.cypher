/*---
name: network_routes
version: 1
title_es: Tramos de una red
title_en: Legs of a network
question_es: ¿De dónde a dónde fueron llevadas las víctimas en los casos de esta red?
question_en: From where to where were victims taken in the cases of this network?
note_es: >-
  Cuentan los casos en que están dos o más personas de la red que guardó «trama networks find --write». Que un
  tramo esté en un caso de la red no dice que todas sus personas tomaron parte en él.
note_en: >-
  Cases count in which two or more people of the network stand that `trama networks find --write` stored. A leg
  in a case of the network does not say that all of its people had a part in it.
params:
  network: {type: network, required: true, title_es: "Red (N-1)", title_en: "Network (N-1)"}
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  origin: {type: place, of: Location.uid, title_es: De, title_en: From}
  destination: {type: place, of: Location.uid, title_es: A, title_en: To}
  cases: {type: count, title_es: Casos, title_en: Cases}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  first: {type: date, of: Stage.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Stage.until, title_es: Última vez (día), title_en: Last (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos, title_en: The cases}
sensitivity: restricted
starts_from: [network]
needs: [networks]
indexes: [Network.uid]
views: [flow, table]
examples:
  - {params: {network: N-1}, title_es: Entre departamentos, title_en: Between departments}
---*/
MATCH (n:Network {uid: $network})<-[:MEMBER_OF]-(p:Suspect)-[a:SUSPECT_IN]->(c:Case)
WHERE NOT coalesce(a.excluded, false)
WITH c, count(DISTINCT p) AS people
WHERE people > 1
MATCH (c)<-[:PART_OF]-(s:Stage)<-[:SUBJECTED_TO]-(v:Victim)
WITH c, s, v,
     CASE $level
       WHEN 'DISTRITO' THEN s.leg_district
       WHEN 'PROVINCIA' THEN s.leg_province
       WHEN 'DEPARTAMENTO' THEN s.leg_department
       ELSE s.leg_country
     END AS leg
WHERE leg IS NOT NULL
WITH leg, c, v, min(s.since) AS begun, max(s.until) AS ended
ORDER BY c.uid
WITH leg, count(DISTINCT c) AS cases, count(DISTINCT v) AS victims,
     min(begun) AS first, max(ended) AS last, collect(DISTINCT c.uid) AS case_uids
WITH split(leg, '>') AS ends, cases, victims, first, last, case_uids
RETURN ends[0] AS origin, ends[1] AS destination, cases, victims, first, last, case_uids
ORDER BY cases DESC, victims DESC, origin, destination
LIMIT $limit
