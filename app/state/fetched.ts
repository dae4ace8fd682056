// Parts of the page that are fetched when they are wanted.

import { say } from "../messages/say.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";

/** Goes on with the part; where it cannot be had the reader is told. */
export async function fetched<T>(
  store: LabStore,
  part: Promise<T>,
  then: (part: T) => void | Promise<void>,
): Promise<void> {
  let there: T;
  try {
    there = await part;
  } catch {
    const text = say("A part of the page could not be fetched. Check the connection and try again.");
    return store.setState((state) => withNotice(state, { tone: "warning", text }));
  }
  return then(there);
}
