// The views of the whole hibernation, fetched together when one of them is asked for.

export { ChannelsPanel } from "./ChannelsPanel.tsx";
export { CommandLinesPanel } from "./CommandLinesPanel.tsx";
export { ImagePanel } from "./ImagePanel.tsx";
export { LimitsPanel } from "./LimitsPanel.tsx";
export { SegmentsPanel } from "./SegmentsPanel.tsx";
export { VmcorePanel } from "./VmcorePanel.tsx";
