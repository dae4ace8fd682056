// The mark: two kernels that pass each other, A over B or B over A after whoever runs.

import type { ReactNode } from "react";

export function Mark(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" width="24" height="24" fill="none" strokeWidth="3.2" strokeLinecap="round" aria-hidden>
      <path d="M4 14c3-6 8-7 12-3s9 3 12-3" stroke="var(--kernel-a)" />
      <path d="M4 24c3-6 8-7 12-3s9 3 12-3" stroke="var(--kernel-b)" />
    </svg>
  );
}
