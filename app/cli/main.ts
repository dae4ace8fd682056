// The command line: the same core and the same words as the page.

import { writeSync } from "node:fs";
import { FIXES } from "../sim/api.ts";
import { anchors, json, link, list, mem, presets, scenario, state, type Command } from "./commands.ts";
import { badInput, EXIT, Failure } from "./failure.ts";
import { batch, faults, minimise } from "./faults.ts";
import { museum } from "./museum.ts";
import { readOptions } from "./options.ts";
import { run } from "./run.ts";
import { trace } from "./trace.ts";
import { FAULT_FORMS } from "../sim/scenario/faults/text.ts";
import { verifyCaptureCommand } from "./verify-capture.ts";
import { verifyVectorsCommand } from "./verify-vectors.ts";

const COMMANDS: Readonly<Record<string, Command>> = {
  presets,
  run,
  state,
  mem,
  anchors,
  trace,
  list,
  link,
  scenario,
  faults,
  batch,
  minimise,
  museum,
  "verify-vectors": verifyVectorsCommand,
  "verify-capture": verifyCaptureCommand,
};

const USAGE = `kjlab: record a kexec jump and ask about it

  presets [--json]
  run SCENARIO [--until ANCHOR] [--json]
  state SCENARIO --at ANCHOR [--json]
  mem SCENARIO --at ANCHOR --pa ADDR --len N [--out FILE]
  anchors SCENARIO [--json]
  trace SCENARIO [--from ANCHOR] [--to ANCHOR] [--jsonl]
  list SCENARIO --at ANCHOR [--owner A|B] [--json]
  link SCENARIO --at ANCHOR
  scenario SCENARIO [--out FILE]
  faults SCENARIO [--json]              every step that a fault can be aimed at, with the faults that fit it
  batch SCENARIO --fault TEMPLATE [--json]
  minimise SCENARIO --fault SPEC [--out FILE]
  museum [--json]                       failures that have a preset, museum/NAME, and what the others lack
  verify-vectors FILE [--json]
  verify-capture FILE [--json]

SCENARIO: a preset, a JSON file, or a link. ANCHOR: phase/swap-out, swap/7/0, jump/2/phase/swap-in, jump/1, end, or t.
FILE: cases recorded on a real processor, .bin or .bin.gz; a recorded jump, .kjc or .kjc.gz.

All that take a scenario take these:
  --payload FILE        an ELF executable, called in kernel B's place; meant for the preset payload
  --calls N             how often it is called; --jumps N counts the jumps there and the jumps back
  --control-code FILE   an ELF32 object, or flat code with --symbols FILE, the list that nm prints
  --revision ID         v8 or mainline-i386
  --fix LIST            ${FIXES.slice(0, 4).join(", ")},
                        ${FIXES.slice(4).join(", ")}, with commas between:
                        these and no others; with + in front, these as well; or none
  --pae                 kernels built for PAE
  --fault SPEC          what goes wrong; again for more, each aimed at the run with those before it
  --cpus N              processors, 2 unless given
  --budget N            instructions after which a run counts as run away
  --timeout SECONDS

SPEC: ${FAULT_FORMS.join("\n      ")}
TEMPLATE: a SPEC in which {1..24}, {0x400000..0x418000/0x1000} or {a,b} stand for each of their values.

Exit codes: 0 fine, 1 an invariant or a recorded case failed, 2 bad input, 3 the run did not complete, 42 timeout,
70 a defect of kjlab.
`;

const FLUSH_AT = 1 << 16;

function writer(): { print: (text: string) => void; flush: () => void } {
  let waiting = "";
  const flush = (): void => {
    let rest = Buffer.from(waiting);
    waiting = "";
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(1, rest));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      }
    }
  };
  return {
    flush,
    print: (text) => {
      waiting += text;
      if (waiting.length >= FLUSH_AT) flush();
    },
  };
}

function main(argv: readonly string[]): number {
  const { print, flush } = writer();
  try {
    const options = readOptions(argv);
    const [name] = options.words;
    if (options.flags.has("help") || name === undefined) {
      print(USAGE);
      flush();
      return name === undefined && !options.flags.has("help") ? EXIT.badInput : EXIT.fine;
    }
    if (options.words.length > 2) throw badInput(`expected one scenario, got ${options.words.slice(1).join(" ")}`);
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) throw badInput(`no command ${name}; kjlab --help lists them`);
    const code = command(options, print);
    flush();
    return code;
  } catch (error) {
    if (error instanceof Failure) {
      const { problems } = error;
      if (problems.length > 0 && argv.includes("--json")) process.stdout.write(json({ problems }));
      process.stderr.write(`kjlab: ${error.message}\n`);
      return error.exitCode;
    }
    const { code, message, stack } = error as NodeJS.ErrnoException;
    // The reader of a pipe has gone away: nothing more to say.
    if (code === "EPIPE") return EXIT.fine;
    const ofSystem = code !== undefined;
    process.stderr.write(`kjlab: ${ofSystem ? message : `a defect of kjlab itself: ${stack}`}\n`);
    return ofSystem ? EXIT.badInput : EXIT.defect;
  }
}

process.exitCode = main(process.argv.slice(2));
