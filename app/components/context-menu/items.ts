// What can be done with a thing, and what of that makes sense for it at this moment.

import type { Moment } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hasBreakpoint } from "../../state/breakpoints.ts";
import { faultKindFor } from "../../state/fault-commands.ts";
import { selectedFrame } from "../../state/interest.ts";
import type { Lab } from "../../state/lab.ts";
import { fragmentOf } from "../../state/link-state.ts";
import { askOrigin } from "../../state/question-commands.ts";
import { fileOf } from "../../state/scenarios.ts";
import { selectionName, spanOf, watchedOf } from "../../state/selection-of.ts";
import { showView } from "../../state/show-view.ts";
import type { Menu, Selection } from "../../state/types/selection.ts";
import type { LabState } from "../../state/types/state.ts";
import { hex32, hexByte } from "../shared/format.ts";

export interface MenuItem {
  readonly id: string;
  readonly title: string;
  readonly run: (lab: Lab) => void;
}

export const titleOf = selectionName;

async function copyLink(lab: Lab, about: Selection): Promise<void> {
  const link = `${location.origin}${location.pathname}${fragmentOf({ ...lab.store.getState(), selection: about }) ?? ""}`;
  try {
    await navigator.clipboard.writeText(link);
    lab.actions.notify("info", say("A link to {what} is in the clipboard.", { what: titleOf(about) }));
  } catch {
    lab.actions.openDialog("share");
  }
}

/** The frame whose writes are meant: of an entry the one that it lies in. */
function frameOf({ about }: Menu, state: LabState): number | undefined {
  if (about.kind !== "entry") return selectedFrame({ ...state, selection: about });
  const address = state.moment?.list?.rows.find(({ index }) => index === about.index)?.address;
  return address === undefined ? undefined : address >>> 12;
}

function valueOf({ about, word }: Menu, { moment }: LabState): string | undefined {
  if (about.kind === "register") return registerText(about.name, about.bit, moment);
  if (word !== undefined) return hex32(word);
  if (about.kind === "linear") return hex32(about.address);
  const span = spanOf(about, moment);
  const frame = moment?.frame;
  if (span === undefined || frame === undefined || Math.floor(span.address / 4096) !== frame.pfn) return undefined;
  const from = span.address % 4096;
  return Array.from(frame.bytes.subarray(from, from + span.size), hexByte).join(" ");
}

function registerText(name: string, bit: number | undefined, moment: Moment | undefined): string | undefined {
  const value = new Map(Object.entries(moment?.cpu ?? {})).get(name);
  if (typeof value !== "number") return undefined;
  return bit === undefined ? hex32(value) : String((value >>> bit) & 1);
}

async function copyValue(lab: Lab, value: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
    lab.actions.notify(
      "info",
      say("In the clipboard: {value}", { value: value.length > 60 ? `${value.slice(0, 60)}…` : value }),
    );
  } catch {
    lab.actions.notify("warning", say("The browser does not let the page copy. The value is {value}", { value }));
  }
}

const shows = (view: string): MenuItem => ({
  id: "show",
  title: say("Go to its bytes"),
  run: (lab) => showView(lab, view),
});

function breakItem(menu: Menu, state: LabState): readonly MenuItem[] {
  const pfn = frameOf(menu, state);
  if (pfn === undefined) return [];
  const breakpoint = { kind: "frame-write", pfn } as const;
  return [
    shows("frame"),
    {
      id: "break",
      title: hasBreakpoint(state.breakpoints, breakpoint) ? say("Do not break on write") : say("Break on write"),
      run: (lab) => lab.actions.toggleBreakpoint(breakpoint),
    },
  ];
}

/** What can be asked of the whole run about this thing. */
function questionItems(about: Selection, state: LabState): readonly MenuItem[] {
  const of = watchedOf(about, state.moment);
  if (of === undefined) return [];
  const watch = { kind: "change", of } as const;
  return [
    {
      id: "watch",
      title: hasBreakpoint(state.breakpoints, watch) ? say("Do not watch") : say("Watch"),
      run: (lab) => lab.actions.toggleBreakpoint(watch),
    },
    { id: "origin", title: say("Who wrote this?"), run: (lab) => askOrigin(lab, -1) },
    { id: "destination", title: say("Where did it go?"), run: (lab) => askOrigin(lab, 1) },
    { id: "last-write", title: say("Go to last write"), run: (lab) => void lab.actions.goToChange(-1, about) },
    { id: "next-write", title: say("Go to next write"), run: (lab) => void lab.actions.goToChange(1, about) },
  ];
}

/** The thing has been selected by the time one is chosen: questions and faults are about it. */
export function itemsFor(menu: Menu, lab: Lab): readonly MenuItem[] {
  const state = lab.store.getState();
  const { about, word } = menu;
  const value = valueOf(menu, state);
  const walk: MenuItem = {
    id: "walk",
    title: say("Walk this address"),
    run: () => {
      if (about.kind === "linear") lab.actions.setWalk(about.address);
      showView(lab, "walk");
    },
  };
  const inject: MenuItem = {
    id: "inject",
    title: say("Inject fault here…"),
    run: () => {
      lab.actions.draftFault(faultKindFor(about), word === undefined ? {} : { value: hex32(word) });
      lab.actions.setPerspective("faults");
    },
  };
  return [
    ...breakItem(menu, state),
    ...questionItems(about, state),
    ...(about.kind === "linear" ? [walk] : []),
    ...(value === undefined
      ? []
      : [{ id: "value", title: say("Copy value"), run: () => void copyValue(lab, value) } satisfies MenuItem]),
    { id: "link", title: say("Copy link"), run: () => void copyLink(lab, about) },
    { id: "trail", title: say("Add to trail"), run: () => lab.actions.bookmark() },
    ...(fileOf(state.source) === undefined ? [inject] : []),
  ];
}
