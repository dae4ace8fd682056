// The context menu of a thing: only what can be done with it here and now.

import { useRef, type ReactNode } from "react";
import { Header, Menu as AriaMenu, MenuItem, MenuSection, Popover } from "react-aria-components";
import type { Menu } from "../../state/types/selection.ts";
import { say } from "../../messages/say.ts";
import { useActions, useLabHandle } from "../shared/use-lab.ts";
import css from "./ContextMenu.module.css";
import { itemsFor, titleOf } from "./items.ts";

export function ContextMenu({ menu }: { readonly menu: Menu }): ReactNode {
  const lab = useLabHandle();
  const { openMenu } = useActions();
  const place = useRef<HTMLSpanElement>(null);
  const items = itemsFor(menu, lab);
  return (
    <>
      <span ref={place} className={css.place} style={{ left: menu.x, top: menu.y }} />
      <Popover
        isOpen
        triggerRef={place}
        placement="bottom start"
        offset={2}
        aria-label={titleOf(menu.about)}
        className={css.popover ?? ""}
        onOpenChange={(open) => open || openMenu(undefined)}
      >
        <AriaMenu
          autoFocus="first"
          aria-label={say("What to do with {what}", { what: titleOf(menu.about) })}
          className={css.menu ?? ""}
          onAction={(id) => {
            openMenu(undefined);
            items.find((item) => item.id === id)?.run(lab);
          }}
        >
          <MenuSection>
            <Header className={css.title ?? ""}>{titleOf(menu.about)}</Header>
            {items.map(({ id, title }) => (
              <MenuItem key={id} id={id} className={css.item ?? ""}>
                {title}
              </MenuItem>
            ))}
          </MenuSection>
        </AriaMenu>
      </Popover>
    </>
  );
}
