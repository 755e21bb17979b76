/*---
name: capture_places
version: 1
title_es: Lugares de captación de un destino
title_en: Capture places of a destination
question_es: ¿Dónde fueron captadas las víctimas que llegaron a este lugar?
question_en: Where were the victims captured who arrived in this place?
note_es: >-
  El destino de una víctima es el último lugar de recepción, retención o explotación de su caso; la
  captación, el primero conocido. Vacío: no se sabe dónde fue captada. Cuenta el período en que el hecho
  pudo ocurrir. Muchas víctimas de un lugar pueden decir que allí se denuncia más.
note_en: >-
  The destination of a victim is the last place of reception, retention or exploitation in her case; the
  capture the first one known. Empty: it is not known where she was captured. What counts is the period in
  which the fact may have happened. Many victims from a place may mean that more is reported there.
params:
  place: {type: place, required: true, title_es: Destino, title_en: Destination}
  level: {type: level, default: department, title_es: "Nivel de la respuesta (distrito, provincia, departamento, país)", title_en: "Level of the answer (district, province, department, country)"}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  capture_place: {type: place, of: Location.uid, title_es: Lugar de captación, title_en: Place of capture}
  capture_place_name: {type: string, of: Location.name, title_es: Lugar de captación (nombre), title_en: Place of capture (name)}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  minors: {type: count, title_es: De ellas menores de 18, title_en: Of them under 18}
  cases: {type: count, title_es: Casos, title_en: Cases}
  first: {type: date, of: Case.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Case.until, title_es: Última vez (día), title_en: Last (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos (los 30 más recientes), title_en: The cases (the 30 most recent)}
sensitivity: restricted
starts_from: [place]
indexes: [Location.uid]
views: [flow, map, table]
examples:
  - {params: {place: Madre de Dios}, title_es: Los departamentos de que llegan a Madre de Dios, title_en: The departments from which they come to Madre de Dios}
  - {params: {place: Lima, level: district, since: "2020"}, title_es: Los distritos de que llegan a Lima desde 2020, title_en: The districts from which they come to Lima since 2020}
---*/
// Uids of places begin with those of the places that they lie in, so STARTS WITH means "within".
MATCH (here:Location)
WHERE here.uid STARTS WITH $place
MATCH (here)<-[:AT]-(s:Stage)
WHERE s.phase IN ['RECEPCION', 'RETENCION', 'EXPLOTACION']
MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
MATCH (s)-[:PART_OF]->(c:Case)
MATCH (v)-[lived:VICTIM_IN]->(c)
WHERE lived.way[1] STARTS WITH $place
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH DISTINCT v, c, lived.age AS age, lived.way[0] AS uid,
     CASE $level WHEN 'DISTRITO' THEN 9 WHEN 'PROVINCIA' THEN 7 WHEN 'DEPARTAMENTO' THEN 5 ELSE 2
     END AS width
// Of Peru so many signs are a level; abroad dashes part them, and the first part is the department.
WITH v, c, age,
     CASE WHEN uid = '' THEN null
          WHEN uid STARTS WITH 'PE' OR $level = 'PAIS' THEN left(uid, width)
          WHEN $level = 'DEPARTAMENTO' THEN left(uid, size(split(uid + '-', '-')[1]) + 3)
          ELSE uid END AS capture_place
WITH capture_place,
     collect(DISTINCT [coalesce(c.until, ''), c.uid]) AS known, count(DISTINCT v) AS victims,
     count(DISTINCT CASE WHEN age < 18 THEN v END) AS minors, min(c.since) AS first,
     max(c.until) AS last
WITH capture_place, known, size(known) AS cases, victims, minors, first, last
ORDER BY victims DESC, cases DESC, capture_place
LIMIT $limit
// An empty text is looked up in the index; for null the embedded engine would read every place.
OPTIONAL MATCH (l:Location {uid: coalesce(capture_place, '')})
RETURN capture_place, l.name AS capture_place_name, victims, minors, cases, first, last,
       // To sort the cases before they are counted would take the embedded engine twice as long.
       COLLECT {
         UNWIND known AS one
         WITH one[0] AS ended, one[1] AS uid
         ORDER BY ended DESC, uid
         LIMIT 30
         RETURN uid
       } AS case_uids
ORDER BY victims DESC, cases DESC, capture_place
LIMIT $limit
