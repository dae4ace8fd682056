// The page's texts in the reader's language. A text in the code is English and is its own id; a catalogue gives what
// stands for it in another language.

export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

export type Values = Readonly<Record<string, string | number>>;
/** `{name}` stands for a value. */
export type Messages = Readonly<Record<string, string>>;
/** What a sentence that the machine has built is in a language; undefined where it has no words for it. */
export type Retell = (text: string) => string | undefined;

let messages: Messages = {};
let find: Retell = () => undefined;
let spoken: Language = "en";
let grouped = new Intl.NumberFormat("en-US");

/** From here on texts are in this language; what is on screen has to be drawn anew. */
export function speak(language: Language, catalogue: Messages, retold: Retell = () => undefined): void {
  spoken = language;
  messages = catalogue;
  find = retold;
  told.clear();
  grouped = new Intl.NumberFormat(language === "en" ? "en-US" : language);
}

/** For the lang attribute. */
export const language = (): Language => spoken;

/** 88213 -> "88,213", as the language writes it. */
export const numberText = (value: number): string => grouped.format(value);

/** With so many digits behind the point. */
export const decimalText = (value: number, digits: number): string =>
  new Intl.NumberFormat(spoken === "en" ? "en-US" : spoken, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);

const valueText = (value: string | number): string => (typeof value === "number" ? numberText(value) : value);

const fill = (text: string, values: Values): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : valueText(value);
  });

export const say = (text: string, values?: Values): string => {
  const message = messages[text] ?? text;
  return values === undefined ? message : fill(message, values);
};

/** One text for one thing, another for any other number of them; `{n}` stands for the number. */
export const plural = (n: number, one: string, many: string, values: Values = {}): string =>
  say(n === 1 ? one : many, { n, ...values });

const KEPT = 500;
const told = new Map<string, string | undefined>();

/** What the machine says, in the reader's language where it can be had: else it is English, and `lang` has to say so. */
export function retell(text: string): { readonly text: string; readonly lang: "en" | undefined } {
  if (spoken === "en") return { text, lang: undefined };
  if (!told.has(text)) {
    if (told.size >= KEPT) told.clear();
    told.set(text, find(text));
  }
  const translated = told.get(text);
  if (translated !== undefined) return { text: translated, lang: undefined };
  return { text, lang: /\s/.test(text) ? "en" : undefined };
}
