// The hops of a page's content, gathered in the order in which they are found. Copies of one page's exchange are one.

import type { ContentHop, Position } from "../../api.ts";
import { hexPfn } from "../../core/hex.ts";
import { anchorAt } from "../anchors.ts";
import { exchangeAt, pageAt } from "../exchanges.ts";
import type { Run } from "../run.ts";
import { nextOperation } from "../views/operations.ts";

interface Copied {
  /** Position at which the copy is done. */
  readonly t: number;
  readonly from: number;
  readonly to: number;
}

const at = (t: number): Position => ({ t, sub: 0 });

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
  copied(t: number, from: number, to: number): void {
    const key = this.collapses ? this.exchangeOf(t) : undefined;
    const copy = { t, from, to };
    const { open } = this;
    const goesOn = key !== undefined && open?.key === key && this.joins(open.copies, copy);
    if (goesOn) this.list.pop();
    const known = goesOn ? open.copies : [];
    const copies = this.direction === 1 ? [...known, copy] : [copy, ...known];
    this.open = key === undefined ? undefined : { key, copies };
    this.list.push(key === undefined ? this.copyHop(copy) : this.exchangeHop(copies));
  }

  /** They were made by the operation before t. */
  origin(t: number, frame: number): void {
    const lost = this.run.recording.boots.some(({ from }) => from === t);
    this.push(lost ? "lost" : "write", t, frame, `written: ${this.operation(t)}`);
  }

  initial(frame: number): void {
    const { cursor } = this.run;
    cursor.seek(at(0));
    const { store, table } = cursor.memory;
    const what = store.what(table[frame] ?? 0);
    const text = what === "untouched" ? "nobody has written this frame" : `present from the start: ${what}`;
    this.push("initial", 0, frame, text);
  }

  /** The last copy of them was overwritten by the operation before t. */
  lost(t: number, frame: number, by: number | undefined): void {
    this.push("lost", t, frame, `overwritten: ${this.operation(t)}`, by);
  }

  end(frame: number): void {
    const { end } = this.run.recording;
    this.push("end", end, frame, `still in frame ${hexPfn(frame)} at the end`);
  }

  private joins(copies: readonly Copied[], copy: Copied): boolean {
    return this.direction === 1 ? copies.at(-1)?.to === copy.from : copies[0]?.from === copy.to;
  }

  private copyHop({ t, from, to }: Copied): ContentHop {
    const text = `copied from frame ${hexPfn(from)}: ${this.operation(t)}`;
    return { kind: "copy", ...this.place(t), frame: to, other: from, text, copies: [] };
  }

  private exchangeHop(copies: readonly Copied[]): ContentHop {
    const first = copies[0];
    const last = copies.at(-1) ?? first;
    const between = copies.slice(0, -1).map(({ to }) => hexPfn(to));
    const way = between.length === 0 ? "" : ` by way of frame ${between.join(", ")}`;
    const from = first?.from ?? 0;
    return {
      kind: "exchange",
      ...this.place(last?.t ?? 0),
      frame: last?.to ?? 0,
      other: from,
      text: `exchanged: from frame ${hexPfn(from)}${way}`,
      copies: copies.map((copy) => ({ at: at(copy.t), from: copy.from, to: copy.to })),
    };
  }

  private push(kind: ContentHop["kind"], t: number, frame: number, text: string, other?: number): void {
    this.open = undefined;
    this.list.push({ kind, ...this.place(t), frame, ...(other === undefined ? {} : { other }), text, copies: [] });
  }

  private place(t: number): Pick<ContentHop, "at" | "anchor"> {
    return { at: at(t), anchor: anchorAt(this.run.cursor, at(t)) };
  }

  private operation(t: number): string {
    this.run.cursor.seek(at(t - 1));
    return nextOperation(this.run, this.run.cursor);
  }

  private exchangeOf(t: number): string | undefined {
    const { recording } = this.run;
    const index = exchangeAt(recording, t - 1);
    const exchange = index === undefined ? undefined : recording.exchanges[index];
    return exchange === undefined ? undefined : `${index}/${pageAt(exchange, t - 1)}`;
  }
}
