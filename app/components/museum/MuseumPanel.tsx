// The museum: the wall of all rooms, or the placard of the one that is open, beside the machine that shows it.

import type { ReactNode } from "react";
import { roomOf, showsWall } from "../../state/museum.ts";
import { useLab } from "../shared/use-lab.ts";
import { Placard } from "./Placard.tsx";
import { Wall } from "./Wall.tsx";

export function MuseumPanel(): ReactNode {
  const wall = useLab(showsWall);
  const open = useLab((state) => roomOf(state.source));
  return wall || open === undefined ? <Wall /> : <Placard room={open.room} mended={open.mended} />;
}
