// Names of positions that survive changes of the core: public, because links carry them.
//
//   [WHERE]phase/ID   [WHERE]swap/PAGE/COPIES   [WHERE]entry/N   jump/N   boot/N   start   end      WHERE: jump/N/ or boot/N/
//   swap and entry speak of the exchange of that jump that moves pages; boot/2 is where power is back for the first time;
//   each with an optional +OPERATIONS and .ITERATIONS; the first in that jump, since that boot, or in the run is meant.

import type { Position } from "../api.ts";
import { ok, refuse, type Result } from "../core/errors.ts";
import type { Cursor } from "./cursor.ts";
import { copyTimes, exchangeAt, pageAt, pagesOfExchange, pageStart } from "./exchanges.ts";
import type { ExchangeMark, Recording } from "./recording.ts";
import { bootAt, sectionPrefix } from "./sections.ts";

const SHAPE =
  /^(?:jump\/(?<leg>\d+)\/|boot\/(?<since>\d+)\/)?(?:phase\/(?<phase>[a-z0-9-]+)|swap\/(?<page>\d+)(?:\/(?<copies>[0-3]))?|entry\/(?<entry>\d+))(?:\+(?<plus>\d+))?(?:\.(?<sub>\d+))?$/;
const JUMP = /^jump\/(?<leg>\d+)(?:\+(?<plus>\d+))?(?:\.(?<sub>\d+))?$/;
const BOOT = /^boot\/(?<boot>\d+)(?:\+(?<plus>\d+))?(?:\.(?<sub>\d+))?$/;
const NUMBER = /^(?:t\s*=?\s*)?(?<t>\d[\d,]*)(?:\.(?<sub>\d+))?$/;

const EXPECTED =
  "an anchor such as phase/swap-out, swap/7/0, jump/2/phase/swap-in, boot/2/phase/boot, jump/1 or end, or a number t";

export function resolveAnchor(cursor: Cursor, text: string): Result<Position> {
  const { recording } = cursor;
  const asked = text.trim();
  if (asked === "start") return ok({ t: 0, sub: 0 });
  if (asked === "end" || asked === "outcome") return ok({ t: recording.end, sub: 0 });
  const number = NUMBER.exec(asked)?.groups;
  if (number !== undefined) return ok({ t: Number(number["t"]?.replaceAll(",", "")), sub: Number(number["sub"] ?? 0) });
  const parts = (SHAPE.exec(asked) ?? JUMP.exec(asked) ?? BOOT.exec(asked))?.groups;
  if (parts === undefined) return refuse({ path: "anchor", expected: EXPECTED, got: asked });
  const base = locate(cursor, parts);
  if (base === undefined) return refuse({ path: "anchor", expected: "a place that this run comes to", got: asked });
  return ok({ t: base + Number(parts["plus"] ?? 0), sub: Number(parts["sub"] ?? 0) });
}

/** The same in a recording that goes on: what it has not come to yet is refused. */
export function recordedAnchor(cursor: Cursor, text: string): Result<Position> {
  const refused = refuse({ path: "anchor", expected: "a place that is recorded already", got: text });
  if (["end", "outcome"].includes(text.trim())) return refused;
  const found = resolveAnchor(cursor, text);
  return found.ok && found.value.t > cursor.recording.end ? refused : found;
}

function locate(cursor: Cursor, parts: Record<string, string | undefined>): number | undefined {
  const { recording } = cursor;
  const leg = parts["leg"] === undefined ? undefined : Number(parts["leg"]);
  const since = parts["since"] === undefined ? undefined : Number(parts["since"]);
  const isMeant = (item: { readonly leg: number; readonly from: number }) =>
    (leg === undefined || item.leg === leg) && (since === undefined || bootAt(recording, item.from) === since);
  if (parts["phase"] !== undefined) {
    return recording.phases.find((phase) => phase.id === parts["phase"] && isMeant(phase))?.from;
  }
  if (parts["page"] !== undefined) {
    const page = Number(parts["page"]);
    const exchange = recording.exchanges.find((candidate) => isMeant(candidate) && pagesOfExchange(candidate) >= page);
    if (exchange === undefined || page < 1) return undefined;
    const copies = Number(parts["copies"] ?? 0);
    return copies === 0 ? pageStart(exchange, page) : copyTimes(cursor, exchange, page)[copies - 1];
  }
  if (parts["entry"] !== undefined) {
    const entry = Number(parts["entry"]);
    const candidates = recording.exchanges.filter(isMeant);
    const exchange = candidates.find((candidate) => pagesOfExchange(candidate) > 0) ?? candidates[0];
    return exchange === undefined || entry < 1 || entry > exchange.entryT.length
      ? undefined
      : exchange.entryT.at(entry - 1);
  }
  if (parts["boot"] !== undefined) return recording.boots[Number(parts["boot"]) - 1]?.from;
  return leg === undefined ? undefined : recording.legs[leg - 1]?.transfer?.t;
}

/** The canonical name of a position. Moves the cursor when the position lies in an exchange. */
export function anchorAt(cursor: Cursor, at: Position): string {
  const { recording } = cursor;
  if (at.t === recording.end && at.sub === 0 && recording.outcome.kind !== "recording") return "end";
  const [name, base] = nearest(cursor, at.t);
  const plus = at.t > base ? `+${at.t - base}` : "";
  return `${name}${plus}${at.sub > 0 ? `.${at.sub}` : ""}`;
}

function nearest(cursor: Cursor, t: number): readonly [string, number] {
  const { recording } = cursor;
  const inside = exchangeAt(recording, t);
  const exchange = inside === undefined ? undefined : recording.exchanges[inside];
  if (exchange !== undefined) {
    const page = pageAt(exchange, t);
    if (page > 0) {
      const done = copyTimes(cursor, exchange, page).filter((time) => time <= t);
      return [`${prefix(recording, exchange)}swap/${page}/${done.length}`, done.at(-1) ?? pageStart(exchange, page)];
    }
  }
  return namedPhase(recording, recording.phaseAt(t));
}

/** The name of a phase and the position at which it begins. */
export function phaseAnchor(recording: Recording, index: number): readonly [string, number] {
  const [name, base] = namedPhase(recording, index);
  const from = recording.phases[index]?.from ?? 0;
  return [from > base ? `${name}+${from - base}` : name, from];
}

/** The name that comes nearest to a phase, and the position that it means. */
function namedPhase(recording: Recording, index: number): readonly [string, number] {
  const phase = recording.phases[index];
  if (phase === undefined) return ["start", 0];
  const first = recording.phases.find((other) => other.id === phase.id);
  const where = prefixOf(recording, phase);
  // A phase can occur twice in one section (each kernel's own freeze): only the first has a name of its own.
  const named = recording.phases.find((other) => other.id === phase.id && prefixOf(recording, other) === where);
  return [`${first === phase ? "" : where}phase/${phase.id}`, named?.from ?? phase.from];
}

function prefix(recording: Recording, exchange: ExchangeMark): string {
  const first = recording.exchanges.find((other) => pagesOfExchange(other) > 0);
  return first === exchange ? "" : prefixOf(recording, exchange);
}

const prefixOf = (recording: Recording, { leg, from }: { readonly leg: number; readonly from: number }): string =>
  sectionPrefix(recording, { boot: bootAt(recording, from), leg });
