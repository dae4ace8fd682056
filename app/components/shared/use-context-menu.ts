// Opens the context menu of a thing. The browser asks for it by right click, long press, Shift+F10 and the menu key alike.

import type { MouseEvent } from "react";
import type { Selection } from "../../state/types/selection.ts";
import { useActions } from "./use-lab.ts";

export type OpenMenu = (event: MouseEvent<HTMLElement>, about: Selection, word?: number) => void;

export function useContextMenu(): OpenMenu {
  const { openMenu, select } = useActions();
  return (event, about, word) => {
    event.preventDefault();
    event.stopPropagation();
    // Asked for by key, the event may say no place.
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] =
      event.clientX === 0 && event.clientY === 0 ? [box.left + 8, box.top + 8] : [event.clientX, event.clientY];
    select(about);
    openMenu(word === undefined ? { x, y, about } : { x, y, about, word });
  };
}
