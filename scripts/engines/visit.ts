// What must be the same in every engine: the page opens, is walked by keys, and shows the states that the core computes
// without any browser.

import { momentAt } from "../../app/sim/recording/moment.ts";
import { resolveAnchor } from "../../app/sim/recording/anchors.ts";
import type { Run } from "../../app/sim/recording/run.ts";
import { findPreset } from "../../app/sim/scenario/presets.ts";
import { recordScenario } from "../../app/sim/scenario/to-plan.ts";
import { stepFrom } from "../../app/sim/recording/steps.ts";
import type { Driver } from "./driver.ts";

const PRESET = "tiny";
const PLACES = ["start", "phase/swap-out", "swap/7/1", "jump/1", "end"];

export interface Check {
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

function recorded(): { readonly run: Run; readonly revision: number } {
  const preset = findPreset(PRESET);
  const run = preset === undefined ? undefined : recordScenario(preset.scenario);
  if (preset === undefined || run?.ok !== true) throw new Error(`${PRESET} cannot be recorded`);
  return { run: run.value, revision: preset.revision };
}

const hashOf = (run: Run, at: { readonly t: number; readonly sub: number }): string =>
  momentAt(run, at, {}).hash.slice(0, 8);

const IDLE = `for (let i = 0; window.__viz === undefined && i < 600; i++) await new Promise((next) => setTimeout(next, 50));
  await window.__viz.idle();`;

const text = async (driver: Driver, expression: string): Promise<string> =>
  String(await driver.run(`${IDLE} return ${expression};`));

const HASH = `document.querySelector('[data-testid="state-hash"]').textContent`;

export async function visit(driver: Driver, base: string): Promise<readonly Check[]> {
  const { run, revision } = recorded();
  const checks: Check[] = [];
  for (const anchor of PLACES) {
    const found =
      anchor === "start" ? { ok: true as const, value: { t: 0, sub: 0 } } : resolveAnchor(run.cursor, anchor);
    if (!found.ok) throw new Error(`${PRESET} has no ${anchor}`);
    const { t, sub } = found.value;
    await driver.open("about:blank");
    await driver.open(`${base}#v=1&s=p:${PRESET}@${revision}&t=${t}${sub === 0 ? "" : `.${sub}`}`);
    checks.push({ what: `state hash at ${anchor}`, expected: hashOf(run, found.value), got: await text(driver, HASH) });
    if (anchor !== "swap/7/1") continue;
    await text(driver, "document.activeElement?.blur()");
    await driver.press(".");
    const next = stepFrom(run.cursor, found.value, "copy", 1);
    checks.push({ what: "state hash one copy on", expected: hashOf(run, next), got: await text(driver, HASH) });
    await driver.press(",");
    checks.push({ what: "and back", expected: hashOf(run, found.value), got: await text(driver, HASH) });
  }
  const wide = await text(driver, "String(document.documentElement.scrollWidth > innerWidth)");
  checks.push({ what: "the page is wider than its window", expected: "false", got: wide });
  const bytes = await text(driver, `(await window.__viz.readFrame(0)).bytes.length + ""`);
  checks.push({ what: "bytes of a frame", expected: "4096", got: bytes });
  return checks;
}
