// The header of an image says what was written, or that it cannot be trusted.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checksumBlocksOf,
  fileBlocksOf,
  headerBytes,
  type ImageHeader,
  IMAGE_HEADER,
  readHeader,
} from "./image-format.ts";

const word = fc.integer({ min: 0, max: 0xffff_ffff });
const headers: fc.Arbitrary<ImageHeader> = fc.record({
  state: fc.constantFrom("incomplete", "complete", "resumed"),
  sequence: word,
  kind: fc.constantFrom("plain", "filtered"),
  entry: word,
  map: word,
  frames: word,
  fileBytes: word,
  fileBlock: word,
  checksumBlock: word,
  checksumsCrc: word,
  pages: word,
  dropped: word,
  sleep: fc.constantFrom(undefined, "S4", "S5"),
  saves: word,
});

const blockOf = (header: ImageHeader): Uint8Array => {
  const block = new Uint8Array(4096).fill(0xaa);
  block.set(headerBytes(header));
  return block;
};

describe("an image's header", () => {
  it("comes back as it was written, whatever lies behind it in its block", () => {
    fc.assert(
      fc.property(headers, (header) => {
        expect(readHeader(blockOf(header))).toEqual({ kind: "header", header });
      }),
    );
  });

  it("lies in the first sector", () => {
    expect(IMAGE_HEADER.size).toBeLessThanOrEqual(512);
  });

  it("is not trusted with any one bit of it flipped", () => {
    fc.assert(
      fc.property(headers, fc.nat(IMAGE_HEADER.size * 8 - 1), (header, bit) => {
        const block = blockOf(header);
        block[bit >>> 3] = (block[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
        expect(readHeader(block).kind).toBe("bad");
      }),
    );
  });

  it("is not there where nobody has written one", () => {
    expect(readHeader(new Uint8Array(4096))).toEqual({ kind: "empty" });
    expect(readHeader(new Uint8Array(4096).fill(0x5a))).toEqual({
      kind: "bad",
      reason: "what lies there is no image header",
    });
  });
});

it("a file of 4,097 bytes has two blocks, 1,025 blocks have two blocks of checksums", () => {
  expect([1, 4096, 4097].map((fileBytes) => fileBlocksOf({ fileBytes }))).toEqual([1, 1, 2]);
  expect([1024, 1025].map((blocks) => checksumBlocksOf({ fileBytes: blocks * 4096 }))).toEqual([1, 2]);
});
