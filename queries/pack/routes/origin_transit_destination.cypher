/*---
name: origin_transit_destination
version: 1
title_es: Lugares de origen, tránsito y destino
title_en: Places of origin, transit and destination
question_es: ¿Dónde fueron captadas las víctimas, por dónde pasaron y dónde las recibieron o explotaron?
question_en: Where were victims captured, where did they pass, and where were they received or exploited?
note_es: >-
  Origen es el primer lugar conocido de captación; destino, el último de recepción, retención o
  explotación; tránsito, los demás lugares de transporte, en orden. Vacío: no se sabe.
note_en: >-
  The origin is the first known place of capture; the destination the last of reception, retention or
  exploitation; transit the other places of transport, in order. Empty: not known.
params:
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  origin: {type: place, of: Location.uid, title_es: Origen, title_en: Origin}
  origin_name: {type: string, of: Location.name, title_es: Origen (nombre), title_en: Origin (name)}
  transit: {type: places, of: Location.uid, title_es: Tránsito, title_en: Transit}
  transit_names: {type: strings, of: Location.name, title_es: Tránsito (nombres), title_en: Transit (names)}
  destination: {type: place, of: Location.uid, title_es: Destino, title_en: Destination}
  destination_name: {type: string, of: Location.name, title_es: Destino (nombre), title_en: Destination (name)}
  cases: {type: count, title_es: Casos, title_en: Cases}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  first: {type: date, of: Case.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Case.until, title_es: Última vez (día), title_en: Last (day)}
sensitivity: restricted
starts_from: []
indexes: []
views: [flow, map, table]
examples:
  - {params: {}, title_es: Por departamentos, title_en: By department}
  - {params: {level: country, since: "2022"}, title_es: Por países desde 2022, title_en: By country since 2022}
---*/
MATCH (c:Case)<-[lived:VICTIM_IN]-(v:Victim)
WHERE lived.way IS NOT NULL
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH v, c, lived.way AS way,
     CASE $level WHEN 'DISTRITO' THEN 9 WHEN 'PROVINCIA' THEN 7 WHEN 'DEPARTAMENTO' THEN 5 ELSE 2
     END AS width
// Uids of places begin with those of the places that they lie in. Of Peru so many signs are a level;
// abroad dashes part them, and the first part is the department.
WITH v, c,
     [uid IN way
      | CASE WHEN uid STARTS WITH 'PE' THEN left(uid, width)
             WHEN uid = '' THEN null
             WHEN $level = 'PAIS' THEN left(uid, width)
             WHEN $level = 'DEPARTAMENTO' THEN left(uid, size(split(uid + '-', '-')[1]) + 3)
             ELSE uid END] AS places
WITH v, c, places[0] AS origin, places[1] AS destination,
     CASE size(places) WHEN 2 THEN []
          ELSE reduce(transit = [], place IN places[2..]
                      | CASE WHEN place = places[0] OR place = places[1] OR place IN transit
                             THEN transit ELSE transit + [place] END) END AS transit
WITH origin, transit, destination, count(DISTINCT c) AS cases, count(DISTINCT v) AS victims,
     min(c.since) AS first, max(c.until) AS last
ORDER BY victims DESC, cases DESC, origin, destination, transit
LIMIT $limit
// An empty text is looked up in the index; for null the embedded engine would read every place.
OPTIONAL MATCH (o:Location {uid: coalesce(origin, '')})
OPTIONAL MATCH (d:Location {uid: coalesce(destination, '')})
UNWIND CASE size(transit) WHEN 0 THEN [null] ELSE range(0, size(transit) - 1) END AS number
OPTIONAL MATCH (t:Location {uid: coalesce(transit[number], '')})
WITH origin, o, transit, destination, d, cases, victims, first, last, number, t
ORDER BY number
WITH origin, o.name AS origin_name, transit, collect(t.name) AS transit_names, destination,
     d.name AS destination_name, cases, victims, first, last
RETURN origin, origin_name, transit, transit_names, destination, destination_name, cases, victims,
       first, last
ORDER BY victims DESC, cases DESC, origin, destination, transit
LIMIT $limit
