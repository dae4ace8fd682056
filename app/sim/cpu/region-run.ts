// Runs a translated region: the hottest loop of the lab. Everything that can be seen between two instructions is as if
// each had been executed by itself; the flags that nobody has looked at are settled on the way out.

import type { Core } from "./core.ts";
import { KIND, leaveBehind, makeMicro, type Micro, Pending, type Place } from "./micro.ts";
import { EFLAGS, EIP } from "./state.ts";

/** May the run go straight on at a mark? `ahead`: instructions completed since it began. */
export type Passing = (mark: number, ahead: number) => boolean;

const NOWHERE = makeMicro({ kind: KIND.leave }, { offset: 0, length: 0, before: 0 });

export class RegionRun implements Place {
  readonly core: Core;
  readonly flags = new Pending();
  origin = 0;
  /** Completed instructions. */
  ran = 0;
  /** EIP of the instruction that has thrown. */
  start = 0;
  /** Set by whoever wants to be asked at marks. */
  passing: Passing | undefined;
  /** Has it been left by an exception? */
  threw = false;
  /** Instructions of the run before this stretch. */
  #ahead = 0;
  #budget = 0;
  #page = -1;
  #epoch = 0;
  #at = NOWHERE;
  /** Instructions of the block under way, all counted when it was begun. */
  #counted = 0;

  constructor(core: Core) {
    this.core = core;
  }

  /** A stretch begins, so many instructions after the run did. */
  begin(ahead: number): void {
    this.#ahead = ahead;
    this.threw = false;
  }

  isSteady(): boolean {
    return this.core.fetchPage === this.#page && this.core.bus.codeEpoch === this.#epoch;
  }

  /** From a head on, until it is left. */
  run(head: Micro, ran: number, budget: number): void {
    const { core } = this;
    this.origin = (core.words[EIP] - head.offset) | 0;
    this.ran = ran;
    this.#budget = budget;
    this.#page = core.fetchPage;
    this.#epoch = core.bus.codeEpoch;
    try {
      this.#steps(head);
    } catch (thrown) {
      this.threw = true;
      this.#takeBack(this.#at.before);
      this.start = (this.origin + this.#at.offset) | 0;
      throw thrown;
    } finally {
      this.flags.settle(core.words);
    }
  }

  #steps(head: Micro): void {
    const { core, flags } = this;
    const { words } = core;
    let micro: Micro | undefined = head;
    while (micro !== undefined) {
      switch (micro.kind) {
        case 0: // head
          if (this.ran + micro.value > this.#budget) return this.#leaveAt(micro);
          this.ran += micro.value;
          this.#counted = micro.value;
          break;
        case 1: // mark
          if (!this.#passes(micro)) return this.#leaveAt(micro);
          break;
        case 2: // leave
          return this.#leaveAt(micro);
        case 3: // if zero
          micro = this.#branch(micro, flags.isZero(words));
          continue;
        case 4: // branch
          micro = this.#branch(micro, this.#holds(micro));
          continue;
        case 5: // move
          words[micro.to] = micro.source[micro.from];
          break;
        case 6: // load
          this.#at = micro;
          words[micro.to] = core.read32(micro.seg, (words[micro.from] + micro.value) | 0);
          if (!this.isSteady()) return this.#leaveAfter(micro);
          break;
        case 7: // and
          words[micro.to] &= micro.source[micro.from];
          flags.logic(words[micro.to]);
          break;
        case 8: // test
          flags.logic(words[micro.to] & micro.source[micro.from]);
          break;
        case 9: // add
          this.#add(micro);
          break;
        case 12: // test and branch if zero
          flags.logic(words[micro.to] & micro.source[micro.from]);
          micro = this.#branch(micro, flags.result === 0);
          continue;
        case 13: // moves
          for (let move: Micro | undefined = micro; move !== undefined; move = move.also)
            words[move.to] = move.source[move.from];
          break;
        default: // plain, memory
          this.#at = micro;
          if (!micro.act(this, micro)) return this.#takeBack(micro.before + 1);
      }
      micro = micro.next;
    }
  }

  #add(micro: Micro): void {
    const { words } = this.core;
    const a = words[micro.to];
    const b = micro.source[micro.from];
    const sum = (a + b) | 0;
    words[micro.to] = sum;
    this.flags.add(a, b, sum);
  }

  /** The way that leaves the block takes back what the block has beyond it. */
  #branch(micro: Micro, holds: boolean): Micro | undefined {
    if (holds !== micro.when) return micro.next;
    this.#takeBack(micro.before + 1);
    return micro.target;
  }

  #holds(micro: Micro): boolean {
    this.flags.settle(this.core.words);
    return micro.holds(this.core.words[EFLAGS]);
  }

  #passes(micro: Micro): boolean {
    return this.passing !== undefined && this.passing(micro.value, this.#ahead + this.ran);
  }

  #leaveAt(micro: Micro): void {
    this.core.words[EIP] = (this.origin + micro.offset) | 0;
  }

  #leaveAfter(micro: Micro): void {
    leaveBehind(this, micro);
    this.#takeBack(micro.before + 1);
  }

  /** Of the block under way only so many have been completed. */
  #takeBack(completed: number): void {
    this.ran += completed - this.#counted;
  }
}
