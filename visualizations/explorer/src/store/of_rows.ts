/** Edges of a query's rows: no question about nodes brings them again. */
export const OF_ROWS: ReadonlySet<string> = new Set(['LEG', 'TOGETHER']);
