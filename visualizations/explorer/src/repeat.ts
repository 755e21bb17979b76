/** A question asked again, from the parameters that its answer told. */
import type { Answer, Client, Parameter } from './api/client';
import { lexicon, type Vocabulary } from './api/vocabulary';
import type { Properties } from './store';

export type Repeater = Pick<Client, 'run' | 'routes' | 'describe'>;

/** The name that answers give to the question of routes. */
export const ROUTE = 'route';

/** An answer repeats its parameters with codes of levels and with null; a question has words, and no null. */
export function repeatable(told: Properties, parameters: readonly Pick<Parameter, 'name' | 'type'>[], vocabulary: Vocabulary): Properties {
  const words = lexicon(vocabulary, 'en');
  const levels = new Set(parameters.filter((parameter) => parameter.type === 'level').map((parameter) => parameter.name));
  const given = Object.entries(told).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, levels.has(name) ? words.code('place_level', String(value)).toLowerCase() : value]));
}

/** Ask again; give the pages of the answer one after the other. */
export async function* again(client: Repeater, query: string, told: Properties, vocabulary: Vocabulary): AsyncGenerator<Answer> {
  if (query === ROUTE) return void (yield await client.routes({ route: told.route ?? '' }));
  const { parameters } = await client.describe(query);
  const given = repeatable(told, parameters, vocabulary);
  let cursor: string | null | undefined;
  do {
    const answer: Answer = await client.run(query, given, cursor ?? undefined);
    yield answer;
    cursor = answer.next;
  } while (cursor);
}
