// A modal dialog: title line, body, close button. Focus trap, Esc and the backdrop come from react-aria-components.

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { say } from "../../messages/say.ts";
import { IconButton } from "./Button.tsx";
import css from "./Dialog.module.css";
import { useActions } from "./use-lab.ts";

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly width?: "small" | "medium" | "large" | "wide" | "full";
  /** Alert dialogs are not closed by a click beside them. */
  readonly alert?: boolean;
  readonly onClose?: () => void;
}

export function Dialog({ title, children, width = "medium", alert = false, onClose }: DialogProps): ReactNode {
  const { openDialog } = useActions();
  const close = onClose ?? (() => openDialog(undefined));
  return (
    <ModalOverlay isOpen isDismissable={!alert} className={css.overlay ?? ""} onOpenChange={(open) => open || close()}>
      <Modal className={`${css.modal} ${css[width]}`}>
        <AriaDialog className={css.dialog ?? ""} role={alert ? "alertdialog" : "dialog"}>
          <header className={css.head}>
            <Heading slot="title" className={css.title ?? ""}>
              {title}
            </Heading>
            <IconButton label={say("Close")} keys="Esc" onClick={close}>
              <X />
            </IconButton>
          </header>
          <div className={css.body}>{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
