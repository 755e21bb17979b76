/*---
name: deceptive_recruitment
version: 1
title_es: Captación con engaño
title_en: Deceptive recruitment
question_es: ¿A cuántas víctimas se les ofreció trabajo, estudio o crianza, y se las explotó en otra cosa?
question_en: How many victims were offered work, studies or an upbringing, and exploited in something else?
note_es: >-
  Una fila es lo ofrecido y una finalidad que no es eso. Para una oferta de trabajo la explotación laboral y
  el trabajo forzoso no son otra cosa y no están, aunque también haya engaño en las condiciones; las
  finalidades que no dicen cuál (otra análoga, no identificada) tampoco. «Con engaño escrito»: alguien anotó
  engaño o fraude entre los medios. Una víctima con dos finalidades está en dos filas: no sume filas. Cuenta
  el período en que el hecho pudo ocurrir.
note_en: >-
  A row is what was offered and a purpose that is not that. For an offer of work labour exploitation and
  forced labour are nothing else and are absent, although the conditions may deceive too; so are purposes
  that do not say which (another analogous one, not identified). “Deceit written”: somebody noted deceit or
  fraud among the means. A victim with two purposes is in two rows: do not add rows. What counts is the
  period in which the fact may have happened.
params:
  purpose: {type: code, of: purpose, title_es: Solo esta finalidad, title_en: Only this purpose}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 100, min: 1, max: 1000, title_es: Filas, title_en: Rows}
columns:
  offer: {type: code, of: recruitment, title_es: Lo ofrecido, title_en: Offered}
  purpose: {type: code, of: purpose, title_es: Explotadas en, title_en: Exploited in}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  minors: {type: count, title_es: De ellas menores de 18, title_en: Of them under 18}
  deceived: {type: count, title_es: Con engaño escrito, title_en: Deceit written}
  cases: {type: count, title_es: Casos, title_en: Cases}
  first: {type: date, of: Case.since, title_es: Primera vez (día), title_en: First (day)}
  last: {type: date, of: Case.until, title_es: Última vez (día), title_en: Last (day)}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos (los 30 más recientes), title_en: The cases (the 30 most recent)}
sensitivity: restricted
starts_from: []
indexes: []
views: [table]
examples:
  - {params: {}, title_es: Todas las ofertas, title_en: All offers}
  - {params: {purpose: PROSTITUCION, since: "2018"}, title_es: Explotadas en prostitución desde 2018, title_en: Exploited in prostitution since 2018}
---*/
MATCH (v:Victim)-[lived:VICTIM_IN]->(c:Case)
WHERE ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
// The police write this of a victim, the prosecutors of a stage.
WITH v, c, lived.age AS age, coalesce(lived.every_recruitment, []) AS recruited,
     coalesce(lived.every_purpose, []) AS aims, coalesce(lived.every_means, []) AS means
UNWIND [one IN ['OFERTA_TRABAJO', 'OFERTA_ESTUDIO', 'PADRINAZGO'] WHERE one IN recruited] AS offer
// One list of what is left out: of two IN that are denied, one beside another condition, Neo4j makes
// a condition that nothing meets (findings/neo4j-two-denied-in.sh).
WITH v, c, age, aims, means, offer,
     ['OTRA_ANALOGA', 'NO_IDENTIFICADO']
     + CASE offer WHEN 'OFERTA_TRABAJO' THEN ['EXPLOTACION_LABORAL', 'TRABAJO_SERVICIO_FORZADO']
                  ELSE [] END AS nothing_else
UNWIND [one IN aims WHERE NOT one IN nothing_else AND ($purpose IS NULL OR one = $purpose)]
AS purpose
WITH v, c, age, offer, purpose, any(one IN means WHERE one IN ['ENGANO', 'FRAUDE']) AS deceit
WITH offer, purpose, count(DISTINCT v) AS victims,
     count(DISTINCT CASE WHEN age < 18 THEN v END) AS minors,
     count(DISTINCT CASE WHEN deceit THEN v END) AS deceived,
     collect(DISTINCT [coalesce(c.until, ''), c.uid]) AS known,
     min(c.since) AS first, max(c.until) AS last
RETURN offer, purpose, victims, minors, deceived, size(known) AS cases, first, last,
       // To sort the cases before they are counted would take the embedded engine twice as long.
       COLLECT {
         UNWIND known AS one
         WITH one[0] AS ended, one[1] AS uid
         ORDER BY ended DESC, uid
         LIMIT 30
         RETURN uid
       } AS case_uids
ORDER BY victims DESC, cases DESC, offer, purpose
LIMIT $limit
