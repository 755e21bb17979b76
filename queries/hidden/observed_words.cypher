// Which of these texts say something about a published figure. They are the keys of a map: the
// embedded engine walks a list from its start for every value.
MATCH (o:Observation)
UNWIND [o.unit, o.source, o.note, o.registry] AS text
WITH text WHERE $texts[text] IS NOT NULL
RETURN DISTINCT text
