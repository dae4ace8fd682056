// Makes the page an embed: its edits locked if so asked, its ears open to the pages that the link allows.

import type { LinkEmbed } from "../../sim/scenario/link-extras.ts";
import type { Lab } from "../lab.ts";
import { openLink } from "../link-state.ts";
import { createChannel } from "./channel.ts";
import { lockEdits } from "./lock.ts";

/** Origin of the page around, where the browser tells it. */
function hostOrigin(): string | undefined {
  const ancestor = location.ancestorOrigins?.[0];
  if (ancestor !== undefined) return ancestor;
  return document.referrer === "" ? undefined : new URL(document.referrer).origin;
}

/** Without origins to listen to there is nobody to talk to. */
function converse(lab: Lab, embed: LinkEmbed): void {
  if (window.parent === window || embed.origins.length === 0) return;
  const channel = createChannel(lab, embed, hostOrigin(), {
    post: (message, origin) => window.parent.postMessage(message, origin),
    openLink: (link) => openLink(lab, link),
  });
  addEventListener("message", (event) => {
    if (event.source === window.parent) void channel.receive(event);
  });
  channel.follow();
}

export function beEmbedded(lab: Lab, embed: LinkEmbed): Lab {
  converse(lab, embed);
  return embed.readOnly ? lockEdits(lab) : lab;
}
