// The builder of the explorer's boundary files from published limits.
//
//     node tools/build_boundaries.mjs FOLDER_OF_TABLES [OUTPUT_FOLDER]
//
// A person runs it when a source changes, after `npm ci` in visualizations/explorer. A test rebuilds
// the files where the published limits are at hand. ATTRIBUTION.md beside them names the sources.
//
// 1. The limits of the districts become one topology, so that two districts share their border.
// 2. Provinces and departments are dissolved from the districts: their borders are the same lines.
// 3. A district that was made after the limits (2007), or whose outline the source lacks, is a point.
// 4. Countries come from Natural Earth: South America in full, the rest of the world coarsened.
//
// The id of a feature is the uid of a Location; `seat` is its point in the gazetteer.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(join(ROOT, "visualizations/explorer/package.json"));
const { csvParse } = require("d3-dsv");
const { geoArea, geoCentroid } = require("d3-geo");
const { numericToAlpha2 } = require("i18n-iso-countries");
const { feature, merge, mergeArcs, quantize } = require("topojson-client");
const { topology } = require("topojson-server");
const { presimplify, simplify } = require("topojson-simplify");

const GRID = 1e5; // steps over the width of the topology: some 15 m in Peru, 400 m in the world
const COARSENESS = 0.02; // square degrees: smaller triangles of a far country's outline are dropped
const SOUTH_AMERICA = ["AR", "BO", "BR", "CL", "CO", "EC", "GY", "PE", "PY", "SR", "UY", "VE"];
const LENGTH = { departments: 5, provinces: 7 }; // characters of the uids of a level

/** Return a number of degrees to a thousandth: 100 m. */
const degrees = (text) => Math.round(Number(text) * 1000) / 1000;

/** Return the rows of a table of the gazetteer. */
function table(name) {
  return csvParse(readFileSync(join(ROOT, "places/data", name), "utf8"));
}

const located = new Map(table("locations.csv").map((row) => [row.uid, row]));
const capitals = new Map(table("country_words.csv").map((row) => [row.iso, row]));
const moved = new Map(
  table("former_codes.csv")
    .filter((row) => row.scheme === "INEI")
    .map((row) => [row.code, row.uid]),
);

/** Return the point of a place, else the nearest point of a place around it. */
function seat(uid) {
  const row = located.get(uid);
  return row.latitude ? [degrees(row.longitude), degrees(row.latitude)] : seat(row.parent);
}

/** Return a geometry of a topology as a place: its id is the uid. */
function place(uid, geometry) {
  return { ...geometry, id: uid, properties: { name: located.get(uid).name, seat: seat(uid) } };
}

/** Return the places of one level, in the order of the gazetteer. */
function placesOf(level) {
  return [...located.values()].filter((row) => row.level === level);
}

/** Return the districts as one topology, by uid: an outline, else a point. */
function districtLimits(folder) {
  const path = join(folder, "peru_geojson", "peru_distrital_simple.geojson");
  const limits = JSON.parse(readFileSync(path, "utf8")).features;
  const outlines = new Map(
    limits
      .filter((limit) => limit.geometry)
      .map(({ properties: { IDDIST: code }, geometry }) => [moved.get(code) ?? `PE-${code}`, geometry]),
  );
  const districts = placesOf("DISTRITO").map(({ uid }) => ({
    type: "Feature",
    id: uid,
    properties: {},
    geometry: outlines.get(uid) ?? { type: "Point", coordinates: seat(uid) },
  }));
  return topology({ places: { type: "FeatureCollection", features: districts } });
}

/** Return the dissolved outlines of a level, without the holes that no other place fills. */
function dissolved(limits, level, length) {
  const parts = limits.objects.places.geometries.filter((one) => one.type !== "Point");
  const merged = placesOf(level).map(({ uid }) =>
    place(uid, mergeArcs(limits, parts.filter((part) => part.id.slice(0, length) === uid))),
  );
  const uses = new Map();
  const count = (arcs) =>
    Array.isArray(arcs)
      ? arcs.forEach(count)
      : uses.set(arcs < 0 ? ~arcs : arcs, (uses.get(arcs < 0 ? ~arcs : arcs) ?? 0) + 1);
  merged.forEach((one) => count(one.arcs));
  const filled = (ring) => ring.some((arc) => uses.get(arc < 0 ? ~arc : arc) > 1);
  return merged.map((one) => ({
    ...one,
    arcs: one.arcs.map((rings) => rings.filter((ring, at) => at === 0 || filled(ring))),
  }));
}

