/** What the view of networks asks: those that are stored, one of them, and how one comes onto the canvas. */
import { KEYS_AT_ONCE, type Answer, type Client } from './api/client';
import type { GraphNode, Group, Properties, Store, Value } from './store';
import { wordsOf } from './words';

/** A suspect as a row names them: by uid where the role may know it, else by pseudonym. */
export interface Member {
  readonly key: string;
  readonly label: string;
}

export interface Network {
  readonly uid: string;
  readonly row: Properties;
  readonly people: readonly Member[];
}

/** The rows about one network, and the labels of what they name by key. */
export interface Known {
  readonly members: Answer;
  readonly cases: Answer;
  readonly bridges: Answer;
  readonly brokers: Answer;
  readonly changes: Answer;
  readonly labels: ReadonlyMap<string, string>;
}

/** Stored networks that are listed. */
const MOST = 500;

export function memberOf(value: Value | undefined): Member | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const person = value as Properties;
  const key = String(person.uid ?? person.pseudonym ?? '');
  return key ? { key, label: String(person.name ?? person.pseudonym ?? key) } : undefined;
}

export function membersOf(value: Value | undefined): Member[] {
  return Array.isArray(value) ? value.flatMap((one: Value) => memberOf(one) ?? []) : [];
}

/** Return the stored networks; `ended` brings those that are found no more. */
export async function readNetworks(client: Pick<Client, 'run'>, ended: boolean): Promise<Network[]> {
  const { rows } = await client.run('recurring_networks', { ended, limit: MOST });
  return rows.map((row) => ({ uid: String(row.network), row, people: membersOf(row.people) }));
}

export async function readNetwork(client: Pick<Client, 'run'>, network: string): Promise<Known> {
  const ask = (query: string) => client.run(query, { network });
  // Two, then three: a caller has six places on the server, and other views ask too.
  const [members, cases] = await Promise.all([ask('network_members'), ask('network_cases')]);
  const [bridges, brokers, changes] = await Promise.all([ask('bridges_between_networks'), ask('brokers'), ask('network_changes')]);
  const labels = new Map([members, cases, bridges, brokers].flatMap(({ graph }) => graph?.nodes ?? []).map(({ key, label }) => [key, label]));
  return { members, cases, bridges, brokers, changes, labels };
}

/**
 * Put the people, cases and places of a network on the canvas, joined to one another and to what is there.
 * Undo takes all of it back in one step.
 */
export async function putOnCanvas(store: Store, client: Pick<Client, 'run'>, network: Network, known: Known): Promise<void> {
  const nodes = [known.members, known.cases].flatMap(({ graph }) => graph?.nodes ?? []);
  const keys = [...new Set([...nodes.map(({ key }) => key), ...[...store.state.graph.nodes.keys()].reverse()])].slice(0, KEYS_AT_ONCE);
  const among = keys.length > 1 ? (await client.run('among', { keys })).graph : undefined;
  const { query, parameters, receipt } = known.cases;
  const title = `${wordsOf(store.state.language).networks.cases}: ${network.uid}`;
  const leftOut = known.members.truncated || known.cases.truncated ? [{ reason: 'limit', count: 1 }] : [];
  store.send({ type: 'answered', nodes: [...nodes, ...(among?.nodes ?? [])], edges: among?.edges ?? [], leftOut, question: { query, title, parameters, receipt } });
  store.send({ type: 'selected', keys: network.people.map(({ key }) => key).filter((key) => store.state.graph.nodes.has(key)) });
}

/** Return a group for each network with two people or more on the canvas. */
export function groupsOfNetworks(networks: readonly Network[], nodes: ReadonlyMap<string, GraphNode>, name: (uid: string, count: number) => string): Group[] {
  return networks.flatMap(({ uid, people }) => {
    const members = people.map(({ key }) => key).filter((key) => nodes.has(key));
    return members.length > 1 ? [{ id: `network:${uid}`, label: name(uid, members.length), by: 'network' as const, members }] : [];
  });
}

/** Group the canvas by the stored networks; say so if none of them is on it. */
export async function groupByNetwork(store: Store, client: Pick<Client, 'run'>): Promise<void> {
  const { networks: words } = wordsOf(store.state.language);
  const groups = groupsOfNetworks(await readNetworks(client, false), store.state.graph.nodes, words.group);
  if (groups.length) store.send({ type: 'grouped', groups });
  else store.set({ message: words.noneOnCanvas });
}
