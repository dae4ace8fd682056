// Says that there is no network; nothing else changes.

import { WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { useLab } from "../shared/use-lab.ts";
import css from "./OfflineBadge.module.css";

export function OfflineBadge(): ReactNode {
  const online = useLab((state) => state.online);
  if (online) return null;
  return (
    <output className={css.badge} title={say("No network. The lab works all the same: everything it needs is here.")}>
      <WifiOff size={12} aria-hidden /> {say("offline")}
    </output>
  );
}
