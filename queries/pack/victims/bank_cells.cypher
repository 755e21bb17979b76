/*---
name: bank_cells
version: 2
title_es: Celdas del banco de víctimas
title_en: Cells of the databank of victims
question_es: ¿Cuántas víctimas hay por lugar, año, sexo, edad, finalidad y registro?
question_en: How many victims are there by place, year, sex, age, purpose and registry?
note_es: >-
  Lo mismo que trama bank, en un solo texto. Una persona que está en varias celdas cuenta en cada una. El
  año es el del hecho; si no se sabe, el del primer registro. Un lugar menos preciso que el nivel no se
  sabe en él. Vacío: no se sabe, o no se pidió.
note_en: >-
  The same as trama bank, in one text. A person who stands in several cells counts in each. The year is
  that of the fact; if it is not known, that of the first registration. A place less precise than the level
  is not known on it. Empty: not known, or not asked for.
params:
  place: {type: string, default: birth, among: [birth, residence, origin, transit, destination, none], title_es: Qué lugar, title_en: Which place, words: {birth: {title_es: de nacimiento, title_en: of birth}, residence: {title_es: de residencia, title_en: of residence}, origin: {title_es: de captación, title_en: of capture}, transit: {title_es: de tránsito, title_en: of transit}, destination: {title_es: de destino, title_en: of destination}, none: {title_es: ninguno, title_en: none}}}
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  unit: {type: string, default: people, among: [people, episodes], title_es: Qué se cuenta, title_en: What is counted, words: {people: {title_es: personas, title_en: people}, episodes: {title_es: episodios (una víctima en un caso), title_en: episodes (a victim in a case)}}}
  by_year: {type: boolean, default: true, title_es: Por año, title_en: By year}
  by_sex: {type: boolean, default: false, title_es: Por sexo, title_en: By sex}
  by_age: {type: boolean, default: false, title_es: Por edad, title_en: By age}
  by_purpose: {type: boolean, default: false, title_es: Por finalidad, title_en: By purpose}
  by_registry: {type: boolean, default: false, title_es: Por registro, title_en: By registry}
  limit: {type: integer, default: 2000, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  place: {type: place, of: Location.uid, title_es: Lugar, title_en: Place}
  place_name: {type: string, of: Location.name, title_es: Lugar (nombre), title_en: Place (name)}
  year: {type: integer, sensitivity: public, title_es: Año, title_en: Year}
  sex: {type: code, of: sex, sensitivity: public, title_es: Sexo, title_en: Sex}
  age_band: {type: string, sensitivity: public, title_es: Edad al hecho, title_en: Age at the fact}
  purpose: {type: code, of: purpose, sensitivity: public, title_es: Finalidad, title_en: Purpose}
  registry: {type: code, of: registry, sensitivity: public, title_es: Registro, title_en: Registry}
  victims: {type: count, sensitivity: public, title_es: Cuántas, title_en: How many}
sensitivity: restricted
starts_from: []
indexes: []
views: [map, table]
examples:
  - {params: {}, title_es: Por departamento de nacimiento y año, title_en: By department of birth and year}
  - {params: {place: none, by_year: false, by_sex: true, by_age: true}, title_es: Por sexo y edad, title_en: By sex and age}
  - {params: {place: destination, by_year: false, by_registry: true, unit: episodes}, title_es: Episodios por destino y registro, title_en: Episodes by destination and registry}
---*/
MATCH (v:Victim)-[l:VICTIM_IN]->(c:Case)
WITH v, collect([l.counted, c.since, c.until, l.age, l.every_purpose, l.way]) AS episodes
WITH v, episodes,
     CASE $place WHEN 'birth' THEN head([(v)-[:BORN_IN]->(b:Location) | b.uid])
                 WHEN 'residence' THEN head([(v)-[:RESIDES_IN]->(h:Location) | h.uid]) END AS lives,
     // Where registries count a person: over all of their episodes. What nobody asked for is not read.
     CASE WHEN $by_registry AND $unit = 'people'
          THEN reduce(years = [], one IN episodes | years + coalesce(one[0], [])) END AS everywhere
