// kjlab verify-capture as a script sees it.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { withHeader } from "../sim/formats/testing/kjc-writer.ts";
import { ownCapture } from "../sim/testing/capture-rig.ts";
import { kjlab } from "./testing/kjlab.ts";

const folder = mkdtempSync(join(tmpdir(), "kjlab-capture-"));
const FILE = ownCapture({ rounds: 1 });

function verify(name: string, bytes: Uint8Array, ...options: string[]) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return kjlab("verify-capture", path, ...options);
}

it("ends with 0 when all records are equal, gzipped or not", () => {
  const { status, stdout } = verify("own.kjc.gz", gzipSync(FILE), "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ records: 591, compared: 591, mismatches: 0, first: [], died: null });
  const plain = verify("own.kjc", FILE);
  expect(plain.status).toBe(0);
  expect(plain.stdout).toContain("591 records, 591 compared, 0 mismatches\n");
});

it("ends with 1 and names segment and record when one is not", () => {
  const planted = withHeader(FILE, (text) => text.replace('"start":{"eax":1,', '"start":{"eax":3,'));
  const { status, stdout } = verify("planted.kjc", planted, "--json");
  expect(status).toBe(1);
  const report = JSON.parse(stdout);
  expect(report.mismatches).toBeGreaterThan(0);
  expect(report.first[0]).toMatchObject({ segment: 0, record: 0, expected: "eax 0x00000001", got: "eax 0x00000003" });
  expect(verify("planted.kjc", planted).stdout).toContain("! segment 0, record 0, registers at 0xc0020000");
});

it("names the death of a machine that died, and ends with 0 when it died alike", () => {
  const { status, stdout } = verify("pae.kjc", ownCapture({ pae: true }), "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout).died).toMatchObject({ chain: ["#PF(0x0)", "#DF", "triple fault"], recorded: "W00" });
});

it("ends with 2 and says what is wrong with a file that is no capture", () => {
  expect(verify("not.kjc", FILE.subarray(1)).status).toBe(2);
  const cut = verify("cut.kjc", FILE.subarray(0, FILE.length - 1));
  expect(cut.status).toBe(2);
  expect(cut.stderr).toContain("expected an end inside the file");
  const broken = verify("broken.kjc.gz", gzipSync(FILE).subarray(0, 100));
  expect(broken.status).toBe(2);
  expect(broken.stderr).toContain("expected gzip data");
});
