// A scenario from what a real machine has printed, on the command line.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { IOMEM, KEXEC_LOG } from "../sim/formats/testing/pasted-texts.ts";
import { scenarioFromJson } from "../sim/scenario/schema.ts";
import { kjlab } from "./testing/kjlab.ts";

const folder = mkdtempSync(join(tmpdir(), "kjlab-pasted-"));
function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const log = file("kexec.log", KEXEC_LOG);
const iomem = file("iomem", IOMEM);

describe("--kexec-log and --iomem", () => {
  it("stand in place of a scenario, whose other options still change it", () => {
    const { status, stdout } = kjlab("scenario", "--kexec-log", log, "--iomem", iomem, "--jumps", "2");
    expect(status).toBe(0);
    expect(scenarioFromJson(stdout)).toMatchObject({
      ok: true,
      value: { memoryMiB: 128, jumps: 2, bRange: { start: 0x1000000, end: 0x3000000 } },
    });
  });

  it("are refused with the file and the line, or beside another scenario, with exit code 2", () => {
    const broken = file("broken.log", KEXEC_LOG.replace("0x1af000", "many"));
    const refusals = [
      kjlab("run", "--kexec-log", broken, "--iomem", iomem),
      kjlab("run", "tiny", "--iomem", iomem),
      kjlab("scenario", "--iomem", file("large", " ".repeat(300_000))),
    ];
    expect(refusals.map(({ status, stdout }) => [status, stdout])).toEqual([[2, ""], [2, ""], [2, ""]]); // prettier-ignore
    expect(refusals.map(({ stderr }) => stderr.split("\n").find((line) => line.startsWith("kjlab:")))).toEqual([
      `kjlab: ${broken} and ${iomem}: kexec log, line 20, segment[0].memsz: expected a number such as 0x1af000, got many`,
      `kjlab: tiny: expected no other scenario beside ${iomem}`,
      `kjlab: ${join(folder, "large")}: pasted text: expected a file of at most 262144 bytes, got 300000 bytes`,
    ]);
  });
});
