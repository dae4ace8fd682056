// While a long recording is under way: shows the part that is there so far, and more of it now and then. Where the
// reader wanted to go is gone to as soon as it is recorded, unless the reader has gone elsewhere meanwhile.

import type { RunSummary, Target } from "../sim/api.ts";
import type { SimService } from "../worker/wire.ts";
import type { Focus } from "./focus.ts";
import type { LabStore } from "./lab.ts";
import type { Source } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

/** A recording that is over before is shown whole at once, milliseconds. */
const PART_AFTER = 300;
/** From one look at the part to the next, milliseconds. */
const PART_EVERY = 400;

const START: Target = { kind: "position", at: { t: 0, sub: 0 } };

/** How much of the run is recorded: 0 to 1; of a run that is there as a whole, 1. */
export const recordedShare = ({ status }: LabState): number =>
  status.kind === "recording" && status.part !== undefined ? status.part : 1;

export interface PartShower {
  /** The recording has come further. */
  progress(share: number): void;
  /** Has anything been shown? */
  readonly shown: boolean;
  /** Where the reader still has to be brought. */
  readonly wanted: Target | undefined;
  end(): void;
}

interface Around {
  readonly store: LabStore;
  readonly service: SimService;
  readonly focus: Focus;
  readonly now: () => number;
  /** What the state becomes when the first part is there. */
  readonly opened: (part: RunSummary) => Partial<LabState>;
}

/** Room enough to be seen, and room enough for what is still to come. */
const shareShown = (share: number): number => Math.min(0.95, Math.max(0.08, share));

export function showParts({ store, service, focus, now, opened }: Around, source: Source, target: Target): PartShower {
  let next = now() + PART_AFTER;
  let asking = false;
  let over = false;
  let shown = false;
  let wanted: Target | undefined = target;

  const goesOn = (): boolean => !over && store.getState().source === source;

  /** Whoever has moved by hand is left alone. */
  function keepWanted(): void {
    const { moment, playing, seeking } = store.getState();
    const moved = moment !== undefined && (moment.at.t !== 0 || moment.at.sub !== 0);
    const moves = seeking !== undefined && seeking !== wanted;
    if (moved || moves || playing !== 0) wanted = undefined;
  }

  async function tryWanted(part: RunSummary): Promise<void> {
    if (wanted === undefined || (wanted.kind === "position" && wanted.at.t > part.end)) return;
    const before = store.getState().moment;
    // What is not recorded yet is refused, and tried again with more.
    await focus.go(wanted, "jump", () => undefined);
    if (store.getState().moment !== before) wanted = undefined;
  }

  async function look(share: number): Promise<void> {
    const part = await service.sofar();
    if (part === undefined || !goesOn()) return;
    store.setState(({ status }) => ({
      ...(shown ? {} : opened(part)),
      run: part,
      ...(status.kind === "recording" ? { status: { ...status, part: shareShown(share) } } : {}),
    }));
    if (shown) keepWanted();
    else await focus.go(START, "jump");
    shown = true;
    if (goesOn()) await tryWanted(part);
  }

  return {
    progress(share) {
      if (asking || now() < next || !goesOn()) return;
      asking = true;
      void look(share)
        // The worker was ended: whoever ended it goes on.
        .catch(() => undefined)
        .finally(() => {
          asking = false;
          next = now() + PART_EVERY;
        });
    },
    get shown() {
      return shown;
    },
    get wanted() {
      return wanted;
    },
    end() {
      over = true;
      if (shown) keepWanted();
    },
  };
}
