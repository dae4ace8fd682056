// The page_list argument of relocate_kernel: the addresses that the control code starts from.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { PageListView } from "../../sim/api.ts";
import { count, hex32, word } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./ControlPagePanel.module.css";

export function PageList({ list }: { readonly list: PageListView | undefined }): ReactNode {
  const format = useLab((state) => state.numbers);
  const overview = useLab((state) => state.perspective === "overview");
  const { select, setHover } = useActions();
  if (list === undefined || overview) return null;
  return (
    <table className={css.slots} aria-label={say("Words of page_list")}>
      <caption className={css.caption}>
        {say("page_list at {address}, filled in at t {t}", { address: hex32(list.address), t: count(list.t) })}
      </caption>
      <tbody>
        {list.words.map(({ name, value }) => {
          // PA_ is physical; VA_ is linear, and not the same frame number.
          const physical = name.startsWith("PA_");
          const pfn = value >>> 12;
          const choose = (): void => select(physical ? { kind: "frame", pfn } : { kind: "linear", address: value });
          return (
            <tr
              key={name}
              onClick={choose}
              onPointerEnter={() => physical && setHover({ kind: "frame", pfn })}
              onPointerLeave={() => setHover(undefined)}
            >
              <th scope="row">{name}</th>
              <td className={css.value}>
                <button type="button" className={css.slotButton} onClick={choose}>
                  {word(value, format)}
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
