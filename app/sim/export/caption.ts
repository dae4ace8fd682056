// Where a picture or a file comes from: said on each of them.

export interface Caption {
  readonly title: string;
  readonly scenario: string;
  readonly anchor: string;
  readonly hash: string;
  /** Whole, to the same moment; absent where no link can carry it. */
  readonly link?: string;
}

export const captionLine = ({ scenario, anchor, hash }: Caption): string =>
  `${scenario} · ${anchor} · state ${hash.slice(0, 8)}`;
