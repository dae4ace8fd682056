// Run by memory.ts with a preset's id: records it and prints what it holds, as JSON.

import { recordPreset } from "./preset.ts";
import type { Held } from "./memory.ts";

const collect = (): number => {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return process.memoryUsage.rss();
};

recordPreset("tiny");
const before = collect();
const run = recordPreset(process.argv[2] ?? "");
const held: Held = { held: collect() - before, peak: process.resourceUsage().maxRSS * 1024 };
if (run.recording.end > 0) console.log(JSON.stringify(held));
