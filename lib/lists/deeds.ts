import type { Role } from './access.ts';

/** What a list is called, and what it says of itself. */
export type Words = { readonly name: string; readonly description: string };

/** Everything that happens to a list, as one sealed union: the rows of `list_activity`. */
export type Deed =
  | { readonly kind: 'created'; readonly name: string }
  | { readonly kind: 'described'; readonly from: Words; readonly to: Words }
  | { readonly kind: 'archived' | 'unarchived' | 'deleted' | 'brought-back' }
  | { readonly kind: 'invited'; readonly personId: string; readonly role: Role }
  | { readonly kind: 'uninvited' | 'declined' | 'reopened'; readonly personId: string }
  | { readonly kind: 'joined'; readonly by: 'invitation' | 'link' | 'return'; readonly role: Role }
  | { readonly kind: 'role-set'; readonly personId: string; readonly from: Role; readonly to: Role }
  | { readonly kind: 'member-removed' | 'left'; readonly personId: string; readonly role: Role }
  | { readonly kind: 'member-restored'; readonly personId: string; readonly role: Role }
  | { readonly kind: 'handed-over'; readonly personId: string }
  | { readonly kind: 'link-made'; readonly inviteId: string; readonly role: Role }
  | { readonly kind: 'link-revoked'; readonly inviteId: string }
  | {
      readonly kind: 'added' | 'put-back' | 'removed' | 'moved';
      readonly titleId: number;
      readonly itemId: string;
    }
  | { readonly kind: 'noted' | 'note-removed' | 'voted'; readonly titleId: number; readonly itemId: string };

export type DeedKind = Deed['kind'];
