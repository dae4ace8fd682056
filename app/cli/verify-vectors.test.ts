import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { vectorFile } from "../sim/cpu/testing/vector-file.ts";
import { Failure } from "./failure.ts";
import { readOptions } from "./options.ts";
import { kjlab } from "./testing/kjlab.ts";
import { verifyVectorsCommand } from "./verify-vectors.ts";

const folder = mkdtempSync(join(tmpdir(), "kjlab-vectors-"));

function verify(...args: string[]) {
  return kjlab("verify-vectors", ...args);
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function catchFailure(run: () => number): Failure | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  return undefined;
}

const EAX_1 = [1, 0, 0, 0, 0, 0, 0, 0];
const EAX_2 = [2, 0, 0, 0, 0, 0, 0, 0];
const right = { code: [0x40], registers: EAX_1, after: EAX_2 };
const wrong = { code: [0x40], registers: EAX_1, after: EAX_1 };

describe("verify-vectors", () => {
  it("ends with 0 when every case gives the same, packed or not", () => {
    const bytes = vectorFile([right, right, right]);
    for (const path of [file("right.bin", bytes), file("right.bin.gz", gzipSync(bytes))]) {
      const { status, stdout } = verify(path, "--json");
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual({ total: 3, failed: 0, first: [] });
    }
  });

  it("ends with 1 when one fails, and says what differs", () => {
    const path = file("wrong.bin", vectorFile([right, wrong]));
    const { status, stdout } = verify(path, "--json");
    expect(status).toBe(1);
    const differs = [{ what: "eax", expected: "0x00000001", got: "0x00000002" }];
    expect(JSON.parse(stdout)).toEqual({
      total: 2,
      failed: 1,
      first: [{ index: 1, class: "made", bytes: "40", differs }],
    });
    const text = verify(path);
    expect(text.status).toBe(1);
    expect(text.stdout).toContain("2 cases, 1 failed");
    expect(text.stdout).toContain("eax: expected 0x00000001, got 0x00000002");
  });

  it("lists ten at most", () => {
    const path = file("many.bin", vectorFile(Array.from({ length: 12 }, () => wrong)));
    const answer = JSON.parse(verify(path, "--json").stdout);
    expect([answer.failed, answer.first.length]).toEqual([12, 10]);
  });

  const bad = vectorFile([right]);
  const packed = gzipSync(bad);
  it.each([
    ["another file", Uint8Array.of(1, 2, 3, 4), 'magic: expected "V386"'],
    ["an empty file", new Uint8Array(), "magic"],
    ["a file that ends early", bad.subarray(0, bad.length - 1), "cases[0]: expected"],
    ["packed data that ends early", packed.subarray(0, packed.length - 9), "gzip"],
  ])("refuses %s as bad input", (name, bytes, message) => {
    const path = file(name, bytes);
    const refusal = catchFailure(() => verifyVectorsCommand(readOptions(["verify-vectors", path]), () => undefined));
    expect(refusal?.exitCode).toBe(2);
    expect(refusal?.message).toContain(message);
    expect(refusal?.message).toContain(path);
  });

  it("ends with 2 and a sentence", () => {
    for (const args of [[file("short.bin", bad.subarray(0, 100))], [join(folder, "missing.bin")], [folder], []]) {
      const { status, stderr } = verify(...args);
      expect([args, status]).toEqual([args, 2]);
      expect(stderr).toMatch(/^kjlab: .+/);
      expect(stderr).not.toMatch(/\bat .*\.ts:\d+/);
    }
  });

  it("takes no option but --json", () => {
    const options = readOptions(["verify-vectors", file("right.bin", bad), "--at", "end"]);
    expect(catchFailure(() => verifyVectorsCommand(options, () => undefined))?.exitCode).toBe(2);
  });
});