UNWIND episodes AS one
WITH v, one,
     CASE WHEN $by_registry THEN coalesce(everywhere, one[0]) END AS counted,
     CASE WHEN $by_year AND (one[1] IS NULL OR left(one[1], 4) <> left(one[2], 4))
          THEN [entry IN coalesce(one[0], []) WHERE split(entry, ':')[1] <> '' | split(entry, ':')[1]]
     END AS years,
     CASE $place WHEN 'origin' THEN one[5][0] WHEN 'destination' THEN one[5][1]
                 WHEN 'transit' THEN one[5][2] ELSE lives END AS uid,
     CASE WHEN $by_purpose THEN coalesce(one[4], []) ELSE [] END AS told,
     CASE $level WHEN 'DISTRITO' THEN 9 WHEN 'PROVINCIA' THEN 7 WHEN 'DEPARTAMENTO' THEN 5 ELSE 2
     END AS width
// A vague purpose yields to a precise one, and sexual exploitation to the form that it took.
WITH v, one, counted, years, uid, width,
     [code IN told WHERE code <> 'NO_IDENTIFICADO' OR size(told) = 1] AS told
WITH v, one, counted, years, uid, width,
     [code IN told WHERE code <> 'OTRA_ANALOGA' OR size(told) = 1] AS told
WITH v, one, counted, years, uid, width,
     [code IN told
      WHERE code <> 'EXPLOTACION_SEXUAL'
         OR NOT any(form IN told WHERE form IN ['PROSTITUCION', 'OTRA_EXPLOTACION_SEXUAL'])] AS told,
     [name IN ['RETA', 'SISTRA'] WHERE any(entry IN counted WHERE entry STARTS WITH name + ':')] AS held
WITH v,
     CASE WHEN $place = 'none' OR uid = '' THEN null
          WHEN uid STARTS WITH 'PE' THEN CASE WHEN size(uid) >= width THEN left(uid, width) END
          WHEN $level = 'PAIS' THEN left(uid, width)
          WHEN $level = 'DEPARTAMENTO' THEN left(uid, size(split(uid + '-', '-')[1]) + 3)
          ELSE uid END AS place_uid,
     CASE WHEN NOT $by_year THEN null
          WHEN left(one[1], 4) = left(one[2], 4) THEN toInteger(left(one[1], 4))
          WHEN coalesce(size(years), 0) = 0 THEN null
          ELSE toInteger(reduce(first = '9999', year IN years | CASE WHEN year < first THEN year ELSE first END))
     END AS year,
     CASE WHEN $by_sex THEN v.sex END AS sex,
     CASE WHEN NOT $by_age OR one[3] IS NULL THEN null
          WHEN one[3] < 6 THEN '0-5' WHEN one[3] < 12 THEN '6-11' WHEN one[3] < 18 THEN '12-17'
          WHEN one[3] < 30 THEN '18-29' WHEN one[3] < 60 THEN '30-59' ELSE '60+' END AS age_band,
     CASE WHEN NOT $by_purpose OR size(told) = 0 THEN null
          WHEN size(told) > 1 THEN 'VARIAS' ELSE told[0] END AS purpose,
     CASE WHEN NOT $by_registry OR coalesce(size(counted), 0) = 0 THEN null
          WHEN size(held) = 2 THEN 'AMBOS' WHEN size(held) = 1 THEN held[0]
          ELSE reduce(first = '~', entry IN counted
                      | CASE WHEN split(entry, ':')[0] < first THEN split(entry, ':')[0] ELSE first END)
     END AS registry
// Each row is an episode: a person in a case.
WITH place_uid, year, sex, age_band, purpose, registry,
     CASE $unit WHEN 'people' THEN count(DISTINCT v) ELSE count(*) END AS victims
// An empty text is looked up in the index; for null the embedded engine would read every place.
OPTIONAL MATCH (l:Location {uid: coalesce(place_uid, '')})
RETURN place_uid AS place, l.name AS place_name, year, sex, age_band, purpose, registry, victims
ORDER BY place, year, sex, age_band, purpose, registry
LIMIT $limit
