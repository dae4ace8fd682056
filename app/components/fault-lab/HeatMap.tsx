// What came of a batch: a cell a run, its verdict as letter and colour. Pressing one opens that branch.

import { Download, Square } from "lucide-react";
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import type { BatchRow, VerdictKind } from "../../sim/api.ts";
import { decimalText, plural, retell, say } from "../../messages/say.ts";
import { VERDICT_LETTERS, VERDICT_TITLES } from "../../state/fault-words.ts";
import type { Batch } from "../../state/types/faults.ts";
import { Button } from "../shared/Button.tsx";
import { count } from "../shared/format.ts";
import { save } from "../shared/save.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { VerdictWord } from "../shared/Verdict.tsx";
import css from "./Batch.module.css";
import { csvOf } from "./csv.ts";

export function HeatMap(): ReactNode {
  const batch = useLab((state) => state.batch);
  if (batch === undefined)
    return (
      <p className={css.empty}>
        {say(
          "Nothing has been run yet. A batch runs the machine once for each fault; you can go on looking around meanwhile.",
        )}
      </p>
    );
  return (
    <section className={css.result} aria-label={say("What came of the batch")}>
      <Head batch={batch} />
      <Sums batch={batch} />
      <Table batch={batch} />
    </section>
  );
}

const secondsOf = ({ elapsed }: Batch): string => decimalText(elapsed / 1000, 1);
const doneOf = ({ answers }: Batch): number => answers.filter((answer) => answer !== undefined).length;

function Head({ batch }: { readonly batch: Batch }): ReactNode {
  const { stopBatch } = useActions();
  const total = batch.plan.cells.filter((cell) => cell !== undefined).length;
  const done = doneOf(batch);
  return (
    <div className={css.head}>
      <h3 className={css.title}>{batch.plan.title}</h3>
      {batch.running ? (
        <>
          <progress className={css.bar} max={total} value={done} aria-label={say("Batch")} />
          <span className={css.sum}>{say("{done} of {total}", { done: count(done), total: count(total) })}</span>
          <Button onClick={stopBatch}>
            <Square size={12} aria-hidden /> {say("Stop")}
          </Button>
        </>
      ) : (
        <>
          <span className={css.sum}>
            {done < total
              ? say("{done} of {total} runs in {seconds} s", { done, total, seconds: secondsOf(batch) })
              : plural(done, "{n} run in {seconds} s", "{n} runs in {seconds} s", { seconds: secondsOf(batch) })}
          </span>
          <Button disabled={done === 0} onClick={() => save("batch.csv", "text/csv", csvOf(batch))}>
            <Download size={14} aria-hidden /> CSV
          </Button>
        </>
      )}
    </div>
  );
}

/** The legend, which is also the result in numbers. */
function Sums({ batch }: { readonly batch: Batch }): ReactNode {
  const sums = new Map<VerdictKind, number>();
  for (const answer of batch.answers) {
    const kind = answer?.verdict?.kind;
    if (kind !== undefined) sums.set(kind, (sums.get(kind) ?? 0) + 1);
  }
  const refused = batch.answers.filter((answer) => answer?.problems !== undefined).length;
  return (
    <ul className={css.sums} aria-label={say("Verdicts")}>
      {[...sums].map(([kind, number]) => (
        <li key={kind}>
          <VerdictWord kind={kind} /> <span className={css.sum}>{count(number)}</span>
        </li>
      ))}
      {refused === 0 ? null : (
        <li className={css.sum}>{say("– cannot fire there {refused}", { refused: count(refused) })}</li>
      )}
    </ul>
  );
}

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

function Table({ batch }: { readonly batch: Batch }): ReactNode {
  const table = useRef<HTMLTableElement>(null);
  const { plan } = batch;
  const width = plan.columns.length;

  /** Arrows go to the next cell that there is, over those that there are not. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const move = MOVES[event.key];
    const at = Number(event.currentTarget.dataset["cell"] ?? -1);
    if (move === undefined || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    let [row, column] = [Math.floor(at / width) + move[0], (at % width) + move[1]];
    while (row >= 0 && row < plan.rows.length && column >= 0 && column < width) {
      const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${row * width + column}"]`);
      if (cell != null) return cell.focus();
      [row, column] = [row + move[0], column + move[1]];
    }
  }

  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={say("Heat map")}>
      <table ref={table} className={css.map} aria-label={say("Verdict by target and moment")}>
        <thead>
          <tr>
            <td />
            {plan.columns.map((column) => (
              <th key={column} scope="col">
                <span className={css.column}>{column}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.rows.map((name, row) => (
            <tr key={name}>
              <th scope="row" className={css.row}>
                {name}
              </th>
              {plan.columns.map((column, c) => (
                <td key={column}>
                  <Cell batch={batch} index={row * width + c} name={`${name}, ${column}`} onKeyDown={onKeyDown} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly batch: Batch;
  readonly index: number;
  readonly name: string;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

const wordOf = (answer: BatchRow): string => {
  const { verdict } = answer;
  if (verdict !== undefined) return `${say(VERDICT_TITLES[verdict.kind])}: ${retell(verdict.text).text}`;
  return say("Cannot fire: expected {expected}", {
    expected: retell(answer.problems?.[0]?.expected ?? "another place").text,
  });
};

function Cell({ batch, index, name, onKeyDown }: CellProps): ReactNode {
  const { showBranch } = useActions();
  const fault = batch.plan.cells[index];
  const answer = batch.answers[index];
  if (fault === undefined) return null;
  if (answer === undefined)
    return <span className={css.waiting} aria-label={say("{name}: not run", { name })} role="img" />;
  const kind = answer.verdict?.kind;
  if (kind === undefined)
    return (
      <span className={css.waiting} title={wordOf(answer)}>
        –
      </span>
    );
  return (
    <button
      type="button"
      className={css.cell}
      data-cell={index}
      data-verdict={kind}
      title={`${fault}\n${wordOf(answer)}`}
      aria-label={`${name}: ${wordOf(answer)}`}
      onKeyDown={onKeyDown}
      onClick={() => void showBranch([...batch.base, fault])}
    >
      {VERDICT_LETTERS[kind]}
    </button>
  );
}
