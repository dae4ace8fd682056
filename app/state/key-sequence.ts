// Which command a key press means: single keys, chords, and sequences such as "v 4". Once a sequence has begun its
// keys belong to it: the digit of "v 4" never counts as a digit by itself, and a key that leads nowhere does nothing.

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  getModifierState?(name: string): boolean;
}

/** A sequence under way is forgotten after this long, milliseconds. */
export const SEQUENCE_MS = 1500;

interface Parts {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

/** Shift tells letters and named keys apart; what it makes of any other key says that key's own name. */
function spelled({ key, mod, alt, shift }: Parts): string {
  const name = key === " " ? "space" : key.toLowerCase();
  const tells = /^[a-z]$/.test(name) || name.length > 1;
  return `${mod ? "$mod+" : ""}${alt ? "alt+" : ""}${shift && tells ? "shift+" : ""}${name}`;
}

/** "Shift+n", "[Shift]+?", "$mod+k", "v 1" in the one spelling that presses are compared in. */
export function spelledBinding(keys: string): string {
  const spell = (press: string): string => {
    const parts = press.split(/(?<=\w|\])\+/);
    const key = parts.at(-1) ?? press;
    const has = (name: string): boolean => parts.slice(0, -1).includes(name);
    return spelled({ key, mod: has("$mod"), alt: has("Alt"), shift: has("Shift") });
  };
  return keys.split(" ").map(spell).join(" ");
}

export function spelledPress(event: KeyPress): string | undefined {
  if (["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock"].includes(event.key)) return undefined;
  // Where brackets need AltGr, some systems report it as Control and Alt.
  const third = event.getModifierState?.("AltGraph") === true;
  const mod = !third && (event.ctrlKey || event.metaKey);
  return spelled({ key: event.key, mod, alt: !third && event.altKey, shift: event.shiftKey });
}

export interface KeySequence<T> {
  /** The binding that this press completes, at a time in milliseconds. */
  press(event: KeyPress, now: number): { readonly keys: string; readonly value: T } | undefined;
  forget(): void;
}

export function keySequence<T>(bindings: ReadonlyMap<string, T>): KeySequence<T> {
  const whole = new Map([...bindings].map(([keys, value]) => [spelledBinding(keys), { keys, value }]));
  const begins = new Set([...whole.keys()].flatMap((keys) => (keys.includes(" ") ? [keys.split(" ")[0] ?? ""] : [])));
  let first: { readonly keys: string; readonly at: number } | undefined;
  return {
    press(event, now) {
      const keys = spelledPress(event);
      if (keys === undefined) return undefined;
      const begun = first !== undefined && now - first.at <= SEQUENCE_MS ? first.keys : undefined;
      first = undefined;
      if (begun !== undefined) return whole.get(`${begun} ${keys}`);
      if (begins.has(keys)) first = { keys, at: now };
      return whole.get(keys);
    },
    forget: () => {
      first = undefined;
    },
  };
}
