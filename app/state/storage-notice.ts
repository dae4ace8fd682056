// What a browser that stores nothing means for the reader, said once.

import { say } from "../messages/say.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { onRefusal, type Refusal } from "./storage.ts";

const textOf = (refusal: Refusal): string =>
  refusal === "full"
    ? say(
        "The browser's storage for this page is full: settings, bookmarks, drafts and layouts are kept only until the page is closed.",
      )
    : say(
        "The browser stores nothing for this page: settings, bookmarks, drafts and layouts are kept only until it is closed.",
      );

export function tellOfRefusedStorage(store: LabStore): void {
  const tell = (refusal: Refusal): void =>
    store.setState((state) => withNotice(state, { tone: "info", text: textOf(refusal) }));
  onRefusal((refusal) => {
    // An embed has no room for what concerns another page.
    if (store.getState().embed !== undefined) return;
    if (store.getState().status.kind === "ready") return tell(refusal);
    // Opening a run takes away what was said before.
    const stop = store.subscribe(({ status }) => {
      if (status.kind !== "ready") return;
      stop();
      tell(refusal);
    });
  });
}
