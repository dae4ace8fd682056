// How the page is asked to stand within another one, read before anything else: a link that cannot be read in whole must
// not turn an embed into a page of its own.

import { EMBED_UIS, parseOrigins, type LinkEmbed } from "../../sim/scenario/link-extras.ts";

export function embedIn(fragment: string): LinkEmbed | undefined {
  const fields = new URLSearchParams(fragment.replace(/^#/, "").replaceAll("+", "%2B"));
  if (fields.get("embed") !== "1") return undefined;
  return {
    ui: EMBED_UIS.find((name) => name === fields.get("ui")) ?? "full",
    readOnly: fields.get("ro") === "1",
    origins: parseOrigins(fields.get("origin") ?? "") ?? [],
  };
}
