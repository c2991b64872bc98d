'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import type { NightConstraints, NightView } from '@/lib/nights/types.ts';
import type { GroupRule } from '@/lib/recommender/group/rules.ts';
import { ConstraintFields, type NightOptions } from './constraint-fields.tsx';
import { constraintWords } from './constraint-words.ts';
import { RulePicker } from './rule-picker.tsx';
import { RULE_WORDS } from './rule-words.ts';

type TermsProps = {
  readonly night: NightView;
  readonly options: NightOptions;
  readonly onChange: ((change: { rule?: GroupRule; constraints?: NightConstraints }) => void) | null;
};

/** A weight nearer to 1 than this is as usual. */
const NOTABLE = 0.05;

/** What tonight's title must be and how it is found, in words; the host may change both until the voting begins. */
export function Terms({ night, options, onChange }: TermsProps) {
  const [editing, setEditing] = useState(false);
  const names = new Map(options.lists.map(({ id, name }) => [id, name]));
  const wishes = constraintWords(night.constraints, names);
  const { line, explanation } = RULE_WORDS[night.rule];
  return (
    <section aria-labelledby="terms">
      <SectionHeading id="terms" title="Tonight">
        {onChange && (
          <Button variant="plain" size="s" onClick={() => setEditing(true)}>
            Change
          </Button>
        )}
      </SectionHeading>
      <p className="font-medium">{line}</p>
      <p className="mt-1 text-sm text-soft">{explanation}</p>
      <Weights night={night} />
      <p className="mt-3 text-soft">{wishes.length > 0 ? sentence(wishes) : 'Anything goes.'}</p>
      {onChange && (
        <Dialog open={editing} onClose={() => setEditing(false)} title="Tonight" side="drawer">
          <ConstraintFields
            value={night.constraints}
            options={options}
            onChange={(constraints) => onChange({ constraints })}
          />
          <h3 className="mt-4 text-lg">How you choose</h3>
          <RulePicker value={night.rule} onChange={(rule) => onChange({ rule })} />
          <Button className="mt-2 self-end" onClick={() => setEditing(false)}>
            Done
          </Button>
        </Dialog>
      )}
    </section>
  );
}

/** Where it is fair over the nights: who counts for more or less tonight. */
function Weights({ night }: { readonly night: NightView }) {
  const notable = night.weights.filter(({ weight }) => Math.abs(weight - 1) > NOTABLE);
  if (notable.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1 text-sm">
      {notable.map(({ memberId, words }) => (
        <li key={memberId}>
          {night.members.find(({ id }) => id === memberId)?.name} {words}.
        </li>
      ))}
    </ul>
  );
}

function sentence(wishes: readonly string[]): string {
  const words = wishes.join(', ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
