// The dialogs, loaded when they are first asked for.

import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { useLab } from "../shared/use-lab.ts";

const LOADERS = {
  goto: () => import("../goto/GoToDialog.tsx").then((m) => ({ default: m.GoToDialog })),
  palette: () => import("../palette/PaletteDialog.tsx").then((m) => ({ default: m.PaletteDialog })),
  shortcuts: () => import("../shortcuts/ShortcutsDialog.tsx").then((m) => ({ default: m.ShortcutsDialog })),
  scenarios: () => import("../scenarios/ScenariosDialog.tsx").then((m) => ({ default: m.ScenariosDialog })),
  settings: () => import("../settings/SettingsDialog.tsx").then((m) => ({ default: m.SettingsDialog })),
  share: () => import("../share/ShareDialog.tsx").then((m) => ({ default: m.ShareDialog })),
};
const Crash = lazy(() => import("./CrashDialog.tsx").then((m) => ({ default: m.CrashDialog })));
const DIALOGS = {
  goto: lazy(LOADERS.goto),
  palette: lazy(LOADERS.palette),
  scenarios: lazy(LOADERS.scenarios),
  settings: lazy(LOADERS.settings),
  share: lazy(LOADERS.share),
  shortcuts: lazy(LOADERS.shortcuts),
};

export function Dialogs(): ReactNode {
  const open = useLab((state) => state.dialog);
  const crashed = useLab((state) => state.status.kind === "crashed");
  const ready = useLab((state) => state.status.kind === "ready");
  useEffect(() => {
    // Once the first run is shown there is time: a key that opens a dialog should open it at once.
    if (ready) for (const load of Object.values(LOADERS)) void load();
  }, [ready]);
  const Shown = crashed ? Crash : open === undefined ? undefined : DIALOGS[open];
  return <Suspense fallback={null}>{Shown === undefined ? null : <Shown />}</Suspense>;
}
