// What runs now: real instructions with their reasons, or the modelled C functions and what they are about to do.

import type { ReactNode } from "react";
import type { CodeLine, CodeView } from "../../sim/api.ts";
import { count, hex32, offset } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./CodePanel.module.css";

export function CodePanel(): ReactNode {
  const code = useLab((state) => state.moment?.code);
  const running = useLab((state) => state.moment?.running);
  if (code === undefined)
    return (
      <Panel title="Code">
        <p className={css.empty}>Nothing runs yet.</p>
      </Panel>
    );
  const title = code.routine === "" ? "Code" : code.routine;
  return (
    <Panel title={title} aside={<Progress />}>
      <div data-kernel={running} className={css.code}>
        {code.kind === "instructions" ? <Lines code={code} /> : <CallStack code={code} />}
      </div>
    </Panel>
  );
}

function Progress(): ReactNode {
  const exchange = useLab((state) => state.moment?.exchange);
  if (exchange === undefined) return null;
  return `copy ${exchange.copies} of 3 · page ${count(exchange.page)} of ${count(exchange.pages)}`;
}

/** On the overview the code is a caption to the map: what was just done, what comes now, what follows. */
function linesShown(lines: readonly CodeLine[], brief: boolean): readonly CodeLine[] {
  const now = lines.findIndex((line) => line.state === "next");
  return brief && now >= 0 ? lines.slice(Math.max(0, now - 2), now + 4) : lines;
}

function Lines({ code }: { readonly code: CodeView }): ReactNode {
  const brief = useLab((state) => state.perspective === "overview");
  return (
    <table className={css.lines} aria-label={`Instructions of ${code.routine}`}>
      <colgroup>
        <col className={css.columnOffset} />
        <col className={css.columnMnemonic} />
        <col className={css.columnOperands} />
        <col />
      </colgroup>
      <tbody>
        {linesShown(code.lines, brief).map((line) => (
          <LineRows key={line.address} line={line} />
        ))}
      </tbody>
    </table>
  );
}

const REGISTER = /%?\b(e[a-d]x|e[sd]i|e[sb]p|eip|cr[0234]|eflags)\b/g;

function LineRows({ line }: { readonly line: CodeLine }): ReactNode {
  const { select } = useActions();
  const now = line.state === "next";
  return (
    <>
      {line.label === undefined ? null : (
        <tr className={css.label}>
          <td colSpan={4}>{line.label}:</td>
        </tr>
      )}
      <tr data-state={line.state} aria-current={now ? "step" : undefined}>
        <td className={css.offset} title={line.bytes}>
          <button
            type="button"
            className={css.address}
            onClick={() => select({ kind: "linear", address: line.address })}
          >
            {line.offset === undefined ? hex32(line.address) : offset(line.offset)}
          </button>
          {line.state === "completed" ? (
            <span className={css.tick} role="img" aria-label="completed">
              ✓
            </span>
          ) : null}
        </td>
        <td className={css.mnemonic}>{line.mnemonic}</td>
        <td className={css.operands} title={now ? undefined : line.operands}>
          {now ? <Operands line={line} /> : line.operands}
        </td>
        <td className={css.reason} title={line.reason}>
          <span className={css.why}>{line.reason}</span>
          {now && line.reads.length + line.writes.length > 0 ? <Effects line={line} /> : null}
        </td>
      </tr>
    </>
  );
}

/** The operands of the current instruction, each register that is read or written marked as such. */
function Operands({ line }: { readonly line: CodeLine }): ReactNode {
  const { setHover } = useActions();
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of line.operands.matchAll(REGISTER)) {
    const name = match[1] ?? "";
    parts.push(line.operands.slice(end, match.index));
    parts.push(
      <span
        key={match.index}
        className={css.operand}
        data-read={line.reads.includes(name)}
        data-written={line.writes.includes(name)}
        onPointerEnter={() => setHover({ kind: "register", name })}
        onPointerLeave={() => setHover(undefined)}
      >
        {match[0]}
      </span>,
    );
    end = match.index + match[0].length;
  }
  return (
    <>
      {parts}
      {line.operands.slice(end)}
    </>
  );
}

function Effects({ line }: { readonly line: CodeLine }): ReactNode {
  return (
    <span className={css.effects}>
      {line.reads.length === 0 ? null : <span>reads {line.reads.join(", ")}</span>}
      {line.writes.length === 0 ? null : <span>writes {line.writes.join(", ")}</span>}
    </span>
  );
}

/** Modelled functions, outermost first, each inside the one that called it. */
function CallStack({ code }: { readonly code: CodeView }): ReactNode {
  const next = useLab((state) => state.moment?.next);
  return (
    <>
      <ol className={css.calls} aria-label="Modelled call stack, outermost first">
        {code.calls.map((name, depth) => (
          <li
            key={`${depth}-${name}`}
            style={{ paddingInlineStart: `${depth * 16}px` }}
            data-inner={depth === code.calls.length - 1}
          >
            <span className={css.call}>{name}()</span>
          </li>
        ))}
        <li style={{ paddingInlineStart: `${code.calls.length * 16}px` }}>
          <span className={css.operation} aria-current="step">
            {next}
          </span>
        </li>
      </ol>
      <p className={css.note}>A modelled C function: each step is one operation of it on memory.</p>
    </>
  );
}
