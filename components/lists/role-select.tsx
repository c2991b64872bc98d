import { joinClasses } from '@/components/ui/join-classes.ts';
import type { GivenRole } from '@/lib/lists/members.ts';
import { roleName } from './role-words.ts';

type RoleSelectProps = {
  readonly label: string;
  readonly value: GivenRole;
  readonly onChange: (role: GivenRole) => void;
  readonly className?: string;
};

export function RoleSelect({ label, value, onChange, className }: RoleSelectProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as GivenRole)}
      className={joinClasses(
        'min-h-11 rounded-control border border-line bg-raised px-3 text-sm hover:border-edge',
        className,
      )}
    >
      <option value="editor">{roleName.editor}</option>
      <option value="viewer">{roleName.viewer}</option>
    </select>
  );
}
