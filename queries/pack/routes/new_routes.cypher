/*---
name: new_routes
version: 1
title_es: Rutas nuevas de un período
title_en: New routes of a period
question_es: ¿Qué tramos aparecen en estos años y en ninguno anterior?
question_en: Which legs appear in these years and in no earlier one?
note_es: >-
  Un tramo es nuevo si ninguna de sus llegadas pudo ocurrir antes; sin fecha de la etapa cuenta la del
  hecho. Se pregunta por años: hay registros que escriben todo un año en un solo mes. En los primeros años
  del grafo todo es nuevo, y un tramo nuevo puede ser un lugar donde antes no se denunciaba: mire si sus
  lugares ya figuraban y si tiene casos después. «Sin fecha» son casos que podrían ser anteriores.
note_en: >-
  A leg is new if none of its arrivals may have happened before; without a date of the stage that of the
  fact counts. It is asked by years: some registries write a whole year in one month. In the first years of
  the graph all is new, and a new leg may be a place where nothing was reported before: look whether its
  places were known and whether it has cases later. “Undated” are cases that could be earlier.
params:
  year: {type: integer, required: true, min: 1990, max: 2100, title_es: Primer año, title_en: First year}
  years: {type: integer, default: 1, min: 1, max: 20, title_es: Cuántos años, title_en: How many years}
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  min_cases: {type: integer, default: 1, min: 1, max: 1000, title_es: Casos como mínimo, title_en: At least so many cases}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  origin: {type: place, of: Location.uid, title_es: De, title_en: From}
  origin_name: {type: string, of: Location.name, title_es: De (nombre), title_en: From (name)}
  destination: {type: place, of: Location.uid, title_es: A, title_en: To}
  destination_name: {type: string, of: Location.name, title_es: A (nombre), title_en: To (name)}
  cases: {type: count, title_es: Casos del período, title_en: Cases of the period}
  victims: {type: count, title_es: Víctimas del período, title_en: Victims of the period}
  later_cases: {type: count, title_es: Casos después, title_en: Cases later}
  undated_cases: {type: count, title_es: Casos sin fecha, title_en: Undated cases}
  origin_known: {type: boolean, title_es: El origen ya figuraba, title_en: The origin was known}
  destination_known: {type: boolean, title_es: El destino ya figuraba, title_en: The destination was known}
  first: {type: date, of: Stage.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Stage.until, title_es: Última vez (día), title_en: Last (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos (los 10 más recientes), title_en: The cases (the 10 most recent)}
sensitivity: restricted
starts_from: []
indexes: [Stage.leg_district, Stage.leg_province, Stage.leg_department, Stage.leg_country]
views: [map, flow, table]
examples:
  - {params: {year: 2019}, title_es: Entre departamentos en 2019, title_en: Between departments in 2019}
  - {params: {year: 2021, years: 3, level: province, min_cases: 2}, title_es: Entre provincias de 2021 a 2023, title_en: Between provinces from 2021 to 2023}
---*/
// A day sorts after the text of its own year and of all years before it.
WITH toString($year) AS begun, toString($year + $years) AS over
MATCH (a:Location)-[r:ROUTE]->(b:Location)
WHERE r.level = $level AND coalesce(r.first, begun) >= begun
WITH begun, over, a, b, r, a.uid + '>' + b.uid AS leg
// Of these four only the one of the level asked finds anything. An empty text is looked up in the
// index; for null the embedded engine would read every stage.
OPTIONAL MATCH (d:Stage {leg_district: CASE $level WHEN 'DISTRITO' THEN leg ELSE '' END})
OPTIONAL MATCH (p:Stage {leg_province: CASE $level WHEN 'PROVINCIA' THEN leg ELSE '' END})
OPTIONAL MATCH (t:Stage {leg_department: CASE $level WHEN 'DEPARTAMENTO' THEN leg ELSE '' END})
OPTIONAL MATCH (n:Stage {leg_country: CASE $level WHEN 'PAIS' THEN leg ELSE '' END})
WITH begun, over, a, b, r, coalesce(d, p, t, n) AS s
MATCH (s)-[:PART_OF]->(c:Case)
MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
WITH begun, over, a, b, r, c, v, coalesce(s.since, c.since) AS since, coalesce(s.until, c.until) AS until
WITH begun, over, a, b, r, min(since) AS first, max(until) AS last,
     count(DISTINCT CASE WHEN since < over THEN c END) AS cases,
     count(DISTINCT CASE WHEN since < over THEN v END) AS victims,
     count(DISTINCT CASE WHEN since >= over THEN c END) AS later_cases,
     count(DISTINCT CASE WHEN since IS NULL THEN c END) AS undated_cases
WHERE first >= begun AND cases >= $min_cases
WITH begun, a, b, r, first, last, cases, victims, later_cases, undated_cases
ORDER BY victims DESC, cases DESC, a.uid, b.uid
LIMIT $limit
RETURN a.uid AS origin, a.name AS origin_name, b.uid AS destination, b.name AS destination_name,
       cases, victims, later_cases, undated_cases,
       COUNT { MATCH (a)-[x:ROUTE]-(:Location) WHERE x.level = $level AND x.first < begun } > 0
       AS origin_known,
       COUNT { MATCH (b)-[x:ROUTE]-(:Location) WHERE x.level = $level AND x.first < begun } > 0
       AS destination_known,
       first, last, coalesce(r.recent, [])[..10] AS case_uids
ORDER BY victims DESC, cases DESC, origin, destination
LIMIT $limit
