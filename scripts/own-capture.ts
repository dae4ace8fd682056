// Writes a capture of our own control code, in the format of captured jumps, to standard output: a file to open for
// whoever has none of a real machine.

import { ownCapture } from "../app/sim/testing/capture-rig.ts";

process.stdout.write(ownCapture());
