// How components reach the store: one hook to read a slice, one for the actions, one for the service behind them.

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Lab } from "../../state/lab.ts";
import type { LabActions } from "../../state/types/actions.ts";
import type { LabState } from "../../state/types/state.ts";
import type { SimService } from "../../worker/wire.ts";

export const LabContext = createContext<Lab | undefined>(undefined);

export function useLabHandle(): Lab {
  const lab = useContext(LabContext);
  if (lab === undefined) throw new Error("useLab is used outside of LabContext");
  return lab;
}

/** The selected part of the state; renders again when that part changes (compared with Object.is). */
export function useLab<T>(selector: (state: LabState) => T): T {
  return useStore(useLabHandle().store, selector);
}

export const useActions = (): LabActions => useLabHandle().actions;

/** For questions beside the moment, such as the table of extents. */
export const useService = (): SimService => useLabHandle().service;
