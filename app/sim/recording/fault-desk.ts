// Where faults meet a run: decides at each step what happens, notes every step that is come to, and keeps which faults
// have had their effect.

import type { CircumstanceId, KernelName } from "../api.ts";
import { GO, type Point, type Rule, type Ruling } from "../kernel/fault-points.ts";
import type { Appointment } from "./appointments.ts";
import { intervene, type Intervention } from "./interventions.ts";
import { plainName, type PointName } from "./point-names.ts";
import { findPoint } from "./points.ts";
import type { Recording } from "./recording.ts";
import type { Section } from "./sections.ts";

/** A fault that has been checked, and aimed at the run with the faults before it. */
export type PlannedFault = {
  /** Index in the scenario's faults, and its text. */
  readonly index: number;
  readonly text: string;
} & (
  | { readonly kind: "point"; readonly point: PointName; readonly ruling: Ruling }
  | { readonly kind: "intervention"; readonly t: number; readonly act: Intervention }
  | { readonly kind: "with"; readonly id: CircumstanceId }
);
type PlannedIntervention = Extract<PlannedFault, { kind: "intervention" }>;

export class FaultDesk {
  readonly rule: Rule;
  /** What happens at positions. */
  readonly appointments: readonly Appointment[];
  private readonly recording: Recording;
  private readonly faults: readonly PlannedFault[];
  private readonly now: () => number;
  /** How often each name has been come to in the present section. */
  private readonly counts = new Map<string, number>();
  private section: Section = { boot: 0, leg: 0 };
  /** Steps that have been made to fail so far. */
  refusals = 0;

  /** `now` is the position of the run under way. */
  constructor(recording: Recording, faults: readonly PlannedFault[], now: () => number) {
    this.recording = recording;
    this.faults = faults;
    this.now = now;
    this.rule = (kernel, point) => this.decide(kernel, point);
    this.appointments = faults.flatMap((fault) => (fault.kind === "intervention" ? [this.appointment(fault)] : []));
    for (const fault of faults) if (fault.kind === "with") this.fire(fault);
  }

  private appointment(fault: PlannedIntervention): Appointment {
    return {
      t: fault.t,
      act: (parts) => {
        this.fire(fault);
        return intervene(parts, fault.act);
      },
    };
  }

  private fire({ index, text }: PlannedFault): void {
    this.recording.fired.push({ index, text, t: this.now() });
  }

  private decide(kernel: KernelName, point: Point): Ruling {
    const { legs, boots, points } = this.recording;
    const [boot, leg] = [Math.max(1, boots.length), Math.max(1, legs.length)];
    if (boot !== this.section.boot || leg !== this.section.leg) this.counts.clear();
    this.section = { boot, leg };
    const name = plainName(point.name);
    const n = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, n);
    const mark = { ...point, name, t: this.now(), kernel, boot, leg, n };
    points.push(mark);
    for (const fault of this.faults) {
      if (fault.kind !== "point" || fault.point.name !== name || fault.point.n !== n) continue;
      if (findPoint(this.recording, fault.point) !== mark) continue;
      this.fire(fault);
      if (fault.ruling.kind === "fail") this.refusals++;
      return fault.ruling;
    }
    return GO;
  }
}
