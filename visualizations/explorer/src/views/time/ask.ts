/** Two periods as the server counts them: the last question with a period, asked again for each. */
import type { Parameter } from '../../api/client';
import type { Desk } from '../../desk';
import { repeatable } from '../../repeat';
import type { Comparison, Question, Store } from '../../store';

/** What comparing needs of the desk. */
export type Asker = Pick<Desk, 'attempt'> & { readonly client: Pick<Desk['client'], 'describe' | 'run'> };

/** Ask for both periods and put the legs into the comparison, unless it has changed meanwhile. */
export async function askPeriods(store: Store, desk: Asker, comparison: Comparison): Promise<void> {
  const asked = await desk.attempt('compare', async () => {
    const found = await lastWithPeriod(store, desk);
    if (!found) return undefined;
    const { question, parameters } = found;
    const same = repeatable(question.parameters);
    const run = ([since, until]: Comparison['before']) =>
      desk.client.run(question.query, { ...same, ...widest(parameters), since, until });
    const [before, after] = await Promise.all([run(comparison.before), run(comparison.after)]);
    return {
      title: question.title,
      before: before.graph?.edges ?? [],
      after: after.graph?.edges ?? [],
      truncated: before.truncated || after.truncated,
    };
  });
  if (asked && store.state.comparison === comparison) store.set({ comparison: { ...comparison, asked } });
}

async function lastWithPeriod(store: Store, desk: Asker): Promise<{ question: Question; parameters: readonly Parameter[] } | undefined> {
  const legs = [...store.state.graph.edges.values()].some((edge) => edge.type === 'LEG');
  if (!legs) return undefined;
  for (const question of [...store.state.questions].reverse()) {
    const { parameters, columns } = await desk.client.describe(question.query);
    const names = new Set(parameters.map((parameter) => parameter.name));
    const places = columns.filter((column) => column.type === 'place' || column.type === 'places').length;
    if (names.has('since') && names.has('until') && places > 0) return { question, parameters };
  }
  return undefined;
}

/** As many rows as the question may have: a leg cut off in one period would look as if it fell. */
function widest(parameters: readonly Parameter[]): Record<string, number> {
  const limit = parameters.find((parameter) => parameter.name === 'limit')?.max;
  return limit === undefined ? {} : { limit };
}
