/*---
name: case_timeline
version: 2
title_es: Cronología de un caso
title_en: Timeline of a case
question_es: ¿Qué pasó en el caso y cuándo, según cada registro?
question_en: What happened in the case and when, as each registry says?
note_es: >-
  Las etapas de una víctima van en el orden de su ruta: una etapa sin fecha sigue a la anterior. Una
  fecha conocida solo por su año va antes que los días de ese año; otro hecho sin fecha va al final.
note_en: >-
  The stages of a victim stand in the order of her route: a stage without a date follows the one before.
  A date known only by its year stands before the days of that year; other facts without a date come last.
params:
  case: {type: case, required: true, title_es: "Caso (RETA:…, SISTRA:… o identificador)", title_en: "Case (RETA:…, SISTRA:… or identifier)"}
  limit: {type: integer, default: 500, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  date: {type: date, of: Stage.date, title_es: Fecha, title_en: Date}
  event:
    type: string
    title_es: Qué
    title_en: What
    words:
      HECHO: {title_es: Hecho, title_en: Fact}
      ETAPA: {title_es: Etapa, title_en: Stage}
      REGISTRO: {title_es: Registro, title_en: Registration}
      ESTADO: {title_es: Estado, title_en: Status}
  phase: {type: code, of: phase, title_es: Fase, title_en: Phase}
  status: {type: code, of: procedural_status, title_es: Estado procesal, title_en: Procedural status}
  place: {type: place, of: Location.uid, title_es: Lugar, title_en: Place}
  place_name: {type: string, of: Location.name, title_es: Nombre del lugar, title_en: Name of the place}
  victim: {type: person, title_es: Víctima, title_en: Victim}
  suspects: {type: people, title_es: Presuntos tratantes, title_en: Suspects}
  registries: {type: codes, of: registry, title_es: Quién lo dice, title_en: Who says so}
sensitivity: restricted
starts_from: [case]
indexes: [Case.uid]
views: [timeline, table]
examples:
  - {params: {case: "RETA:SINT-2017-000001"}, title_es: El caso que RETA registró con ese número, title_en: The case that RETA registered with that number}
---*/
MATCH (c:Case {uid: $case})
OPTIONAL MATCH (c)-[:ATTESTED_BY]->(r:Record)
WITH c, [r IN collect(r) | r] AS records
OPTIONAL MATCH (c)<-[:PART_OF]-(s:Stage)
OPTIONAL MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
WITH records, v, collect(s) AS lived
// A stage stands at the latest date of what the victim lived up to it, so that her stages keep the
// order of her route; before her first date, at that date.
WITH records,
     [s IN lived
      | {event: 'ETAPA', date: s.date, stage: s, key: s.uid,
         upto: reduce(high = '', o IN lived
                      | CASE WHEN o.position <= s.position AND o.date > high THEN o.date
                             ELSE high END),
         first: reduce(low = '9999', o IN lived
                       | CASE WHEN o.date < low THEN o.date ELSE low END)}] AS own
WITH records, reduce(all = [], some IN collect(own) | all + some) AS stages
WITH [r IN records WHERE r.fact_date IS NOT NULL
        | {event: 'HECHO', date: r.fact_date, place: r.place, registry: r.registry}]
   + [r IN records WHERE r.registered_on IS NOT NULL
        | {event: 'REGISTRO', date: r.registered_on, registry: r.registry}]
   + [r IN records WHERE r.status_date IS NOT NULL OR r.procedural_status IS NOT NULL
        | {event: 'ESTADO', date: r.status_date, status: r.procedural_status, registry: r.registry}]
   + stages AS events
UNWIND events AS e
WITH e.event AS event, e.date AS date, e.status AS status, e.place AS said, e.registry AS registry,
     e.stage AS stage, e.key AS key,
     CASE WHEN e.upto = '' THEN e.first ELSE coalesce(e.upto, e.date, '9999') END AS at_date
OPTIONAL MATCH (stage)<-[:SUBJECTED_TO]-(v:Victim)
OPTIONAL MATCH (stage)-[:AT]->(at:Location)
// An empty text is looked up in the index; for null the embedded engine would read every place.
OPTIONAL MATCH (fact:Location {uid: coalesce(said, '')})
WITH event, date, at_date, status, registry, stage, key, v, coalesce(at, fact) AS l
OPTIONAL MATCH (stage)<-[:COMMITTED]-(p:Suspect)
WITH event, date, at_date, status, registry, stage, key, v, l, p
ORDER BY p.pseudonym
WITH event, date, at_date, status, registry, stage, key, v, l,
     collect(DISTINCT p {.uid, .pseudonym, .name, victim: p:Victim}) AS suspects
OPTIONAL MATCH (stage)-[:ATTESTED_BY]->(a:Record)
WITH event, date, at_date, status, stage, key, v, l, suspects,
     coalesce(a.registry, registry) AS registry
ORDER BY registry
WITH event, date, at_date, status, stage, key, v, l, suspects,
     collect(DISTINCT registry) AS registries
RETURN date, event, stage.phase AS phase, status, l.uid AS place, l.name AS place_name,
       v {.uid, .pseudonym, .name, victim: v:Victim} AS victim, suspects, registries
ORDER BY at_date, event, v.pseudonym, stage.position, status, place, registries[0], key
LIMIT $limit
