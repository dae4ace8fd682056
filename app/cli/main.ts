// The command line: the same core and the same words as the page.

import { writeSync } from "node:fs";
import { anchors, link, list, mem, presets, scenario, state, type Command } from "./commands.ts";
import { badInput, EXIT, Failure } from "./failure.ts";
import { readOptions } from "./options.ts";
import { run } from "./run.ts";
import { trace } from "./trace.ts";
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
  verify-vectors FILE [--json]
  verify-capture FILE [--json]

SCENARIO: a preset, a JSON file, or a link. ANCHOR: phase/swap-out, swap/7/0, jump/2/phase/swap-in, jump/1, end, or t.
FILE: cases recorded on a real processor, .bin or .bin.gz; a recorded jump, .kjc or .kjc.gz.

All that take a scenario take these:
  --payload FILE        an ELF executable, called in kernel B's place; meant for the preset payload
  --calls N             how often it is called; --jumps N counts the jumps there and the jumps back
  --control-code FILE   an ELF32 object, or flat code with --symbols FILE, the list that nm prints
  --revision ID         v8 or mainline-i386
  --fix LIST            gdt-on-return, pae-before-paging, callee-entry, with commas between: these and no others; with + in
                        front, these as well; or none
  --pae                 kernels built for PAE
  --budget N            instructions after which a run counts as run away
  --timeout SECONDS

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
