// The command line: the same core and the same words as the page.

import { writeSync } from "node:fs";
import { link, list, mem, presets, run, state, type Command } from "./commands.ts";
import { badInput, EXIT, Failure } from "./failure.ts";
import { readOptions } from "./options.ts";
import { trace } from "./trace.ts";

const COMMANDS: Readonly<Record<string, Command>> = { presets, run, state, mem, trace, list, link };

const USAGE = `kjlab: record a kexec jump and ask about it

  presets [--json]
  run SCENARIO [--until ANCHOR] [--json]
  state SCENARIO --at ANCHOR [--json]
  mem SCENARIO --at ANCHOR --pa ADDR --len N [--out FILE]
  trace SCENARIO [--from ANCHOR] [--to ANCHOR] [--jsonl]
  list SCENARIO --at ANCHOR [--owner A|B] [--json]
  link SCENARIO --at ANCHOR

SCENARIO: a preset, a JSON file, or a link. ANCHOR: phase/swap-out, swap/7/0, jump/2/phase/swap-in, jump/1, end, or t.
All but presets take --timeout SECONDS.
Exit codes: 0 fine, 1 an invariant failed, 2 bad input, 3 the run did not complete, 42 timeout,
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
