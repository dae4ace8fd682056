// A range of memory as text: the lines of hexdump -C, or an array of C.

import { hex, hexByte } from "../core/hex.ts";

const WIDTH = 16;
const digits = (value: number): string => hex(value, 8).slice(2);

function rows(bytes: Uint8Array, width: number): readonly { readonly at: number; readonly row: Uint8Array }[] {
  return Array.from({ length: Math.ceil(bytes.length / width) }, (_, index) => {
    const at = index * width;
    return { at, row: bytes.subarray(at, at + width) };
  });
}

const printable = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".");

/** As hexdump -C prints it, but for the star that stands for equal lines: every line is there. */
export function hexdump(bytes: Uint8Array, address: number): string {
  const lines = rows(bytes, WIDTH).map(({ at, row }) => {
    const words = Array.from(row, hexByte);
    const text = Array.from(row, printable).join("");
    const halves = [words.slice(0, 8), words.slice(8)].map((half) => half.join(" ").padEnd(23)).join("  ");
    return `${digits(address + at)}  ${halves}  |${text}|\n`;
  });
  return `${lines.join("")}${digits(address + bytes.length)}\n`;
}

/** `comment` stands above it and cannot end early. */
export function cArray(bytes: Uint8Array, address: number, comment: string): string {
  const lines = rows(bytes, 12).map(({ row }) => `\t${Array.from(row, (byte) => `0x${hexByte(byte)},`).join(" ")}\n`);
  const safe = comment.replaceAll("*/", "* /").replaceAll(/\s+/g, " ");
  return (
    `/* ${safe} */\n#define MEMORY_ADDRESS 0x${digits(address)}UL\n` +
    `static const unsigned char memory[${bytes.length}] = {\n${lines.join("")}};\n`
  );
}
