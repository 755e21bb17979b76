/*---
name: ages_at_capture
version: 1
title_es: Edades de la captación
title_en: Ages at capture
question_es: ¿Qué edad y qué sexo tenían las víctimas captadas, en todo el país o en un lugar?
question_en: How old and of which sex were the victims captured, in the whole country or in one place?
note_es: >-
  La edad es la del hecho; las bandas son las de los datos abiertos del RETA, que solo cuenta víctimas de la
  policía. Con un lugar son las víctimas cuya primera captación conocida está en él. Una víctima de dos casos
  con edades de dos bandas está en las dos. Edad vacía: nadie la escribió. Cuenta el período en que el hecho
  pudo ocurrir.
note_en: >-
  The age is that at the fact; the bands are those of RETA's open data, which count victims of the police
  alone. With a place these are the victims whose first known capture lies in it. A victim of two cases with
  ages of two bands is in both. An empty age: nobody wrote it. What counts is the period in which the fact
  may have happened.
params:
  place: {type: place, title_es: Captadas en este lugar, title_en: Captured in this place}
  purpose: {type: code, of: purpose, title_es: Solo esta finalidad, title_en: Only this purpose}
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  until: {type: partial_date, bound: last, title_es: Hecho hasta, title_en: Fact until}
  limit: {type: integer, default: 100, min: 1, max: 1000, title_es: Filas, title_en: Rows}
columns:
  age_from: {type: integer, title_es: Edad desde, title_en: Age from}
  age_to: {type: integer, title_es: Edad hasta, title_en: Age to}
  sex: {type: code, of: sex, title_es: Sexo, title_en: Sex}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
  cases: {type: count, title_es: Casos, title_en: Cases}
sensitivity: restricted
starts_from: []
indexes: []
views: [table]
examples:
  - {params: {}, title_es: En todo el país, title_en: In the whole country}
  - {params: {place: Loreto, since: "2018"}, title_es: Captadas en Loreto desde 2018, title_en: Captured in Loreto since 2018}
---*/
MATCH (v:Victim)-[lived:VICTIM_IN]->(c:Case)
// Uids of places begin with those of the places that they lie in, so STARTS WITH means "within".
WHERE ($place IS NULL OR lived.way[0] STARTS WITH $place)
  AND ($since IS NULL OR c.until >= $since) AND ($until IS NULL OR c.since <= $until)
  AND ($purpose IS NULL OR $purpose IN lived.every_purpose)
WITH v, c, v.sex AS sex, lived.age AS age
WITH v, c, sex,
     CASE WHEN age < 6 THEN 0 WHEN age < 12 THEN 6 WHEN age < 18 THEN 12 WHEN age < 30 THEN 18
          WHEN age < 60 THEN 30 WHEN age >= 60 THEN 60 END AS age_from
RETURN age_from,
       CASE age_from WHEN 0 THEN 5 WHEN 6 THEN 11 WHEN 12 THEN 17 WHEN 18 THEN 29 WHEN 30 THEN 59
       END AS age_to,
       sex, count(DISTINCT v) AS victims, count(DISTINCT c) AS cases
ORDER BY age_from, sex
LIMIT $limit
