'use client';

import { useId } from 'react';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { GroupRule } from '@/lib/recommender/group/rules.ts';
import { RULE_WORDS, RULES, SUGGESTED_RULE } from './rule-words.ts';

type RulePickerProps = {
  readonly value: GroupRule;
  readonly onChange: (rule: GroupRule) => void;
};

/** How several tastes become one deck: a plain line each, with what it means once it is chosen. */
export function RulePicker({ value, onChange }: RulePickerProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="sr-only">How you choose</legend>
      {RULES.map((rule) => {
        const { line, explanation, example } = RULE_WORDS[rule];
        const chosen = rule === value;
        return (
          <label
            key={rule}
            className="flex min-h-12 items-start gap-3 border-b border-line py-3 last:border-b-0"
          >
            <input
              type="radio"
              name={name}
              checked={chosen}
              onChange={() => onChange(rule)}
              className="mt-0.5 size-5 flex-none accent-ink"
            />
            <span>
              <span className={joinClasses('block', chosen && 'font-medium')}>
                {line}
                {rule === SUGGESTED_RULE && <span className="font-normal text-soft"> · as usual</span>}
              </span>
              {chosen && (
                <span className="mt-1 block text-sm text-soft">
                  {explanation} {example}
                </span>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
