/*---
name: route_of_case
version: 2
title_es: Ruta de un caso
title_en: Route of a case
question_es: ¿Por qué lugares pasó cada víctima del caso, en orden, y con quiénes?
question_en: Which places did each victim of the case pass, in order, and with whom?
params:
  case: {type: case, required: true, title_es: "Caso (RETA:…, SISTRA:… o identificador)", title_en: "Case (RETA:…, SISTRA:… or identifier)"}
  limit: {type: integer, default: 500, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  case_numbers: {type: strings, of: Case.numbers, title_es: Números del caso, title_en: Numbers of the case}
  victim: {type: person, title_es: Víctima, title_en: Victim}
  position: {type: integer, of: Stage.position, title_es: Orden, title_en: Order}
  phase: {type: code, of: phase, title_es: Fase, title_en: Phase}
  date: {type: date, of: Stage.date, title_es: Fecha, title_en: Date}
  came_from: {type: place, of: Location.uid, title_es: Vino de, title_en: Came from}
  place: {type: place, of: Location.uid, title_es: Lugar, title_en: Place}
  place_name: {type: string, of: Location.name, title_es: Nombre del lugar, title_en: Name of the place}
  level: {type: code, of: place_level, title_es: Nivel, title_en: Level}
  latitude: {type: number, of: Location.latitude, title_es: Latitud, title_en: Latitude}
  longitude: {type: number, of: Location.longitude, title_es: Longitud, title_en: Longitude}
  venue: {type: code, of: venue, title_es: Clase de lugar, title_en: Kind of place}
  transport: {type: code, of: transport, title_es: Medio de transporte, title_en: Transport}
  suspects: {type: people, title_es: Presuntos tratantes, title_en: Suspects}
  roles: {type: codes, of: role, title_es: Presuntos roles (en el mismo orden), title_en: Alleged roles (in the same order)}
  used: {type: strings, of: Establishment.name, title_es: "Con (vehículo, establecimiento, empresa)", title_en: "With (vehicle, establishment, company)"}
  used_kinds: {type: labels, beside: used, title_es: "Qué es cada uno (en el mismo orden)", title_en: "What each is (in the same order)"}
  registries: {type: codes, of: registry, title_es: Quién lo dice, title_en: Who says so}
sensitivity: restricted
starts_from: [case]
indexes: [Case.uid]
views: [map, network, timeline, table]
examples:
  - {params: {case: "RETA:SINT-2017-000001"}, title_es: El caso que RETA registró con ese número, title_en: The case that RETA registered with that number}
---*/
MATCH (c:Case {uid: $case})<-[:PART_OF]-(s:Stage)
OPTIONAL MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
OPTIONAL MATCH (s)-[:AT]->(l:Location)
OPTIONAL MATCH (s)<-[:COMMITTED]-(p:Suspect)
OPTIONAL MATCH (p)-[accused:SUSPECT_IN]->(c)
WITH c, s, v, l, p, CASE WHEN p IS NULL THEN null ELSE coalesce(accused.role, '') END AS role
ORDER BY p.pseudonym
WITH c, s, v, l, collect(p {.uid, .pseudonym, .name, victim: p:Victim}) AS suspects,
     collect(role) AS roles
OPTIONAL MATCH (s)-[:USED]->(m:Vehicle|Establishment|Organisation)
WITH c, s, v, l, suspects, roles, m.name AS means, head(labels(m)) AS kind
ORDER BY means, kind
WITH c, s, v, l, suspects, roles, collect(means) AS used, collect(kind) AS used_kinds
OPTIONAL MATCH (s)-[:ATTESTED_BY]->(r:Record)
WITH c, s, v, l, suspects, roles, used, used_kinds, r.registry AS registry
ORDER BY registry
WITH c, s, v, l, suspects, roles, used, used_kinds,
     collect(DISTINCT registry) AS registries
RETURN c.numbers AS case_numbers, v {.uid, .pseudonym, .name, victim: v:Victim} AS victim, s.position AS position,
       s.phase AS phase, s.date AS date, split(s.leg_district, '>')[0] AS came_from,
       l.uid AS place, l.name AS place_name, l.level AS level, l.latitude AS latitude,
       l.longitude AS longitude, s.venue AS venue, s.transport AS transport, suspects, roles,
       used, used_kinds, registries
ORDER BY v.pseudonym, s.position, s.phase, s.uid
LIMIT $limit
