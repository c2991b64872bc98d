import Link from 'next/link';
import type { Happening } from '@/lib/lists/read-activity.ts';
import { FaceName } from './face-name.tsx';
import { roleName } from './role-words.ts';

/** What was done to a list, as a sentence. */
export function HappeningText({ happening, you }: { readonly happening: Happening; readonly you: string }) {
  const { by } = happening;
  return (
    <>
      {by?.key === you ? 'You' : <FaceName face={by} />} <Deed happening={happening} you={you} />
    </>
  );
}

type DeedProps = { readonly happening: Happening; readonly you: string };

function Deed({ happening, you }: DeedProps) {
  const { kind, title, person, role, names } = happening;
  const name = title && (
    <Link href={`/titles/${title.slug}`} prefetch={false} className="title-name hover:underline">
      {title.name}
    </Link>
  );
  const them = person?.key === you ? 'you' : <FaceName face={person} />;
  const may = role && roleName[role].toLowerCase();
  switch (kind) {
    case 'created':
      return 'began the list';
    case 'described':
      return names ? `renamed it from “${names.from}” to “${names.to}”` : 'changed the description';
    case 'archived':
      return 'archived the list';
    case 'unarchived':
      return 'brought the list back from the archive';
    case 'deleted':
      return 'deleted the list';
    case 'brought-back':
      return 'brought the deleted list back';
    case 'invited':
      return <>invited {them}</>;
    case 'joined':
      return 'joined';
    case 'role-set':
      return (
        <>
          changed what {them} may do: {may}
        </>
      );
    case 'member-removed':
      return <>took {them} off the list</>;
    case 'member-restored':
      return <>took {them} back onto the list</>;
    case 'left':
      return 'left';
    case 'handed-over':
      return <>handed the list over to {them}</>;
    case 'added':
      return <>added {name}</>;
    case 'put-back':
      return <>put {name} back</>;
    case 'removed':
      return <>took {name} off</>;
    case 'moved':
      return <>moved {name}</>;
    case 'noted':
      return <>wrote about {name}</>;
    case 'note-removed':
      return <>took a note on {name} away</>;
    case 'voted':
      return <>voted on {name}</>;
    default:
      return 'changed who can come to the list';
  }
}
