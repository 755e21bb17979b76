/*---
name: border_crossings
version: 1
title_es: Cruces de frontera
title_en: Border crossings
question_es: ¿Entre qué países fueron llevadas las víctimas, y por dónde entraron al Perú o salieron de él?
question_en: Between which countries were victims taken, and where did they enter Peru or leave it?
note_es: >-
  Una fila es un tramo de un país a otro y el lugar del Perú con que empieza o termina: el más fino que se
  conoce, cortado al nivel pedido. Es el primero después de entrar o el último antes de salir que alguien
  escribió, no siempre el puesto de frontera. Cuenta el período en que la llegada pudo ocurrir; sin fecha de
  la etapa, el del hecho.
note_en: >-
  A row is a leg from one country to another and the place in Peru with which it begins or ends: the finest
  one known, cut to the level asked. It is the first one after entering or the last one before leaving that
  somebody wrote, not always the border post. What counts is the period in which the arrival may have
  happened; without a date of the stage, that of the fact.
params:
  level: {type: level, default: department, title_es: "Nivel del lugar en el Perú (distrito, provincia, departamento, país)", title_en: "Level of the place in Peru (district, province, department, country)"}
  since: {type: partial_date, bound: first, title_es: Desde, title_en: Since}
  until: {type: partial_date, bound: last, title_es: Hasta, title_en: Until}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  origin: {type: place, of: Location.uid, title_es: Del país, title_en: From country}
  origin_name: {type: string, of: Location.name, title_es: Del país (nombre), title_en: From country (name)}
  destination: {type: place, of: Location.uid, title_es: Al país, title_en: To country}
  destination_name: {type: string, of: Location.name, title_es: Al país (nombre), title_en: To country (name)}
  place: {type: place, of: Location.uid, title_es: Lugar en el Perú, title_en: Place in Peru}
  place_name: {type: string, of: Location.name, title_es: Lugar en el Perú (nombre), title_en: Place in Peru (name)}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  minors: {type: count, title_es: De ellas menores de 18, title_en: Of them under 18}
  cases: {type: count, title_es: Casos, title_en: Cases}
  transports: {type: codes, of: transport, title_es: Medios de transporte escritos, title_en: Transport as written}
  first: {type: date, of: Stage.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Stage.until, title_es: Última vez (día), title_en: Last (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos (los 30 más recientes), title_en: The cases (the 30 most recent)}
sensitivity: restricted
starts_from: []
indexes: [Stage.leg_country]
views: [flow, map, table]
examples:
  - {params: {}, title_es: Por departamentos del Perú, title_en: By department of Peru}
  - {params: {level: district, since: "2021"}, title_es: Por distritos del Perú desde 2021, title_en: By district of Peru since 2021}
---*/
// Only a stage to which a victim came from another country has such a leg.
MATCH (s:Stage)
WHERE s.leg_country > ''
MATCH (s)-[:PART_OF]->(c:Case)
WHERE ($since IS NULL OR coalesce(s.until, c.until) >= $since)
  AND ($until IS NULL OR coalesce(s.since, c.since) <= $until)
MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
MATCH (v)-[lived:VICTIM_IN]->(c)
// A leg on the level of districts joins the finest places known. Of Peru so many signs are a level.
WITH s, c, v, lived.age AS age, split(s.leg_country, '>') AS countries,
     head([uid IN split(s.leg_district, '>') WHERE uid STARTS WITH 'PE']) AS inside,
     CASE $level WHEN 'DISTRITO' THEN 9 WHEN 'PROVINCIA' THEN 7 WHEN 'DEPARTAMENTO' THEN 5 ELSE 2
     END AS width
WITH s, c, v, age, countries[0] AS origin, countries[1] AS destination, left(inside, width) AS place
WITH origin, destination, place, count(DISTINCT v) AS victims,
     count(DISTINCT CASE WHEN age < 18 THEN v END) AS minors,
     collect(DISTINCT [coalesce(c.until, ''), c.uid]) AS known,
     collect(DISTINCT s.transport) AS written, min(s.since) AS first, max(s.until) AS last
WITH origin, destination, place, victims, minors, known, size(known) AS cases, written, first, last
ORDER BY victims DESC, cases DESC, origin, destination, place
LIMIT $limit
OPTIONAL MATCH (o:Location {uid: origin})
OPTIONAL MATCH (d:Location {uid: destination})
// An empty text is looked up in the index; for null the embedded engine would read every place.
OPTIONAL MATCH (l:Location {uid: coalesce(place, '')})
RETURN origin, o.name AS origin_name, destination, d.name AS destination_name, place,
       l.name AS place_name, victims, minors, cases,
       COLLECT { UNWIND written AS one WITH one ORDER BY one RETURN one } AS transports,
       first, last,
       // To sort the cases before they are counted would take the embedded engine twice as long.
       COLLECT {
         UNWIND known AS one
         WITH one[0] AS ended, one[1] AS uid
         ORDER BY ended DESC, uid
         LIMIT 30
         RETURN uid
       } AS case_uids
ORDER BY victims DESC, cases DESC, origin, destination, place
LIMIT $limit
