// Buttons in three weights, and one that shows only an icon.

import type { ButtonHTMLAttributes, ReactNode } from "react";
import css from "./Button.module.css";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly weight?: "plain" | "strong" | "quiet";
}

export function Button({ weight = "plain", className, ...rest }: ButtonProps): ReactNode {
  return <button type="button" {...rest} className={`${css.button} ${css[weight]} ${className ?? ""}`} />;
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly label: string;
  /** Keys that do the same, shown with the label. */
  readonly keys?: string | undefined;
}

export function IconButton({ label, keys, className, children, ...rest }: IconButtonProps): ReactNode {
  const title = keys === undefined ? label : `${label} (${keys})`;
  return (
    <button type="button" aria-label={label} title={title} {...rest} className={`${css.icon} ${className ?? ""}`}>
      {children}
    </button>
  );
}
