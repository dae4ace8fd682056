// Two runs beside each other. While they are looked at, every moment on screen is asked about; one question in flight,
// the newest moment wins. What is compared with is the parent, until another run is chosen.

import type { Comparison, Moment, Position, Problem, Target } from "../sim/api.ts";
import type { SimService } from "../worker/wire.ts";
import { faultsOf } from "./branches.ts";
import type { LabStore } from "./lab.ts";
import type { LabActions } from "./types/actions.ts";
import type { ComparedRun, Source } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

export interface Comparing {
  readonly actions: Pick<LabActions, "compareWith" | "setCompareMode" | "lockOther" | "moveOther">;
  idle(): boolean;
  stop(): void;
}

/** Is there a run to compare with, and is it looked at? */
const wanted = ({ perspective, status, source, moment, other }: LabState): boolean =>
  perspective === "compare" &&
  status.kind === "ready" &&
  moment !== undefined &&
  (other !== undefined || faultsOf(source?.scenario).length > 0);

/** What a comparison is of. */
interface Asked {
  readonly moment: Moment | undefined;
  readonly other: ComparedRun | undefined;
  readonly at: Position | undefined;
}
const subject = ({ moment, other, otherAt }: LabState): Asked => ({ moment, other, at: otherAt });
const same = (a: Asked, b: Asked): boolean => a.moment === b.moment && a.other === b.other && a.at === b.at;

const NOTHING: Asked = { moment: undefined, other: undefined, at: undefined };
const placeOf = (at: Position): Target => ({ kind: "position", at });

class Desk implements Comparing {
  private asking: Promise<void> | undefined;
  private sampling: Promise<void> | undefined;
  /** The newest subject that has been asked about, whatever came of it. */
  private asked = NOTHING;
  private wish = 0;
  private readonly store: LabStore;
  private readonly service: SimService;
  readonly stop: () => void;

  constructor(store: LabStore, service: SimService) {
    this.store = store;
    this.service = service;
    this.stop = store.subscribe((state) => this.follow(state));
  }

  idle(): boolean {
    return this.asking === undefined && this.sampling === undefined;
  }

  readonly actions: Comparing["actions"] = {
    compareWith: (source) => this.compareWith(source),
    setCompareMode: (compareMode) => this.store.setState({ compareMode }),
    lockOther: (locked) =>
      this.store.setState(({ comparison }) => ({ otherAt: locked ? undefined : comparison?.there })),
    moveOther: (target) => this.moveOther(target),
  };

  private follow(state: LabState): void {
    if (this.asking !== undefined || !wanted(state) || same(subject(state), this.asked)) return;
    this.asking = this.ask()
      // The worker was ended, or a newer question was asked: the next moment asks again.
      .catch(() => undefined)
      .finally(() => {
        this.asking = undefined;
        this.follow(this.store.getState());
      });
  }

  private async ask(): Promise<void> {
    for (let state = this.state; wanted(state) && !same(subject(state), this.asked); state = this.state) {
      if (state.other === undefined && !(await this.takeParent(state))) {
        this.asked = subject(state);
        return;
      }
      const now = this.state;
      const { moment, otherAt } = now;
      if (moment === undefined) return;
      this.asked = subject(now);
      const answer = await this.service.compare(placeOf(moment.at), otherAt && placeOf(otherAt));
      if (answer.ok) this.show(answer.value);
      this.sample();
    }
  }

  private get state(): LabState {
    return this.store.getState();
  }

  /** Unless something else is on screen meanwhile. */
  private show(comparison: Comparison): void {
    if (same(subject(this.state), this.asked)) this.store.setState({ comparison });
  }

  private async takeParent({ run }: LabState): Promise<boolean> {
    const answer = await this.service.compareWith("parent");
    const { run: now, other } = this.state;
    if (answer.ok && now === run && other === undefined)
      this.store.setState({ other: { source: "parent", run: answer.value } });
    return this.state.other !== undefined;
  }

  /** Once for each pair of runs. */
  private sample(): void {
    const { other, divergences } = this.state;
    if (this.sampling !== undefined || other === undefined || divergences !== undefined) return;
    this.sampling = this.service
      .divergences()
      .then((answer) => {
        if (answer.ok && this.state.other === other) this.store.setState({ divergences: answer.value });
      })
      .catch(() => undefined)
      .finally(() => {
        this.sampling = undefined;
        if (this.state.other !== other && wanted(this.state)) this.sample();
      });
  }

  private async compareWith(source: Source | "parent"): Promise<readonly Problem[]> {
    const mine = ++this.wish;
    const { run } = this.state;
    this.store.setState({ otherProgress: "begun" });
    try {
      const answer = await this.service.compareWith(source === "parent" ? source : source.scenario, (otherProgress) => {
        if (mine === this.wish) this.store.setState({ otherProgress });
      });
      if (mine !== this.wish || this.state.run !== run) return [];
      if (!answer.ok) return answer.problems;
      this.store.setState({
        other: { source, run: answer.value },
        ...{ comparison: undefined, divergences: undefined, otherAt: undefined },
      });
      return [];
    } catch (error) {
      // With another run, or another one to compare with, it is nobody's failure.
      if (mine !== this.wish || this.state.run !== run) return [];
      const got = error instanceof Error ? error.message : String(error);
      return [{ path: "run", expected: "a recording", got }];
    } finally {
      if (mine === this.wish) this.store.setState({ otherProgress: undefined });
    }
  }

  private async moveOther(target: Target): Promise<void> {
    const { moment, comparison } = this.state;
    if (moment === undefined || comparison === undefined) return;
    const answer = await this.service.compare(placeOf(moment.at), target).catch(() => undefined);
    if (answer?.ok !== true || this.state.moment !== moment) return;
    this.asked = { ...subject(this.state), at: answer.value.there };
    this.store.setState({ comparison: answer.value, otherAt: answer.value.there });
  }
}

export const createComparing = (store: LabStore, service: SimService): Comparing => new Desk(store, service);
