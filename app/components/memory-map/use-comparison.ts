// The comparison that the map shows, if it shows one.

import type { Comparison } from "../../sim/api.ts";
import { useLab } from "../shared/use-lab.ts";

export const useComparison = (): Comparison | undefined =>
  useLab(({ perspective, comparison }) => (perspective === "compare" ? comparison : undefined));
