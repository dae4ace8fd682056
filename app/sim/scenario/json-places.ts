// Where each value of a JSON text stands, by the path that problems name it with: "segments[3].mem". Read only for
// text that JSON.parse accepts.

/** Half-open, in UTF-16 units. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** What problems call the whole of it. */
const ROOT = "scenario";

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y;

class Walk {
  readonly places = new Map<string, Place>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(path: string): void {
    this.#take(SPACE);
    const from = this.#at;
    const first = this.#text[from];
    if (first === "{") this.#members("}", () => this.#member(path));
    else if (first === "[") this.#members("]", (index) => this.value(`${path}[${index}]`));
    else this.#take(SCALAR);
    this.places.set(path === "" ? ROOT : path, { from, to: this.#at });
  }

  #member(path: string): void {
    const key: unknown = JSON.parse(this.#take(SCALAR));
    this.#take(SPACE);
    this.#at += 1;
    this.value(path === "" ? String(key) : `${path}.${String(key)}`);
  }

  #members(close: string, member: (index: number) => void): void {
    this.#at += 1;
    for (let index = 0; ; index += 1) {
      this.#take(SPACE);
      if (this.#text[this.#at] === close) break;
      member(index);
      this.#take(SPACE);
      if (this.#text[this.#at] === ",") this.#at += 1;
    }
    this.#at += 1;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += taken.length;
    return taken;
  }
}

export function jsonPlaces(text: string): ReadonlyMap<string, Place> {
  const walk = new Walk(text);
  walk.value("");
  return walk.places;
}

/** Of the value itself, else of the nearest one around it: a field that is missing has no place of its own. */
export function placeOf(places: ReadonlyMap<string, Place>, path: string): Place {
  for (let name = path; name !== ""; name = name.replace(/(?:\.[^.[\]]*|\[\d+\]|^[^.[\]]*)$/, "")) {
    const place = places.get(name);
    if (place !== undefined) return place;
  }
  const { from } = places.get(ROOT) ?? { from: 0 };
  return { from, to: from + 1 };
}
