// Between the page's state and a link: what of the state a link carries, and how a link becomes the state.

import type { Target } from "../sim/api.ts";
import { carried, decodeLink, encodeLink, type LinkPlace, type LinkState } from "../sim/scenario/link.ts";
import type { LinkSource } from "../sim/scenario/link-scenario.ts";
import { findPreset } from "../sim/scenario/presets.ts";
import { say } from "../messages/say.ts";
import { faultsOf } from "./branches.ts";
import { fetched } from "./fetched.ts";
import { DEFAULT_GRANULARITY } from "./initial.ts";
import type { Lab } from "./lab.ts";
import { runViewOfLink, viewFields, viewOfLink } from "./link-view.ts";
import { sameTrunk } from "./open-branch.ts";
import { parseSelection, selectionText } from "./refs.ts";
import { fileOf } from "./scenarios.ts";
import { stepsOf } from "./stories/story.ts";
import { viewOf } from "./story-actions.ts";
import type { Move } from "./types/actions.ts";
import { PERSPECTIVES, type Tab } from "./types/looks.ts";
import type { Source } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

/** Opened when the address says nothing. */
export const DEFAULT_PRESET = "first-jump";

export const presetSource = (id: string): Source | undefined => {
  const preset = findPreset(id);
  return preset === undefined ? undefined : { preset: preset.id, scenario: preset.scenario };
};

/** What a link says of where the run comes from; captures and images stay in their files. */
function linkSourceOf(source: Source): LinkSource {
  const { preset: id, scenario } = source;
  const file = fileOf(source);
  if (file !== undefined) return { file: file.kind };
  const preset = id === undefined ? undefined : findPreset(id);
  return preset === undefined ? carried(scenario) : { preset: preset.id, rev: preset.revision };
}

/** The run beside it, where it is not the parent, and where that stands once it has been moved by itself. */
function comparedFields({ other, otherAt }: LabState): { compare?: LinkSource; compareAt?: LinkPlace } {
  if (other === undefined || other.source === "parent") return {};
  return { compare: linkSourceOf(other.source), ...(otherAt === undefined ? {} : { compareAt: { at: otherAt } }) };
}

/** The fragment, with "#", that shows this state to somebody else; undefined before anything is open. */
export function fragmentOf(state: LabState): string | undefined {
  const { source, moment } = state;
  if (source === undefined) return undefined;
  const link: Parameters<typeof encodeLink>[0] = {
    source: linkSourceOf(source),
    ...(moment === undefined ? {} : { at: moment.at, anchor: moment.anchor, hash: moment.hash.slice(0, 8) }),
    ...(state.granularity === DEFAULT_GRANULARITY ? {} : { granularity: state.granularity }),
    ...(state.selection === undefined ? {} : { selection: selectionText(state.selection) }),
    ...(state.perspective === "overview" ? {} : { perspective: state.perspective }),
    ...(state.storyStep === undefined ? {} : { story: { id: state.story.id, step: state.storyStep } }),
    ...(state.listFrom === "now" ? {} : { listFrom: state.listFrom }),
    ...(state.walk === undefined ? {} : { walk: state.walk }),
    ...viewFields(state),
    ...comparedFields(state),
    unknown: state.linkExtra,
  };
  return `#${encodeLink(link).replace(/^#/, "")}`;
}

function targetOf(link: LinkPlace): Target {
  if (link.anchor !== undefined) return { kind: "anchor", anchor: link.anchor };
  return { kind: "position", at: link.at ?? { t: 0, sub: 0 } };
}

/** A small screen that shows the story shows what runs instead, where no story is told; a program's consoles stay. */
const tabFor = ({ tab }: LabState, { scenario }: Source, told: boolean): Tab => {
  if (told) return "story";
  return tab === "story" && scenario.payload === undefined ? "map" : tab;
};

/** The story and the step that a link names; nothing where there is no such step. */
async function toldIn(lab: Lab, { story: named }: LinkState): Promise<Partial<LabState>> {
  const story = await lab.stories
    .find(({ id }) => id === named?.id)
    ?.load()
    .catch(() => undefined);
  return story === undefined || stepsOf(story)[named?.step ?? -1] === undefined
    ? { storyStep: undefined }
    : { story, storyStep: named?.step };
}

function showView(lab: Lab, source: Source, link: LinkState, told: Partial<LabState>): void {
  const perspective = PERSPECTIVES.find((each) => each === link.perspective) ?? "overview";
  lab.store.setState((state) => ({
    perspective,
    tab: tabFor(state, source, told.storyStep !== undefined),
    granularity: link.granularity ?? DEFAULT_GRANULARITY,
    ...told,
    leftStep: undefined,
    listFrom: link.listFrom ?? "now",
    follow: link.listFrom === undefined,
    walk: link.walk,
    linkExtra: link.unknown,
    baseFixed: false,
    ...viewOfLink(link),
  }));
}

