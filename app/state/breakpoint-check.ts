// Whether there can be such a breakpoint in the run that is open, told when it is set rather than when it is run to. What
// the machine calls its registers is loaded for the first one.

import { ok, refuse, type Result } from "../sim/core/errors.ts";
import type { Breakpoint, Watched } from "../sim/api.ts";
import { hex32, hexPfn } from "../sim/core/hex.ts";
import { PAGE_SIZE } from "../sim/core/units.ts";
import { say } from "../messages/say.ts";
import type { LabState } from "./types/state.ts";

type Machine = Pick<LabState, "run" | "moment">;

const THERE = ok(undefined);

/** Blocks of the disk come after RAM. */
function checkFrame(pfn: number, { run, moment }: Machine): Result<undefined> {
  const frames = (run?.frames ?? 0) + (moment?.hibernation?.disk.blocks ?? 0);
  if (pfn < frames) return THERE;
  return refuse({ path: "frame", expected: say("a frame below {pfn}", { pfn: hexPfn(frames) }), got: hexPfn(pfn) });
}

async function checkWatched(of: Watched, machine: Machine): Promise<Result<undefined>> {
  switch (of.kind) {
    case "frame":
      return checkFrame(of.pfn, machine);
    case "bytes": {
      const end = (machine.run?.frames ?? 0) * PAGE_SIZE;
      if (of.address + of.size <= end) return THERE;
      const expected = say("bytes below {address}", { address: hex32(end) });
      return refuse({ path: "address", expected, got: `${hex32(of.address)}+${of.size}` });
    }
    case "register": {
      const { registerPart } = await import("../sim/scenario/expression.ts");
      const part = registerPart(of.name, of.bit);
      return part.ok ? THERE : part;
    }
  }
}

/** Expressions are checked as they are typed, and phases and invariants are chosen from those of the run. */
export async function checkBreakpoint(breakpoint: Breakpoint, machine: Machine): Promise<Result<undefined>> {
  switch (breakpoint.kind) {
    case "frame-write":
      return checkFrame(breakpoint.pfn, machine);
    case "change":
      return checkWatched(breakpoint.of, machine);
    default:
      return THERE;
  }
}
