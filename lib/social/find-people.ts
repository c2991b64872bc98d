import { type Mutual, readMutual } from './mutual.ts';
import { type PersonWithRelation, searchPeople } from './people.ts';

export type FoundPerson = PersonWithRelation & { readonly mutual?: Mutual };

/** People by handle or name, with the friends one has in common. */
export async function findPeople(viewerId: string, text: string): Promise<FoundPerson[]> {
  const people = await searchPeople(viewerId, text);
  const mutual = await readMutual(
    viewerId,
    people.map(({ id }) => id),
  );
  return people.map((person) => {
    const common = mutual.get(person.id);
    return common ? { ...person, mutual: common } : person;
  });
}
