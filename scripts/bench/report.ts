// What was measured, as sections of named figures: printed as they come, or as one JSON text at the end.

type Unit = "ms" | "bytes" | "KiB" | "MiB" | "M/s" | "ratio" | "count";

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
}

const NAME_WIDTH = 52;

function shown({ value, unit }: Figure): string {
  const digits = unit === "count" || (unit === "ms" && value >= 10) ? 0 : value < 10 ? 2 : 1;
  const text = value.toFixed(digits);
  return unit === "ratio" || unit === "count" ? text : `${text} ${unit}`;
}

export class Report {
  readonly #sections: { readonly title: string; readonly figures: Figure[]; readonly notes: string[] }[] = [];
  readonly #json: boolean;

  constructor(json: boolean) {
    this.#json = json;
  }

  section(title: string): void {
    this.#sections.push({ title, figures: [], notes: [] });
    if (!this.#json) console.log(`\n${title}`);
  }

  figure(name: string, value: number, unit: Unit): void {
    const figure = { name, value, unit };
    this.#sections.at(-1)?.figures.push(figure);
    if (!this.#json) console.log(`  ${name.padEnd(NAME_WIDTH)} ${shown(figure)}`);
  }

  note(text: string): void {
    this.#sections.at(-1)?.notes.push(text);
    if (!this.#json) console.log(`  ${text}`);
  }

  end(): void {
    if (this.#json) console.log(JSON.stringify(this.#sections, undefined, 2));
  }
}
