// kjlab museum: every room, and what is missing for the others.

import { EMPTY_ROOMS, MUSEUM } from "../sim/scenario/museum/index.ts";
import { json, type Command } from "./commands.ts";
import { EXIT } from "./failure.ts";
import { known } from "./options.ts";

export const museum: Command = (options, print) => {
  known(options, ["json"]);
  const rooms = MUSEUM.flatMap(({ room, scenario, mended }) =>
    room === undefined ? [] : [{ ...room, scenario, mended }],
  );
  if (options.flags.has("json")) {
    print(json({ rooms, missing: EMPTY_ROOMS }));
    return EXIT.fine;
  }
  for (const { item, id, title, verdict, after, where } of rooms) {
    print(`${String(item).padStart(2)}  ${id.padEnd(40)} ${title} (${where}): ${verdict}; mended ${after}\n`);
  }
  for (const { item, title, missing } of EMPTY_ROOMS) print(`${String(item).padStart(2)}  ${title}: ${missing}\n`);
  return EXIT.fine;
};
