// The dialogs, loaded when they are first asked for.

import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { useLab } from "../shared/use-lab.ts";

const LOADERS = {
  compare: () => import("../compare/ChooseOtherDialog.tsx").then((m) => ({ default: m.ChooseOtherDialog })),
  goto: () => import("../goto/GoToDialog.tsx").then((m) => ({ default: m.GoToDialog })),
  search: () => import("../search/SearchDialog.tsx").then((m) => ({ default: m.SearchDialog })),
  palette: () => import("../palette/PaletteDialog.tsx").then((m) => ({ default: m.PaletteDialog })),
  shortcuts: () => import("../shortcuts/ShortcutsDialog.tsx").then((m) => ({ default: m.ShortcutsDialog })),
  scenarios: () => import("../scenarios/ScenariosDialog.tsx").then((m) => ({ default: m.ScenariosDialog })),
  settings: () => import("../settings/SettingsDialog.tsx").then((m) => ({ default: m.SettingsDialog })),
  editor: () => import("../editor/EditorDialog.tsx").then((m) => ({ default: m.EditorDialog })),
  help: () => import("../help/HelpDialog.tsx").then((m) => ({ default: m.HelpDialog })),
  share: () => import("../share/ShareDialog.tsx").then((m) => ({ default: m.ShareDialog })),
  export: () => import("../export/ExportDialog.tsx").then((m) => ({ default: m.ExportDialog })),
};
const Crash = lazy(() => import("./CrashDialog.tsx").then((m) => ({ default: m.CrashDialog })));
const DIALOGS = {
  compare: lazy(LOADERS.compare),
  goto: lazy(LOADERS.goto),
  search: lazy(LOADERS.search),
  palette: lazy(LOADERS.palette),
  editor: lazy(LOADERS.editor),
  help: lazy(LOADERS.help),
  scenarios: lazy(LOADERS.scenarios),
  settings: lazy(LOADERS.settings),
  share: lazy(LOADERS.share),
  export: lazy(LOADERS.export),
  shortcuts: lazy(LOADERS.shortcuts),
};

export function Dialogs(): ReactNode {
  const open = useLab((state) => state.dialog);
  const crashed = useLab((state) => state.status.kind === "crashed" && state.crashTold);
  const ready = useLab((state) => state.status.kind === "ready");
  useEffect(() => {
    // Once the first run is shown there is time: a key that opens a dialog should open it at once.
    if (ready) for (const load of Object.values(LOADERS)) void load();
  }, [ready]);
  const Shown = crashed ? Crash : open === undefined ? undefined : DIALOGS[open];
  return <Suspense fallback={null}>{Shown === undefined ? null : <Shown />}</Suspense>;
}
