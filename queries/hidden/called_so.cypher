// The names of protected people that hold two of these words or more; each word stands between blanks.
MATCH (p:Person)
WHERE ($everybody OR p:Victim)
WITH DISTINCT p.name_key AS name
WHERE size([word IN $words WHERE ' ' + name + ' ' CONTAINS word]) >= 2
RETURN name
