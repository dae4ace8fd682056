// The museum: one preset for each failure that this machine can show.

import type { PresetInfo } from "../../api.ts";
import { CROSSING } from "./crossing.ts";
import { DUMP } from "./dump.ts";
import { LEAVING } from "./leaving.ts";
import { LOADING } from "./loading.ts";
import { OTHER_KERNEL } from "./other-kernel.ts";
import type { Room } from "./room.ts";
import { THIRD_KERNEL } from "./third-kernel.ts";

export { EMPTY_ROOMS } from "./empty.ts";

function preset({ name, broken, repaired, ...room }: Room): PresetInfo {
  const id = `museum/${name}`;
  const { title } = room;
  return {
    id,
    revision: 1,
    title,
    summary: room.symptom,
    scenario: { ...broken, title },
    room: { ...room, id },
    mended: { ...repaired, title: `${title}, mended` },
  };
}

/** By their number in the list of failures. */
export const MUSEUM: readonly PresetInfo[] = [
  ...LOADING,
  ...LEAVING,
  ...CROSSING,
  ...OTHER_KERNEL,
  ...DUMP,
  ...THIRD_KERNEL,
]
  .toSorted((a, b) => a.item - b.item)
  .map(preset);
