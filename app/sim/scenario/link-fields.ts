// The fields of a fragment: taken apart, unescaped, and read one after the other.

import type { LinkFields } from "./upgraders.ts";

export interface RawFields {
  readonly values: Map<string, string>;
  /** Where each value begins in the text. */
  readonly places: Map<string, number>;
  readonly notices: string[];
}

/** Splits and decodes; the offset of the first broken escape when there is one. */
export function splitFields(text: string, start: number): RawFields | number {
  const fields: RawFields = { values: new Map(), places: new Map(), notices: [] };
  let at = start;
  for (const part of text.slice(start).split("&")) {
    const equals = part.indexOf("=");
    const rawKey = equals < 0 ? part : part.slice(0, equals);
    const key = unescapeText(rawKey);
    const value = equals < 0 ? "" : unescapeText(part.slice(equals + 1));
    if (key === undefined || value === undefined) return at;
    if (key !== "" && fields.values.has(key))
      fields.notices.push(`The link gives ${show(key)} twice; the first counts.`);
    else if (key !== "") {
      fields.values.set(key, value);
      fields.places.set(key, at + rawKey.length + 1);
    }
    at += part.length + 1;
  }
  return fields;
}

function unescapeText(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export const show = (text: string): string => (text.length > 40 ? `"${text.slice(0, 40)}…"` : `"${text}"`);

/** Takes one field after the other; what cannot be used leaves a notice behind. */
export class FieldReader {
  readonly notices: string[];
  readonly #fields: LinkFields;

  constructor(fields: LinkFields, notices: readonly string[]) {
    this.#fields = fields;
    this.notices = [...notices];
  }

  take<T>(key: string, what: string, convert: (text: string) => T | undefined): T | undefined {
    const text = this.#fields.get(key);
    if (text === undefined) return undefined;
    const value = convert(text);
    if (value === undefined)
      this.notices.push(`The link's ${what}, ${key}=${show(text)}, cannot be used and is left out.`);
    return value;
  }

  matching(key: string, what: string, pattern: RegExp): string | undefined {
    return this.take(key, what, (text) => (pattern.test(text) ? text : undefined));
  }

  /** A whole number, clamped with a notice. */
  number(key: string, what: string, high: number): number | undefined {
    return this.take(key, what, (text) => {
      if (!/^(?:-?[0-9]{1,20}|0x[0-9a-fA-F]{1,16})$/.test(text)) return undefined;
      const value = Number(text);
      const clamped = Math.min(Math.max(value, 0), high);
      if (clamped !== value) this.notices.push(`The link's ${what}, ${text}, is out of range; ${clamped} is used.`);
      return clamped;
    });
  }
}