/** Where the anchor is not known any more, the time still is. */
async function goTo(lab: Lab, link: LinkState, how: Move): Promise<void> {
  const before = lab.store.getState().moment;
  await lab.actions.goTo(targetOf(link), how);
  const stuck = lab.store.getState().moment === before;
  if (stuck && link.anchor !== undefined && link.at !== undefined)
    await lab.actions.goTo({ kind: "position", at: link.at }, how);
}

/** For whoever has read a link already. */
export const openLink = (lab: Lab, link: LinkState): Promise<void> => applyLink(lab, link, "history");

const sourceOfLinked = (source: LinkState["source"]): Source | undefined =>
  "preset" in source ? presetSource(source.preset) : { scenario: source.scenario };

/** The link that was opened last: whatever an older one still had to do is over. */
const newest = new WeakMap<Lab["store"], LinkState>();

/** Shows the run of the link, at its place. */
async function showRun(lab: Lab, link: LinkState, source: Source, how: Move): Promise<void> {
  const { source: open, status } = lab.store.getState();
  const ready = status.kind === "ready";
  if (ready && fileOf(open) === undefined && JSON.stringify(open) === JSON.stringify(source))
    return goTo(lab, link, how);
  if (ready && sameTrunk(open, source)) return lab.actions.showBranch(faultsOf(source.scenario), targetOf(link));
  await lab.actions.open(source, targetOf(link));
}

/** What belongs to the run, and is not what the reader has chosen while that was recorded. */
function showRest({ store, actions }: Lab, link: LinkState, before: LabState): void {
  const { selection, range, outerRanges, walk, listFrom } = store.getState();
  const chosen = range !== undefined && range !== before.range;
  store.setState((state) => ({ ...runViewOfLink(state, link), ...(chosen ? { range, outerRanges } : {}) }));
  // Opening has reset them.
  if (link.listFrom !== undefined && listFrom === "now") actions.setListFrom(link.listFrom);
  if (link.walk !== undefined && walk === undefined) actions.setWalk(link.walk);
  if (selection === undefined || selection === before.selection)
    actions.select(link.selection === undefined ? undefined : parseSelection(link.selection));
}

async function applyLink(lab: Lab, link: LinkState, how: Move): Promise<void> {
  const { store } = lab;
  newest.set(store, link);
  const source = sourceOfLinked(link.source);
  if (source === undefined) return openDefault(lab);
  const { source: left } = store.getState();
  const told = await toldIn(lab, link);
  if (newest.get(store) !== link || store.getState().source !== left) return;
  showView(lab, source, link, told);
  const before = store.getState();
  await showRun(lab, link, source, how);
  const { source: open, moment } = store.getState();
  /** Is it still this link's run that is on screen? */
  const stays = (): boolean => {
    const now = store.getState();
    return newest.get(store) === link && now.source === open && now.status.kind === "ready";
  };
  if (!stays() || JSON.stringify(open?.scenario) !== JSON.stringify(source.scenario)) return;
  showRest(lab, link, before);
  const { hash = moment?.hash.slice(0, 8), diffBase, compare } = link;
  if (hash === moment?.hash.slice(0, 8) && diffBase === undefined && compare === undefined) return;
  const other = compare === undefined ? undefined : sourceOfLinked(compare);
  const goBack = (): Promise<void> => goTo(lab, link, how);
  await fetched(store, import("./link-tail.ts"), ({ finishLink }) =>
    finishLink({ lab, link, how, other, goBack, stays }),
  );
}

export async function openDefault(lab: Lab): Promise<void> {
  const source = presetSource(DEFAULT_PRESET);
  const first = stepsOf(lab.story)[0]?.step;
  if (source === undefined || first === undefined) return;
  lab.store.setState((state) => ({ ...viewOf(state, first), story: lab.story, storyStep: 0 }));
  await lab.actions.open(source, { kind: "anchor", anchor: first.anchor });
}

/** Shows what a fragment says; a link that cannot be read becomes a page that says why. */
export async function openFragment(lab: Lab, fragment: string, how: Move = "history"): Promise<void> {
  if (fragment.replace(/^#/, "") === "") return openDefault(lab);
  const decoded = decodeLink(fragment);
  if (!decoded.ok) {
    lab.store.setState({ status: { kind: "bad-link", problem: decoded.problem, text: fragment } });
    return;
  }
  await applyLink(lab, decoded.value, how);
  for (const notice of decoded.notices) lab.actions.notify("warning", notice);
}

/** The scenario alone, when at least that can be read of a link that cannot be read whole. */
export async function openWithoutView(lab: Lab, fragment: string): Promise<void> {
  const decoded = decodeLink(fragment);
  const link = decoded.ok ? decoded.value.source : decoded.fallback;
  if (link === undefined) {
    await openDefault(lab);
    return lab.actions.notify("warning", say("The scenario in the link cannot be read either; this is the example."));
  }
  await applyLink(lab, { source: link, unknown: {} }, "jump");
}
