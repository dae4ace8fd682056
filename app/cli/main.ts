// The command line: the same core and the same words as the page.

import { writeSync } from "node:fs";
import { FIXES } from "../sim/api.ts";
import {
  anchors,
  json,
  link,
  list,
  mem,
  presets,
  scenario,
  state,
  type AsyncCommand,
  type Command,
} from "./commands.ts";
import { image, vmcore } from "./core-files.ts";
import { badInput, EXIT, Failure } from "./failure.ts";
import { batch, faults, minimise } from "./faults.ts";
import { museum } from "./museum.ts";
import { readOptions } from "./options.ts";
import { run } from "./run.ts";
import { story } from "./story.ts";
import { trace } from "./trace.ts";
import { FAULT_FORMS } from "../sim/scenario/faults/text.ts";
import { verifyCaptureCommand } from "./verify-capture.ts";
import { verifyVectorsCommand } from "./verify-vectors.ts";

const COMMANDS: Readonly<Record<string, Command | AsyncCommand>> = {
  presets,
  run,
  state,
  mem,
  anchors,
  trace,
  list,
  link,
  scenario,
  vmcore,
  image,
  faults,
  batch,
  minimise,
  museum,
  story,
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
  list SCENARIO --at ANCHOR [--owner A|B|C] [--json]    the list that is walked there, or kernel A's
  link SCENARIO --at ANCHOR
  scenario SCENARIO [--out FILE]
  vmcore SCENARIO [--at ANCHOR] --out FILE              kernel A's memory as /proc/vmcore, for readelf and gdb;
                                        where it is first there unless --at is given; exchanged pages
                                        are in it where A knows them, too
  image SCENARIO [--at ANCHOR] [--slot N] --out FILE    the image on the disk; the newest at the end unless given
  faults SCENARIO [--json]              every step that a fault can be aimed at, with the faults that fit it
  batch SCENARIO --fault TEMPLATE [--json]
  minimise SCENARIO --fault SPEC [--out FILE]
  museum [--json]                       failures that have a preset, museum/NAME, and what the others lack
  story check [--json]                  every step of every story of the page on its run
  verify-vectors FILE [--json]
  verify-capture FILE [--json]

SCENARIO: a preset, a JSON file, or a link. ANCHOR: phase/swap-out, swap/7/0, jump/2/phase/swap-in, jump/1, end, or t;
after a cold boot boot/2/phase/boot, boot/2.
FILE: cases recorded on a real processor, .bin or .bin.gz; a recorded jump, .kjc or .kjc.gz.

In place of SCENARIO, from a real machine, one of these or both:
  --kexec-log FILE      what kexec -d -l --load-preserve-context has printed
  --iomem FILE          its /proc/iomem, read as root

All that take a scenario take these:
  --image FILE          an image that was handed out: the run begins with a cold boot, and kernel C brings A back
                        from it. FILE knows its scenario; one given beside it is to be of the same machine
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

async function main(argv: readonly string[]): Promise<number> {
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
    const code = await command(options, print);
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

process.exitCode = await main(process.argv.slice(2));
