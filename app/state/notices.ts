// Notices: short texts that stay until dismissed.

import type { LabState, Notice, NoticeAction } from "./types.ts";

/** More than this and the oldest goes. */
const LIMIT = 4;
let nextId = 1;

export function withNotice(
  state: LabState,
  tone: Notice["tone"],
  text: string,
  anchor?: string,
  action?: NoticeAction,
): Pick<LabState, "notices"> {
  const kept = state.notices.filter((notice) => notice.text !== text);
  const notice: Notice = {
    id: nextId++,
    tone,
    text,
    ...(anchor === undefined ? {} : { anchor }),
    ...(action === undefined ? {} : { action }),
  };
  return { notices: [...kept, notice].slice(-LIMIT) };
}
