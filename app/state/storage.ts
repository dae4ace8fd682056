// The one way to the browser's local storage, which may be blocked, full, or hold anything at all. Whoever stores
// something goes on without; the reader is told once.

export type Refusal = "blocked" | "full";

let refusal: Refusal | undefined;
let tell: ((refusal: Refusal) => void) | undefined;

/** Told once what the browser has against storing; at once, if it has refused already. */
export function onRefusal(listener: (refusal: Refusal) => void): void {
  tell = listener;
  if (refusal !== undefined) listener(refusal);
}

function refused(error: unknown): void {
  if (refusal !== undefined) return;
  const full = error instanceof DOMException && error.name === "QuotaExceededError";
  refusal = full ? "full" : "blocked";
  tell?.(refusal);
}

/** Null for what is not there, or cannot be read. */
export function readStored(key: string): string | null {
  try {
    return globalThis.localStorage.getItem(key);
  } catch (error) {
    refused(error);
    return null;
  }
}

/** False where it could not be kept; undefined takes the text away. */
export function store(key: string, text: string | undefined): boolean {
  try {
    if (text === undefined) globalThis.localStorage.removeItem(key);
    else globalThis.localStorage.setItem(key, text);
    return true;
  } catch (error) {
    refused(error);
    return false;
  }
}

/** The JSON under a key; undefined where there is none or it is damaged. */
export function readStoredJson(key: string): unknown {
  try {
    return JSON.parse(readStored(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** Takes away what is under every key that has these words in it. */
export function forgetStored(words: string): void {
  try {
    for (const key of Object.keys(globalThis.localStorage)) if (key.includes(words)) store(key, undefined);
  } catch (error) {
    refused(error);
  }
}

/** Sizes of columns by their names, in the form that the splitters read; anything else never reaches them. */
function isLayout(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((size) => Number.isFinite(size) && size > 0)
  );
}

export const layoutStorage = {
  getItem: (key: string): string | null => {
    const read = readStoredJson(key);
    return isLayout(read) ? JSON.stringify(read) : null;
  },
  setItem: (key: string, text: string): void => void store(key, text),
};
