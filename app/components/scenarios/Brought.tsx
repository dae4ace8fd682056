// What the reader has brought into the scenario, and how to bring it.

import type { ReactNode } from "react";
import type { BroughtFile, Scenario } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { Button } from "../shared/Button.tsx";
import { chooseFile } from "../../state/choose-file.ts";
import { size } from "../shared/format.ts";
import css from "./ScenarioForm.module.css";

const sizeOf = ({ data }: BroughtFile): string => size(Math.floor((data.length * 3) / 4));

function Row(props: { readonly label: string; readonly file: BroughtFile | undefined; readonly children: ReactNode }) {
  const { label, file, children } = props;
  return (
    <div className={css.line}>
      <span className={css.label}>{label}</span>
      <span className={css.brought}>
        {file === undefined ? (
          <span className={css.note}>{say("ours")}</span>
        ) : (
          <>
            <code className={css.file}>{file.name}</code> <span className={css.note}>{sizeOf(file)}</span>
          </>
        )}
        {children}
      </span>
    </div>
  );
}

interface BroughtProps {
  readonly draft: Scenario;
  readonly onOwnCode: () => void;
}

export function Brought({ draft, onOwnCode }: BroughtProps): ReactNode {
  const { payload, controlCode } = draft;
  return (
    <div className={css.row}>
      {payload === undefined ? null : (
        <Row label={say("Program")} file={payload}>
          <Button weight="quiet" onClick={chooseFile}>
            {say("Replace…")}
          </Button>
        </Row>
      )}
      <Row label={say("Control code")} file={controlCode}>
        {controlCode === undefined ? (
          <Button weight="quiet" onClick={chooseFile}>
            {say("Replace…")}
          </Button>
        ) : (
          <Button weight="quiet" onClick={onOwnCode}>
            {say("Use ours")}
          </Button>
        )}
      </Row>
    </div>
  );
}
