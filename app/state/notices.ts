// Notices: short texts that stay until dismissed or another run is opened.

import type { Notice } from "./types/notices.ts";
import type { LabState } from "./types/state.ts";

/** More than this and the oldest goes. */
const LIMIT = 4;
let nextId = 1;

/** Without the ending where the outcome is said anyway. */
export const noticeText = ({ text, ending }: Notice, outcomeSaid: boolean): string =>
  ending === undefined || outcomeSaid ? text : `${text} ${ending}`;

export function withNotice(state: LabState, told: Omit<Notice, "id">): Pick<LabState, "notices"> {
  const kept = state.notices.filter(
    ({ text, topic }) => text !== told.text && (topic === undefined || topic !== told.topic),
  );
  return { notices: [...kept, { id: nextId++, ...told }].slice(-LIMIT) };
}
