/*---
name: routes_of_minors
version: 1
title_es: Rutas de menores de edad
title_en: Routes of minors
question_es: ¿De dónde a dónde fueron llevadas las víctimas menores de 18 años, y cuántas no tenían 14?
question_en: From where to where were victims under 18 taken, and how many were under 14?
note_es: >-
  Origen y destino son los de origin_transit_destination; vacío: no se sabe. La edad es la del hecho; con
  menos de 18 no se exige ningún medio (art. 129-A inc. 3), con menos de 14 la pena es de 25 años o más
  (art. 129-B). Antes de leer una proporción mire cuántas edades no se saben: pueden ser de menores. Cuenta
  el período en que el hecho pudo ocurrir.
note_en: >-
  Origin and destination are those of origin_transit_destination; empty: not known. The age is that at the
  fact; under 18 no means is required (art. 129-A inc. 3), under 14 the penalty is 25 years or more
  (art. 129-B). Before reading a share look how many ages are unknown: they may be of minors. What counts
  is the period in which the fact may have happened.
params:
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  origin: {type: place, of: Location.uid, title_es: Origen, title_en: Origin}
  origin_name: {type: string, of: Location.name, title_es: Origen (nombre), title_en: Origin (name)}
  destination: {type: place, of: Location.uid, title_es: Destino, title_en: Destination}
  destination_name: {type: string, of: Location.name, title_es: Destino (nombre), title_en: Destination (name)}
  minors: {type: count, title_es: Menores de 18, title_en: Under 18}
  under_14: {type: count, title_es: De ellas menores de 14, title_en: Of them under 14}
  adults: {type: count, title_es: Mayores de edad, title_en: Adults}
  age_unknown: {type: count, title_es: Sin edad conocida, title_en: Age unknown}
  cases: {type: count, title_es: Casos con menores, title_en: Cases with minors}
  first: {type: date, of: Case.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Case.until, title_es: Última vez (día), title_en: Last (day)}
sensitivity: restricted
starts_from: []
indexes: []
views: [flow, map, table]
examples:
  - {params: {}, title_es: Por departamentos, title_en: By department}
  - {params: {level: country, since: "2020"}, title_es: Por países desde 2020, title_en: By country since 2020}
---*/
MATCH (v:Victim)-[lived:VICTIM_IN]->(c:Case)
WHERE lived.way IS NOT NULL
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH v, c, lived.age AS age, lived.way[..2] AS ends,
     CASE $level WHEN 'DISTRITO' THEN 9 WHEN 'PROVINCIA' THEN 7 WHEN 'DEPARTAMENTO' THEN 5 ELSE 2
     END AS width
// Uids of places begin with those of the places that they lie in. Of Peru so many signs are a level;
// abroad dashes part them, and the first part is the department.
WITH v, c, age,
     [uid IN ends
      | CASE WHEN uid = '' THEN null
             WHEN uid STARTS WITH 'PE' OR $level = 'PAIS' THEN left(uid, width)
             WHEN $level = 'DEPARTAMENTO' THEN left(uid, size(split(uid + '-', '-')[1]) + 3)
             ELSE uid END] AS places
WITH places[0] AS origin, places[1] AS destination,
     count(DISTINCT CASE WHEN age < 18 THEN v END) AS minors,
     count(DISTINCT CASE WHEN age < 14 THEN v END) AS under_14,
     count(DISTINCT CASE WHEN age >= 18 THEN v END) AS adults,
     count(DISTINCT CASE WHEN age IS NULL THEN v END) AS age_unknown,
     count(DISTINCT CASE WHEN age < 18 THEN c END) AS cases,
     min(CASE WHEN age < 18 THEN c.since END) AS first,
     max(CASE WHEN age < 18 THEN c.until END) AS last
WHERE minors > 0
WITH origin, destination, minors, under_14, adults, age_unknown, cases, first, last
ORDER BY minors DESC, cases DESC, origin, destination
LIMIT $limit
// An empty text is looked up in the index; for null the embedded engine would read every place.
OPTIONAL MATCH (o:Location {uid: coalesce(origin, '')})
OPTIONAL MATCH (d:Location {uid: coalesce(destination, '')})
RETURN origin, o.name AS origin_name, destination, d.name AS destination_name, minors, under_14,
       adults, age_unknown, cases, first, last
ORDER BY minors DESC, cases DESC, origin, destination
LIMIT $limit
