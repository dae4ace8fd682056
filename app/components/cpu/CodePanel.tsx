// What runs now: real instructions with their reasons, or the modelled C functions and what they are about to do.

import type { ReactNode } from "react";
import type { CodeLine, CodeView } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { count, hex32, offset } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./CodePanel.module.css";
import { groupsOf } from "./operands.ts";
import { Operands } from "./Operands.tsx";
import { Told } from "../shared/Told.tsx";

export function CodePanel(): ReactNode {
  const code = useLab((state) => state.moment?.code);
  const running = useLab((state) => state.moment?.running);
  if (code === undefined)
    return (
      <Panel title={say("Code")}>
        <p className={css.empty}>{say("Nothing runs yet.")}</p>
      </Panel>
    );
  const title = code.routine === "" ? say("Code") : code.routine;
  return (
    <Panel title={title} aside={<Progress />}>
      <div data-kernel={running} className={css.code}>
        {code.kind === "instructions" ? <Lines code={code} /> : <CallStack code={code} />}
        {code.kind === "instructions" && !code.lines.some((line) => line.state === "next") ? <Unmapped /> : null}
      </div>
    </Panel>
  );
}

function Progress(): ReactNode {
  const exchange = useLab((state) => state.moment?.exchange);
  if (exchange === undefined) return null;
  return say("copy {copies} of 3 · page {page} of {pages}", {
    copies: exchange.copies,
    page: count(exchange.page),
    pages: count(exchange.pages),
  });
}

function Unmapped(): ReactNode {
  const eip = useLab((state) => state.moment?.cpu.eip);
  return (
    <p className={css.note}>
      {say("EIP is")} <code>{hex32(eip ?? 0)}</code>
      {say(", where nothing is mapped: there is no instruction to fetch.")}
    </p>
  );
}

/** On the overview the code is a caption to the map: what was just done, what comes now, what follows. */
function linesShown(lines: readonly CodeLine[], brief: boolean): readonly CodeLine[] {
  const now = lines.findIndex((line) => line.state === "next");
  return brief && now >= 0 ? lines.slice(Math.max(0, now - 2), now + 4) : lines;
}

function Lines({ code }: { readonly code: CodeView }): ReactNode {
  const brief = useLab((state) => state.perspective === "overview");
  return (
    <table className={css.lines} aria-label={say("Instructions of {routine}", { routine: code.routine })}>
      <colgroup>
        <col className={code.lines.some((line) => line.offset === undefined) ? css.columnAddress : css.columnOffset} />
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
  const openMenu = useContextMenu();
  const brief = useLab((state) => state.perspective === "overview");
  const now = line.state === "next";
  const shown = groupsOf(line).length > 0 && (now || !brief);
  return (
    <>
      {line.label === undefined ? null : (
        <tr className={css.label}>
          <td colSpan={4}>{line.label}:</td>
        </tr>
      )}
      <tr
        data-state={line.state}
        data-apart={shown ? undefined : line.apart}
        data-below={shown}
        aria-current={now ? "step" : undefined}
        onContextMenu={(event) => openMenu(event, { kind: "linear", address: line.address })}
      >
        <td className={css.offset} title={line.bytes}>
          <button
            type="button"
            className={css.address}
            onClick={() => select({ kind: "linear", address: line.address })}
          >
            {line.offset === undefined ? hex32(line.address) : offset(line.offset)}
          </button>
          {line.state === "completed" ? (
            <span className={css.tick} role="img" aria-label={say("completed")}>
              ✓
            </span>
          ) : null}
        </td>
        <td className={css.mnemonic}>{line.mnemonic}</td>
        <td className={css.operands} title={now ? undefined : line.operands}>
          {now ? <Marked line={line} /> : line.operands}
        </td>
        <td className={css.reason} title={line.reason === undefined ? undefined : retell(line.reason).text}>
          <span className={css.why}>{line.reason === undefined ? null : <Told text={line.reason} />}</span>
        </td>
      </tr>
      {shown ? (
        <tr data-state={line.state} data-apart={line.apart}>
          <td colSpan={4} className={css.effects}>
            {now && line.reason !== undefined ? (
              <span className={css.whyBelow}>
                <Told text={line.reason} />
              </span>
            ) : null}
            <Operands line={line} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** The operands of the current instruction, each register that is read or written marked as such. */
function Marked({ line }: { readonly line: CodeLine }): ReactNode {
  const { setHover } = useActions();
  const named = (operands: CodeLine["reads"], name: string): boolean => operands.some((each) => each.name === name);
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of line.operands.matchAll(REGISTER)) {
    const name = match[1] ?? "";
    parts.push(line.operands.slice(end, match.index));
    parts.push(
      <span
        key={match.index}
        className={css.operand}
        data-read={named(line.reads, name)}
        data-written={named(line.writes, name)}
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

/** Modelled functions, outermost first, each inside the one that called it. */
function CallStack({ code }: { readonly code: CodeView }): ReactNode {
  const next = useLab((state) => state.moment?.next);
  return (
    <>
      <ol className={css.calls} aria-label={say("Modelled call stack, outermost first")}>
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
      <p className={css.note}>{say("A modelled C function: each step is one operation of it on memory.")}</p>
    </>
  );
}
