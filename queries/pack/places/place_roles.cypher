/*---
name: place_roles
version: 1
title_es: Papel de cada lugar
title_en: Role of each place
question_es: ¿Qué lugares son origen, tránsito o destino, de cuántas víctimas y en qué años?
question_en: Which places are origin, transit or destination, of how many victims and in which years?
note_es: >-
  Origen es el primer lugar de captación de una víctima en un caso; destino, el último de recepción,
  retención o explotación; tránsito, los demás de transporte. Quien es captada y explotada en un lugar
  cuenta como origen y destino, y una vez en «Víctimas». Por años, un hecho de fecha entre dos años está en
  la fila sin año. Los lugares conocidos solo a un nivel más grueso figuran a ese nivel.
note_en: >-
  The origin is the first place of a victim's capture in a case; the destination the last of reception,
  retention or exploitation; transit the other places of transport. Who is captured and exploited in one
  place counts as origin and destination, and once in “Victims”. By years, a fact whose date lies between
  two years is in the row without a year. Places known only at a coarser level stand at that level.
params:
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  by_year: {type: boolean, default: false, title_es: Una fila por año, title_en: One row a year}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 200, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  place: {type: place, of: Location.uid, title_es: Lugar, title_en: Place}
  place_name: {type: string, of: Location.name, title_es: Nombre del lugar, title_en: Name of the place}
  year: {type: integer, title_es: Año del hecho, title_en: Year of the fact}
  origin: {type: count, title_es: Víctimas captadas aquí, title_en: Victims captured here}
  transit: {type: count, title_es: Víctimas de paso, title_en: Victims passing through}
  destination: {type: count, title_es: Víctimas recibidas o explotadas aquí, title_en: Victims received or exploited here}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  cases: {type: count, title_es: Casos, title_en: Cases}
sensitivity: restricted
starts_from: []
indexes: []
views: [map, table]
examples:
  - {params: {}, title_es: Por departamentos, title_en: By department}
  - {params: {level: province, by_year: true, since: "2019"}, title_es: Por provincias y años desde 2019, title_en: By province and year since 2019}
---*/
MATCH (v:Victim)-[lived:VICTIM_IN]->(c:Case)
WHERE lived.way IS NOT NULL
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH v, c, lived.way AS way,
     CASE WHEN $by_year AND left(c.since, 4) = left(c.until, 4) THEN toInteger(left(c.since, 4)) END
     AS year,
     CASE $level WHEN 'DISTRITO' THEN 9 WHEN 'PROVINCIA' THEN 7 WHEN 'DEPARTAMENTO' THEN 5 ELSE 2
     END AS width
// Uids of places begin with those of the places that they lie in. Of Peru so many signs are a level;
// abroad dashes part them, and the first part is the department.
WITH v, c, year,
     [uid IN way
      | CASE WHEN uid STARTS WITH 'PE' OR $level = 'PAIS' THEN left(uid, width)
             WHEN $level = 'DEPARTAMENTO' THEN left(uid, size(split(uid + '-', '-')[1]) + 3)
             ELSE uid END] AS places
// The way has the place of capture, the last one of arrival, then those of transport.
WITH v, c, year, places[0] AS captured, places[1] AS arrived,
     reduce(once = [], place IN places
            | CASE WHEN place = '' OR place IN once THEN once ELSE once + [place] END) AS places
UNWIND places AS place
WITH place, year,
     count(DISTINCT CASE WHEN place = captured THEN v END) AS origin,
     count(DISTINCT CASE WHEN place <> captured AND place <> arrived THEN v END) AS transit,
     count(DISTINCT CASE WHEN place = arrived THEN v END) AS destination,
     count(DISTINCT v) AS victims, count(DISTINCT c) AS cases
ORDER BY victims DESC, cases DESC, place, year
LIMIT $limit
OPTIONAL MATCH (l:Location {uid: place})
RETURN place, l.name AS place_name, year, origin, transit, destination, victims, cases
ORDER BY victims DESC, cases DESC, place, year
LIMIT $limit
