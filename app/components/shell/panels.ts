// Which component shows which view. The first screen's come at once, the others when a perspective asks for them.

import { lazy, type ComponentType } from "react";
import { ControlPagePanel } from "../control-page/ControlPagePanel.tsx";
import { CodePanel } from "../cpu/CodePanel.tsx";
import { CpuPanel } from "../cpu/CpuPanel.tsx";
import { IndirectionListPanel } from "../indirection-list/IndirectionListPanel.tsx";
import { MemoryMapPanel } from "../memory-map/MemoryMapPanel.tsx";
import type { ViewId } from "./views.tsx";

const PageWalkPanel = lazy(() => import("../page-walk/PageWalkPanel.tsx").then((m) => ({ default: m.PageWalkPanel })));
const FrameInspectorPanel = lazy(() =>
  import("../frame-inspector/FrameInspectorPanel.tsx").then((m) => ({ default: m.FrameInspectorPanel })),
);
const ConsolesPanel = lazy(() => import("../consoles/ConsolesPanel.tsx").then((m) => ({ default: m.ConsolesPanel })));

const DescriptorsPanel = lazy(() =>
  import("../descriptors/DescriptorsPanel.tsx").then((m) => ({ default: m.DescriptorsPanel })),
);
const TlbPanel = lazy(() => import("../tlb/TlbPanel.tsx").then((m) => ({ default: m.TlbPanel })));
const ExceptionsPanel = lazy(() =>
  import("../exceptions/ExceptionsPanel.tsx").then((m) => ({ default: m.ExceptionsPanel })),
);

export const PANELS: Readonly<Record<ViewId, ComponentType>> = {
  map: MemoryMapPanel,
  list: IndirectionListPanel,
  control: ControlPagePanel,
  registers: CpuPanel,
  code: CodePanel,
  walk: PageWalkPanel,
  frame: FrameInspectorPanel,
  consoles: ConsolesPanel,
  descriptors: DescriptorsPanel,
  tlb: TlbPanel,
  exceptions: ExceptionsPanel,
};
