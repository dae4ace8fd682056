// Sentences that the machine builds, in another language: a form such as "{n} jumps made" stands for all of its kind.

import type { Messages } from "./say.ts";

/** English and translated, with the same places. */
export type Form = readonly [form: string, text: string];

/** A place whose name begins like this takes anything; all others take one word or what is itself translated. */
const ANYTHING = "code";

interface Compiled {
  readonly matcher: RegExp;
  readonly names: readonly string[];
  readonly text: string;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

function compile([form, text]: Form): Compiled {
  const parts = form.split(/\{(\w+)\}/);
  const names = parts.filter((_, index) => index % 2 === 1);
  const source = parts.map((part, index) => (index % 2 === 0 ? escaped(part) : "(.+?)")).join("");
  return { matcher: new RegExp(`^${source}$`, "s"), names, text };
}

/** The first form that fits wins; undefined where none does, or where a part of the sentence would stay English. */
export function reteller(messages: Messages, forms: readonly Form[]): (text: string) => string | undefined {
  const compiled = forms.map(compile);

  function part(name: string, value: string): string | undefined {
    if (name.startsWith(ANYTHING)) return value;
    return retold(value) ?? (/\s/.test(value) ? undefined : value);
  }

  function fill({ names, text }: Compiled, values: readonly string[]): string | undefined {
    const filled = new Map<string, string>();
    for (const [index, name] of names.entries()) {
      const value = part(name, values[index] ?? "");
      if (value === undefined) return undefined;
      filled.set(name, value);
    }
    return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => filled.get(name) ?? place);
  }

  function retold(text: string): string | undefined {
    const message = messages[text];
    if (message !== undefined) return message;
    for (const form of compiled) {
      const found = form.matcher.exec(text);
      const filled = found === null ? undefined : fill(form, found.slice(1));
      if (filled !== undefined) return filled;
    }
    return undefined;
  }
  return retold;
}
