// The page as an installed one: it works without a network, says when there is none, and takes a new version only when
// the reader asks for it.

import { say } from "../messages/say.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";

let waiting: ServiceWorker | undefined;

/** On the reader's word: the waiting version takes over, and the page is loaded anew from it. */
export function applyUpdate(): void {
  if (waiting === undefined) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage({ type: "SKIP_WAITING" });
}

export function watchNetwork(store: LabStore): void {
  const update = (): void => store.setState({ online: navigator.onLine });
  addEventListener("online", update);
  addEventListener("offline", update);
  update();
}

function tellOfUpdate(store: LabStore): void {
  const text = say("A new version is ready.");
  store.setState((state) =>
    withNotice(state, { tone: "info", text, topic: "update", action: { kind: "update", label: say("Reload") } }),
  );
}

async function register(store: LabStore): Promise<void> {
  const worker = navigator.serviceWorker;
  const registration = await worker.register("./sw.js", { scope: "./" });
  const offer = (version: ServiceWorker | null): void => {
    // Without a page that it serves already, a version is the first one and simply there.
    if (version === null || worker.controller === null) return;
    waiting = version;
    tellOfUpdate(store);
  };
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") offer(installing);
    });
  });
}

/** After the first run is on screen: what is kept for later must not delay it. */
export function installWhenReady(store: LabStore): void {
  if (!("serviceWorker" in navigator)) return;
  const stop = store.subscribe(({ status }) => {
    if (status.kind !== "ready") return;
    stop();
    // A browser that keeps nothing here, as in a private window, works online all the same.
    register(store).catch(() => undefined);
  });
}
