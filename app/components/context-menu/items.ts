// What can be done with a thing, and what of that makes sense for it at this moment.

import { faultKindFor } from "../../state/fault-commands.ts";
import { selectedFrame } from "../../state/interest.ts";
import type { Lab } from "../../state/lab.ts";
import { fragmentOf } from "../../state/link-state.ts";
import { showView } from "../../state/commands.ts";
import { fileOf } from "../../state/scenarios.ts";
import type { LabState, Menu, Selection } from "../../state/types.ts";
import { frameName, hex32, offset } from "../shared/format.ts";

export interface MenuItem {
  readonly id: string;
  readonly title: string;
  readonly run: (lab: Lab) => void;
}

export function titleOf(about: Selection): string {
  switch (about.kind) {
    case "frame":
      return frameName(about.pfn);
    case "byte":
      return `byte ${hex32(about.address)}`;
    case "entry":
      return `entry ${about.index}`;
    case "slot":
      return `control page ${about.owner} ${offset(about.offset)}`;
    case "linear":
      return `address ${hex32(about.address)}`;
    case "register":
    case "device":
      return about.name;
    case "phase":
      return `phase ${about.index + 1}`;
  }
}

async function copyLink(lab: Lab, about: Selection): Promise<void> {
  const link = `${location.origin}${location.pathname}${fragmentOf({ ...lab.store.getState(), selection: about }) ?? ""}`;
  try {
    await navigator.clipboard.writeText(link);
    lab.actions.notify("info", `A link to ${titleOf(about)} is in the clipboard.`);
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

function forFrame(pfn: number, state: LabState): readonly MenuItem[] {
  const breakpoint = { kind: "frame-write", pfn } as const;
  const set = state.breakpoints.some((each) => each.kind === "frame-write" && each.pfn === pfn);
  return [
    { id: "show", title: "Show its bytes", run: (lab) => showView(lab, "frame") },
    { id: "last-write", title: "Go to last write", run: (lab) => void lab.actions.goToLastWrite(pfn) },
    {
      id: "break",
      title: set ? "Do not break on write" : "Break on write",
      run: (lab) => lab.actions.toggleBreakpoint(breakpoint),
    },
  ];
}

/** The thing has been selected by the time one is chosen: a fault is aimed at it. */
export function itemsFor(menu: Menu, lab: Lab): readonly MenuItem[] {
  const state = lab.store.getState();
  const { about, word } = menu;
  const pfn = frameOf(menu, state);
  const walk: readonly MenuItem[] =
    about.kind === "linear"
      ? [
          {
            id: "walk",
            title: "Walk this address",
            run: () => {
              lab.actions.setWalk(about.address);
              showView(lab, "walk");
            },
          },
        ]
      : [];
  const fault: readonly MenuItem[] =
    fileOf(state.source) === undefined
      ? [
          {
            id: "inject",
            title: "Inject fault here…",
            run: () => {
              lab.actions.draftFault(faultKindFor(about), word === undefined ? {} : { value: hex32(word) });
              lab.actions.setPerspective("faults");
            },
          },
        ]
      : [];
  return [
    ...(pfn === undefined ? [] : forFrame(pfn, state)),
    ...walk,
    { id: "link", title: "Copy link", run: () => void copyLink(lab, about) },
    ...fault,
  ];
}
