// Where an answer leads: whoever still stands where they asked is taken there, whoever has gone on is only told.

import type { Position } from "../sim/api.ts";
import { say } from "../messages/say.ts";
import { samePosition, type Focus } from "./focus.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { timeText } from "./phases.ts";
import type { LabState } from "./types/state.ts";

interface Found {
  /** Where the question was asked. */
  readonly from: Position;
  readonly at: Position;
  /** Of the question. */
  readonly title: string;
}

const stands = ({ moment, seeking, playing }: LabState, from: Position): boolean =>
  playing === 0 &&
  moment !== undefined &&
  samePosition(moment.at, from) &&
  (seeking === undefined || (seeking.kind === "position" && samePosition(seeking.at, from)));

export async function goThere(store: LabStore, focus: Focus, { from, at, title }: Found): Promise<void> {
  if (stands(store.getState(), from)) return focus.go({ kind: "position", at }, "jump");
  store.setState((state) =>
    withNotice(state, {
      tone: "info",
      text: say("{question}: t {t}. You have gone on meanwhile.", { question: title, t: timeText(at) }),
      topic: "question",
      action: { kind: "go", label: say("Go"), at },
    }),
  );
}
