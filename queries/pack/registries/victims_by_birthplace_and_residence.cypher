/*---
name: victims_by_birthplace_and_residence
version: 2
title_es: Víctimas por lugar de nacimiento y de residencia
title_en: Victims by birthplace and residence
question_es: ¿Dónde nacieron y dónde residían las víctimas?
question_en: Where were the victims born and where did they live?
note_es: "Vacío: no se sabe."
note_en: "Empty: not known."
params:
  level: {type: level, default: department, title_es: "Nivel (distrito, provincia, departamento, país)", title_en: "Level (district, province, department, country)"}
  limit: {type: integer, default: 500, min: 1, max: 10000, title_es: Filas, title_en: Rows}
columns:
  birthplace: {type: place, of: Location.uid, title_es: Nacimiento, title_en: Birthplace}
  birthplace_name: {type: string, of: Location.name, title_es: Nacimiento (nombre), title_en: Birthplace (name)}
  residence: {type: place, of: Location.uid, title_es: Residencia, title_en: Residence}
  residence_name: {type: string, of: Location.name, title_es: Residencia (nombre), title_en: Residence (name)}
  victims: {type: count, sensitivity: public, title_es: Víctimas, title_en: Victims}
sensitivity: restricted
starts_from: []
indexes: []
views: [flow, map, table]
examples:
  - {params: {}, title_es: Por departamentos, title_en: By department}
---*/
MATCH (v:Victim)
// A person has one birthplace and one residence at most. Few pairs are distinct: they are counted
// before their places are brought to the level.
WITH v, head([(v)-[:BORN_IN]->(b:Location) | b.uid]) AS born_in,
     head([(v)-[:RESIDES_IN]->(r:Location) | r.uid]) AS lives_in
WITH born_in, lives_in, count(v) AS people
// Uids of places begin with those of the places that they lie in. Of Peru so many signs are a level;
// abroad dashes part them, and the first part is the department.
WITH born_in, lives_in, people,
     CASE $level WHEN 'DISTRITO' THEN 9 WHEN 'PROVINCIA' THEN 7 WHEN 'DEPARTAMENTO' THEN 5 ELSE 2
     END AS width
WITH people,
     [uid IN [born_in, lives_in]
      | CASE WHEN uid STARTS WITH 'PE' OR $level = 'PAIS' THEN left(uid, width)
             WHEN $level = 'DEPARTAMENTO' THEN left(uid, size(split(uid + '-', '-')[1]) + 3)
             ELSE uid END] AS places
WITH places[0] AS birthplace, places[1] AS residence, sum(people) AS victims
// An empty text is looked up in the index; for null the embedded engine would read every place.
OPTIONAL MATCH (born:Location {uid: coalesce(birthplace, '')})
OPTIONAL MATCH (home:Location {uid: coalesce(residence, '')})
RETURN birthplace, born.name AS birthplace_name, residence, home.name AS residence_name, victims
ORDER BY victims DESC, birthplace, residence
LIMIT $limit
