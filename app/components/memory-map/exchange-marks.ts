// The exchange under way as places and copies: three named frames and three numbered moves, told from the moment.

import type { KernelName, Moment, RunSummary } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hexPfn } from "../shared/format.ts";

export type Place = "destination" | "source" | "swap";

export interface Mark {
  readonly place: Place;
  readonly pfn: number;
  readonly text: string;
}

export interface Copy {
  readonly number: 1 | 2 | 3;
  readonly from: number;
  readonly to: number;
  /** Whose page travels. */
  readonly cargo: KernelName;
  readonly state: "done" | "next" | "later";
}

export interface ExchangeMarks {
  readonly marks: readonly Mark[];
  readonly copies: readonly Copy[];
}

const NONE: ExchangeMarks = { marks: [], copies: [] };

export function exchangeMarks(moment: Moment, run: RunSummary): ExchangeMarks {
  const exchange = moment.exchange;
  const jump = run.jumps.find((candidate) => candidate.n === moment.leg);
  if (exchange?.destination === undefined || exchange.source === undefined || jump === undefined) return NONE;
  const { destination, source, swap, copies } = exchange;
  const mark = (place: Place, pfn: number): Mark => ({ place, pfn, text: `${place} ${hexPfn(pfn)}` });
  if (destination === source)
    return {
      marks: [
        {
          place: "destination",
          pfn: destination,
          text: say("source = destination {destination}", { destination: hexPfn(destination) }),
        },
        mark("swap", swap),
      ],
      copies: [],
    };
  const state = (number: number): Copy["state"] =>
    number <= copies ? "done" : number === copies + 1 ? "next" : "later";
  return {
    marks: [mark("destination", destination), mark("swap", swap), mark("source", source)],
    copies: [
      { number: 1, from: source, to: swap, cargo: jump.to, state: state(1) },
      { number: 2, from: destination, to: source, cargo: jump.from, state: state(2) },
      { number: 3, from: swap, to: destination, cargo: jump.to, state: state(3) },
    ],
  };
}
