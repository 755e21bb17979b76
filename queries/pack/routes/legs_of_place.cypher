/*---
name: legs_of_place
version: 3
title_es: Tramos de un lugar
title_en: Legs of a place
question_es: ¿De dónde llegaron víctimas a este lugar, y a dónde fueron llevadas desde él?
question_en: Where did victims come from to this place, and where were they taken from it?
note_es: Una fila es un tramo que llega al lugar o sale de él, al nivel pedido, con sus casos. A un nivel más fino que el lugar son los tramos de todas sus partes.
note_en: A row is a leg that arrives at the place or leaves it, at the level asked, with its cases. At a level finer than the place these are the legs of all its parts.
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
indexes: [Location.uid]
views: [flow, table]
examples:
  - {params: {place: Madre de Dios}, title_es: Del departamento, title_en: Of the department}
  - {params: {place: PE-170101, level: district}, title_es: De un distrito, title_en: Of a district}
---*/
// Uids of places begin with those of the places that they lie in. What a route tells was counted
// from the stages of the leg when they were written.
MATCH (here:Location)
WHERE here.uid STARTS WITH $place
MATCH (here)-[r:ROUTE]-(other:Location)
WHERE r.level = $level
WITH DISTINCT r, CASE WHEN startNode(r) = here THEN [here.uid, other.uid]
                      ELSE [other.uid, here.uid] END AS ends
RETURN ends[0] AS origin, ends[1] AS destination, r.cases AS cases, r.victims AS victims,
       r.first AS first, r.last AS last, coalesce(r.recent, []) AS case_uids
ORDER BY victims DESC, cases DESC, origin, destination
LIMIT $limit
