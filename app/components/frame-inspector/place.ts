// "0x01c04804", "pfn:0x1c04", "frame:7172" as a place in physical memory.

import { say } from "../../messages/say.ts";
import type { Selection } from "../../state/types/selection.ts";
import { hex32, hexPfn } from "../shared/format.ts";

export type Place =
  | { readonly ok: true; readonly selection: Selection }
  | { readonly ok: false; readonly expected: string };

const NUMBER = /^(?:0x([0-9a-f]+)|([0-9a-f]+)h|(\d+))$/;

function numberOf(text: string): number | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  return match[3] === undefined ? Number.parseInt(match[1] ?? match[2] ?? "", 16) : Number(match[3]);
}

export function parsePlace(text: string, frames: number): Place {
  const word = text.trim().toLowerCase();
  const [, isFrame, digits] = /^(pfn:|frame:?\s*)?(.*)$/.exec(word) ?? [];
  const value = numberOf(digits ?? "");
  if (value === undefined)
    return { ok: false, expected: say("Expected 0x…, …h, a decimal number, or pfn: before one") };
  const pfn = isFrame === undefined ? Math.floor(value / 4096) : value;
  if (pfn >= frames)
    return {
      ok: false,
      expected:
        isFrame === undefined
          ? say("Memory ends below {frames}", { frames: hex32(frames * 4096) })
          : say("The last frame is {frames}", { frames: hexPfn(frames - 1) }),
    };
  return { ok: true, selection: isFrame === undefined ? { kind: "byte", address: value } : { kind: "frame", pfn } };
}
