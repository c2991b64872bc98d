import type { Role } from '@/lib/lists/access.ts';

export const roleName: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  editor: 'Changes the list',
  viewer: 'Sees and votes',
};
