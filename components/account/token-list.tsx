'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { ApiToken } from '@/lib/account/tokens.ts';
import { revokeToken } from '@/lib/actions/account.ts';
import { dateText } from '@/lib/format.ts';
import { TokenForm } from './token-form.tsx';

export function TokenList({ tokens: initial }: { readonly tokens: readonly ApiToken[] }) {
  const [tokens, setTokens] = useState(initial);
  const [doubted, setDoubted] = useState<ApiToken | null>(null);
  const { mutate } = useMutation({
    mutationFn: (token: ApiToken) => runAction(revokeToken({ tokenId: token.id })),
    onMutate: (token) => {
      const before = tokens;
      setDoubted(null);
      setTokens(tokens.filter((other) => other.id !== token.id));
      return before;
    },
    onError: (error, _, before) => {
      setTokens(before ?? []);
      notifyError(error.message);
    },
    onSuccess: (_, token) => notify(`“${token.name}” is revoked.`),
  });
  return (
    <div className="flex flex-col gap-8">
      <TokenForm onCreated={(token) => setTokens((others) => [token, ...others])} />
      {tokens.length === 0 ? (
        <p className="text-soft">You have no tokens yet.</p>
      ) : (
        <ul aria-label="Your tokens">
          {tokens.map((token) => (
            <li
              key={token.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-3 last:border-b-0"
            >
              <span>
                <span className="block font-medium">{token.name}</span>
                <span className="block text-sm text-soft">
                  Made {dateText(token.createdAt)} ·{' '}
                  {token.lastUsedAt ? `last used ${dateText(token.lastUsedAt)}` : 'not used yet'}
                </span>
              </span>
              <Button
                variant="quiet"
                size="s"
                aria-label={`Revoke ${token.name}`}
                onClick={() => setDoubted(token)}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Dialog
        open={doubted !== null}
        onClose={() => setDoubted(null)}
        title={`Revoke “${doubted?.name ?? ''}”`}
      >
        <p className="text-soft">Whatever uses this token is refused from now on. This cannot be undone.</p>
        <div className="flex flex-wrap gap-3">
          <Button variant="danger" onClick={() => doubted && mutate(doubted)}>
            Revoke
          </Button>
          <Button variant="quiet" onClick={() => setDoubted(null)}>
            Keep it
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
