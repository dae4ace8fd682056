// npm run payloads: compiles the programs for two processors at five levels, runs them natively for what they must print,
// and packs all of it for the tests. Needs GCC with its 32-bit libraries.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { type Build, packPrograms, type Program } from "../../app/sim/testing/programs/bundle.ts";

const HERE = import.meta.dirname;
const SOURCES = join(HERE, "programs");
const BUNDLE = resolve(HERE, "../../app/sim/testing/programs/programs.bin.br");

const MUSEUM = resolve(HERE, "../../app/sim/scenario/museum/payloads.ts");

const MARCHES = ["i386", "i686"];
const LEVELS = ["O0", "O1", "O2", "Os", "O3"];
/** Of the native builds; all must print the same. */
const NATIVE_LEVELS = ["O0", "O2"];

const COMMON = ["-m32", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fwrapv"];
const FREESTANDING = [
  ...["-ffreestanding", "-fno-pic", "-fno-stack-protector", "-fno-asynchronous-unwind-tables"],
  ...["-fcf-protection=none", "-mno-sse", "-mno-80387", "-ffunction-sections", "-fdata-sections"],
];
const LINKING = [
  ...["-nostdlib", "-static", "-no-pie", "-s", `-Wl,-T,${join(HERE, "payload.ld")}`],
  ...["-Wl,--gc-sections", "-Wl,--build-id=none", "-Wl,-n", "-Wl,-z,noexecstack", "-Wl,--no-warn-rwx-segments"],
];

const gcc = (...args: string[]): void => void execFileSync("gcc", [...COMMON, ...args], { stdio: "inherit" });
const source = (name: string): string => join(HERE, name);

function nativeText(name: string, work: string): string {
  const texts = NATIVE_LEVELS.map((level) => {
    const to = join(work, `${name}.native`);
    gcc(`-${level}`, "-DNATIVE", "-o", to, join(SOURCES, `${name}.c`), source("runtime.c"));
    return execFileSync(to, { encoding: "latin1" });
  });
  const [text = ""] = texts;
  if (text === "" || texts.some((other) => other !== text)) throw new Error(`${name} prints different texts natively`);
  return text;
}

function build(name: string, march: string, level: string, work: string): Build {
  const to = join(work, `${name}.elf`);
  const sources = [source("start.s"), join(SOURCES, `${name}.c`), source("runtime.c")];
  gcc(`-march=${march}`, `-${level}`, ...FREESTANDING, ...LINKING, "-o", to, ...sources);
  return { march, level, elf: readFileSync(to) };
}

/** The callees of the museum, small enough to be read as assembly, as files in a scenario. */
function museum(work: string): void {
  const files = readdirSync(join(HERE, "museum")).map((file) => {
    const name = basename(file, ".s");
    const to = join(work, `${name}.elf`);
    gcc(...LINKING, "-o", to, join(HERE, "museum", file));
    return `  ${JSON.stringify(name)}: {\n    name: "${name}.elf",\n    data: "${readFileSync(to).toString("base64url")}",\n  },\n`;
  });
  writeFileSync(
    MUSEUM,
    "// Callees of the museum's rooms: ELF32 executables built from scripts/payloads/museum.\n\n" +
      'import type { BroughtFile } from "../../api.ts";\n\n' +
      `export const CALLEES = {\n${files.join("")}} as const satisfies Readonly<Record<string, BroughtFile>>;\n`,
  );
}

const work = mkdtempSync(join(tmpdir(), "payloads-"));
try {
  museum(work);
  const names = readdirSync(SOURCES).map((file) => basename(file, ".c"));
  const programs = names.map((name): Program => {
    console.log(name);
    const builds = MARCHES.flatMap((march) => LEVELS.map((level) => build(name, march, level, work)));
    return { name, prints: nativeText(name, work), builds };
  });
  const bytes = packPrograms(programs);
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(BUNDLE, packed);
  console.log(`${names.length} programs, ${bytes.length} bytes, packed ${packed.length}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
