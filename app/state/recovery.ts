// When the machine dies: the first time the page starts it again by itself, at the same place, as the address has it;
// after that it says so and leaves it to the reader, at most once in ten seconds.

import { say } from "../messages/say.ts";
import type { Lab } from "./lab.ts";
import { fragmentOf, openFragment } from "./link-state.ts";
import { withNotice } from "./notices.ts";
import { fileOf } from "./scenarios.ts";

const DIALOG_EVERY_MS = 10_000;

export interface RecoveryOptions {
  readonly now: () => number;
  /** Makes the service usable again. */
  readonly restartService: () => void;
  /** Told of a death that no question was waiting for. */
  readonly onDeath: (listener: (reason: string) => void) => void;
}

export function recover(lab: Lab, { now, restartService, onDeath }: RecoveryOptions): void {
  const { store } = lab;
  let restarted = false;
  let lastDialog = -Infinity;

  /** At the same place with the same view; what begins with a file begins with it again. */
  async function startAgain(): Promise<void> {
    const before = store.getState();
    const fragment = fileOf(before.source) === undefined ? fragmentOf(before) : undefined;
    if (fragment === undefined) await lab.actions.restart();
    else {
      restartService();
      await openFragment(lab, fragment);
    }
    const { status } = store.getState();
    if (status.kind !== "ready") return;
    const text = say("The machine stopped and was started again; this is the same place.");
    store.setState((state) => withNotice(state, { tone: "info", text }));
  }

  /** Not while the failure is still being told to whoever waited for an answer. */
  function attend(): void {
    if (store.getState().status.kind !== "crashed") return;
    if (!restarted) {
      restarted = true;
      void startAgain();
      return;
    }
    const wait = Math.max(0, lastDialog + DIALOG_EVERY_MS - now());
    setTimeout(() => {
      if (store.getState().status.kind !== "crashed") return;
      lastDialog = now();
      store.setState({ crashTold: true });
    }, wait);
  }

  store.subscribe(({ status }, before) => {
    if (status.kind === before.status.kind) return;
    if (status.kind === "crashed") setTimeout(attend, 0);
    else if (store.getState().crashTold) store.setState({ crashTold: false });
  });
  onDeath((message) =>
    setTimeout(() => {
      const { status, moment } = store.getState();
      if (status.kind === "crashed") return;
      store.setState({
        status: { kind: "crashed", message, ...(moment === undefined ? {} : { at: moment.at }) },
        playing: 0,
      });
    }, 0),
  );
}
