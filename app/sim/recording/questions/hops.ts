// The hops of a page's content, gathered in the order in which they are found. Copies of one page's exchange are one.

import type { ContentHop, Position } from "../../api.ts";
import { hexPfn } from "../../core/hex.ts";
import { anchorAt } from "../anchors.ts";
import { exchangeAt, pageAt } from "../exchanges.ts";
import type { Run } from "../run.ts";
import { nextOperation } from "../views/operations.ts";

interface Copied {
  /** Position at which the copy is done, or as far as it goes there. */
  readonly at: Position;
  readonly from: number;
  readonly to: number;
}

const whole = (t: number): Position => ({ t, sub: 0 });
/** The operation that led to a position: inside a repeated instruction, that one. */
export const operationBefore = ({ t, sub }: Position): number => (sub > 0 ? t : t - 1);

export class Hops {
  readonly list: ContentHop[] = [];
  private readonly run: Run;
  private readonly direction: 1 | -1;
  /** The exchange and page of the last hop, and its copies in order of time. */
  private open: { readonly key: string; readonly copies: readonly Copied[] } | undefined;

  private readonly collapses: boolean;

  /** `collapses`: the copies of one page's exchange are one hop. */
  constructor(run: Run, direction: 1 | -1, collapses = true) {
    this.run = run;
    this.direction = direction;
    this.collapses = collapses;
  }

  get count(): number {
    return this.list.length;
  }

  /** The bytes went from one frame to another. */
  copied(at: Position, from: number, to: number): void {
    const key = this.collapses ? this.exchangeOf(at) : undefined;
    const copy = { at, from, to };
    const { open } = this;
    const goesOn = key !== undefined && open?.key === key && this.joins(open.copies, copy);
    if (goesOn) this.list.pop();
    const known = goesOn ? open.copies : [];
    const copies = this.direction === 1 ? [...known, copy] : [copy, ...known];
    this.open = key === undefined ? undefined : { key, copies };
    this.list.push(key === undefined ? this.copyHop(copy) : this.exchangeHop(copies));
  }

  /** They were made by the operation before. */
  origin(at: Position, frame: number): void {
    const lost = at.sub === 0 && this.run.recording.boots.some(({ from }) => from === at.t);
    this.push(lost ? "lost" : "write", at, frame, `written: ${this.operation(at)}`);
  }

  initial(frame: number): void {
    const { cursor } = this.run;
    cursor.seek(whole(0));
    const { store, table } = cursor.memory;
    const what = store.what(table[frame] ?? 0);
    const text = what === "untouched" ? "nobody has written this frame" : `present from the start: ${what}`;
    this.push("initial", whole(0), frame, text);
  }

  /** The last copy of them was overwritten by the operation before. */
  lost(at: Position, frame: number, by: number | undefined): void {
    this.push("lost", at, frame, `overwritten: ${this.operation(at)}`, by);
  }

  end(at: Position, frame: number): void {
    this.push("end", at, frame, `still in frame ${hexPfn(frame)} at the end`);
  }

  private joins(copies: readonly Copied[], copy: Copied): boolean {
    return this.direction === 1 ? copies.at(-1)?.to === copy.from : copies[0]?.from === copy.to;
  }

  private copyHop({ at, from, to }: Copied): ContentHop {
    const text = `copied from frame ${hexPfn(from)}: ${this.operation(at)}`;
    return { kind: "copy", ...this.place(at), frame: to, other: from, text, copies: [] };
  }

  private exchangeHop(copies: readonly Copied[]): ContentHop {
    const first = copies[0];
    const last = copies.at(-1) ?? first;
    const between = copies.slice(0, -1).map(({ to }) => hexPfn(to));
    const way = between.length === 0 ? "" : ` by way of frame ${between.join(", ")}`;
    const from = first?.from ?? 0;
    return {
      kind: "exchange",
      ...this.place(last?.at ?? whole(0)),
      frame: last?.to ?? 0,
      other: from,
      text: `exchanged: from frame ${hexPfn(from)}${way}`,
      copies,
    };
  }

  private push(kind: ContentHop["kind"], at: Position, frame: number, text: string, other?: number): void {
    this.open = undefined;
    this.list.push({ kind, ...this.place(at), frame, ...(other === undefined ? {} : { other }), text, copies: [] });
  }

  private place(at: Position): Pick<ContentHop, "at" | "anchor"> {
    return { at, anchor: anchorAt(this.run.cursor, at) };
  }

  private operation(at: Position): string {
    this.run.cursor.seek(whole(operationBefore(at)));
    return nextOperation(this.run, this.run.cursor);
  }

  private exchangeOf(at: Position): string | undefined {
    const { recording } = this.run;
    const t = operationBefore(at);
    const index = exchangeAt(recording, t);
    const exchange = index === undefined ? undefined : recording.exchanges[index];
    return exchange === undefined ? undefined : `${index}/${pageAt(exchange, t)}`;
  }
}
