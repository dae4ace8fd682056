// Commands of the help and of the settings that one changes while looking at something.

import type { Command } from "./command.ts";

export const helpCommands: readonly Command[] = [
  {
    id: "help.start",
    title: "Help: how to begin",
    group: "Help",
    keys: ["h"],
    run: ({ actions }) => actions.openHelp("start"),
  },
  {
    id: "help.glossary",
    title: "Help: glossary …",
    group: "Help",
    keys: ["Shift+h"],
    run: ({ actions }) => actions.openHelp("glossary"),
  },
  {
    id: "help.about",
    title: "Help: what the machine does not model",
    group: "Help",
    keys: [],
    run: ({ actions }) => actions.openHelp("about"),
  },
];

export const settingsCommands: readonly Command[] = [
  {
    id: "settings.presenter",
    title: "Presenter mode, on or off",
    group: "Page",
    keys: ["Shift+x"],
    run: ({ store, actions }) =>
      actions.changeSettings({ presenter: store.getState().settings.presenter === "off" ? "125" : "off" }),
  },
  {
    id: "settings.detail",
    title: "Switch between concept and engineer detail",
    group: "Page",
    keys: [],
    run: ({ store, actions }) =>
      actions.changeSettings({ detail: store.getState().settings.detail === "engineer" ? "concept" : "engineer" }),
  },
  {
    id: "settings.reset-layout",
    title: "Reset layout",
    group: "Page",
    keys: [],
    run: () => void import("./forget.ts").then(({ forgetLayout }) => forgetLayout()),
  },
];
