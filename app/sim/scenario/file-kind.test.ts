// Files are known by their beginnings.

import { describe, expect, it } from "vitest";
import { fromBase64Url } from "../core/base64url.ts";
import { IOMEM, KEXEC_LOG, SEGMENT_LINES } from "../formats/testing/pasted-texts.ts";
import { writeElf } from "../formats/testing/elf-writer.ts";
import { kindOfFile } from "./file-kind.ts";
import { HELLO } from "./hello-payload.ts";
import { smallImage } from "./testing/small-image.ts";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const hello = fromBase64Url(HELLO.data);
if (typeof hello === "number") throw new Error("the preset's payload is damaged");

describe("the kind of a file", () => {
  it.each([
    ["a", hello, "executable"],
    ["a", writeElf({ type: 1, sections: [{ name: ".text", type: 1, bytes: [0xc3] }] }), "object"],
    ["a", writeElf({ type: 3 }), "executable"],
    ["a", writeElf({ type: 4 }), "core"],
    ["a", smallImage(), "core"],
    ["a", Uint8Array.of(0x1f, 0x8b, 8), "capture"],
    ["a", text("KJC1...."), "capture"],
    ["a", text('  {"title": 1}'), "scenario"],
    ["broken.json", text("not JSON at all"), "scenario"],
    ["a", text("00000000 T relocate_kernel\n0000007e t identity_mapped\n"), "symbols"],
    ["a", text("00000000 00000010 T relocate_kernel\n"), "symbols"],
    ["a", text("\n         U printk\n"), "symbols"],
    ["a", text(KEXEC_LOG), "kexec log"],
    ["a", text(SEGMENT_LINES), "kexec log"],
    ["a", text(IOMEM), "iomem"],
    ["code.sym", text("nothing that nm prints\n"), "symbols"],
    ["a", Uint8Array.of(0x53, 0x56, 0x57, 0x55, 0x9c, 0x00), "flat"],
    ["empty.elf", new Uint8Array(0), "executable"],
    ["empty", new Uint8Array(0), "flat"],
    ["readme.txt", text("Dear reader"), "flat"],
  ])("%s is told from its first bytes", (name, bytes, kind) => {
    expect(kindOfFile(name, bytes)).toBe(kind);
  });
});
