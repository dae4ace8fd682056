// Runs GNU as and ld on a program and reads back its bytes and labels.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ENTRY_CR0, EVENT_WORDS, GDT_LIMIT, IDT_LIMIT, LAYOUT, SELECTOR } from "../../app/sim/cpu/goldens/layout.ts";

export const HERE = dirname(fileURLToPath(import.meta.url));

/** Where the boot image keeps its monitor and the cases. */
export const IMAGE = { MONITOR: 0x10000, BLOB: 0x11000 } as const;
const SYMBOLS = { ...LAYOUT, ...SELECTOR, ...IMAGE, EVENT_WORDS, GDT_LIMIT, IDT_LIMIT, ENTRY_CR0 };
const EQUATES = Object.entries(SYMBOLS).map(([name, value]) => `.equ ${name}, ${value}\n`);

export interface Assembled {
  readonly bytes: Buffer;
  readonly labels: ReadonlyMap<string, number>;
}

/** `section` is cut out of the result, linked at `origin`. */
export interface Section {
  readonly section: string;
  readonly origin: number;
}

export function assemble(source: string, sections: readonly Section[]): Assembled[] {
  const folder = mkdtempSync(join(tmpdir(), "goldens-"));
  const path = (name: string): string => join(folder, name);
  try {
    writeFileSync(path("a.s"), EQUATES.join("") + source);
    execFileSync("as", ["--32", "-o", path("a.o"), path("a.s")], { stdio: ["ignore", "pipe", "pipe"] });
    const places = sections.map(({ section, origin }) => `--section-start=${section}=0x${origin.toString(16)}`);
    const link = ["-m", "elf_i386", "-e", "0", "--no-warn-rwx-segments", ...places];
    execFileSync("ld", [...link, "-o", path("a.elf"), path("a.o")]);
    const labels = new Map<string, number>();
    for (const line of execFileSync("nm", [path("a.elf")], { encoding: "utf8" }).split("\n")) {
      const [value, , name] = line.split(" ");
      if (value !== undefined && name !== undefined) labels.set(name, parseInt(value, 16));
    }
    return sections.map(({ section }) => {
      execFileSync("objcopy", ["-O", "binary", "-j", section, path("a.elf"), path("a.bin")]);
      return { bytes: readFileSync(path("a.bin")), labels };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PRELUDE = readFileSync(join(HERE, "prelude.s"), "utf8");

export function assembleCase(asm: string): Assembled {
  const [text] = assemble(`${PRELUDE}\n${asm}\n`, [{ section: ".text", origin: LAYOUT.CODE }]);
  if (text === undefined) throw new Error("no text");
  return text;
}

export function assembleHandlers(): Buffer {
  const source = readFileSync(join(HERE, "handlers.s"), "utf8");
  const [text] = assemble(source, [{ section: ".text", origin: LAYOUT.HANDLERS }]);
  if (text === undefined) throw new Error("no text");
  return text.bytes;
}
