/*---
name: routes_by_purpose
version: 1
title_es: Rutas por finalidad
title_en: Routes by purpose
question_es: ¿De dónde a dónde fueron llevadas las víctimas, según la finalidad de la explotación?
question_en: From where to where were victims taken, by the purpose of the exploitation?
note_es: >-
  Origen y destino son los de origin_transit_destination; vacío: no se sabe. Una víctima con dos
  finalidades está en dos filas: no sume filas. Finalidad vacía: nadie la escribió; el RETA no separa la
  prostitución ajena de otra explotación sexual. Cuenta el período en que el hecho pudo ocurrir.
note_en: >-
  Origin and destination are those of origin_transit_destination; empty: not known. A victim with two
  purposes is in two rows: do not add rows. An empty purpose: nobody wrote it; RETA does not tell the
  prostitution of others from other sexual exploitation. What counts is the period in which the fact may
  have happened.
params:
  purpose: {type: code, of: purpose, title_es: Solo esta finalidad, title_en: Only this purpose}
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  purpose: {type: code, of: purpose, title_es: Finalidad, title_en: Purpose}
  origin: {type: place, of: Location.uid, title_es: Origen, title_en: Origin}
  origin_name: {type: string, of: Location.name, title_es: Origen (nombre), title_en: Origin (name)}
  destination: {type: place, of: Location.uid, title_es: Destino, title_en: Destination}
  destination_name: {type: string, of: Location.name, title_es: Destino (nombre), title_en: Destination (name)}
  cases: {type: count, title_es: Casos, title_en: Cases}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  minors: {type: count, title_es: De ellas menores de 18, title_en: Of them under 18}
  first: {type: date, of: Case.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Case.until, title_es: Última vez (día), title_en: Last (day)}
sensitivity: restricted
starts_from: []
indexes: []
views: [flow, map, table]
examples:
  - {params: {}, title_es: Por departamentos, title_en: By department}
  - {params: {purpose: MENDICIDAD, level: country}, title_es: "Para mendicidad, por países", title_en: "For begging, by country"}
---*/
MATCH (v:Victim)-[lived:VICTIM_IN]->(c:Case)
WHERE lived.way IS NOT NULL
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH v, c, lived, lived.way[..2] AS ends,
     CASE $level WHEN 'DISTRITO' THEN 9 WHEN 'PROVINCIA' THEN 7 WHEN 'DEPARTAMENTO' THEN 5 ELSE 2
     END AS width
// Uids of places begin with those of the places that they lie in. Of Peru so many signs are a level;
// abroad dashes part them, and the first part is the department.
WITH v, c, lived,
     [uid IN ends
      | CASE WHEN uid = '' THEN null
             WHEN uid STARTS WITH 'PE' OR $level = 'PAIS' THEN left(uid, width)
             WHEN $level = 'DEPARTAMENTO' THEN left(uid, size(split(uid + '-', '-')[1]) + 3)
             ELSE uid END] AS places,
     // The police write the purposes of a victim, the prosecutors those of a stage.
     coalesce(lived.every_purpose, []) AS purposes
UNWIND CASE WHEN $purpose IS NOT NULL THEN [one IN purposes WHERE one = $purpose]
            WHEN size(purposes) = 0 THEN [null]
            ELSE purposes END AS purpose
WITH purpose, places[0] AS origin, places[1] AS destination, count(DISTINCT c) AS cases,
     count(DISTINCT v) AS victims, count(DISTINCT CASE WHEN lived.age < 18 THEN v END) AS minors,
     min(c.since) AS first, max(c.until) AS last
ORDER BY victims DESC, cases DESC, purpose, origin, destination
LIMIT $limit
// An empty text is looked up in the index; for null the embedded engine would read every place.
OPTIONAL MATCH (o:Location {uid: coalesce(origin, '')})
OPTIONAL MATCH (d:Location {uid: coalesce(destination, '')})
RETURN purpose, origin, o.name AS origin_name, destination, d.name AS destination_name, cases, victims,
       minors, first, last
ORDER BY victims DESC, cases DESC, purpose, origin, destination
LIMIT $limit
