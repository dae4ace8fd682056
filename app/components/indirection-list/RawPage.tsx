// A list page as it lies in memory: four entries a line, each word marked by what its flag says.

import { useEffect, useMemo, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { ListView } from "../../sim/api.ts";
import { hex, hexPfn } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { FLAG_LETTERS, FLAG_TITLES } from "./meaning.ts";
import { bytesOfWord, rawWords, type RawWord } from "./raw-page.ts";
import css from "./RawPage.module.css";
import { pageOfEntry } from "./tree.ts";

const PER_LINE = 4;

/** The page looked at: the one chosen, else that of the selected or the current entry. */
function usePage(list: ListView): number {
  const chosen = useLab((state) => state.rawPage);
  const entry = useLab(({ selection, moment }) =>
    selection?.kind === "entry" ? selection.index : (moment?.exchange?.entry ?? 1),
  );
  const near = list.listPages[pageOfEntry(list.pageStarts, entry) ?? 0];
  return chosen !== undefined && list.listPages.includes(chosen) ? chosen : (near ?? 0);
}

export function RawPage({ list }: { readonly list: ListView }): ReactNode {
  const pfn = usePage(list);
  const { showRawPage } = useActions();
  useEffect(() => showRawPage(pfn), [pfn, showRawPage]);
  useEffect(() => () => showRawPage(undefined), [showRawPage]);
  const raw = useLab((state) => state.moment?.rawPage);
  const words = useMemo(() => (raw?.pfn === pfn ? rawWords(raw.bytes) : []), [raw, pfn]);
  const page = list.listPages.indexOf(pfn);
  const lines = Array.from({ length: words.length / PER_LINE }, (_, i) =>
    words.slice(i * PER_LINE, (i + 1) * PER_LINE),
  );
  return (
    <div className={css.raw}>
      <p className={css.head}>
        <select aria-label={say("List page")} value={pfn} onChange={(event) => showRawPage(Number(event.target.value))}>
          {list.listPages.map((each, i) => (
            <option key={each} value={each}>
              {say("list page {n}: frame {pfn}", { n: i + 1, pfn: hexPfn(each) })}
            </option>
          ))}
        </select>
        <span>{say("little-endian words, in the order of memory")}</span>
      </p>
      <div
        className={css.scroller}
        tabIndex={0}
        role="region"
        aria-label={say("Bytes of list page {n}", { n: page + 1 })}
      >
        <table className={css.table}>
          <tbody>
            {lines.map((line) => (
              <tr key={line[0]?.offset}>
                <th scope="row">{hex(line[0]?.offset ?? 0, 3)}</th>
                {line.map((word) => (
                  <Word key={word.offset} word={word} index={(list.pageStarts[page] ?? 1) + word.offset / 4} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Word({ word, index }: { readonly word: RawWord; readonly index: number }): ReactNode {
  const { select, setHover } = useActions();
  const selected = useLab(({ selection }) => selection?.kind === "entry" && selection.index === index);
  const now = useLab((state) => state.moment?.exchange?.entry === index);
  if (word.unread)
    return (
      <td className={css.unread} title={say("behind the end of the walk: never read")}>
        {bytesOfWord(word.value)}
      </td>
    );
  const entry = { kind: "entry", index } as const;
  return (
    <td
      data-kind={word.kind}
      data-selected={selected}
      data-now={now}
      title={`${say(FLAG_TITLES[word.kind])} · ${index}`}
      onClick={() => select(entry)}
      onPointerEnter={() => setHover(entry)}
      onPointerLeave={() => setHover(undefined)}
    >
      <span className={css.letter}>{FLAG_LETTERS[word.kind]}</span> {bytesOfWord(word.value)}
    </td>
  );
}
