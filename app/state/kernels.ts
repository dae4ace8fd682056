// The kernels of a run: A and its peer, and C where the machine was switched off and came back.

import { KERNELS, type KernelName, type RunSummary } from "../sim/api.ts";

export const kernelsOf = ({ phases }: Pick<RunSummary, "phases">): readonly KernelName[] =>
  KERNELS.filter((kernel) => kernel !== "C" || phases.some(({ lane }) => lane === "C"));
