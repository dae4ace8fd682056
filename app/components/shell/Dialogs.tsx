// The dialogs, loaded when they are first asked for.

import { lazy, Suspense, type ReactNode } from "react";
import { useLab } from "../shared/use-lab.ts";

const Crash = lazy(() => import("./CrashDialog.tsx").then((m) => ({ default: m.CrashDialog })));
const DIALOGS = {
  goto: lazy(() => import("../goto/GoToDialog.tsx").then((m) => ({ default: m.GoToDialog }))),
  palette: lazy(() => import("../palette/PaletteDialog.tsx").then((m) => ({ default: m.PaletteDialog }))),
  scenarios: lazy(() => import("../scenarios/ScenariosDialog.tsx").then((m) => ({ default: m.ScenariosDialog }))),
  settings: lazy(() => import("../settings/SettingsDialog.tsx").then((m) => ({ default: m.SettingsDialog }))),
  share: lazy(() => import("../share/ShareDialog.tsx").then((m) => ({ default: m.ShareDialog }))),
  shortcuts: lazy(() => import("../shortcuts/ShortcutsDialog.tsx").then((m) => ({ default: m.ShortcutsDialog }))),
};

export function Dialogs(): ReactNode {
  const open = useLab((state) => state.dialog);
  const crashed = useLab((state) => state.status.kind === "crashed");
  const Shown = crashed ? Crash : open === undefined ? undefined : DIALOGS[open];
  return <Suspense fallback={null}>{Shown === undefined ? null : <Shown />}</Suspense>;
}
