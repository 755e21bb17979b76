/** A question asked again, from the parameters that its answer told. */
import type { Answer, Client } from './api/client';
import type { Properties } from './store';

export type Repeater = Pick<Client, 'run' | 'routes'>;

/** The name that answers give to the question of routes. */
export const ROUTE = 'route';

/** An answer repeats its parameters with null; a question has no null. */
export function repeatable(told: Properties): Properties {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
}

/** Ask again; give the pages of the answer one after the other. */
export async function* again(client: Repeater, query: string, told: Properties): AsyncGenerator<Answer> {
  if (query === ROUTE) return void (yield await client.routes({ route: told.route ?? '' }));
  let cursor: string | null | undefined;
  do {
    const answer: Answer = await client.run(query, repeatable(told), cursor ?? undefined);
    yield answer;
    cursor = answer.next;
  } while (cursor);
}
