// The command line: the same core and the same words as the page.

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
import { ask } from "./ask.ts";
import { assert } from "./assert.ts";
import { image, vmcore } from "./core-files.ts";
import { exportFile } from "./export.ts";
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
  export: exportFile,
  scenario,
  vmcore,
  image,
  faults,
  batch,
  minimise,
  museum,
  story,
  assert,
  ask,
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
  export SCENARIO --as KIND [--at ANCHOR] [--pa ADDR --len N] [--out FILE]
                                        trace (for the Perfetto UI: a microsecond is an operation), events (CSV);
                                        pictures: timeline, walk, list (SVG); memory: binary, hexdump, c
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
  assert SCENARIO --at ANCHOR [--hash HEX] [--event WORDS] [--json]
                                        does the state have this hash there, and is there this event; else 1
  ask QUESTION SCENARIO … [--json]      about the whole run; ends with 1 where nothing is found
    change --of WATCH                   who changed it last before --at (the end unless given); next with
                                        --direction forward, from the start
    changes --of WATCH [--limit N]      all changes from the start or --at on, or back from there
    provenance --pa ADDR [--len N]      where bytes of a page came from; where they went with --direction forward
    run --break BREAK… [--until ANCHOR]  the next hit after --at (the start unless given), or back from there
    counts --break BREAK…               how often each is hit
    search --for WHAT [--at ANCHOR] [--limit N]
                                        bytes:"7f 45 ?? 46", text:WORDS or value:N in memory, at the end unless
                                        given; name:WORDS among phases, events, operations, tasks, roles, anchors
    probe --expression TEXT [--by GRANULARITY] [--from ANCHOR] [--to ANCHOR] [--limit N]
                                        its value at each iteration, instruction, copy, page, phase or jump
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

WATCH: w:0x00406 (a frame), c:0x00406100+4 (bytes), reg:cr3, reg:cr0/31 (a bit).
BREAK: a WATCH, ph:swap-in (a phase), en:1031 (an entry), ev:WORDS (an event), inv:ID, x:EXPRESSION becomes true.
EXPRESSION: eax … edi, eip, eflags, cr0.pg, gdtr.base; t, sub, leg, phase, running; byte[A], word[A], dword[A], lin[A];
      frame(N).class, .hash, .owner, .home; frames(kernelA); slot(A, 0x804); exchange.page, exchange.copies;
      == != < <= > >= + - * & | ^ << >> && || ! ~, numbers, "words", parentheses.
SPEC: ${FAULT_FORMS.join("\n      ")}
TEMPLATE: a SPEC in which {1..24}, {0x400000..0x418000/0x1000} or {a,b} stand for each of their values.

Exit codes: 0 fine, 1 an invariant or a recorded case failed, or nothing was found, 2 bad input, 3 the run did not complete, 42 timeout,
70 a defect of kjlab.
`;

/** Where the words go: answers, and what went wrong. */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly warn: (text: string) => void;
}

function execute(argv: readonly string[], { print }: Terminal): number | Promise<number> {
  const options = readOptions(argv);
  const [name] = options.words;
  if (options.flags.has("help") || name === undefined) {
    print(USAGE);
    return name === undefined && !options.flags.has("help") ? EXIT.badInput : EXIT.fine;
  }
  if (options.words.length > 2 && name !== "ask")
    throw badInput(`expected one scenario, got ${options.words.slice(1).join(" ")}`);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw badInput(`no command ${name}; kjlab --help lists them`);
  return command(options, print);
}

function ended(error: unknown, argv: readonly string[], { print, warn }: Terminal): number {
  if (error instanceof Failure) {
    const { problems } = error;
    if (problems.length > 0 && argv.includes("--json")) print(json({ problems }));
    warn(`kjlab: ${error.message}\n`);
    return error.exitCode;
  }
  const { code, message, stack } = error as NodeJS.ErrnoException;
  const ofSystem = code !== undefined;
  warn(`kjlab: ${ofSystem ? message : `a defect of kjlab itself: ${stack}`}\n`);
  return ofSystem ? EXIT.badInput : EXIT.defect;
}

/** Runs one command; returns its exit code. */
export function kjlab(argv: readonly string[], terminal: Terminal): number | Promise<number> {
  try {
    const code = execute(argv, terminal);
    return typeof code === "number" ? code : code.catch((error: unknown) => ended(error, argv, terminal));
  } catch (error) {
    return ended(error, argv, terminal);
  }
}
