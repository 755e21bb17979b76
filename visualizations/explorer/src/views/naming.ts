/** Words and colours of what map and time show, from the server's vocabulary. */
import type { State } from '../store';

type Told = Pick<State, 'language'>;

/** Return the name of a type or a relationship. */
export function kindName(_state: Told, kind: string): string {
  return kind;
}

/** Return the name and the colour of a phase. */
export function phaseLook(_state: Told, phase: string): { readonly name: string; readonly colour: string } {
  return { name: phase, colour: '#b44d12' };
}
