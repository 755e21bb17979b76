/*---
name: frequent_legs
version: 2
title_es: Tramos más frecuentes
title_en: Most frequent legs
question_es: ¿Entre qué lugares fueron llevadas más víctimas?
question_en: Between which places were most victims taken?
note_es: Sin fechas responde con las rutas ya contadas; con fechas cuenta los tramos cuya llegada pudo ocurrir en el período.
note_en: Without dates it answers from the routes as counted; with dates it counts the legs whose arrival may have happened in the period.
params:
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  since: {type: partial_date, bound: first, title_es: Desde, title_en: Since}
  until: {type: partial_date, bound: last, title_es: Hasta, title_en: Until}
  min_cases: {type: integer, default: 1, min: 1, max: 1000, title_es: Casos como mínimo, title_en: At least so many cases}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  origin: {type: place, of: Location.uid, title_es: De, title_en: From}
  origin_name: {type: string, of: Location.name, title_es: De (nombre), title_en: From (name)}
  destination: {type: place, of: Location.uid, title_es: A, title_en: To}
  destination_name: {type: string, of: Location.name, title_es: A (nombre), title_en: To (name)}
  cases: {type: count, of: ROUTE.cases, title_es: Casos, title_en: Cases}
  victims: {type: count, of: ROUTE.victims, title_es: Víctimas, title_en: Victims}
  first: {type: date, of: ROUTE.first, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: ROUTE.last, title_es: Última vez (día), title_en: Last (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos (los 10 más recientes), title_en: The cases (the 10 most recent)}
sensitivity: restricted
starts_from: []
indexes: [Stage.leg_district, Stage.leg_province, Stage.leg_department, Stage.leg_country]
views: [map, flow, table]
examples:
  - {params: {}, title_es: Entre departamentos, title_en: Between departments}
  - {params: {level: province, since: "2018", until: "2018"}, title_es: Entre provincias en 2018, title_en: Between provinces in 2018}
  - {params: {level: country}, title_es: Entre países, title_en: Between countries}
---*/
MATCH (a:Location)-[r:ROUTE]->(b:Location)
WHERE r.level = $level
WITH a, b, r,
     CASE WHEN $since IS NULL AND $until IS NULL THEN '' ELSE a.uid + '>' + b.uid END AS leg
// Of these four only the one of the level asked finds anything, and none without dates. An empty
// text is looked up in the index; for null the embedded engine would read every stage.
OPTIONAL MATCH (d:Stage {leg_district: CASE $level WHEN 'DISTRITO' THEN leg ELSE '' END})
OPTIONAL MATCH (p:Stage {leg_province: CASE $level WHEN 'PROVINCIA' THEN leg ELSE '' END})
OPTIONAL MATCH (t:Stage {leg_department: CASE $level WHEN 'DEPARTAMENTO' THEN leg ELSE '' END})
OPTIONAL MATCH (n:Stage {leg_country: CASE $level WHEN 'PAIS' THEN leg ELSE '' END})
WITH a, b, r, leg, coalesce(d, p, t, n) AS s
// A variable that may be null stands first in its pattern: elsewhere the embedded engine takes it as
// free and matches everything.
OPTIONAL MATCH (s)-[:PART_OF]->(c:Case)
WHERE ($since IS NULL OR coalesce(s.until, c.until) >= $since)
  AND ($until IS NULL OR coalesce(s.since, c.since) <= $until)
WITH a, b, r, leg, c, CASE WHEN c IS NULL THEN null ELSE s END AS s
OPTIONAL MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
WITH a, b, r, leg, count(DISTINCT c) AS counted, count(DISTINCT v) AS people,
     min(s.since) AS begun, max(s.until) AS ended
WITH a, b, r, a.uid + '>' + b.uid AS leg,
     CASE WHEN leg = '' THEN r.cases ELSE counted END AS cases,
     CASE WHEN leg = '' THEN r.victims ELSE people END AS victims,
     CASE WHEN leg = '' THEN r.first ELSE begun END AS first,
     CASE WHEN leg = '' THEN r.last ELSE ended END AS last
WHERE cases >= $min_cases
WITH a, b, r, leg, cases, victims, first, last
ORDER BY victims DESC, cases DESC, a.uid, b.uid
LIMIT $limit
RETURN a.uid AS origin, a.name AS origin_name, b.uid AS destination, b.name AS destination_name,
       cases, victims, first, last,
// The route names its latest cases; those of a period are looked up last, for the legs shown, in a
// query for each. With the matches above, which multiply rows, the embedded engine takes ten times
// as long.
       CASE WHEN $since IS NULL AND $until IS NULL THEN coalesce(r.recent, [])[..10]
            ELSE COLLECT {
                MATCH (s:Stage {leg_district: CASE $level WHEN 'DISTRITO' THEN leg ELSE '' END})
                MATCH (s)-[:PART_OF]->(c:Case)
                WHERE ($since IS NULL OR coalesce(s.until, c.until) >= $since)
                  AND ($until IS NULL OR coalesce(s.since, c.since) <= $until)
                WITH DISTINCT c
                RETURN c.uid ORDER BY coalesce(c.until, '') DESC, c.uid LIMIT 10
              } + COLLECT {
                MATCH (s:Stage {leg_province: CASE $level WHEN 'PROVINCIA' THEN leg ELSE '' END})
                MATCH (s)-[:PART_OF]->(c:Case)
                WHERE ($since IS NULL OR coalesce(s.until, c.until) >= $since)
                  AND ($until IS NULL OR coalesce(s.since, c.since) <= $until)
                WITH DISTINCT c
                RETURN c.uid ORDER BY coalesce(c.until, '') DESC, c.uid LIMIT 10
              } + COLLECT {
                MATCH (s:Stage {leg_department: CASE $level WHEN 'DEPARTAMENTO' THEN leg ELSE '' END})
                MATCH (s)-[:PART_OF]->(c:Case)
                WHERE ($since IS NULL OR coalesce(s.until, c.until) >= $since)
                  AND ($until IS NULL OR coalesce(s.since, c.since) <= $until)
                WITH DISTINCT c
                RETURN c.uid ORDER BY coalesce(c.until, '') DESC, c.uid LIMIT 10
              } + COLLECT {
                MATCH (s:Stage {leg_country: CASE $level WHEN 'PAIS' THEN leg ELSE '' END})
                MATCH (s)-[:PART_OF]->(c:Case)
                WHERE ($since IS NULL OR coalesce(s.until, c.until) >= $since)
                  AND ($until IS NULL OR coalesce(s.since, c.since) <= $until)
                WITH DISTINCT c
                RETURN c.uid ORDER BY coalesce(c.until, '') DESC, c.uid LIMIT 10
              } END AS case_uids
ORDER BY victims DESC, cases DESC, origin, destination
LIMIT $limit
