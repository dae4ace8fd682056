// Loads the texts of a language, and tells which one a reader wants.

import { LANGUAGES, speak, type Language } from "./say.ts";

const isLanguage = (text: string | undefined): text is Language => LANGUAGES.some((language) => language === text);

/** The first of these that we speak, such as "de" for "de-AT"; else English. */
export const firstSpoken = (wanted: readonly (string | undefined)[]): Language =>
  wanted.map((tag) => tag?.toLowerCase().split("-")[0]).find(isLanguage) ?? "en";

/** Fetches the texts of a language; they are spoken from when the answer is called. */
export async function fetchLanguage(language: Language): Promise<() => void> {
  if (language === "en") return () => speak("en", {});
  const { GERMAN, retellInGerman } = await import("./de.ts");
  return () => speak("de", GERMAN, retellInGerman);
}
