/*---
name: legs_of_place
version: 2
title_es: Tramos de un lugar
title_en: Legs of a place
question_es: ¿De dónde llegaron víctimas a este lugar, y a dónde fueron llevadas desde él?
question_en: Where did victims come from to this place, and where were they taken from it?
note_es: Una fila es un tramo que llega al lugar o sale de él, al nivel pedido, con sus casos.
note_en: A row is a leg that arrives at the place or leaves it, at the level asked, with its cases.
params:
  place: {type: place, required: true, level: level, title_es: Lugar, title_en: Place}
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  origin: {type: place, of: Location.uid, title_es: De, title_en: From}
  destination: {type: place, of: Location.uid, title_es: A, title_en: To}
  cases: {type: count, title_es: Casos, title_en: Cases}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  first: {type: date, of: Stage.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Stage.until, title_es: Última vez (día), title_en: Last (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos (los 30 más recientes), title_en: The cases (the 30 most recent)}
sensitivity: restricted
starts_from: [place]
indexes: [Location.uid, Stage.leg_district, Stage.leg_province, Stage.leg_department, Stage.leg_country]
views: [flow, table]
examples:
  - {params: {place: Madre de Dios}, title_es: Del departamento, title_en: Of the department}
  - {params: {place: PE-170101, level: district}, title_es: De un distrito, title_en: Of a district}
---*/
MATCH (here:Location {uid: $place})
MATCH (here)-[r:ROUTE]-(other:Location)
WHERE r.level = $level
WITH CASE WHEN startNode(r) = here THEN here.uid + '>' + other.uid
          ELSE other.uid + '>' + here.uid END AS leg
// Of these four only the one of the level asked finds anything. An empty text is looked up in the
// index; for null the embedded engine would read every stage.
OPTIONAL MATCH (d:Stage {leg_district: CASE $level WHEN 'DISTRITO' THEN leg ELSE '' END})
OPTIONAL MATCH (p:Stage {leg_province: CASE $level WHEN 'PROVINCIA' THEN leg ELSE '' END})
OPTIONAL MATCH (t:Stage {leg_department: CASE $level WHEN 'DEPARTAMENTO' THEN leg ELSE '' END})
OPTIONAL MATCH (n:Stage {leg_country: CASE $level WHEN 'PAIS' THEN leg ELSE '' END})
WITH leg, coalesce(d, p, t, n) AS s
MATCH (s)-[:PART_OF]->(c:Case)
OPTIONAL MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
WITH leg, s, c, v
ORDER BY coalesce(c.until, '') DESC, c.uid
WITH split(leg, '>') AS ends, collect(DISTINCT c.uid) AS known, count(DISTINCT v) AS victims,
     min(s.since) AS first, max(s.until) AS last
RETURN ends[0] AS origin, ends[1] AS destination, size(known) AS cases, victims, first, last,
       known[..30] AS case_uids
ORDER BY victims DESC, cases DESC, origin, destination
LIMIT $limit
