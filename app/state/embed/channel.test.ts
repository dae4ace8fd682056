// Whom the embed talks to: a page without a name is reached only where every page may listen, and nobody who cannot be
// reached keeps the laboratory from its work.

import { describe, expect, it } from "vitest";
import { handmade, labOf, scenario } from "../testing/handmade.ts";
import { createChannel } from "./channel.ts";

/** As window.postMessage takes the second of its arguments. */
function posting() {
  const posted: { readonly message: object; readonly origin: string }[] = [];
  const post = (message: object, origin: string): void => {
    if (origin !== "*" && origin !== "/" && !URL.canParse(origin)) throw new DOMException("Invalid target origin");
    posted.push({ message, origin });
  };
  return { posted, post };
}

function embedded(
  origins: readonly string[],
  host: string | undefined,
  post: (message: object, origin: string) => void,
) {
  const lab = labOf(handmade().service);
  const outside = { post, openLink: () => Promise.resolve() };
  const channel = createChannel(lab, { ui: "full", readOnly: false, origins }, host, outside);
  channel.follow();
  return { lab, channel };
}

describe.each(["null", "file://"])("a page around of the origin %s", (host) => {
  it("is told as any page, where any may listen", async () => {
    const { posted, post } = posting();
    const { lab, channel } = embedded(["*"], host, post);
    await lab.actions.open({ scenario });
    await channel.receive({ data: { kjlab: 1, type: "goto", t: 5 }, origin: host });
    expect([lab.store.getState().status.kind, lab.store.getState().moment?.at.t]).toEqual(["ready", 5]);
    expect([...new Set(posted.map(({ origin }) => origin))]).toEqual(["*"]);
    expect(posted.at(0)?.message).toMatchObject({ kjlab: 1, type: "ready" });
  });

  it("is told nothing, and nothing is done for it, where only others may listen", async () => {
    const { posted, post } = posting();
    const { lab, channel } = embedded(["https://a.example"], host, post);
    await lab.actions.open({ scenario });
    await channel.receive({ data: { kjlab: 1, type: "goto", t: 5 }, origin: host });
    expect([posted, lab.store.getState().moment?.at.t]).toEqual([[], 0]);
  });
});

it("a page that cannot be reached stops nothing", async () => {
  const { lab } = embedded(["*"], "https://a.example", () => {
    throw new Error("gone");
  });
  await lab.actions.open({ scenario });
  await lab.actions.goTo({ kind: "position", at: { t: 3, sub: 0 } });
  expect([lab.store.getState().status.kind, lab.store.getState().moment?.at.t]).toEqual(["ready", 3]);
});