/** Return a topology with only the arcs that its places use. */
function compact(limits, geometries) {
  const numbers = new Map();
  const arcs = [];
  const renumber = (index) => {
    if (Array.isArray(index)) return index.map(renumber);
    const arc = index < 0 ? ~index : index;
    if (!numbers.has(arc)) {
      numbers.set(arc, arcs.length);
      arcs.push(limits.arcs[arc]);
    }
    return index < 0 ? ~numbers.get(arc) : numbers.get(arc);
  };
  return {
    type: "Topology",
    objects: {
      places: {
        type: "GeometryCollection",
        geometries: geometries.map((one) => (one.arcs ? { ...one, arcs: renumber(one.arcs) } : one)),
      },
    },
    arcs,
  };
}

/** Return the point at which a country is drawn: its capital, else the middle of its largest part. */
function countryPoint(code, outline) {
  const capital = capitals.get(code);
  if (capital?.latitude) return [degrees(capital.longitude), degrees(capital.latitude)];
  const parts = outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
  const shapes = parts.map((coordinates) => ({ type: "Polygon", coordinates }));
  return geoCentroid(shapes.sort((a, b) => geoArea(b) - geoArea(a))[0]).map(degrees);
}

/** Return the countries of the world as a topology; areas without a code of ISO are land without id. */
function countries() {
  const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
  const kept = world.objects.countries.geometries.filter((one) => numericToAlpha2(one.id) !== "AQ");
  const near = new Set();
  const mark = (arcs) =>
    Array.isArray(arcs) ? arcs.forEach(mark) : near.add(arcs < 0 ? ~arcs : arcs);
  kept
    .filter((one) => SOUTH_AMERICA.includes(numericToAlpha2(one.id)))
    .forEach((one) => mark(one.arcs));
  const weighted = presimplify(world);
  near.forEach((arc) => weighted.arcs[arc].forEach((point) => (point[2] = Infinity)));
  const coarse = simplify(weighted, COARSENESS);
  const codes = [...new Set(kept.map((one) => numericToAlpha2(one.id) ?? ""))].sort();
  const shapes = codes.map((code) => {
    const parts = kept.filter((one) => (numericToAlpha2(one.id) ?? "") === code);
    const outline = { type: "Feature", properties: {}, geometry: unwrapped(merge(coarse, parts)) };
    if (!code) return outline;
    const point = countryPoint(code, feature(world, parts[0]).geometry);
    return { ...outline, id: code, properties: { name: located.get(code).name, seat: point } };
  });
  return topology({ places: { type: "FeatureCollection", features: shapes } });
}

/** Return an outline without jumps from 180° E to 180° W: beyond the line longitudes go on. */
function unwrapped(outline) {
  const crosses = (ring) => ring.some(([x], at) => at > 0 && Math.abs(x - ring[at - 1][0]) > 180);
  const coordinates = outline.coordinates.map((rings) =>
    rings.some(crosses) ? rings.map((ring) => ring.map(([x, y]) => [x < 0 ? x + 360 : x, y])) : rings,
  );
  return { ...outline, coordinates };
}

/** Write the files. */
function build(folder, output) {
  const limits = districtLimits(folder);
  const districts = limits.objects.places.geometries.map((one) => place(one.id, one));
  const files = {
    departments: compact(limits, dissolved(limits, "DEPARTAMENTO", LENGTH.departments)),
    provinces: compact(limits, dissolved(limits, "PROVINCIA", LENGTH.provinces)),
    districts: compact(limits, districts),
    countries: countries(),
  };
  mkdirSync(output, { recursive: true });
  for (const [name, shapes] of Object.entries(files)) {
    writeFileSync(join(output, `${name}.json`), `${JSON.stringify(quantize(shapes, GRID))}\n`);
  }
}

const [folder, output = join(ROOT, "visualizations/static/explorer/places")] = process.argv.slice(2);
if (!folder) {
  process.stderr.write("node tools/build_boundaries.mjs FOLDER_OF_TABLES [OUTPUT_FOLDER]\n");
  process.exit(2);
}
build(folder, output);
