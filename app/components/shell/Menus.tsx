// The context menu, loaded when one is first asked for.

import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { watchLongPress } from "../context-menu/long-press.ts";
import { useLab } from "../shared/use-lab.ts";

const ContextMenu = lazy(() => import("../context-menu/ContextMenu.tsx").then((m) => ({ default: m.ContextMenu })));

export function Menus(): ReactNode {
  const menu = useLab((state) => state.menu);
  useEffect(() => watchLongPress(document.body), []);
  return menu === undefined ? null : (
    <Suspense fallback={null}>
      <ContextMenu menu={menu} />
    </Suspense>
  );
}
