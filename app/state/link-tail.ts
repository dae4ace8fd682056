// What a link may say beyond run, place and view: the hash that was there, what changes are measured against, what the run is
// compared with. All of it takes time, and gives way to a reader who goes on meanwhile.

import type { LinkState } from "../sim/scenario/link.ts";
import { say } from "../messages/say.ts";
import { samePosition } from "./focus.ts";
import type { Lab } from "./lab.ts";
import { withNotice } from "./notices.ts";
import type { Move } from "./types/actions.ts";
import type { Source } from "./types/run.ts";

interface Tail {
  readonly lab: Lab;
  readonly link: LinkState;
  /** How the link's own moves are meant: the reader's are meant otherwise. */
  readonly how: Move;
  readonly other: Source | undefined;
  /** To the place of the link. */
  goBack(): Promise<void>;
  /** Is it still the link's run that is on screen? */
  stays(): boolean;
}

/** Is that the place of the link, as far as it can be told? */
function isThere({ lab, link: { at, anchor } }: Tail): boolean {
  const { moment, run } = lab.store.getState();
  if (moment === undefined || at === undefined || moment.anchor === anchor) return moment !== undefined;
  return samePosition(moment.at, { t: Math.min(at.t, run?.end ?? 0), sub: at.sub });
}

/** Changes are measured against a stop, so that has to be gone to first. */
async function measureFrom({ lab, link: { diffBase }, how, goBack, stays }: Tail): Promise<void> {
  if (diffBase === undefined) return;
  const { store, actions } = lab;
  const before = store.getState().moment;
  await actions.goTo({ kind: "anchor", anchor: diffBase }, how);
  const { moment, move } = store.getState();
  const refused = moment === before && before?.anchor !== diffBase;
  if (refused || !stays() || move !== how) return;
  actions.fixBase(true);
  await goBack();
}

function checkHash({ lab, link: { hash, anchor } }: Tail): void {
  const here = lab.store.getState().moment?.hash.slice(0, 8);
  if (hash === undefined || here === undefined || hash === here) return;
  lab.store.setState((state) =>
    withNotice(state, {
      tone: "warning",
      text: say(
        "This link was made with another version of the machine: its state hash here was {hash}, now it is {here}. Position and view are kept, but values may differ from what the author saw.",
        { hash, here },
      ),
      ...(anchor === undefined ? {} : { anchor }),
    }),
  );
}

/** Lays beside the run what the link compares it with. */
async function compareAsLinked({ lab, link, other, stays }: Tail): Promise<void> {
  if (other === undefined) return;
  const refused = await lab.actions.compareWith(other);
  if (!stays()) return;
  if (refused.length > 0)
    lab.actions.notify("warning", say("The run that the link compares with cannot be made; this one is shown alone."));
  const now = lab.store.getState();
  if (link.compareAt?.at !== undefined && now.other?.source === other && now.otherAt === undefined)
    lab.store.setState({ otherAt: link.compareAt.at });
}

export async function finishLink(tail: Tail): Promise<void> {
  if (!tail.stays()) return;
  if (isThere(tail)) await measureFrom(tail);
  if (!tail.stays()) return;
  if (isThere(tail)) checkHash(tail);
  await compareAsLinked(tail);
}
