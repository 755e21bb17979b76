/*---
name: repeated_victimisation
version: 1
title_es: Víctimas en varios casos
title_en: Victims in several cases
question_es: ¿Qué personas fueron víctimas en dos o más casos, cuándo, y con los mismos presuntos tratantes?
question_en: Which people were victims in two or more cases, when, and with the same suspects?
note_es: >-
  «Seguro»: el último hecho empezó cuando otro ya había terminado, contando lo precisas que son las fechas.
  «Posible»: las fechas se cruzan y puede ser un mismo hecho registrado dos veces; un caso de RETA y otro de
  SISTRA que nadie enlazó parecen dos. Que vuelva a ser víctima no es culpa suya: dice que la protección
  falló. Los presuntos tratantes son quienes figuran en dos o más de esos casos, sin archivados ni absueltos.
note_en: >-
  “Surely”: the latest fact began when another had ended, as precise as the dates are. “Possibly”: the dates
  overlap, and it may be one fact registered twice; a case of RETA and one of SISTRA that nobody linked look
  like two. Being a victim again is not her fault: it says that protection failed. The suspects are those in
  two or more of these cases, without the archived and acquitted.
params:
  min_cases: {type: integer, default: 2, min: 2, max: 1000, title_es: Casos como mínimo, title_en: At least so many cases}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  victim: {type: person, title_es: Víctima, title_en: Victim}
  cases: {type: count, title_es: Casos, title_en: Cases}
  registries: {type: codes, of: registry, title_es: Registros, title_en: Registries}
  certainty:
    type: string
    sensitivity: restricted
    title_es: ¿Hechos distintos?
    title_en: Different facts?
    words:
      SEGURO: {title_es: Seguro, title_en: Surely}
      POSIBLE: {title_es: Posible, title_en: Possibly}
  days_least: {type: integer, title_es: Días entre hechos como mínimo, title_en: Days between facts at least}
  first: {type: date, of: Case.since, title_es: Primer hecho (día), title_en: First fact (day)}
  last: {type: date, of: Case.until, title_es: Último hecho (día), title_en: Last fact (day)}
  suspects: {type: people, title_es: Presuntos tratantes en varios de esos casos, title_en: Suspects in several of these cases}
  case_uids: {type: cases, of: Case.uid, title_es: Los casos, title_en: The cases}
sensitivity: restricted
starts_from: []
needs: [links]
indexes: []
views: [table]
examples:
  - {params: {}, title_es: En dos casos o más, title_en: In two cases or more}
  - {params: {min_cases: 3, since: "2017"}, title_es: En tres casos o más desde 2017, title_en: In three cases or more since 2017}
---*/
MATCH (v:Victim)
WHERE COUNT { (v)-[:VICTIM_IN]->(:Case) } >= $min_cases
MATCH (v)-[:VICTIM_IN]->(c:Case)
WHERE ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
WITH v, c
ORDER BY c.uid
WITH v, count(DISTINCT c) AS cases, collect(DISTINCT c.uid) AS case_uids, min(c.since) AS first,
     max(c.until) AS last, min(c.until) AS ended, max(c.since) AS begun
WHERE cases >= $min_cases
WITH v, cases, case_uids, first, last, ended, begun
ORDER BY cases DESC, v.pseudonym
LIMIT $limit
RETURN v {.uid, .pseudonym, .name, victim: v:Victim} AS victim, cases,
       COLLECT {
         MATCH (v)-[:VICTIM_IN]->(c:Case)
         WHERE c.uid IN case_uids
         UNWIND c.registries AS registry
         WITH DISTINCT registry
         ORDER BY registry
         RETURN registry
       } AS registries,
       CASE WHEN ended < begun THEN 'SEGURO' WHEN ended >= begun THEN 'POSIBLE' END AS certainty,
       CASE WHEN ended < begun THEN duration.inDays(date(ended), date(begun)).days END AS days_least,
       first, last,
       COLLECT {
         MATCH (v)-[:VICTIM_IN]->(c:Case)<-[a:SUSPECT_IN]-(p:Suspect)
         WHERE c.uid IN case_uids AND p <> v AND NOT coalesce(a.excluded, false)
           // Counted so and not by count(): Neo4j would take that for an aggregation of the rows.
           AND COUNT {
             MATCH (p)-[b:SUSPECT_IN]->(other:Case)
             WHERE other.uid IN case_uids AND NOT coalesce(b.excluded, false)
           } > 1
         WITH DISTINCT p
         ORDER BY p.pseudonym
         RETURN p {.uid, .pseudonym, .name, victim: p:Victim}
       } AS suspects,
       case_uids
ORDER BY cases DESC, v.pseudonym
LIMIT $limit
