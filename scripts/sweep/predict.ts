// What the kernel's code lets one expect of a step that fails or is left out. Told from the rules of kexec_load and
// kernel_kexec, their undo labels, and what later steps rely on; not from runs.

import type { FixId, RevisionId, VerdictKind } from "../../app/sim/api.ts";
import { SKIPS } from "./skips.ts";
import type { SweptPoint, Trunk } from "./sweep.ts";

export interface Prediction {
  /** Any of these; empty where it depends on what happens to lie in memory. */
  readonly kinds: readonly VerdictKind[];
  readonly errno?: string;
  readonly invariant?: string;
  /** The run goes no further. */
  readonly ends?: boolean;
}

/** What is asked about a step: where it stands in the run without the fault. */
export class Place {
  readonly trunk: Trunk;
  readonly index: number;
  readonly point: SweptPoint;

  constructor(trunk: Trunk, index: number, point: SweptPoint) {
    this.trunk = trunk;
    this.index = index;
    this.point = point;
  }

  get revision(): RevisionId {
    return this.trunk.scenario.revision;
  }

  fixed(fix: FixId): boolean {
    return this.trunk.scenario.fixes?.includes(fix) === true;
  }

  /** Does this kernel come to such a step later? */
  later(matches: (point: SweptPoint) => boolean, kernel = this.point.kernel): boolean {
    return this.trunk.points.slice(this.index + 1).some((point) => point.kernel === kernel && matches(point));
  }

  /** Has this kernel come to such a step before? */
  earlier(matches: (point: SweptPoint) => boolean): boolean {
    return this.trunk.points.slice(0, this.index).some((point) => point.kernel === this.point.kernel && matches(point));
  }

  /** Is it the first time that this kernel does this? */
  get first(): boolean {
    return !this.earlier(({ name }) => name === this.point.name);
  }

  /** Does this kernel ask for another jump? */
  get jumpsAgain(): boolean {
    return this.later(({ name }) => name === "kernel_kexec/trylock");
  }

  /** Does A come back to user space, where it is looked at and waits for a tick? */
  get userSpace(): boolean {
    return this.later(({ name }) => name === "user/wait_for_tick", "A");
  }
}

export function predict(place: Place, how: string): Prediction | undefined {
  return how === "skip" ? skipped(place) : failed(place, how);
}

// ---------------------------------------------------------------------------------------------- failures

/** Defects of the real code: what has been taken down before stays down. */
const LISTED: readonly {
  readonly revision: RevisionId;
  readonly step: string;
  readonly fix: FixId;
  readonly invariant: string;
}[] = [
  { revision: "v8", step: "cpu_down/", fix: "cpus-after-failure", invariant: "processors-online" },
  { revision: "mainline-i386", step: "dpm_suspend/", fix: "devices-after-failure", invariant: "devices-resumed" },
];

function failed(place: Place, errno: string): Prediction | undefined {
  const { point } = place;
  if (point.group === "load") return { kinds: ["refused"], errno };
  if (point.group !== "leave") return failedElsewhere(place);
  const leg = (other: SweptPoint) => legOf(other) === legOf(point);
  const defect = LISTED.find(
    ({ revision, step, fix }) =>
      revision === place.revision &&
      !place.fixed(fix) &&
      point.name.startsWith(step) &&
      place.earlier((other) => other.name.startsWith(step) && leg(other)),
  );
  if (defect === undefined) return { kinds: ["refused"], errno };
  return { kinds: ["detected"], errno, invariant: defect.invariant };
}

const legOf = ({ id }: SweptPoint): string => /^(?:jump|boot)\/\d+/.exec(id)?.[0] ?? "";

/** A device that B cannot bring up is as if it had not been tried; what cannot be saved is lost, and told. */
function failedElsewhere(place: Place): Prediction | undefined {
  const { name } = place.point;
  if (name.startsWith("probe/")) return skipped(place);
  return name.endsWith("/save") ? after(place, { kinds: ["survived"] }) : undefined;
}

// ---------------------------------------------------------------------------------------------- steps left out

function skipped(place: Place): Prediction | undefined {
  const skip = SKIPS.find(
    ({ steps, revision, kernel, when }) =>
      steps.test(place.point.name) &&
      (revision === undefined || revision === place.revision) &&
      (kernel === undefined || kernel === place.point.kernel) &&
      (when === undefined || when(place)),
  );
  if (skip === undefined) return undefined;
  return after(place, skip.comes === "open" ? { kinds: [] } : skip.comes);
}

/** A run that crashes by itself still does, unless the fault has ended it before. */
function after({ trunk }: Place, prediction: Prediction): Prediction {
  const harmless =
    prediction.ends !== true &&
    prediction.kinds.every((kind) => kind === "survived" || kind === "detected" || kind === "corrupted");
  if (trunk.verdict === "survived" || !harmless || prediction.kinds.length === 0) return prediction;
  return { kinds: [trunk.verdict] };
}
