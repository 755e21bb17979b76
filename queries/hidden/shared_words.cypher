// The texts of the small tables that anybody may read: articles, published figures, registries.
MATCH (a:PenalProvision)
RETURN DISTINCT a.name AS text
UNION
MATCH (f:SourceFile)
RETURN DISTINCT f.registry AS text
UNION
MATCH (i:Indicator)
UNWIND [i.measure, i.dimension] AS text
RETURN DISTINCT text
UNION
MATCH (o:Observation)
UNWIND [o.unit, o.source, o.note, o.registry] AS text
RETURN DISTINCT text
