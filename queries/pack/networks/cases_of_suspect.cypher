/*---
name: cases_of_suspect
version: 1
title_es: Casos de un presunto tratante
title_en: Cases of a suspect
question_es: ¿En qué casos, etapas y lugares figura esta persona como presunto tratante?
question_en: In which cases, stages and places does this person appear as a suspect?
note_es: >-
  Una fila es una etapa de una víctima en que un registro nombra a la persona; un caso sin etapas
  tiene una fila. Están también los casos archivados o con absolución, dichos como tales. Toda persona
  se presume inocente.
note_en: >-
  A row is a stage of a victim in which a registry names the person; a case without stages has one row.
  Cases archived or ended in acquittal are there too, and say so. Everyone is presumed innocent.
params:
  person: {type: person, required: true, title_es: Persona (seudónimo o identificador), title_en: Person (pseudonym or identifier)}
  limit: {type: integer, default: 500, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  suspect: {type: person, title_es: Presunto tratante, title_en: Suspect}
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
  case_numbers: {type: strings, of: Case.numbers, title_es: Números del caso, title_en: Numbers of the case}
  role: {type: code, of: role, title_es: Presunto rol, title_en: Alleged role}
  situation: {type: code, of: situation, title_es: Situación, title_en: Situation}
  excluded: {type: boolean, title_es: Archivado o absuelto, title_en: Archived or acquitted}
  victim: {type: person, title_es: Víctima, title_en: Victim}
  position: {type: integer, of: Stage.position, title_es: Orden, title_en: Order}
  phase: {type: code, of: phase, title_es: Fase, title_en: Phase}
  date: {type: date, of: Stage.date, title_es: Fecha, title_en: Date}
  place: {type: place, of: Location.uid, title_es: Lugar, title_en: Place}
  venue: {type: code, of: venue, title_es: Clase de lugar, title_en: Kind of place}
  transport: {type: code, of: transport, title_es: Medio de transporte, title_en: Transport}
  used: {type: strings, of: Establishment.name, title_es: "Con (vehículo, establecimiento, empresa)", title_en: "With (vehicle, establishment, company)"}
  used_kinds: {type: labels, beside: used, title_es: "Qué es cada uno (en el mismo orden)", title_en: "What each is (in the same order)"}
  registries: {type: codes, of: registry, title_es: Quién lo dice, title_en: Who says so}
sensitivity: restricted
starts_from: [person]
indexes: [Person.uid, Person.pseudonym]
views: [network, timeline, table]
examples:
  - {params: {person: X-ABCDEFGHJK}, title_es: La persona de ese seudónimo, title_en: The person who goes by that pseudonym}
---*/
MATCH (p:Suspect {uid: $person})-[a:SUSPECT_IN]->(c:Case)
OPTIONAL MATCH (p)-[:COMMITTED]->(s:Stage)-[:PART_OF]->(c)
OPTIONAL MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
OPTIONAL MATCH (s)-[:AT]->(l:Location)
OPTIONAL MATCH (s)-[:USED]->(m:Vehicle|Establishment|Organisation)
WITH p, a, c, s, v, l, m.name AS means, head(labels(m)) AS kind
ORDER BY means, kind
WITH p, a, c, s, v, l, collect(means) AS used, collect(kind) AS used_kinds
OPTIONAL MATCH (s)-[:ATTESTED_BY]->(r:Record)
WITH p, a, c, s, v, l, used, used_kinds, r.registry AS registry
ORDER BY registry
WITH p, a, c, s, v, l, used, used_kinds, collect(DISTINCT registry) AS registries
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS suspect, c.uid AS case,
       c.numbers AS case_numbers, a.role AS role, a.situation AS situation,
       coalesce(a.excluded, false) AS excluded,
       v {.uid, .pseudonym, .name, victim: v:Victim} AS victim, s.position AS position,
       s.phase AS phase, s.date AS date, l.uid AS place, s.venue AS venue,
       s.transport AS transport, used, used_kinds, registries
ORDER BY coalesce(c.since, '9999'), case, v.pseudonym, position, s.uid
LIMIT $limit
