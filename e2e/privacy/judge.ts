/** What the matrix holds an answer to: what must not stand in it, and what must. */
import type { Place, Row } from './rows.ts';
import type { Caller, Owner, World } from './world.ts';

/** Whether the owner's sections, which are all for one audience, are for this caller at this place. */
export function sees(caller: Caller, owner: Owner, { byLinkOf }: Place): boolean {
  const { audience } = owner;
  if (caller === 'blocked') return false;
  if (audience === 'everyone' || (audience === 'link' && byLinkOf === owner)) return true;
  return audience === 'me' ? caller === 'owner' : caller === 'friend';
}

/** What holds everywhere: nobody reads of sections that are not for them, nor of people they may not meet. */
export function whatIsHidden(caller: Caller, owner: Owner, place: Place, row: Row, world: World): string[] {
  const shown = sees(caller, owner, place);
  const mayMeet = row.meets && caller !== 'blocked' && caller !== 'signed out';
  const inside = caller === 'owner' || caller === 'friend';
  const hidden = [
    ...(shown ? [] : [owner.note, owner.pal]),
    ...(shown || row.catalogue ? [] : Object.values(owner.films).map(({ name }) => name)),
    ...(shown || mayMeet || (inside && row.tellsOurs) ? [] : [owner.name]),
    ...(inside ? [] : [world.list.name, world.list.note, world.night.name]),
  ];
  const allowed = row.allows?.(world, caller, place) ?? [];
  return hidden.filter((secret) => !allowed.includes(secret));
}

/** What must be there: otherwise a page that shows nothing to anybody would look safe. */
export function whatIsTold(
  caller: Caller,
  owner: Owner,
  place: Place,
  row: Row,
  world: World,
): readonly string[] {
  const inside = caller === 'owner' || caller === 'friend';
  const isTold = sees(caller, owner, place) && (caller === 'friend' || !row.toFriends);
  return [
    ...(inside ? (row.tellsOurs?.(world) ?? []) : []),
    ...(isTold ? (row.tells?.(owner, place) ?? []) : []),
  ];
}
