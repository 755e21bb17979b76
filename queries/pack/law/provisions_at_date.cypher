/*---
name: provisions_at_date
version: 1
title_es: Artículos y su vigencia
title_en: Articles and their validity
question_es: ¿Qué artículos se escribieron de las etapas, regían entonces, y qué número tienen en otra fecha?
question_en: Which articles were written of the stages, were they in force then, and which number have they on another date?
note_es: >-
  El artículo vigente es el número que tenía el escrito el primer día de la etapa; sin fecha, el del hecho.
  «Renumerado»: era el mismo artículo con otro número. «No regía»: ningún número del artículo estaba vigente,
  así que quizá se escribió otro delito o la fecha está mal. «Según el día»: la fecha no es tan precisa como
  para saberlo. «En la otra fecha» vacío: el artículo no existía o ya no regía. Es el número, no la pena: el
  texto de un artículo pudo cambiar sin mudar de número, y las enmiendas desde 2022 no se revisaron.
note_en: >-
  The article in force is the number that the written one had on the first day of the stage; without a date,
  of the fact. “Renumbered”: it was the same article with another number. “Not in force”: no number of the
  article was in force, so that perhaps another offence was written or the date is wrong. “Depends on the
  day”: the date is not precise enough to tell. “On the other date” empty: the article did not exist or was
  no longer in force. It is the number, not the penalty: the text of an article may have changed under one
  number, and amendments since 2022 were not checked.
params:
  on: {type: partial_date, bound: first, title_es: Otra fecha, title_en: Another date}
  provision: {type: code, of: provision, title_es: Solo este artículo escrito, title_en: Only this article as written}
  limit: {type: integer, default: 200, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:
  written: {type: code, of: provision, title_es: Artículo escrito, title_en: Article as written}
  in_force: {type: code, of: provision, title_es: Artículo vigente en la fecha, title_en: Article in force on the date}
  provision_name: {type: string, of: PenalProvision.name, title_es: Denominación, title_en: Name}
  valid_from: {type: date, of: PenalProvision.valid_from, title_es: Vigente desde, title_en: In force from}
  valid_to: {type: date, of: PenalProvision.valid_to, title_es: Vigente hasta (ese día ya no), title_en: In force to (that day no more)}
  verified: {type: boolean, of: PenalProvision.verified, title_es: Verificado, title_en: Verified}
  standing:
    type: string
    sensitivity: public
    title_es: ¿Regía?
    title_en: In force?
    words:
      VIGENTE: {title_es: Regía con ese número, title_en: In force with that number}
      RENUMERADO: {title_es: Renumerado, title_en: Renumbered}
      NO_REGIA: {title_es: No regía, title_en: Not in force}
      SEGUN_DIA: {title_es: Según el día, title_en: Depends on the day}
      SIN_FECHA: {title_es: Sin fecha, title_en: Without a date}
  on_date: {type: code, of: provision, title_es: En la otra fecha, title_en: On the other date}
  stages: {type: integer, title_es: Etapas, title_en: Stages}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  cases: {type: count, title_es: Casos, title_en: Cases}
  first: {type: date, of: Stage.since, title_es: Primera etapa (día), title_en: First stage (day)}
  last: {type: date, of: Stage.until, title_es: Última etapa (día), title_en: Last stage (day)}
sensitivity: restricted
starts_from: []
indexes: []
views: [table]
examples:
  - {params: {}, title_es: Todos los artículos, title_en: All articles}
  - {params: {on: "2021-03-31"}, title_es: Y el número que les dio la Ley 31146, title_en: And the number that Ley 31146 gave them}
  - {params: {on: "2016", provision: CP-129-C}, title_es: La explotación sexual antes del DL 1323, title_en: Sexual exploitation before DL 1323}
---*/
MATCH (law:PenalProvision)
MATCH (law)<-[t:TYPIFIED_AS]-(s:Stage)
WHERE $provision IS NULL OR t.written = $provision
MATCH (s)-[:PART_OF]->(c:Case)
OPTIONAL MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
WITH law, t.written AS written, c, v, coalesce(s.since, c.since) AS since,
     coalesce(s.until, c.until) AS until
WITH law, written, c, v, since, until,
     CASE WHEN since IS NULL THEN 'SIN_FECHA'
          WHEN until < law.valid_from OR since >= law.valid_to THEN 'NO_REGIA'
          WHEN since < law.valid_from OR until >= law.valid_to THEN 'SEGUN_DIA'
          WHEN written <> law.uid THEN 'RENUMERADO'
          ELSE 'VIGENTE' END AS standing
WITH law, written, standing, count(*) AS stages, count(DISTINCT v) AS victims,
     count(DISTINCT c) AS cases, min(since) AS first, max(until) AS last
ORDER BY stages DESC, written, law.uid, standing
LIMIT $limit
RETURN written, law.uid AS in_force, law.name AS provision_name, law.valid_from AS valid_from,
       law.valid_to AS valid_to, law.verified AS verified, standing,
       // All numbers that the article has had, and of them the one of the date asked for.
       head(COLLECT {
         MATCH (law)-[:RENUMBERED_TO*0..3]-(number:PenalProvision)
         WHERE coalesce(number.valid_from, '') <= $on
           AND (number.valid_to IS NULL OR number.valid_to > $on)
         RETURN number.uid ORDER BY number.uid
       }) AS on_date,
       stages, victims, cases, first, last
ORDER BY stages DESC, written, in_force, standing
LIMIT $limit
