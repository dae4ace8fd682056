import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { randomAt } from "./rng.ts";
import { sha256 } from "./sha256.ts";

const hex = (words: Uint32Array): string => Array.from(words, (word) => word.toString(16).padStart(8, "0")).join("");

describe("sha256", () => {
  it("is what another implementation computes, around every block boundary", () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 4096, 5001]) {
      const message = Uint8Array.from({ length }, (_, i) => randomAt(length, i));
      expect(hex(sha256(message)), `${length} bytes`).toBe(createHash("sha256").update(message).digest("hex"));
    }
  });
});
