// The part of a run that is recorded so far. While the recorder rests at a boundary it can be opened and asked like a
// whole run; before the recorder goes on, everything that looking around has made is taken back.

import type { InvariantResult, RecordProgress } from "../api.ts";
import type { StoreMark } from "../memory/content-store.ts";
import { Cursor } from "./cursor.ts";
import type { PlannedFault } from "./fault-desk.ts";
import type { Machine } from "./machine.ts";
import type { Recorder } from "./recorder.ts";
import type { Run } from "./run.ts";
import { FrameMapper } from "./views/frame-map.ts";

export class Part {
  private readonly machine: Machine;
  private readonly recorder: Recorder;
  private readonly faults: readonly PlannedFault[];
  private made: Run | undefined;
  private opened: StoreMark | undefined;

  constructor(machine: Machine, recorder: Recorder, faults: readonly PlannedFault[]) {
    this.machine = machine;
    this.recorder = recorder;
    this.faults = faults;
  }

  get progress(): RecordProgress {
    return this.recorder.progress;
  }

  /** The run, which is one only while it is open or when it is recorded to the end. */
  get run(): Run {
    return (this.made ??= this.make());
  }

  /** From now until the recorder goes on, the run ends here. Undefined before its first operation. */
  open(): Run | undefined {
    const { recorder, machine } = this;
    const { recording } = recorder;
    if (recorder.t === 0) return undefined;
    if (this.opened === undefined) {
      const { store } = machine;
      this.opened = store.mark();
      recording.end = recorder.t;
      recording.sealedContents = store.size;
      store.lasting = store.size;
    }
    return this.run;
  }

  /** The recorder goes on. */
  close(): void {
    const { opened, made, machine } = this;
    const { recording } = this.recorder;
    if (opened === undefined) return;
    // the last quantum may begin anew where it stands: the cursor waits at the start of the one before
    made?.cursor.seek({ t: recording.starts.at(Math.max(0, recording.quanta - 2)), sub: 0 });
    machine.store.takeBack(opened);
    machine.store.lasting = Infinity;
    recording.sealedContents = 0;
    recording.end = 0;
    this.opened = undefined;
  }

  private make(): Run {
    const { machine, recorder, faults } = this;
    const { plan, revision, code, images, purgatory } = machine;
    const { recording, book } = recorder;
    return {
      ...{ plan, revision, code, images, purgatory, recording, faults },
      get invariants(): readonly InvariantResult[] {
        return book.summary();
      },
      cursor: new Cursor(recording, plan.hasPae),
      mapper: new FrameMapper(plan.frames),
    };
  }
}
