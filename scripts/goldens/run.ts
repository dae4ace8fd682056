// Runs all cases on one engine: reads what the monitor prints, and boots again behind a case that did not come back.

import { EVENT_WORDS } from "../../app/sim/cpu/goldens/layout.ts";
import type { Outcome } from "../../app/sim/cpu/goldens/golden.ts";
import type { Engine } from "./engines.ts";

/** undefined: the engine hung or died in the case. */
export type Outcomes = readonly (Outcome | undefined)[];

const hexWords = (line: string): number[] =>
  line
    .split(" ")
    .slice(1)
    .filter((word) => word !== "")
    .map((word) => parseInt(word, 16));

function events(words: readonly number[]): number[][] {
  const found: number[][] = [];
  for (let at = 0; at < words.length; at += EVENT_WORDS) found.push(words.slice(at, at + EVENT_WORDS));
  return found;
}

/** What one boot told: outcomes from `first` on; the case under way when it ended, and whether the machine was reset. */
class Listener {
  readonly outcomes: Outcome[] = [];
  underWay = false;
  wasReset = false;
  over = false;
  #boots = 0;
  #line = "";
  #events: number[][] = [];

  hear(text: string): boolean {
    this.#line += text.replaceAll("\r", "");
    for (;;) {
      const end = this.#line.indexOf("\n");
      if (end < 0) return this.over || this.wasReset;
      this.#read(this.#line.slice(0, end));
      this.#line = this.#line.slice(end + 1);
      if (this.over || this.wasReset) return true;
    }
  }

  #read(line: string): void {
    const tag = line[0];
    if (tag === "B") {
      this.#boots += 1;
      this.wasReset = this.#boots > 1;
    } else if (tag === "C") this.underWay = true;
    else if (tag === "L") this.#events = events(hexWords(line));
    else if (tag === "W") {
      this.outcomes.push({ end: "finished", events: this.#events, words: hexWords(line) });
      this.underWay = false;
    } else if (tag === "X") this.over = true;
  }
}

export async function runAll(
  engine: Engine,
  count: number,
  image: (first: number) => Buffer,
  tell: (text: string) => void,
): Promise<Outcomes> {
  const outcomes: (Outcome | undefined)[] = [];
  while (outcomes.length < count) {
    const listener = new Listener();
    await engine.run(image(outcomes.length), (text) => listener.hear(text));
    outcomes.push(...listener.outcomes);
    if (listener.over) break;
    if (listener.outcomes.length === 0 && !listener.underWay) throw new Error(`${engine.name} does not boot the image`);
    outcomes.push(listener.wasReset ? { end: "shutdown", events: [], words: [] } : undefined);
    tell(`${engine.name}: case ${outcomes.length - 1} ${listener.wasReset ? "resets" : "ends"} the machine`);
  }
  return outcomes;
}
