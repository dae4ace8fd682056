// Which component shows which view. The first screen's come at once, the others when a perspective asks for them.

import { lazy, type ComponentType } from "react";
import { ControlPagePanel } from "../control-page/ControlPagePanel.tsx";
import { CodePanel } from "../cpu/CodePanel.tsx";
import { CpuPanel } from "../cpu/CpuPanel.tsx";
import { MemoryMapPanel } from "../memory-map/MemoryMapPanel.tsx";
import type { ViewId } from "./views.tsx";

const IndirectionListPanel = lazy(() =>
  import("../indirection-list/IndirectionListPanel.tsx").then((m) => ({ default: m.IndirectionListPanel })),
);
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

const DevicesPanel = lazy(() => import("../devices/DevicesPanel.tsx").then((m) => ({ default: m.DevicesPanel })));
const DevicePanel = lazy(() => import("../devices/DevicePanel.tsx").then((m) => ({ default: m.DevicePanel })));
const StackPanel = lazy(() => import("../call-stack/StackPanel.tsx").then((m) => ({ default: m.StackPanel })));
const InterruptsPanel = lazy(() =>
  import("../interrupts/InterruptsPanel.tsx").then((m) => ({ default: m.InterruptsPanel })),
);
const ProcessorsPanel = lazy(() =>
  import("../processors/ProcessorsPanel.tsx").then((m) => ({ default: m.ProcessorsPanel })),
);
const TasksPanel = lazy(() => import("../tasks/TasksPanel.tsx").then((m) => ({ default: m.TasksPanel })));
const EventLogPanel = lazy(() => import("../event-log/EventLogPanel.tsx").then((m) => ({ default: m.EventLogPanel })));

const FaultLabPanel = lazy(() => import("../fault-lab/FaultLabPanel.tsx").then((m) => ({ default: m.FaultLabPanel })));
const InjectionPanel = lazy(() =>
  import("../fault-lab/InjectionPanel.tsx").then((m) => ({ default: m.InjectionPanel })),
);
const OutcomePanel = lazy(() => import("../outcome/OutcomePanel.tsx").then((m) => ({ default: m.OutcomePanel })));
const AlignmentPanel = lazy(() => import("../compare/AlignmentPanel.tsx").then((m) => ({ default: m.AlignmentPanel })));
const DifferencesPanel = lazy(() =>
  import("../compare/DifferencesPanel.tsx").then((m) => ({ default: m.DifferencesPanel })),
);
const ComparedMapsPanel = lazy(() =>
  import("../compare/ComparedMaps.tsx").then((m) => ({ default: m.ComparedMapsPanel })),
);
const MuseumPanel = lazy(() => import("../museum/MuseumPanel.tsx").then((m) => ({ default: m.MuseumPanel })));

const hibernate = (
  name: "ImagePanel" | "SegmentsPanel" | "LimitsPanel" | "ChannelsPanel" | "CommandLinesPanel" | "VmcorePanel",
): ComponentType => lazy(() => import("../hibernate/index.ts").then((m) => ({ default: m[name] })));
const NumbersPanel = lazy(() => import("../numbers/NumbersPanel.tsx").then((m) => ({ default: m.NumbersPanel })));

const ProvenancePanel = lazy(() =>
  import("../provenance/ProvenancePanel.tsx").then((m) => ({ default: m.ProvenancePanel })),
);
const SearchPanel = lazy(() => import("../search/SearchPanel.tsx").then((m) => ({ default: m.SearchPanel })));
const ProbesPanel = lazy(() => import("../probes/ProbesPanel.tsx").then((m) => ({ default: m.ProbesPanel })));
const TrailPanel = lazy(() => import("../trail/TrailPanel.tsx").then((m) => ({ default: m.TrailPanel })));
const BreakpointsPanel = lazy(() =>
  import("../breakpoints/BreakpointsPanel.tsx").then((m) => ({ default: m.BreakpointsPanel })),
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
  devices: DevicesPanel,
  device: DevicePanel,
  stack: StackPanel,
  interrupts: InterruptsPanel,
  processors: ProcessorsPanel,
  tasks: TasksPanel,
  events: EventLogPanel,
  faults: FaultLabPanel,
  injection: InjectionPanel,
  outcome: OutcomePanel,
  alignment: AlignmentPanel,
  differences: DifferencesPanel,
  "compared-maps": ComparedMapsPanel,
  museum: MuseumPanel,
  image: hibernate("ImagePanel"),
  segments: hibernate("SegmentsPanel"),
  limits: hibernate("LimitsPanel"),
  channels: hibernate("ChannelsPanel"),
  "command-lines": hibernate("CommandLinesPanel"),
  vmcore: hibernate("VmcorePanel"),
  numbers: NumbersPanel,
  provenance: ProvenancePanel,
  search: SearchPanel,
  probes: ProbesPanel,
  trail: TrailPanel,
  breakpoints: BreakpointsPanel,
};
