// Texts that outlive the page, in local storage; a browser that refuses or has no room only forgets them.

import { readStoredJson, store } from "./storage.ts";

export type KeptText = "editor" | "recent" | "reading";

const keyOf = (name: KeptText): string => `kjl.${name}`;

/** False where it could not be kept. */
export const keep = (name: KeptText, text: string | undefined): boolean => store(keyOf(name), text);

/** The JSON under the name; undefined where there is none or it is damaged. */
export const readKeptJson = (name: KeptText): unknown => readStoredJson(keyOf(name));
