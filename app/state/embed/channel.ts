// The embed's end of the conversation with the page around it: listens to the origins that the link allows and to no other,
// tells them where the run stands.

import { problemText } from "../../sim/core/errors.ts";
import type { LinkState } from "../../sim/scenario/link.ts";
import type { LinkEmbed } from "../../sim/scenario/link-extras.ts";
import type { Lab } from "../lab.ts";
import { selectionText } from "../refs.ts";
import type { LabState } from "../types/state.ts";
import { PROTOCOL, readMessage, type Outgoing, type Request } from "./messages.ts";

export interface Outside {
  /** Sends to the page around, if it is of this origin; "*" is any. */
  post(message: object, origin: string): void;
  /** Opens what a link shows. */
  openLink(link: LinkState): Promise<void>;
}

export interface Received {
  readonly data: unknown;
  readonly origin: string;
}

export interface Channel {
  receive(event: Received): Promise<void>;
  /** From here on the page around is told what changes. */
  follow(): () => void;
}

const allows = (origins: readonly string[], origin: string): boolean =>
  origins.includes("*") || origins.includes(origin);

/** What browsers call an origin that has no name: of files and of sandboxed frames. */
const NAMELESS = ["null", "file://"];

/** How to reach a page that is listened to; one without a name can only be reached as any. */
function addressOf(origins: readonly string[], origin: string): string | undefined {
  if (!NAMELESS.includes(origin)) return allows(origins, origin) ? origin : undefined;
  return origins.includes("*") ? "*" : undefined;
}

function positionOf({ moment, run }: LabState): Outgoing | undefined {
  if (moment === undefined) return undefined;
  const { at, anchor, hash, running, completed } = moment;
  const phase = run?.phases[moment.phase]?.id ?? "";
  return { type: "position", ...at, anchor, hash: hash.slice(0, 8), phase, running, completed };
}

const readyOf = (state: LabState): Outgoing => ({
  type: "ready",
  title: state.source?.scenario.title ?? "",
  end: state.run?.end ?? 0,
  readOnly: state.embed?.readOnly ?? false,
});

const selectedOf = ({ selection }: LabState): Outgoing => ({
  type: "selected",
  selection: selection === undefined ? null : selectionText(selection),
});

/** Why it was not done; undefined when it was. */
async function obey({ store, actions }: Lab, outside: Outside, request: Request): Promise<string | undefined> {
  if (request.type === "setScenario") {
    await outside.openLink(request.link);
    return undefined;
  }
  if (store.getState().status.kind !== "ready") return "no run is open yet";
  switch (request.type) {
    case "goto": {
      let why: string | undefined;
      const target =
        "at" in request
          ? ({ kind: "position", at: request.at } as const)
          : ({ kind: "anchor", anchor: request.anchor } as const);
      await actions.goTo(target, "step", (problems) => {
        why = problems.map(problemText).join("; ");
      });
      return why;
    }
    case "select":
      return actions.select(request.selection) ?? undefined;
    case "perspective":
      return actions.setPerspective(request.perspective) ?? undefined;
    case "ready?":
      return undefined;
  }
}

export function createChannel(lab: Lab, { origins }: LinkEmbed, host: string | undefined, outside: Outside): Channel {
  const { store } = lab;
  /** Whom to tell of changes: the page around, once it is known and allowed. */
  let listener = host === undefined ? undefined : addressOf(origins, host);
  let passed = new Set<string>();

  const send = (message: Outgoing | undefined, to = listener): void => {
    if (message === undefined || to === undefined) return;
    try {
      outside.post({ kjlab: PROTOCOL, ...message }, to);
    } catch {
      // Whoever cannot be reached does not keep the laboratory from its work.
      listener = undefined;
    }
  };

  async function receive({ data, origin }: Received): Promise<void> {
    const to = addressOf(origins, origin);
    if (to === undefined) return;
    const read = readMessage(data);
    if (read.kind === "foreign") return;
    listener = to;
    if (read.kind === "refused") return send(read.error, to);
    const { request, id } = read;
    if (request.type === "ready?") {
      const state = store.getState();
      if (state.status.kind === "ready") for (const message of [readyOf(state), positionOf(state)]) send(message, to);
      return;
    }
    const reason = await obey(lab, outside, request);
    if (reason !== undefined)
      send({ type: "error", about: request.type, ...(id === undefined ? {} : { id }), reason }, to);
  }

  /** A phase that is entered for the first time, or the end. */
  function checkpoints({ moment, run }: LabState): void {
    if (moment === undefined || run === undefined) return;
    const phase = run.phases[moment.phase];
    const reached = [...(phase === undefined ? [] : [phase.anchor]), ...(moment.at.t === run.end ? ["end"] : [])];
    for (const checkpoint of reached) {
      if (passed.has(checkpoint)) continue;
      passed.add(checkpoint);
      send({ type: "checkpoint-passed", checkpoint, t: moment.at.t });
    }
  }

  return {
    receive,
    follow: () =>
      store.subscribe((state, before) => {
        if (state.status.kind !== "ready") return;
        if (state.run !== before.run) passed = new Set();
        if (before.status.kind !== "ready") send(readyOf(state));
        const here = state.moment !== before.moment || before.status.kind !== "ready";
        if (here) send(positionOf(state));
        if (here) checkpoints(state);
        if (state.selection !== before.selection) send(selectedOf(state));
      }),
  };
}
