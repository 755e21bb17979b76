/*---
name: stage_distances
version: 1
title_es: Distancia y días entre etapas
title_en: Distance and days between stages
question_es: ¿Cuántos kilómetros y cuántos días hay entre una etapa y la siguiente de cada víctima del caso?
question_en: How many kilometres and days lie between one stage and the next of each victim of the case?
note_es: >-
  Los kilómetros van en línea recta entre los puntos de los dos lugares; vacío: falta un lugar, no tiene
  punto, o uno está dentro del otro. Los días van de cuántos pasaron como mínimo a cuántos como máximo, según
  lo precisas que son las dos fechas. «Contradice»: la etapa que sigue tiene una fecha anterior.
note_en: >-
  The kilometres are a straight line between the points of the two places; empty: a place is missing, has no
  point, or lies in the other. The days go from how many passed at least to how many at most, as precise as
  the two dates are. “Contradicts”: the stage that follows has an earlier date.
params:
  case: {type: case, required: true, title_es: "Caso (RETA:…, SISTRA:… o identificador)", title_en: "Case (RETA:…, SISTRA:… or identifier)"}
  limit: {type: integer, default: 500, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  case_numbers: {type: strings, of: Case.numbers, title_es: Números del caso, title_en: Numbers of the case}
  victim: {type: person, title_es: Víctima, title_en: Victim}
  position: {type: integer, of: Stage.position, title_es: Orden, title_en: Order}
  phase: {type: code, of: phase, title_es: De la fase, title_en: From the phase}
  next_phase: {type: code, of: phase, title_es: A la fase, title_en: To the phase}
  origin: {type: place, of: Location.uid, title_es: De, title_en: From}
  origin_name: {type: string, of: Location.name, title_es: De (nombre), title_en: From (name)}
  destination: {type: place, of: Location.uid, title_es: A, title_en: To}
  destination_name: {type: string, of: Location.name, title_es: A (nombre), title_en: To (name)}
  transport: {type: code, of: transport, title_es: Medio de transporte, title_en: Transport}
  kilometres: {type: integer, title_es: Kilómetros en línea recta, title_en: Kilometres in a straight line}
  date: {type: date, of: Stage.date, title_es: Fecha, title_en: Date}
  next_date: {type: date, of: Stage.date, title_es: Fecha de la que sigue, title_en: Date of the next}
  days_least: {type: integer, title_es: Días como mínimo, title_en: Days at least}
  days_most: {type: integer, title_es: Días como máximo, title_en: Days at most}
  certainty:
    type: string
    sensitivity: restricted
    title_es: ¿Va después?
    title_en: Is it later?
    words:
      SEGURO: {title_es: Seguro, title_en: Surely}
      POSIBLE: {title_es: Posible, title_en: Possibly}
      CONTRADICE: {title_es: Contradice, title_en: Contradicts}
sensitivity: restricted
starts_from: [case]
indexes: [Case.uid]
views: [map, timeline, table]
examples:
  - {params: {case: "RETA:SINT-2017-000001"}, title_es: El caso que RETA registró con ese número, title_en: The case that RETA registered with that number}
---*/
MATCH (c:Case {uid: $case})<-[:PART_OF]-(s:Stage)-[:NEXT]->(next:Stage)
OPTIONAL MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
OPTIONAL MATCH (s)-[:AT]->(a:Location)
OPTIONAL MATCH (next)-[:AT]->(b:Location)
WITH c, v, s, next, a, b,
     // Uids of places begin with those of the places that they lie in.
     CASE WHEN a.uid = b.uid THEN 0.0
          WHEN a.uid STARTS WITH b.uid OR b.uid STARTS WITH a.uid THEN null
          // The haversine formula: the great circle on a sphere of 6,371 km.
          ELSE 2 * 6371 * asin(sqrt(
                 sin(radians(b.latitude - a.latitude) / 2) ^ 2
                 + cos(radians(a.latitude)) * cos(radians(b.latitude))
                   * sin(radians(b.longitude - a.longitude) / 2) ^ 2))
     END AS kilometres,
     duration.inDays(date(s.until), date(next.since)).days AS least,
     duration.inDays(date(s.since), date(next.until)).days AS most
RETURN c.numbers AS case_numbers, v {.uid, .pseudonym, .name, victim: v:Victim} AS victim,
       s.position AS position, s.phase AS phase, next.phase AS next_phase, a.uid AS origin,
       a.name AS origin_name, b.uid AS destination, b.name AS destination_name,
       coalesce(next.transport, s.transport) AS transport, toInteger(round(kilometres)) AS kilometres,
       s.date AS date, next.date AS next_date,
       CASE WHEN most < 0 THEN null WHEN least < 0 THEN 0 ELSE least END AS days_least,
       CASE WHEN most >= 0 THEN most END AS days_most,
       CASE WHEN most < 0 THEN 'CONTRADICE' WHEN least > 0 THEN 'SEGURO' WHEN most >= 0 THEN 'POSIBLE'
       END AS certainty
ORDER BY v.pseudonym, position, s.uid, next.uid
LIMIT $limit
