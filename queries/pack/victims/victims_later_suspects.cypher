/*---
name: victims_later_suspects
version: 1
title_es: Víctimas que después figuran como presuntos tratantes
title_en: Victims who later appear as suspects
question_es: ¿Qué víctimas figuran después, o en el mismo caso, como presuntos tratantes, y con quiénes?
question_en: Which victims appear later, or in the same case, as suspects, and with whom?
note_es: >-
  Es para protegerlas. Nadie debe ser sancionado por lo que hizo como consecuencia directa de la trata
  (principio de no sanción: Ley 28950 y sus modificatorias, texto por verificar). Una fila llama a revisar si
  la persona seguía sometida: las mismas personas en los dos casos, el mismo caso o una captación siendo menor
  hablan de eso. Toda persona se presume inocente, y una víctima sigue siéndolo. «Seguro»: el hecho por el que
  se la imputa empezó cuando el otro ya había terminado; «Posible»: las fechas se cruzan.
note_en: >-
  This is to protect them. Nobody must be punished for what they did as a direct consequence of being
  trafficked (principle of non-punishment: Ley 28950 and its amendments, text to be verified). A row calls
  for a review of whether the person was still subjected: the same people in both cases, the same case or a
  capture as a minor speak of that. Everyone is presumed innocent, and a victim stays a victim. “Surely”: the
  fact of the accusation began when the other had ended; “Possibly”: the dates overlap.
params:
  include_excluded: {type: boolean, default: false, title_es: Incluir archivados y absueltos, title_en: Include archived and acquitted}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  person: {type: person, title_es: Persona, title_en: Person}
  certainty:
    type: string
    sensitivity: restricted
    title_es: ¿Después?
    title_en: Later?
    words:
      MISMO_CASO: {title_es: En el mismo caso, title_en: In the same case}
      SEGURO: {title_es: Seguro, title_en: Surely}
      POSIBLE: {title_es: Posible, title_en: Possibly}
  victim_case: {type: case, of: Case.uid, title_es: Víctima en el caso, title_en: Victim in the case}
  victim_since: {type: date, of: Case.since, title_es: Ese hecho (primer día), title_en: That fact (first day)}
  age: {type: number, of: VICTIM_IN.age, title_es: Edad entonces, title_en: Age then}
  suspect_case: {type: case, of: Case.uid, title_es: Imputada en el caso, title_en: Accused in the case}
  suspect_since: {type: date, of: Case.since, title_es: El otro hecho (primer día), title_en: The other fact (first day)}
  role: {type: code, of: role, title_es: Presunto rol, title_en: Alleged role}
  situation: {type: code, of: situation, title_es: Situación, title_en: Situation}
  excluded: {type: boolean, title_es: Archivado o absuelto, title_en: Archived or acquitted}
  same_people: {type: people, title_es: Presuntos tratantes de ambos casos, title_en: Suspects of both cases}
sensitivity: identity
starts_from: []
needs: [links]
indexes: []
views: [table]
examples:
  - {params: {}, title_es: Sin archivados ni absueltos, title_en: Without the archived and acquitted}
---*/
MATCH (p:Suspect)
WHERE p:Victim
MATCH (p)-[lived:VICTIM_IN]->(before:Case)
MATCH (p)-[accused:SUSPECT_IN]->(after:Case)
// An accusation surely before the capture tells nothing of this.
WHERE ($include_excluded OR NOT coalesce(accused.excluded, false))
  AND NOT coalesce(after.until < before.since, false)
WITH p, lived, before, accused, after
ORDER BY p.pseudonym, before.uid, after.uid
LIMIT $limit
RETURN p {.uid, .pseudonym, .name, victim: p:Victim} AS person,
       CASE WHEN before.uid = after.uid THEN 'MISMO_CASO' WHEN before.until < after.since THEN 'SEGURO'
            WHEN before.until >= after.since THEN 'POSIBLE' END AS certainty,
       before.uid AS victim_case, before.since AS victim_since, lived.age AS age,
       after.uid AS suspect_case, after.since AS suspect_since, accused.role AS role,
       accused.situation AS situation, coalesce(accused.excluded, false) AS excluded,
       COLLECT {
         MATCH (before)<-[:SUSPECT_IN]-(other:Suspect)
         WHERE other <> p AND EXISTS { MATCH (other)-[:SUSPECT_IN]->(after) }
         WITH DISTINCT other
         ORDER BY other.pseudonym
         RETURN other {.uid, .pseudonym, .name, victim: other:Victim}
       } AS same_people
ORDER BY p.pseudonym, victim_case, suspect_case
LIMIT $limit
