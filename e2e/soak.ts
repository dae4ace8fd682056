// Random keys for a long time: the page must stay whole, show what the machine says, and give back what it takes.

import type { CDPSession, Page } from "playwright/test";
import type { LabPage } from "./lab-page.ts";

/** Ask the reader's system for something, or begin the page anew. */
const LEFT_OUT = /^(?:page\.open-file|scenario\.(?:save|open)|export\.|settings\.(?:reset|forget))/;
const ROUND = 50;

interface Door {
  stateHere(): Promise<{ readonly t: number; readonly hash: string } | undefined>;
}

export interface Soaked {
  readonly commands: number;
  /** Of the heap after collection, bytes; of the document, nodes: once warm, and at the end. */
  readonly heap: readonly [number, number];
  readonly nodes: readonly [number, number];
  /** Places where page and machine said different things. */
  readonly outOfStep: readonly string[];
}

/** Presses of one key after the other: "v 1" is two. "$mod+k" is Control+k, "[Shift]+?" only the "?". */
const presses = (keys: string): readonly string[] =>
  keys.split(" ").map((press) => press.replace("$mod", "Control").replace("[Shift]+", ""));

async function keysOfCommands(lab: LabPage): Promise<readonly (readonly string[])[]> {
  return (await lab.commandKeys()).filter(([id]) => !LEFT_OUT.test(id)).map(([, keys]) => presses(keys));
}

/** A small generator, so that a soak that fails can be had again. */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function measure(session: CDPSession): Promise<readonly [heap: number, nodes: number]> {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((each) => each.name === name)?.value ?? 0;
  return [of("JSHeapUsedSize"), of("Nodes")];
}

/** At rest, page and machine must agree. */
async function disagreement(lab: LabPage, page: Page): Promise<string | undefined> {
  for (const _ of [1, 2, 3]) await page.keyboard.press("Escape");
  await lab.leaveControls();
  await lab.idle();
  const said = await page.evaluate(async () => {
    const { __viz: door } = window as unknown as { readonly __viz: Door };
    const fresh = await door.stateHere();
    const text = (id: string): string => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? "";
    return { fresh, hash: text("state-hash") };
  });
  const { fresh, hash } = said;
  // Where all rooms of the museum hang, there is no timeline.
  const time = (await lab.slider.isVisible()) ? await lab.time() : fresh?.t;
  // For presenting the status line is away, and the hash with it.
  const same = hash === "" || fresh?.hash === hash;
  if (fresh !== undefined && same && fresh.t === time) return undefined;
  return `the page shows ${hash} at ${time}, the machine has ${fresh?.hash} at ${fresh?.t}`;
}

export async function soak(lab: LabPage, commands: number, seed: number): Promise<Soaked> {
  const { page } = lab;
  const keys = await keysOfCommands(lab);
  const random = dice(seed);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const outOfStep: string[] = [];
  let warm: readonly [number, number] | undefined;
  for (let done = 0; done < commands; done += ROUND) {
    for (let i = 0; i < ROUND; i++) {
      for (const press of keys[random(keys.length)] ?? []) await page.keyboard.press(press);
      if (random(4) === 0) await page.keyboard.press("Escape");
    }
    const wrong = await disagreement(lab, page);
    if (wrong !== undefined) outOfStep.push(`after ${done + ROUND} commands ${wrong}`);
    if (warm === undefined && done >= commands / 3) warm = await measure(session);
  }
  const [heap, nodes] = await measure(session);
  return { commands, heap: [warm?.[0] ?? heap, heap], nodes: [warm?.[1] ?? nodes, nodes], outOfStep };
}
