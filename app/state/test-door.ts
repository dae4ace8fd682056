// What browser tests may ask of the page beside what a reader sees: the bytes of a frame, the state hash, and rest.

import { COMMANDS } from "./commands.ts";
import type { Lab } from "./lab.ts";

export interface TestDoor {
  readFrame(
    pfn: number,
  ): Promise<
    | { readonly pfn: number; readonly class: string; readonly hash: string; readonly bytes: readonly number[] }
    | undefined
  >;
  hash(): string | undefined;
  /** What the machine says of the position on screen, asked anew. */
  stateHere(): Promise<{ readonly t: number; readonly hash: string } | undefined>;
  /** Every command that has keys, with the first of them. */
  commandKeys(): readonly (readonly [id: string, keys: string])[];
  /** Resolves when no answer is awaited and the fonts are there. */
  idle(): Promise<void>;
}

declare global {
  interface Window {
    __viz?: TestDoor;
  }
}

const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

export function exposeForTests(lab: Lab): void {
  const idle = async (): Promise<void> => {
    await document.fonts.ready;
    while (!lab.idle() || ["idle", "recording"].includes(lab.store.getState().status.kind)) await nextFrame();
  };
  window.__viz = {
    idle,
    hash: () => lab.store.getState().moment?.hash.slice(0, 8),
    commandKeys: () => COMMANDS.flatMap(({ id, keys }) => (keys[0] === undefined ? [] : [[id, keys[0]] as const])),
    stateHere: async () => {
      const at = lab.store.getState().moment?.at;
      if (at === undefined) return undefined;
      const answer = await lab.service.moment({ kind: "position", at }, { aside: true });
      return answer.ok ? { t: answer.value.at.t, hash: answer.value.hash.slice(0, 8) } : undefined;
    },
    readFrame: async (pfn) => {
      await idle();
      const at = lab.store.getState().moment?.at;
      if (at === undefined) return undefined;
      const answer = await lab.service.moment({ kind: "position", at }, { frame: pfn, aside: true });
      const frame = answer.ok ? answer.value.frame : undefined;
      return frame && { pfn, class: frame.class, hash: frame.hash, bytes: [...frame.bytes] };
    },
  };
}
