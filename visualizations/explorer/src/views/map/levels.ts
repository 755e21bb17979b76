/** Levels of places, and the place of a level in which a place lies: a uid begins with those around it. */

export type Level = 'country' | 'department' | 'province' | 'district';

/** From coarse to fine. */
export const LEVELS: readonly Level[] = ['country', 'department', 'province', 'district'];

/** Characters of a Peruvian uid of the level: PE, PE-15, PE-1501, PE-150132. */
const LENGTH: Readonly<Record<Level, number>> = { country: 2, department: 5, province: 7, district: 9 };

/** Zoom of the map from which a level is drawn, if the user left the choice to the zoom. */
const ZOOM: Readonly<Record<Level, number>> = { country: 0, department: 3, province: 6.2, district: 7.8 };

/** Return the place of the level around `uid`; the uid itself if it is coarser. Abroad it is the country. */
export function atLevel(uid: string, level: Level): string {
  return uid.slice(0, inPeru(uid) ? LENGTH[level] : LENGTH.country);
}

/** Return the level of a place; a subdivision of another country is drawn as its country. */
export function levelOf(uid: string): Level {
  if (!inPeru(uid)) return 'country';
  return LEVELS.find((level) => uid.length <= LENGTH[level]) ?? 'district';
}

/** Return the level that the map draws at a zoom. */
export function levelAt(zoom: number): Level {
  return LEVELS.findLast((level) => zoom >= ZOOM[level]) ?? 'country';
}

function inPeru(uid: string): boolean {
  return uid === 'PE' || uid.startsWith('PE-');
}
