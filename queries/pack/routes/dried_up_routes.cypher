/*---
name: dried_up_routes
version: 1
title_es: Rutas que se secaron
title_en: Routes that dried up
question_es: ¿Qué tramos ya no aparecen desde este año, y cuáles empezaron después desde su origen o hacia su destino?
question_en: Which legs no longer appear from this year on, and which began later from their origin or to their destination?
note_es: >-
  Un tramo se secó si ninguna de sus llegadas pudo ocurrir desde ese año; sin fecha de la etapa cuenta la del
  hecho. Los que empezaron después son tramos cuya primera fecha es posterior a la última de este: pueden
  haberlo reemplazado, no lo prueban. Un caso puede llegar al registro años después del hecho, así que los
  últimos años del grafo secan tramos que siguen. Con pocos casos un tramo se seca por azar: pida más.
note_en: >-
  A leg dried up if none of its arrivals may have happened from that year on; without a date of the stage
  that of the fact counts. The legs that began later are those whose first date is after this one's last:
  they may have replaced it and do not prove it. A case may reach a registry years after the fact, so the
  last years of the graph dry up legs that go on. With few cases a leg dries up by chance: ask for more.
params:
  year: {type: integer, required: true, min: 1990, max: 2100, title_es: Desde qué año no aparece, title_en: Absent since this year}
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  min_cases: {type: integer, default: 2, min: 1, max: 1000, title_es: Casos como mínimo, title_en: At least so many cases}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  origin: {type: place, of: Location.uid, title_es: De, title_en: From}
  origin_name: {type: string, of: Location.name, title_es: De (nombre), title_en: From (name)}
  destination: {type: place, of: Location.uid, title_es: A, title_en: To}
  destination_name: {type: string, of: Location.name, title_es: A (nombre), title_en: To (name)}
  cases: {type: count, title_es: Casos, title_en: Cases}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  undated_cases: {type: count, title_es: Casos sin fecha, title_en: Undated cases}
  first: {type: date, of: Stage.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Stage.until, title_es: Última vez (día), title_en: Last (day)}
  new_destinations: {type: places, of: Location.uid, title_es: A dónde se empezó a ir después desde ese origen (los 5 de más casos), title_en: Where one began to go later from that origin (the 5 with most cases)}
  new_origins: {type: places, of: Location.uid, title_es: De dónde se empezó a llegar después a ese destino (los 5 de más casos), title_en: Where one began to come from later to that destination (the 5 with most cases)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos (los 10 más recientes), title_en: The cases (the 10 most recent)}
sensitivity: restricted
starts_from: []
indexes: [Stage.leg_district, Stage.leg_province, Stage.leg_department, Stage.leg_country]
views: [map, flow, table]
examples:
  - {params: {year: 2022}, title_es: Entre departamentos desde 2022, title_en: Between departments since 2022}
  - {params: {year: 2021, level: province, min_cases: 3}, title_es: Entre provincias con tres casos o más, title_en: Between provinces with three cases or more}
---*/
// A day sorts after the text of its own year and of all years before it.
WITH toString($year) AS absent
MATCH (a:Location)-[r:ROUTE]->(b:Location)
WHERE r.level = $level AND coalesce(r.last, '') < absent AND r.cases >= $min_cases
WITH absent, a, b, r, a.uid + '>' + b.uid AS leg
// Of these four only the one of the level asked finds anything. An empty text is looked up in the
// index; for null the embedded engine would read every stage.
OPTIONAL MATCH (d:Stage {leg_district: CASE $level WHEN 'DISTRITO' THEN leg ELSE '' END})
OPTIONAL MATCH (p:Stage {leg_province: CASE $level WHEN 'PROVINCIA' THEN leg ELSE '' END})
OPTIONAL MATCH (t:Stage {leg_department: CASE $level WHEN 'DEPARTAMENTO' THEN leg ELSE '' END})
OPTIONAL MATCH (n:Stage {leg_country: CASE $level WHEN 'PAIS' THEN leg ELSE '' END})
WITH absent, a, b, r, coalesce(d, p, t, n) AS s
MATCH (s)-[:PART_OF]->(c:Case)
WITH absent, a, b, r, c, coalesce(s.since, c.since) AS since, coalesce(s.until, c.until) AS until
WITH absent, a, b, r, min(since) AS first, max(until) AS last,
     count(DISTINCT CASE WHEN until IS NULL THEN c END) AS undated_cases
WHERE last < absent
WITH a, b, r, first, last, undated_cases
ORDER BY r.victims DESC, r.cases DESC, a.uid, b.uid
LIMIT $limit
RETURN a.uid AS origin, a.name AS origin_name, b.uid AS destination, b.name AS destination_name,
       r.cases AS cases, r.victims AS victims, undated_cases, first, last,
       COLLECT {
         MATCH (a)-[x:ROUTE]->(other:Location)
         WHERE x.level = $level AND x.first > last
         RETURN other.uid ORDER BY x.cases DESC, other.uid LIMIT 5
       } AS new_destinations,
       COLLECT {
         MATCH (b)<-[x:ROUTE]-(other:Location)
         WHERE x.level = $level AND x.first > last
         RETURN other.uid ORDER BY x.cases DESC, other.uid LIMIT 5
       } AS new_origins,
       coalesce(r.recent, [])[..10] AS case_uids
ORDER BY victims DESC, cases DESC, origin, destination
LIMIT $limit
