/*---
name: destinations_of_capture
version: 1
title_es: Destinos de un lugar de captación
title_en: Destinations of a capture place
question_es: ¿A dónde fueron llevadas las víctimas captadas en este lugar?
question_en: Where were the victims taken who were captured in this place?
note_es: >-
  La captación de una víctima es la primera conocida de su caso; el destino, el último lugar de recepción,
  retención o explotación. Vacío: no se sabe a dónde fue llevada. Cuenta el período en que el hecho pudo
  ocurrir. Quien no fue encontrada no está: un destino sin filas no es un destino sin víctimas.
note_en: >-
  The capture of a victim is the first one known in her case; the destination the last place of reception,
  retention or exploitation. Empty: it is not known where she was taken. What counts is the period in which
  the fact may have happened. Who was not found is absent: a destination without rows is not one without
  victims.
params:
  place: {type: place, required: true, title_es: Lugar de captación, title_en: Place of capture}
  level: {type: level, default: department, title_es: "Nivel de la respuesta (distrito, provincia, departamento, país)", title_en: "Level of the answer (district, province, department, country)"}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  destination: {type: place, of: Location.uid, title_es: Destino, title_en: Destination}
  destination_name: {type: string, of: Location.name, title_es: Destino (nombre), title_en: Destination (name)}
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
  - {params: {place: Cusco}, title_es: Los departamentos a que van desde Cusco, title_en: The departments to which they go from Cusco}
  - {params: {place: Loreto, level: province, until: "2019"}, title_es: Las provincias a que iban desde Loreto hasta 2019, title_en: The provinces to which they went from Loreto until 2019}
---*/
// Uids of places begin with those of the places that they lie in, so STARTS WITH means "within".
MATCH (here:Location)
WHERE here.uid STARTS WITH $place
MATCH (here)<-[:AT]-(s:Stage)
WHERE s.phase = 'CAPTACION'
MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
MATCH (s)-[:PART_OF]->(c:Case)
MATCH (v)-[lived:VICTIM_IN]->(c)
WHERE lived.way[0] STARTS WITH $place
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH DISTINCT v, c, lived.age AS age, lived.way[1] AS uid,
     CASE $level WHEN 'DISTRITO' THEN 9 WHEN 'PROVINCIA' THEN 7 WHEN 'DEPARTAMENTO' THEN 5 ELSE 2
     END AS width
// Of Peru so many signs are a level; abroad dashes part them, and the first part is the department.
WITH v, c, age,
     CASE WHEN uid = '' THEN null
          WHEN uid STARTS WITH 'PE' OR $level = 'PAIS' THEN left(uid, width)
          WHEN $level = 'DEPARTAMENTO' THEN left(uid, size(split(uid + '-', '-')[1]) + 3)
          ELSE uid END AS destination
WITH destination,
     collect(DISTINCT [coalesce(c.until, ''), c.uid]) AS known, count(DISTINCT v) AS victims,
     count(DISTINCT CASE WHEN age < 18 THEN v END) AS minors, min(c.since) AS first,
     max(c.until) AS last
WITH destination, known, size(known) AS cases, victims, minors, first, last
ORDER BY victims DESC, cases DESC, destination
LIMIT $limit
// An empty text is looked up in the index; for null the embedded engine would read every place.
OPTIONAL MATCH (l:Location {uid: coalesce(destination, '')})
RETURN destination, l.name AS destination_name, victims, minors, cases, first, last,
       // To sort the cases before they are counted would take the embedded engine twice as long.
       COLLECT {
         UNWIND known AS one
         WITH one[0] AS ended, one[1] AS uid
         ORDER BY ended DESC, uid
         LIMIT 30
         RETURN uid
       } AS case_uids
ORDER BY victims DESC, cases DESC, destination
LIMIT $limit
