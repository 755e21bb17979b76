/*---
name: routes_between
version: 2
title_es: Rutas entre dos lugares
title_en: Routes between two places
question_es: ¿Por qué caminos llegaron las víctimas de un lugar a otro?
question_en: By which ways did victims come from one place to another?
note_es: >-
  Un camino va del último lugar de la víctima en el origen al primero en el destino; una fila es una
  sucesión distinta de lugares al nivel pedido (más gruesa donde no se sabe más). Cuenta el período
  en que alguna de sus etapas pudo ocurrir; sin fechas en las etapas, el del hecho.
note_en: >-
  A way goes from the victim's last place in the origin to the first in the destination; a row is one
  distinct sequence of places at the level asked (coarser where no more is known). What counts is the
  period in which any of its stages may have happened; without dates of stages, that of the fact.
params:
  origin: {type: place, required: true, level: level, title_es: Origen, title_en: Origin}
  destination: {type: place, required: true, level: level, apart_from: origin, title_es: Destino, title_en: Destination}
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  since: {type: partial_date, bound: first, title_es: Desde, title_en: Since}
  until: {type: partial_date, bound: last, title_es: Hasta, title_en: Until}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  places: {type: places, of: Location.uid, title_es: Lugares en orden, title_en: Places in order}
  place_names: {type: strings, of: Location.name, title_es: Nombres de los lugares, title_en: Names of the places}
  cases: {type: count, title_es: Casos, title_en: Cases}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  first: {type: date, of: Stage.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Stage.until, title_es: Última vez (día), title_en: Last (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos (los 30 más recientes), title_en: The cases (the 30 most recent)}
sensitivity: restricted
starts_from: [origin, destination]
indexes: [Stage.leg_district, Location.uid]
views: [map, flow, table]
examples:
  - {params: {origin: Cusco, destination: Lima}, title_es: Entre los departamentos de Cusco y Lima, title_en: Between the departments of Cusco and Lima}
  - {params: {origin: Cusco, destination: Lima, level: province, since: "2017", until: "2019"}, title_es: Por provincias y entre 2017 y 2019, title_en: By province and from 2017 to 2019}
---*/
// Uids of places begin with those of the places that they lie in, so STARTS WITH means "within".
// A leg on the level of districts joins the finest places known, so every departure is one.
// Of Peru so many signs are a level; abroad dashes part them, and the first part is the department.
MATCH (arrival:Stage)
WHERE arrival.leg_district STARTS WITH $origin
  AND NOT arrival.leg_district CONTAINS '>' + $origin
MATCH way = (arrival)-[:NEXT*0..12]->(goal:Stage)
WHERE goal.leg_district CONTAINS '>' + $destination
  AND none(s IN nodes(way)[1..]
           WHERE coalesce(s.leg_district, '') CONTAINS '>' + $origin)
  AND none(s IN nodes(way)[..-1]
           WHERE coalesce(s.leg_district, '') CONTAINS '>' + $destination)
MATCH (arrival)<-[:NEXT]-(departure:Stage)
MATCH (arrival)<-[:SUBJECTED_TO]-(v:Victim)
MATCH (arrival)-[:PART_OF]->(c:Case)
WITH v, c, nodes(way) AS passed, departure,
     [s IN nodes(way) WHERE s.leg_district IS NOT NULL | s.leg_district] AS legs
WITH v, c, legs,
     reduce(low = '9', s IN passed + [departure]
            | CASE WHEN s.since < low THEN s.since ELSE low END) AS low,
     reduce(high = '', s IN passed + [departure]
            | CASE WHEN s.until > high THEN s.until ELSE high END) AS high,
     CASE $level WHEN 'DISTRITO' THEN 9 WHEN 'PROVINCIA' THEN 7 WHEN 'DEPARTAMENTO' THEN 5 ELSE 2
     END AS width
WITH v, c,
     CASE low WHEN '9' THEN c.since ELSE low END AS begun,
     CASE high WHEN '' THEN c.until ELSE high END AS ended,
     [place IN [leg IN legs | split(leg, '>')[0]] + [split(last(legs), '>')[1]]
      | CASE WHEN place STARTS WITH 'PE' OR $level = 'PAIS' THEN left(place, width)
             WHEN $level = 'DEPARTAMENTO' THEN left(place, size(split(place + '-', '-')[1]) + 3)
             ELSE place END] AS stations
WHERE ($since IS NULL OR ended >= $since) AND ($until IS NULL OR begun <= $until)
WITH v, c, begun, ended,
     reduce(places = [], place IN stations
            | CASE WHEN last(places) = place THEN places ELSE places + [place] END) AS places
WITH places,
     collect(DISTINCT [coalesce(c.until, ''), c.uid]) AS known, count(DISTINCT v) AS victims,
     min(begun) AS first, max(ended) AS last
WITH places, known, size(known) AS cases, victims, first, last
ORDER BY victims DESC, cases DESC, places
LIMIT $limit
// A further MATCH would have the embedded engine look at every stage instead of at its index.
RETURN places,
       [place IN places | coalesce(head(COLLECT { MATCH (l:Location {uid: place}) RETURN l.name }), place)]
       AS place_names, cases, victims, first, last,
       // To sort the cases before they are counted would take the embedded engine twice as long.
       COLLECT {
         UNWIND known AS one
         WITH one[0] AS ended, one[1] AS uid
         ORDER BY ended DESC, uid
         LIMIT 30
         RETURN uid
       } AS case_uids
ORDER BY victims DESC, cases DESC, places
LIMIT $limit
