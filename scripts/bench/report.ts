// What was measured, as sections of named figures: printed as they come, held to the budgets, and written as one JSON text.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { BUDGETS, type Overrun, overruns } from "./budgets.ts";

export type Unit = "ms" | "bytes" | "KiB" | "MiB" | "M/s" | "ratio" | "count";

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly figures: Figure[];
  readonly notes: string[];
}

const NAME_WIDTH = 60;

function shown({ value, unit }: Pick<Figure, "value" | "unit">): string {
  const digits = unit === "count" || (unit === "ms" && value >= 10) ? 0 : value < 10 ? 2 : 1;
  const text = value.toFixed(digits);
  return unit === "ratio" || unit === "count" ? text : `${text} ${unit}`;
}

const overrunText = ({ budget, figure }: Overrun): string =>
  `${budget.section}: ${budget.figure} is ${shown(figure)}, the budget is ${shown({ ...figure, value: budget.most })}`;

export class Report {
  readonly #sections: Section[] = [];
  readonly #quiet: boolean;

  /** `quiet`: nothing is printed but the JSON text at the end. */
  constructor(quiet: boolean) {
    this.#quiet = quiet;
  }

  section(id: string, title = id): void {
    this.#sections.push({ id, title, figures: [], notes: [] });
    if (!this.#quiet) console.log(`\n${title}`);
  }

  figure(name: string, value: number, unit: Unit): void {
    const figure = { name, value, unit };
    this.#sections.at(-1)?.figures.push(figure);
    if (!this.#quiet) console.log(`  ${name.padEnd(NAME_WIDTH)} ${shown(figure)}`);
  }

  note(text: string): void {
    this.#sections.at(-1)?.notes.push(text);
    if (!this.#quiet) console.log(`  ${text}`);
  }

  /** Writes the file. False if a ratio or a byte count is over its budget. */
  end(file: string): boolean {
    const over = overruns(this.#sections, BUDGETS).map(overrunText);
    const text = JSON.stringify({ sections: this.#sections, over }, undefined, 2);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
    if (this.#quiet) console.log(text);
    else console.log(`\n${over.length === 0 ? "within every budget that was measured" : over.join("\n")}`);
    return over.length === 0;
  }
}
