/** The legs that the store shows: from one place to another, as an answer counted them or a stage tells. */
import { whenOf, type GraphEdge, type GraphNode, type Span, type Visible } from '../../store';

export interface Leg {
  /** Id of the edge, or key of the stage. */
  readonly id: string;
  /** Uids of the two places. */
  readonly from: string;
  readonly to: string;
  readonly victims: number;
  readonly cases: number;
  /** Code of the phase, if the leg is one stage; an answer may count several. */
  readonly phase: string | undefined;
  /** First to last day. */
  readonly when: Span | undefined;
  readonly doubtful: boolean;
  /** The answer that counted it; undefined of a stage, which stands for itself. */
  readonly answer: string | undefined;
}

/** Return the legs of the edges LEG and of the stages, in the order of the answers. */
export function legsOf(shown: Pick<Visible, 'nodes' | 'edges'>): Leg[] {
  return [...shown.edges.flatMap(countedLeg), ...stageLegs(shown)];
}

function countedLeg(edge: GraphEdge): Leg[] {
  if (edge.type !== 'LEG' && edge.type !== 'ROUTE') return [];
  const { properties } = edge;
  return [
    {
      id: edge.id,
      from: edge.source,
      to: edge.target,
      victims: number(properties.victims),
      cases: number(properties.cases),
      phase: text(properties.phase),
      when: whenOf(properties),
      doubtful: properties.doubtful === true,
      answer: answerOf(edge),
    },
  ];
}

/** An answer's legs have ids `LEG|from|to|digest of the answer|row|step`; a stored route is of no answer. */
function answerOf({ type, id }: GraphEdge): string {
  return type === 'LEG' ? (id.split('|')[3] ?? '') : type;
}

/** Edges of a stage by relationship: the other ends. */
type Ends = ReadonlyMap<string, readonly string[]>;

/** A stage is a leg if it says from where, or if the stage before it was at another place. */
function stageLegs(shown: Pick<Visible, 'nodes' | 'edges'>): Leg[] {
  const stages = shown.nodes.filter((node) => node.type === 'Stage');
  if (stages.length === 0) return [];
  const keys = new Set(stages.map((stage) => stage.key));
  const ends = endsOf(shown.edges, keys);
  const dates = datesOf(shown.edges, keys);
  return stages.flatMap((stage) => {
    const [from, to] = wayOf(stage, ends);
    if (!from || !to || from === to) return [];
    return [
      {
        id: stage.key,
        from,
        to,
        victims: Math.max(1, new Set(ends.get(`SUBJECTED_TO ${stage.key}`)).size),
        cases: Math.max(1, new Set(ends.get(`PART_OF ${stage.key}`)).size),
        phase: text(stage.properties.phase),
        when: whenOf(stage.properties) ?? dates.get(stage.key),
        doubtful: stage.properties.doubtful === true,
        answer: undefined,
      },
    ];
  });
}

function wayOf(stage: GraphNode, ends: Ends): readonly (string | undefined)[] {
  const leg = text(stage.properties.leg_district);
  if (leg?.includes('>')) return leg.split('>');
  const before = ends.get(`NEXT ${stage.key}`)?.[0];
  return [ends.get(`FROM ${stage.key}`)?.[0] ?? (before && reached(before, ends)), reached(stage.key, ends)];
}

/** Return the place that a stage ended at. */
function reached(stage: string, ends: Ends): string | undefined {
  return (ends.get(`TO ${stage}`) ?? ends.get(`AT ${stage}`))?.[0];
}

function endsOf(edges: readonly GraphEdge[], stages: ReadonlySet<string>): Ends {
  const ends = new Map<string, string[]>();
  const add = (type: string, stage: string, other: string) => {
    const key = `${type} ${stage}`;
    ends.get(key)?.push(other) ?? ends.set(key, [other]);
  };
  for (const { type, source, target } of edges) {
    // The stage is the target of SUBJECTED_TO and of the NEXT that leads to it, else the source.
    if (type === 'SUBJECTED_TO' || type === 'NEXT') stages.has(target) && add(type, target, source);
    else if (stages.has(source)) add(type, source, target);
  }
  return ends;
}

/** Return when stages took place, as the edges say that an answer gave: the first that says it. */
function datesOf(edges: readonly GraphEdge[], stages: ReadonlySet<string>): ReadonlyMap<string, Span> {
  const dates = new Map<string, Span>();
  for (const { type, source, target, properties } of edges) {
    // A NEXT tells of the stage that it leads to.
    const stage = stages.has(target) ? target : source;
    const when = type !== 'PART_OF' && stages.has(stage) && !dates.has(stage) ? whenOf(properties) : undefined;
    if (when) dates.set(stage, when);
  }
  return dates;
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
