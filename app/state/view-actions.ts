// What is looked at and how: selection, lists, layout, settings, notices.

import type { Focus } from "./focus.ts";
import { selectedFrame, wantsHibernation, wantsSystem } from "./interest.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { saveSettings } from "./settings.ts";
import type { LabActions } from "./types/actions.ts";
import { NUMBER_FORMATS } from "./types/looks.ts";
import type { LabState } from "./types/state.ts";

type ViewActions = Pick<
  LabActions,
  | "select"
  | "setHover"
  | "setPerspective"
  | "setFollow"
  | "setListFrom"
  | "setWalk"
  | "setAxis"
  | "setTab"
  | "toggleMarks"
  | "nextNumberFormat"
  | "toggleOverlay"
  | "changeSettings"
  | "notify"
  | "dismiss"
  | "openDialog"
  | "openMenu"
>;

export function viewActions(store: LabStore, focus: Focus): ViewActions {
  function show(views: Partial<Pick<LabState, "perspective" | "tab">>): void {
    store.setState(views);
    const state = store.getState();
    const missing =
      (wantsSystem(state) && state.moment?.tables === undefined) ||
      (wantsHibernation(state) && state.moment?.hibernation === undefined);
    if (missing) void focus.refresh();
  }
  return {
    select: (selection) => {
      store.setState(selection?.kind === "device" ? { selection, device: selection.name } : { selection });
      const frame = selectedFrame(store.getState());
      const { moment, list } = store.getState();
      const lacks = frame !== undefined && moment?.frame?.pfn !== frame;
      if (lacks || list.filter === "selection") void focus.refresh();
    },
    setHover: (hover) => store.setState({ hover }),
    setPerspective: (perspective) => show({ perspective }),
    setFollow: (follow) => {
      store.setState(follow ? { follow, listFrom: "now" } : { follow });
      if (follow) void focus.refresh();
    },
    setListFrom: (listFrom) => {
      store.setState({ listFrom });
      void focus.refresh();
    },
    setWalk: (walk) => {
      store.setState({ walk });
      void focus.refresh();
    },
    setAxis: (axis) => store.setState({ axis }),
    setTab: (tab) => show({ tab }),
    toggleMarks: () => store.setState(({ marks }) => ({ marks: !marks })),
    nextNumberFormat: () =>
      store.setState(({ numbers }) => ({
        numbers: NUMBER_FORMATS[(NUMBER_FORMATS.indexOf(numbers) + 1) % NUMBER_FORMATS.length] ?? "hex",
      })),
    toggleOverlay: () => store.setState(({ overlay }) => ({ overlay: !overlay })),
    changeSettings: (change) => {
      store.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
      saveSettings(store.getState().settings);
    },
    notify: (tone, text) => store.setState((state) => withNotice(state, { tone, text })),
    dismiss: (id) => store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    openDialog: (dialog) => store.setState({ dialog }),
    openMenu: (menu) => store.setState({ menu }),
  };
}
