// The views a perspective is made of, each behind its own error boundary and named for skip links and keys.

import { Suspense, type ComponentType, type ReactNode } from "react";
import { ErrorBoundary } from "react-error-boundary";
import { Button } from "../shared/Button.tsx";
import css from "./views.module.css";
import { PANELS } from "./panels.ts";
import { say } from "../../messages/say.ts";

export type ViewId =
  | "map"
  | "list"
  | "control"
  | "registers"
  | "code"
  | "walk"
  | "frame"
  | "consoles"
  | "descriptors"
  | "tlb"
  | "exceptions"
  | "devices"
  | "device"
  | "stack"
  | "interrupts"
  | "processors"
  | "tasks"
  | "events"
  | "faults"
  | "injection"
  | "outcome"
  | "alignment"
  | "differences"
  | "compared-maps"
  | "museum"
  | "image"
  | "segments"
  | "limits"
  | "channels"
  | "command-lines"
  | "vmcore"
  | "numbers"
  | "provenance"
  | "search"
  | "probes"
  | "trail"
  | "breakpoints";

function Failed({
  error,
  resetErrorBoundary,
}: {
  readonly error: unknown;
  readonly resetErrorBoundary: () => void;
}): ReactNode {
  return (
    <div className={css.failed} role="alert">
      <p>{say("This view stopped: {why}", { why: error instanceof Error ? error.message : String(error) })}</p>
      <Button onClick={resetErrorBoundary}>{say("Try again")}</Button>
    </div>
  );
}

export function View({ id, fill = false }: { readonly id: ViewId; readonly fill?: boolean }): ReactNode {
  const Panel: ComponentType = PANELS[id];
  return (
    <div id={id} tabIndex={-1} className={css.view} data-fill={fill}>
      <ErrorBoundary FallbackComponent={Failed}>
        <Suspense fallback={<div className={css.waiting} aria-busy="true" />}>
          <Panel />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

/** Views below each other that scroll together. */
export function Stack({ ids }: { readonly ids: readonly ViewId[] }): ReactNode {
  return (
    <div className={css.stack} data-stack>
      {ids.map((id) => (
        <View key={id} id={id} />
      ))}
    </div>
  );
}
