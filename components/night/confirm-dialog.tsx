import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';

type ConfirmDialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: string;
  readonly yes: string;
  readonly danger?: boolean;
  readonly onYes: () => void;
};

/** For what all the others feel at once and no undo brings back. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  yes,
  danger = false,
  onYes,
}: ConfirmDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <p className="text-soft">{children}</p>
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onClick={onClose}>
          Not yet
        </Button>
        <Button
          variant={danger ? 'danger' : 'primary'}
          onClick={() => {
            onClose();
            onYes();
          }}
        >
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}
