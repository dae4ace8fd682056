// First in the tab order: ways past the header for the keyboard, to what is on screen.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { showsWall } from "../../state/museum.ts";
import { focusView } from "../../state/focus-view.ts";
import { PLACES, type Perspective } from "../../state/types/looks.ts";
import { useLab } from "../shared/use-lab.ts";
import type { Layout } from "../shared/use-layout.ts";
import css from "./SkipLinks.module.css";

type Target = readonly [id: string, text: string];

const HEROES: Readonly<Record<Perspective, Target>> = {
  overview: ["map", "Skip to map"],
  exchange: ["map", "Skip to map"],
  cpu: ["code", "Skip to code"],
  control: ["control", "Skip to control page"],
  tables: ["descriptors", "Skip to descriptor tables"],
  devices: ["devices", "Skip to devices"],
  faults: ["faults", "Skip to fault lab"],
  compare: ["differences", "Skip to differences"],
  museum: ["museum", "Skip to museum"],
  hibernate: ["image", "Skip to disk and image"],
  questions: ["probes", "Skip to probes"],
};

function targets(layout: Layout, perspective: Perspective): readonly Target[] {
  const timeline: Target = ["timeline", "Skip to timeline"];
  if (layout === "narrow" || layout === "phone") return [["main", "Skip to view"], timeline];
  const told = layout === "wide" && (["hibernate", "questions"].includes(perspective) || !PLACES.includes(perspective));
  const story: readonly Target[] = told ? [["story", "Skip to story"]] : [];
  return [...story, HEROES[perspective], timeline];
}

export function SkipLinks({ layout }: { readonly layout: Layout }): ReactNode {
  const perspective = useLab((state) => state.perspective);
  const wall = useLab(showsWall);
  return (
    <nav className={css.links} aria-label={say("Skip links")}>
      {(wall ? [HEROES.museum] : targets(layout, perspective)).map(([id, text]) => (
        <a
          key={id}
          href={`#${id}`}
          onClick={(event) => {
            // The fragment holds the position in the run; it must not become an element's id.
            event.preventDefault();
            focusView(id);
          }}
        >
          {say(text)}
        </a>
      ))}
    </nav>
  );
}
